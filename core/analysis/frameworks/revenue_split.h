// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/block_words.h"
#include "analysis/frameworks/workbench.h"

namespace consultantos {

/// What a company earns outside its own country, in the newest year whose revenue its filings split by country.
struct ForeignRevenue {
    QString home; ///< in a sentence: "the United States"
    Figure share;
    Figure amount;
    bool isAtLeast = false;             ///< the split leaves something out, which may be from abroad too
    QString largest;                    ///< the foreign country with most revenue; empty where none is named
    std::optional<Figure> largestShare; ///< together with `largest`
    std::optional<Figure> largestAmount;

    /// What impact is judged by: the share of the largest country, or all foreign revenue where none is named.
    [[nodiscard]] const Figure &exposure() const { return largestShare ? *largestShare : share; }
};

/// Empty where the split names neither the company's own country nor all others together.
[[nodiscard]] std::optional<ForeignRevenue> foreignRevenue(Workbench &bench);

/// A segment, or a group of products where there are no segments, with its size and growth.
struct RevenuePart {
    QString name;
    Figure share;
    std::optional<Figure> growth;      ///< on the year before
    std::optional<Figure> wholeGrowth; ///< of the company's revenue in the same year
};

/// The parts of revenue, largest first, each with its growth where the year before is stored.
[[nodiscard]] QList<RevenuePart> revenueParts(Workbench &bench);
/// The part that outgrew the company most, if one grew at all: at least a fiftieth of revenue and less than half of it.
[[nodiscard]] std::optional<RevenuePart> fastestPart(const QList<RevenuePart> &parts);

/// "Automotive made up 89.7 % of Tesla's revenue in FY2024 and lost 3.5 % on the year before; …"
[[nodiscard]] Claim largestPartClaim(const Workbench &bench, const QString &claimId, const QList<RevenuePart> &parts);
/// "Energy Generation And Storage, 10.3 % of Tesla's revenue in FY2024, gained 67.1 %, against …", as `text` says it.
[[nodiscard]] Claim fastestPartClaim(const Workbench &bench, const QString &claimId, const RevenuePart &part,
                                     const QString &text);

/// "high" from the limit "impact_high" of a framework, "medium" from its "impact_medium", else "low".
[[nodiscard]] QString impactWord(const Figure &share, const BlockWords &words);

} // namespace consultantos
