// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QString>

namespace consultantos {

/// One piece of evidence as rich text for the inspector; says so when the book doesn't hold it.
[[nodiscard]] QString evidenceToHtml(const EvidenceBook &book, const QString &ref);
/// Its title: tag, computation's title, document or playbook id.
[[nodiscard]] QString evidenceTitle(const EvidenceBook &book, const QString &ref);

} // namespace consultantos
