// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/recommending/option_score.h"

#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/ratio_words.h"
#include "model/units.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr qsizetype LeastYears = 3;
constexpr int MostYears = 10;
constexpr double Lowest = 1;
constexpr double Middle = 3;
constexpr double Highest = 5;

const QString Linear = QStringLiteral("linear");

/// One option on its way to a score.
class Scoring {
public:
    Scoring(Workbench &bench, const Option &option)
        : m_bench(bench)
        , m_option(option)
        , m_period(bench.periods().first())
        , m_key(QString(option.kind + QLatin1Char('.') + option.item->id.section(QLatin1Char('.'), -1))
                    .replace(QLatin1Char('.'), QLatin1Char('-')))
    {
    }

    [[nodiscard]] OptionScore make()
    {
        m_score.basis = m_option.basis;
        findReference();
        findImpact();
        m_score.criteria = {impact(), feasibility(), risk(), time()};
        weigh();
        return m_score;
    }

private:
    void findReference()
    {
        const auto &ratio = m_option.ratio;
        if (ratio.isEmpty())
            return;
        m_score.own = m_bench.ratio(ratio);
        if (!m_score.own)
            return;
        if (m_score.basis == QLatin1String("floor")) {
            const bool isZero = m_score.own->value < 0;
            m_score.reference =
                constant(QStringLiteral("floor"), QStringLiteral("Floor of %1").arg(ratioWords(ratio).noun),
                         isZero ? QStringLiteral("0") : QStringLiteral("1"), ratio, m_score.own->unit);
            return;
        }
        if (const auto comparison = compareWithReference(m_bench, ratio)) {
            m_score.reference = comparison->reference;
            m_gap = comparison->gap;
            m_score.basis = comparison->basis;
            m_z = comparison->z;
        }
    }

    std::optional<Figure> constant(const QString &method, const QString &title, const QString &formula,
                                   const QString &qualifier, const QString &unit = units::Score)
    {
        return m_bench.compute(method, title, formula, unit, {}, m_period, qualifier);
    }

    /// What the gap is worth a year.
    [[nodiscard]] std::optional<Figure> yearly()
    {
        const auto &ratio = m_option.ratio;
        if (ratio.isEmpty() || !m_score.reference || whyNoGain(ratio))
            return m_option.money;
        const bool isFloor = m_score.basis == QLatin1String("floor");
        if (isFloor && m_score.reference->value != 0)
            return std::nullopt;
        const auto gap = isFloor ? m_score.own : m_gap;
        if (!gap)
            return std::nullopt;
        const auto title = QStringLiteral("Worth of the option a year: %1").arg(lineName(ratio));
        const auto compute = [&](const QString &formula, const QString &unit, const QList<Bound> &bound) {
            return m_bench.compute(QStringLiteral("option_impact"), title, formula, unit, bound, m_period,
                                   ratio + QLatin1Char('-') + m_score.basis);
        };
        if (ratio == QLatin1String("roic")) {
            const auto capital = m_bench.value(QStringLiteral("invested_capital"));
            return capital ? compute(QStringLiteral("abs(gap) * capital"), capital->unit,
                                     {one(QStringLiteral("gap"), *gap), one(QStringLiteral("capital"), *capital)})
                           : std::nullopt;
        }
        const auto worth = worthOf(m_bench, ratio, *gap, m_score.basis);
        if (!worth)
            return std::nullopt;
        if (ratioWords(ratio).perBase < 1) {
            m_score.freed = worth;
            const auto capitalCost = m_bench.anchor(QStringLiteral("wacc"));
            return capitalCost ? compute(
                       QStringLiteral("abs(worth) * cost_of_capital"), worth->unit,
                       {one(QStringLiteral("worth"), *worth), one(QStringLiteral("cost_of_capital"), *capitalCost)})
                               : std::nullopt;
        }
        if (ratio == QLatin1String("revenue_growth")) {
            const auto margin = m_bench.ratio(QStringLiteral("gross_margin"));
            return margin && margin->value > 0
                       ? compute(QStringLiteral("abs(worth) * gross_margin"), worth->unit,
                                 {one(QStringLiteral("worth"), *worth), one(QStringLiteral("gross_margin"), *margin)})
                       : std::nullopt;
        }
        return compute(QStringLiteral("abs(worth)"), worth->unit, {one(QStringLiteral("worth"), *worth)});
    }

    void findImpact()
    {
        m_score.impact = yearly();
        if (!m_score.impact)
            return;
        if (!m_z || m_option.ratio.isEmpty()) {
            m_score.impactLow = m_score.impact;
            m_score.impactHigh = m_score.impact;
            return;
        }
        const auto bound = [this](const QString &method, const QString &title, const QString &formula) {
            return m_bench.compute(method, title + QStringLiteral(": ") + lineName(m_option.ratio), formula,
                                   m_score.impact->unit,
                                   {one(QStringLiteral("impact"), *m_score.impact), one(QStringLiteral("z"), *m_z)},
                                   m_period, m_option.ratio + QLatin1Char('-') + m_score.basis);
        };
        m_score.impactLow = bound(QStringLiteral("option_impact_low"),
                                  QStringLiteral("Worth of the option, the reference one deviation nearer"),
                                  QStringLiteral("impact * max(0, 1 - 1 / abs(z))"));
        m_score.impactHigh = bound(QStringLiteral("option_impact_high"),
                                   QStringLiteral("Worth of the option, the reference one deviation farther"),
                                   QStringLiteral("impact * (1 + 1 / abs(z))"));
    }

    /// Why a gap in this ratio is no gain of that size; null where it is.
    [[nodiscard]] const char *whyNoGain(const QString &ratio) const
    {
        if (ratioWords(ratio).merit == Merit::None)
            return "not derivable: spending more or less is no gain in itself";
        if (ratio == QLatin1String("revenue_growth") && m_score.basis == QLatin1String("history"))
            return "not derivable: growth of the past is no measure of what revenue could be today";
        return nullptr;
    }

    [[nodiscard]] QString whyNoImpact() const
    {
        const auto &ratio = m_option.ratio;
        if (const auto *why = ratio.isEmpty() ? nullptr : whyNoGain(ratio))
            return QLatin1String(why);
        if (ratio.isEmpty())
            return QStringLiteral("not derivable: the size of the market that it aims at doesn't stand in filings");
        if (ratioWords(ratio).perBase < 1)
            return QStringLiteral(
                "not derivable: without the industry's cost of capital cash that comes free once is no "
                "yearly amount");
        return QStringLiteral("not derivable: a gap in %1 has no base in money").arg(ratioWords(ratio).noun);
    }

    [[nodiscard]] std::optional<Figure> impactScore(const std::optional<Figure> &amount, const QString &method,
                                                    const QString &title)
    {
        const auto revenue = m_bench.line(QStringLiteral("revenue"));
        if (!amount || !revenue || revenue->value <= 0 || revenue->unit != amount->unit)
            return std::nullopt;
        return m_bench.compute(
            method, title, QStringLiteral("clamp(1 + 4 * ln(1 + 100 * impact / revenue) / ln(21), 1, 5)"), units::Score,
            {one(QStringLiteral("impact"), *amount), one(QStringLiteral("revenue"), *revenue)}, m_period, m_key);
    }

    [[nodiscard]] Driver impact()
    {
        Driver driver;
        driver.id = QStringLiteral("impact");
        driver.label = QStringLiteral("Impact in money a year, against revenue");
        driver.direction = QStringLiteral("raises");
        driver.basis = Linear;
        driver.figure = m_score.impact;
        driver.reference = m_bench.line(QStringLiteral("revenue"));
        driver.score =
            impactScore(m_score.impact, QStringLiteral("option_impact_score"), QStringLiteral("Score of impact"));
        m_low = impactScore(m_score.impactLow, QStringLiteral("option_impact_score_low"),
                            QStringLiteral("Score of impact, lower end"));
        m_high = impactScore(m_score.impactHigh, QStringLiteral("option_impact_score_high"),
                             QStringLiteral("Score of impact, upper end"));
        if (!driver.score) {
            driver.basis = QStringLiteral("none");
            driver.notDerivable = m_score.impact
                                      ? QStringLiteral("not derivable: there is no revenue to hold it against")
                                      : whyNoImpact();
        }
        return driver;
    }

    [[nodiscard]] Driver feasibility()
    {
        Driver driver;
        driver.id = QStringLiteral("feasibility");
        driver.direction = QStringLiteral("raises");
        driver.basis = QStringLiteral("history");
        const auto years = m_option.ratio.isEmpty() ? QList<Figure>() : history();
        if (m_score.reference && years.size() >= LeastYears) {
            driver.label = QStringLiteral("Feasibility: share of its own years at the reference or better");
            const auto formula = isBetterHigher(m_option.ratio)
                                     ? QStringLiteral("1 - percentile_rank(reference, years)")
                                     : QStringLiteral("percentile_rank(reference, years)");
            m_score.share = m_bench.compute(
                QStringLiteral("years_at_reference"),
                QStringLiteral("Share of own years at the reference or better: %1").arg(lineName(m_option.ratio)),
                formula, units::Ratio,
                {one(QStringLiteral("reference"), *m_score.reference), many(QStringLiteral("years"), years)}, m_period,
                m_option.ratio + QLatin1Char('-') + m_score.basis);
            driver.figure = m_score.share;
            if (m_score.share)
                driver.score = m_bench.compute(QStringLiteral("option_feasibility_score"),
                                               QStringLiteral("Score of feasibility"), QStringLiteral("1 + 4 * share"),
                                               units::Score, {one(QStringLiteral("share"), *m_score.share)}, m_period,
                                               m_option.ratio + QLatin1Char('-') + m_score.basis);
        } else if (m_option.means) {
            driver.label = QStringLiteral("Feasibility: the company's means for this move");
            driver.basis = Linear;
            if (const auto *computation = m_bench.computation(m_option.means->ref)) {
                const Figure means{computation->value, computation->unit, computation->period, computation->id};
                driver.figure = means;
                driver.score = means;
            }
        }
        if (!driver.score) {
            driver.label = QStringLiteral("Feasibility");
            driver.basis = QStringLiteral("none");
            driver.notDerivable = QStringLiteral("not derivable: fewer than three years to judge it by are stored");
        }
        return driver;
    }

    /// Unbroken years of the ratio, oldest first.
    [[nodiscard]] QList<Figure> history() const
    {
        const auto years = m_bench.history(m_option.ratio);
        return years.mid(std::max<qsizetype>(0, years.size() - MostYears));
    }

    /// A class that follows from the kind of move: Ansoff 1957 for growth; for TOWS how sure the opening or threat is.
    [[nodiscard]] QString riskClass() const
    {
        if (const auto told = m_option.item->fields.value(QStringLiteral("risk")); !told.isEmpty())
            return told;
        if (m_option.kind == QLatin1String("swot.so")) {
            const auto likelihood = m_option.field(QStringLiteral("likelihood"));
            return likelihood == QLatin1String("in force") || likelihood == QLatin1String("observed")
                       ? QStringLiteral("low")
                       : QStringLiteral("medium");
        }
        if (m_option.kind == QLatin1String("swot.st"))
            return m_option.isLasting ? QStringLiteral("low") : QStringLiteral("medium");
        return m_option.kind == QLatin1String("swot.wt") ? QStringLiteral("high") : QStringLiteral("medium");
    }

    [[nodiscard]] Driver risk()
    {
        Driver driver;
        driver.id = QStringLiteral("risk");
        driver.direction = QStringLiteral("raises");
        driver.basis = Linear;
        const auto name = riskClass();
        driver.label = QStringLiteral("Risk: %1 by the kind of move").arg(name);
        const auto base = name == QLatin1String("low")    ? QStringLiteral("4")
                          : name == QLatin1String("high") ? QStringLiteral("2")
                                                          : QStringLiteral("3");
        const auto changes = yearlyChanges();
        if (changes.size() < LeastYears) {
            driver.score = constant(QStringLiteral("option_risk_class"), QStringLiteral("Class of risk: %1").arg(name),
                                    base, name);
            return driver;
        }
        const auto formula = isBetterHigher(m_option.ratio) ? QStringLiteral("percentile_rank(0, changes)")
                                                            : QStringLiteral("1 - percentile_rank(0, changes)");
        const auto worse = m_bench.compute(
            QStringLiteral("years_worse"),
            QStringLiteral("Share of years in which it got worse: %1").arg(lineName(m_option.ratio)), formula,
            units::Ratio, {many(QStringLiteral("changes"), changes)}, m_period, m_option.ratio);
        if (!worse)
            return driver;
        driver.label += QStringLiteral(", and the share of years in which it got worse");
        driver.basis = QStringLiteral("history");
        driver.figure = worse;
        driver.score =
            m_bench.compute(QStringLiteral("option_risk_score"), QStringLiteral("Score of risk, five for the least"),
                            QStringLiteral("clamp(%1 + 1 - 2 * worse, 1, 5)").arg(base), units::Score,
                            {one(QStringLiteral("worse"), *worse)}, m_period, m_option.ratio + QLatin1Char('-') + name);
        return driver;
    }

    [[nodiscard]] QList<Figure> yearlyChanges()
    {
        QList<Figure> changes;
        const auto years = m_option.ratio.isEmpty() ? QList<Figure>() : history();
        for (qsizetype i = 1; i < years.size(); ++i) {
            const auto change = m_bench.compute(
                QStringLiteral("change"), QStringLiteral("Change on the year before: %1").arg(lineName(m_option.ratio)),
                QStringLiteral("now - before"), differenceUnit(years[i].unit),
                {one(QStringLiteral("now"), years[i]), one(QStringLiteral("before"), years[i - 1])}, years[i].period,
                m_option.ratio);
            if (change)
                changes.append(*change);
        }
        return changes;
    }

    [[nodiscard]] Driver time()
    {
        Driver driver;
        driver.id = QStringLiteral("time");
        driver.direction = QStringLiteral("raises");
        driver.basis = QStringLiteral("playbook");
        const auto horizon = m_option.field(QStringLiteral("horizon"));
        const auto base = horizon == QLatin1String("now")                   ? QStringLiteral("5")
                          : horizon == QLatin1String("one to two years")    ? QStringLiteral("4")
                          : horizon == QLatin1String("three to five years") ? QStringLiteral("2")
                          : horizon == QLatin1String("beyond five years")   ? QStringLiteral("1")
                                                                            : QString();
        if (base.isEmpty()) {
            driver.label = QStringLiteral("Time to effect");
            driver.basis = QStringLiteral("none");
            driver.notDerivable = QStringLiteral("not derivable: what it answers names no horizon");
            return driver;
        }
        driver.label = QStringLiteral("Time to effect: %1").arg(horizon);
        driver.score = constant(QStringLiteral("option_time_score"), QStringLiteral("Score of time: %1").arg(horizon),
                                base, horizon);
        return driver;
    }

    void weigh()
    {
        const auto &weights = m_bench.input().request.weights;
        const QList<double> shares{weights.impact, weights.feasibility, weights.risk, weights.time};
        const double sum = shares[0] + shares[1] + shares[2] + shares[3];
        for (qsizetype i = 0; i < m_score.criteria.size(); ++i)
            m_score.criteria[i].weight = shares[i] / sum;
        const auto value =
            total(QStringLiteral("recommendation_score"), QStringLiteral("Score of the option"), Middle, {});
        const auto low = total(QStringLiteral("recommendation_score_low"),
                               QStringLiteral("Score of the option, lower end"), Lowest, m_low);
        const auto high = total(QStringLiteral("recommendation_score_high"),
                                QStringLiteral("Score of the option, upper end"), Highest, m_high);
        if (value && low && high)
            m_score.total = {
                value->value, std::min(low->value, value->value), std::max(high->value, value->value), Lowest, Highest,
                value->ref};
    }

    /// The weighted mean of the criteria; `open` stands for those that have no score.
    [[nodiscard]] std::optional<Figure> total(const QString &method, const QString &title, double open,
                                              const std::optional<Figure> &impact)
    {
        QStringList terms;
        QStringList weights;
        QList<Bound> bound;
        for (const auto &criterion : std::as_const(m_score.criteria)) {
            const auto weight = QStringLiteral("weight_of_") + criterion.id;
            const auto share = constant(QStringLiteral("recommendation_weight"),
                                        QStringLiteral("Weight of %1, as chosen").arg(criterion.id),
                                        QString::number(criterion.weight, 'g', 12), criterion.id, units::Ratio);
            if (!share)
                return std::nullopt;
            bound.append(one(weight, *share));
            weights.append(weight);
            const auto score = impact && criterion.id == QLatin1String("impact") ? impact : criterion.score;
            if (score)
                bound.append(one(criterion.id, *score));
            terms.append(QStringLiteral("%1 * %2").arg(weight, score ? criterion.id : QString::number(open)));
        }
        auto formula =
            QStringLiteral("(%1) / (%2)").arg(terms.join(QStringLiteral(" + ")), weights.join(QStringLiteral(" + ")));
        if (m_bench.matchesQuestion(m_option.topics))
            formula = QStringLiteral("min(5, %1 + 0.5)").arg(formula);
        return m_bench.compute(method, title, formula, units::Score, bound, m_period, m_key);
    }

    Workbench &m_bench;
    const Option &m_option;
    Period m_period;
    QString m_key; ///< tells this option's computations from others'
    std::optional<Figure> m_gap;
    std::optional<Figure> m_z;
    std::optional<Figure> m_low;
    std::optional<Figure> m_high;
    OptionScore m_score;
};

} // namespace

std::optional<OptionScore> scoreOption(Workbench &bench, const Option &option)
{
    if (!bench.hasFacts())
        return std::nullopt;
    const auto score = Scoring(bench, option).make();
    return score.total.ref.isEmpty() ? std::nullopt : std::optional(score);
}

QString wordOf(double score)
{
    constexpr double Third = (Highest - Lowest) / 3;
    return score >= Highest - Third  ? QStringLiteral("high")
           : score >= Lowest + Third ? QStringLiteral("medium")
                                     : QStringLiteral("low");
}

bool isBetterHigher(const QString &ratioId)
{
    return ratioWords(ratioId).merit != Merit::Lower;
}

} // namespace consultantos
