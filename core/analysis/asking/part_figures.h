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
};

/// A member of a dimension as words: without prefix, "Member" and "Segment".
[[nodiscard]] QString partName(const QString &member);

/// The line's facts of the period that are split by one axis of the kind asked for, each member once, by the line's first
/// tag that has any; eliminations and reconciling items left out. Ordered by name. Pure.
[[nodiscard]] QList<PartFact> partFacts(const ConceptDefinition &line, const QList<Fact> &facts, const Period &period,
                                        AskedPart part);
/// The fact of the one part, of any kind, whose name holds all of `words`; empty if none or several do.
[[nodiscard]] std::optional<PartFact> partNamed(const ConceptDefinition &line, const QList<Fact> &facts,
                                                const Period &period, const QStringList &words);

} // namespace consultantos
