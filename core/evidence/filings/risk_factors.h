// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/text/paragraph_changes.h"
#include "model/document.h"

#include <QList>
#include <QString>

namespace consultantos {

/// One risk of a filing's Item 1A: its heading and the text under it.
struct RiskFactor {
    QString group; ///< the heading above several of them, e.g. "Risks Related to Our Operations"; may be empty
    QString heading;
    qsizetype first = 0; ///< index of the heading in Document::blocks
    qsizetype end = 0;   ///< index behind its last block

    bool operator==(const RiskFactor &) const = default;
};

/// The risk factors of a document that an importer of filings has read (Block::section tells Item 1A), in its order.
/// Headings that look like most headings with text under them are factors; others above them are groups. Pure.
[[nodiscard]] QList<RiskFactor> riskFactors(const Document &document);

/// What became of one paragraph of Item 1A from one filing to the next.
struct RiskFactorChange {
    ChangeKind kind = ChangeKind::Changed;
    QString heading;       ///< of the risk factor, in the later filing where it stands there; empty before the first
    qsizetype before = -1; ///< index in the earlier document's blocks; -1 of an added one
    qsizetype after = -1;  ///< index in the later document's blocks; -1 of a removed one
    double similarity = 0; ///< of a changed one

    bool operator==(const RiskFactorChange &) const = default;
};

/// Changes of Item 1A in the order of the later filing. Pure.
[[nodiscard]] QList<RiskFactorChange> riskFactorChanges(const Document &before, const Document &after);

} // namespace consultantos
