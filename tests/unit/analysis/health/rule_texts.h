// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace consultantos::test {

/// A file of rules with these entries of "figures".
[[nodiscard]] QByteArray healthRuleFile(const QByteArray &figures);
[[nodiscard]] QByteArray relativeRule(const QByteArray &figure);
[[nodiscard]] QByteArray thresholdRule(); ///< of current_ratio: strong from 2, weak below 1, of "a book"
[[nodiscard]] QByteArray rangeRule();     ///< of roic, from wacc to cost_of_equity

struct FaultyRule {
    const char *name;
    QByteArray text;
    const char *expected; ///< what the error says
};
[[nodiscard]] QList<FaultyRule> faultyRules();

} // namespace consultantos::test
