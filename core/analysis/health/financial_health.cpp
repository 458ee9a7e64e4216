// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/health/financial_health.h"

#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/ratio_words.h"
#include "analysis/frameworks/workbench.h"
#include "model/evidence_roots.h"
#include "model/report.h"
#include "model/units.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

QString wordOf(HealthCondition::Relation relation)
{
    switch (relation) {
    case HealthCondition::Relation::Above:
        return QStringLiteral("above");
    case HealthCondition::Relation::AtLeast:
        return QStringLiteral("from");
    case HealthCondition::Relation::Below:
        return QStringLiteral("below");
    case HealthCondition::Relation::AtMost:
        break;
    }
    return QStringLiteral("up to");
}

/// Scores are published with two decimals, and the lights change at the second.
QString thresholdText(double value, const QString &unit)
{
    if (unit != units::Score)
        return formatValue(value, unit);
    auto text = QString::number(value, 'g', 6);
    return text.replace(QLatin1Char('-'), QChar(0x2212));
}

QString conditionText(const HealthCondition &condition, const QString &unit)
{
    return wordOf(condition.relation) + QLatin1Char(' ') + thresholdText(condition.value, unit);
}

class Reader {
public:
    Reader(const FrameworkInput &input, const HealthRules &rules)
        : m_input(input)
        , m_rules(rules)
        , m_bench(input, QStringLiteral("health"))
    {
    }

    HealthOutput read()
    {
        HealthOutput output;
        if (!m_bench.hasFacts())
            return output;
        for (const auto &rule : m_rules.rules()) {
            if (const auto *ratio = m_input.own.findRatio(rule.id))
                output.health.readings.append(reading(rule, *ratio));
        }
        Report judged;
        judged.health = output.health;
        output.evidence = m_bench.reachableFrom(evidenceRoots(judged));
        return output;
    }

private:
    HealthReading reading(const HealthRule &rule, const Ratio &ratio)
    {
        HealthReading made;
        made.id = ratio.id;
        made.title = ratio.title;
        made.group = ratio.group;
        made.unit = ratio.unit;
        made.basis = QStringLiteral("none");
        made.source = rule.source;
        made.figure = m_input.own.ratio(ratio.id, m_bench.periods().first().fiscalYear);
        addPeers(made);
        switch (rule.basis) {
        case HealthRule::Basis::Thresholds:
            byThresholds(rule, made);
            break;
        case HealthRule::Basis::Range:
            byRange(rule, made);
            break;
        case HealthRule::Basis::Relative:
            relative(ratio.higherIsBetter, made);
            break;
        case HealthRule::Basis::Unjudged:
            made.rule = QStringLiteral("not judged: ") + rule.because;
            made.unjudged = made.rule;
            break;
        }
        if (!made.figure) {
            made.notDerivable = m_bench.whyMissing(ratio.id);
            made.light = HealthLight::None;
            made.unjudged = made.notDerivable;
        }
        return made;
    }

    /// Amounts of money aren't compared: companies are of different size.
    void addPeers(HealthReading &made)
    {
        if (isCurrency(made.unit))
            return;
        for (const auto &peer : m_bench.peers()) {
            if (const auto figure = peer.financials->ratio(made.id, peer.fiscalYear)) {
                made.peers.append(peer.financials->companyName);
                made.peerFigures.append(*figure);
            }
        }
        if (!made.figure || made.peers.size() < Workbench::MinPeers)
            return;
        const auto list = many(QStringLiteral("peers"), made.peerFigures);
        const auto ofPeers = [&](const char *method, const char *title, const char *formula) {
            return m_bench.compute(QLatin1String(method), QLatin1String(title) + nameOf(made), QLatin1String(formula),
                                   made.unit, {list}, made.figure->period, made.id);
        };
        made.lowerQuartile =
            ofPeers("peer_lower_quartile", "Lower quartile of comparable peers: ", "lower_quartile(peers)");
        made.median = ofPeers("peer_median", "Median of comparable peers: ", "median(peers)");
        made.upperQuartile =
            ofPeers("peer_upper_quartile", "Upper quartile of comparable peers: ", "upper_quartile(peers)");
        made.percentile = m_bench.compute(
            QStringLiteral("peer_percentile"), QStringLiteral("Percentile among comparable peers: ") + nameOf(made),
            QStringLiteral("percentile_rank(own, peers)"), units::Percentile,
            {one(QStringLiteral("own"), *made.figure), list}, made.figure->period, made.id);
    }

    /// As frameworks name it; the title of one that has no name there and whose id has digits.
    static QString nameOf(const HealthReading &made)
    {
        const auto name = lineName(made.id);
        const bool hasDigit = std::any_of(name.begin(), name.end(), [](QChar c) { return c.isDigit(); });
        return hasDigit ? made.title.left(1).toLower() + made.title.mid(1) : name;
    }

    static void byThresholds(const HealthRule &rule, HealthReading &made)
    {
        made.basis = QStringLiteral("thresholds");
        made.rule = QStringLiteral("strong %1, weak %2")
                        .arg(conditionText(*rule.strong, made.unit), conditionText(*rule.weak, made.unit));
        if (!made.figure)
            return;
        made.light = rule.weak->holds(made.figure->value)     ? HealthLight::Weak
                     : rule.strong->holds(made.figure->value) ? HealthLight::Strong
                                                              : HealthLight::Between;
    }

    void byRange(const HealthRule &rule, HealthReading &made)
    {
        const auto low = m_bench.anchor(rule.low);
        const auto high = m_bench.anchor(rule.high);
        if (!low || !high || low->unit != made.unit || high->unit != made.unit) {
            made.rule = QStringLiteral("strong above the published range, weak below it");
            made.unjudged = QStringLiteral("not judged: no published range of the industry is stored");
            return;
        }
        made.basis = QStringLiteral("range");
        const auto least = std::min(low->value, high->value);
        const auto most = std::max(low->value, high->value);
        made.rule = QStringLiteral("strong above %1, weak below %2")
                        .arg(formatValue(most, made.unit), formatValue(least, made.unit));
        made.judgedBy = {*low, *high};
        if (made.figure)
            made.light = made.figure->value > most    ? HealthLight::Strong
                         : made.figure->value < least ? HealthLight::Weak
                                                      : HealthLight::Between;
    }

    void relative(bool isHigherBetter, HealthReading &made)
    {
        const auto &rule = m_rules.relative();
        made.source = rule.source;
        if (isCurrency(made.unit)) {
            made.rule = QStringLiteral("not judged: an amount of money says nothing without the company's size");
            made.unjudged = made.rule;
            return;
        }
        if (made.percentile) {
            made.basis = QStringLiteral("peers");
            made.judgedBy = {*made.percentile};
            const auto strong = isHigherBetter ? rule.strongRank : 1 - rule.strongRank;
            const auto weak = isHigherBetter ? rule.weakRank : 1 - rule.weakRank;
            made.rule = QStringLiteral("strong %1 the %2 among peers, weak %3 the %4")
                            .arg(isHigherBetter ? QStringLiteral("from") : QStringLiteral("up to"),
                                 formatValue(strong, units::Percentile),
                                 isHigherBetter ? QStringLiteral("up to") : QStringLiteral("from"),
                                 formatValue(weak, units::Percentile));
            const auto rank = isHigherBetter ? made.percentile->value : 1 - made.percentile->value;
            made.light = rank >= rule.strongRank ? HealthLight::Strong
                         : rank <= rule.weakRank ? HealthLight::Weak
                                                 : HealthLight::Between;
            return;
        }
        const auto comparison = made.figure ? compareWithReference(m_bench, made.id) : std::nullopt;
        const auto better = isHigherBetter ? QStringLiteral("above") : QStringLiteral("below");
        const auto worse = isHigherBetter ? QStringLiteral("below") : QStringLiteral("above");
        if (!comparison) {
            made.rule = QStringLiteral("strong or weak by the place among peers");
            made.unjudged =
                QStringLiteral("not judged: too few comparable peers report it, no average of the industry is "
                               "published, and there are too few earlier years");
            return;
        }
        made.basis = comparison->basis;
        made.reference = comparison->reference;
        made.judgedBy = {comparison->z};
        made.rule =
            (comparison->basis == QLatin1String("anchor")
                 ? QStringLiteral("strong a quarter or more %1 the published average of the industry, weak as far "
                                  "%2 it")
                 : QStringLiteral("strong one robust standard deviation or more %1 its own earlier median, weak "
                                  "as far %2 it"))
                .arg(better, worse);
        const auto distance = isHigherBetter ? comparison->z.value : -comparison->z.value;
        made.light = distance >= rule.distance    ? HealthLight::Strong
                     : distance <= -rule.distance ? HealthLight::Weak
                                                  : HealthLight::Between;
    }

    const FrameworkInput &m_input;
    const HealthRules &m_rules;
    Workbench m_bench;
};

} // namespace

HealthOutput financialHealth(const FrameworkInput &input, const HealthRules &rules)
{
    return Reader(input, rules).read();
}

} // namespace consultantos
