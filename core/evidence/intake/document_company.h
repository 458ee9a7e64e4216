// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/fact_store.h"
#include "model/company.h"
#include "model/document.h"

#include <QString>

namespace consultantos {

/// Whom a document is about: `about` where the user says it, else what the document says of itself. A company that
/// `known` has, by number or name, is that one; another gets an id of its own. Without an id if neither says anything.
/// Thread-safe.
[[nodiscard]] Company companyOf(const Document &document, const QString &about, const FactStore &known);

} // namespace consultantos
