// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/tipping/tipping_input.h"

#include "analysis/frameworks/prose.h"
#include "analysis/frameworks/ratio_words.h"
#include "model/fact_words.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr int LeastYears = 3; ///< of changes that say how likely another is

/// The yearly relative changes of the statement line that a fact stands in, and the line's name.
struct LineOfFact {
    QString label;
    QList<double> changes;
};

LineOfFact lineOf(const Financials &financials, const QString &fact)
{
    LineOfFact found;
    for (const auto &statement : financials.statements) {
        if (statement.frequency != QLatin1String("annual"))
            continue;
        for (const auto &line : statement.lines) {
            const auto at = std::find_if(line.values.cbegin(), line.values.cend(),
                                         [&fact](const auto &value) { return value && value->ref == fact; });
            if (at == line.values.cend())
                continue;
            found.label = QStringLiteral("%1, %2").arg(line.label, (*at)->period.label());
            for (qsizetype i = 0; i + 1 < line.values.size(); ++i) {
                if (line.values[i] && line.values[i + 1] && line.values[i + 1]->value != 0)
                    found.changes.append(line.values[i]->value / line.values[i + 1]->value - 1);
            }
            return found;
        }
    }
    return found;
}

/// The line of a filing that a figure of the report takes the fact for, such as "commercial paper" of the debt due within a
/// year; empty where it enters none under a name of its own.
QString lineTakenFor(const EvidenceBook &evidence, const Financials &financials, const QString &fact)
{
    const auto isLine = [&financials](const QString &method) {
        return std::any_of(financials.statements.cbegin(), financials.statements.cend(),
                           [&method](const auto &statement) {
                               return std::any_of(statement.lines.cbegin(), statement.lines.cend(),
                                                  [&method](const auto &line) { return line.concept_ == method; });
                           });
    };
    for (const auto &computation : evidence.computations()) {
        const auto bound =
            std::find_if(computation.bindings.cbegin(), computation.bindings.cend(),
                         [&fact](const auto &one) { return !one.isList && one.refs == QStringList{fact}; });
        if (bound == computation.bindings.cend())
            continue;
        // Other computations call their inputs "own" and "value".
        if (financials.findRatio(computation.method) != nullptr || isLine(computation.method))
            return bound->name.section(QStringLiteral("_before"), 0, 0);
    }
    return {};
}

/// Of a fact that no shown line has.
QString plainLabel(const EvidenceBook &evidence, const Financials &financials, const Fact &fact)
{
    const auto line = fact.isOfWholeCompany() ? lineTakenFor(evidence, financials, fact.id) : QString();
    const auto words = line.isEmpty() ? factWords(fact) : capitalised(lineName(line));
    const auto years = financials.annualPeriods();
    const auto year =
        std::find_if(years.cbegin(), years.cend(), [&fact](const Period &period) { return period.end == fact.end; });
    return year == years.cend() ? words : QStringLiteral("%1, %2").arg(words, year->label());
}

} // namespace

QHash<QString, double> TippingMove::at(double change, const QHash<QString, double> &values) const
{
    QHash<QString, double> changed;
    for (qsizetype i = 0; i < facts.size(); ++i)
        changed.insert(facts[i], values.value(facts[i]) * (1 + signs[i] * change));
    return changed;
}

TippingInput tippingInput(const EvidenceBook &evidence, const Financials &financials, const QString &id, int sign,
                          const Bracket &bracket)
{
    TippingInput input;
    const auto *fact = evidence.fact(id);
    input.fact = id;
    input.unit = fact->unit;
    input.value = fact->value();
    input.before = input.value * (1 + sign * bracket.before);
    input.tip = input.value * (1 + sign * bracket.tip);
    input.change = sign * bracket.tip;
    const auto line = lineOf(financials, id);
    input.label = line.label.isEmpty() ? plainLabel(evidence, financials, *fact) : line.label;
    input.years = static_cast<int>(line.changes.size());
    if (input.years >= LeastYears) {
        const auto reached = std::count_if(line.changes.cbegin(), line.changes.cend(), [&input](double change) {
            return input.change > 0 ? change >= input.change : change <= input.change;
        });
        input.share = static_cast<double>(reached) / input.years;
    }
    return input;
}

} // namespace consultantos
