// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/asked_expression.h"
#include "analysis/asking/asked_format.h"
#include "analysis/asking/period_reference.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A definition of the question, read. Its place in the list is the id of the term that stands for it.
struct AskedDefinition {
    QString name;
    AskedExpressionPtr expression; ///< null where it could not be read
    QString trouble;               ///< why not
    /// What the vocabulary knows by that name: its unit is the definition's where the formula leaves it open.
    std::optional<PhraseMeaning> knownAs;
};

/// What a yes-or-no question wants to know of a figure.
enum class AskedDirection { Higher, Lower, Better, Worse };

/// By what a figure is split.
enum class AskedPart { Segment, Geography, Product };

/// Words of a question that nothing explains and that may name a part of the company.
struct PartMention {
    QStringList words;   ///< as written
    bool isName = false; ///< with a capital, or a possessive
};

/// "Use the average of FY2017 and FY2018", "using average equity": balances are averaged wherever they stand.
struct AskedAveraging {
    bool isWanted = false;
    QList<PhraseMeaning> terms;     ///< these alone; empty: all balances
    QList<PeriodReference> periods; ///< empty: this year and the one before
    bool isSpan = false;
};

/// A question as it was understood.
struct AskedQuestion {
    enum class Kind {
        Figure,     ///< `expression`
        Comparison, ///< `expression` over time (`compared`), against `other`, or against a number within `other`
        Extreme,    ///< the year with the most, or least, of `expression`, of those in `compared` or of all
        Segment,    ///< the part with the most, or least, of `expression`
        Text,       ///< passages about `searchWords`
        Unclear,    ///< `trouble` says what was not understood
    };
    Kind kind = Kind::Unclear;
    AskedExpressionPtr expression;
    AskedExpressionPtr other;
    AskedDirection direction = AskedDirection::Higher;
    QList<PeriodReference>
        compared; ///< the two periods of a comparison over time, earlier first; empty: with the year before
    QList<PeriodReference> listed; ///< several periods of which each is to be answered
    bool isListSpan = false;       ///< `listed` are first and last
    AskedPart part = AskedPart::Segment;
    bool wantsLeast = false;
    std::optional<PeriodReference> period; ///< of the whole question; empty: none was named
    QList<AskedDefinition> definitions;
    AskedAveraging averaging;
    AskedFormat format;
    /// Words that no rule explains and that an answer must not pass over: "iPhone" revenue, revenue from "China".
    QStringList qualifiers;
    std::optional<AskedPart> partKind; ///< what they are called: the energy "segment"
    QStringList companyWords;          ///< of these, what may be the company's name where that isn't certain
    bool wantsShare = false;           ///< of the part in the whole
    bool asksForMore = false;          ///< a second figure follows, which is not answered
    bool wantsZero = false;            ///< "if there are none, state 0"
    bool isAboutFuture = false;
    bool wantsAdjusted = false; ///< adjusted, organic, pro forma: the company's own measures
    QStringList searchWords;
    QString trouble;
};

} // namespace consultantos
