// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/asked_question.h"
#include "analysis/financials/concept_catalogue.h"
#include "model/fact.h"
#include "model/period.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A line's value for one part of the company.
struct PartFact {
    QString name; ///< "Automotive", from "tsla:AutomotiveSegmentMember"
    Fact fact;
    AskedPart part = AskedPart::Segment;
};

/// What a question calls a part.
struct PartSearch {
    QStringList words;             ///< that name it, as written
    std::optional<AskedPart> part; ///< what it is called: "the energy segment"
    QStringList questionWords;     ///< of the whole question: "automotive revenue" is "Automotive Revenues" by them
};

/// What fits a search.
struct PartChoice {
    std::optional<PartFact> part; ///< empty if none or several fit
    QStringList rivals;           ///< the names of those that fit equally well, with other values
};

/// A member of a dimension as words: "United States" for "country:US", "Automotive" for "tsla:AutomotiveSegmentMember";
/// capitals that stand together are kept ("GMI").
[[nodiscard]] QString partName(const QString &member);

/// The member that a fact is of on an axis of the kind; empty where other axes narrow it further, and for eliminations
/// and reconciling items. Axes that tell segments from reconciling items and business groups narrow nothing.
[[nodiscard]] QString partMember(const Fact &fact, AskedPart part);

/// The line's facts of the period that are split by an axis of the kind asked for, each member once, by the line's first
/// tag that has any. `wholeTag` ("us-gaap:Revenues") is that of the line's own value and goes first, as parts and whole
/// are then of one kind. Ordered by name. Pure.
[[nodiscard]] QList<PartFact> partFacts(const ConceptDefinition &line, const QList<Fact> &facts, const Period &period,
                                        AskedPart part, const QString &wholeTag = {});
/// Of all tags and kinds; what an earlier tag gives of a member stands.
[[nodiscard]] QList<PartFact> allPartFacts(const ConceptDefinition &line, const QList<Fact> &facts,
                                           const Period &period, const QString &wholeTag = {});
/// The parts of which any of the lines is given for the period, each member of a kind once, with one of its facts. Pure.
[[nodiscard]] QList<PartFact> partsAtHand(const ConceptCatalogue &lines, const QList<Fact> &facts,
                                          const Period &period);
/// What is given of one part, as if the part were a company: without dimensions, but with the facts' own ids. Of several
/// facts of one tag and period the one that the fewest axes narrow stands. Pure.
[[nodiscard]] QList<Fact> factsOfPart(const PartFact &part, const QList<Fact> &facts);
/// The parts that fit a search best and equally well. Pure.
[[nodiscard]] QList<PartFact> partsNamed(const PartSearch &search, const QList<PartFact> &parts);
/// The part whose name holds all words of the search: first the one that the question names in full, then that named by
/// these words alone, then the one that all others which hold them are parts of. Pure.
[[nodiscard]] PartChoice partNamed(const PartSearch &search, const QList<PartFact> &parts);

} // namespace consultantos
