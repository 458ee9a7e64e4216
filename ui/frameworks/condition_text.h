// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/located_json.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// One comparison of a condition.
struct ConditionTerm {
    QString figure;                           ///< a name
    QString comparison = QStringLiteral(">"); ///< one of conditionComparisons()
    QString value = QStringLiteral("0");      ///< a name or a number, as the language of formulas writes it

    bool operator==(const ConditionTerm &) const = default;
};

/// A condition as people say it: some comparisons of which all hold, or any.
struct JoinedCondition {
    bool isAll = true;
    QList<ConditionTerm> terms; ///< none: always

    bool operator==(const JoinedCondition &) const = default;
};

/// A sentence and when it is taken.
struct ConditionalText {
    JoinedCondition condition;
    QString text;

    bool operator==(const ConditionalText &) const = default;
};

[[nodiscard]] const QStringList &conditionComparisons();
/// Whether it can stand for a value: a name or a number with a decimal point.
[[nodiscard]] bool isConditionValue(const QString &text);

/// What a formula that has to lie above zero says; empty where it is more than comparisons joined by all or any. Reads
/// "x", "x - 0.5", "x >= y", "min(x > 0, y > 0)", "max(x > 0, y > 0)", "(x > 0) + (y > 0) - 1.5".
[[nodiscard]] std::optional<JoinedCondition> readCondition(const QString &formula);
/// The formula for it: "x > 0", "min(x > 0, y > 1)" for all, "max(…)" for any. Empty without terms.
[[nodiscard]] QString writeCondition(const JoinedCondition &condition);

/// A list of sentences with conditions; empty where it is something else or has a condition that can't be read.
[[nodiscard]] std::optional<QList<ConditionalText>> readConditionalTexts(const LocatedJson &value);
/// As the file writes them, on one line; a single one without a condition as a plain text.
[[nodiscard]] QString writeConditionalTexts(const QList<ConditionalText> &texts);

} // namespace consultantos
