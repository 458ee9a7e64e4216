// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QString>
#include <QStringList>

namespace consultantos {

/// What a fact or computation is, in words: "Gap to its own earlier median: revenue growth, FY2024"; of a published
/// average that it is one. Empty for other evidence. English. Pure.
[[nodiscard]] QString evidenceLabel(const EvidenceBook &book, const QString &ref);

/// The stems of the words that name what is measured: "revenue", "growth" of the above. Pure.
[[nodiscard]] QStringList subjectStems(const EvidenceBook &book, const QString &ref);

} // namespace consultantos
