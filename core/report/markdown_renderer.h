// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/language/wording.h"

#include <QString>

namespace consultantos {

/// A report as CommonMark with tables (GitHub's extension). Every number carries the label of its evidence entry, which
/// stands at the end: "USD 53,823 M [F1]". Texts are escaped: a name can't become mark-up. Pure and thread-safe.
[[nodiscard]] QString renderMarkdown(const Report &report, const Wording &wording = {});

} // namespace consultantos
