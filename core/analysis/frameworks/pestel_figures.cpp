// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/pestel_figures.h"

#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/ratio_words.h"
#include "analysis/frameworks/revenue_split.h"
#include "model/units.h"

#include <cmath>

namespace consultantos {

namespace {

/// Of what is published of a region, not of the company.
constexpr double OfRegion = 0.7;

/// "high", "medium" or "low" by two limits of the figure's own.
QString wordOf(double size, const BlockWords &words)
{
    return size >= words.limit("high")     ? QStringLiteral("high")
           : size >= words.limit("medium") ? QStringLiteral("medium")
                                           : QStringLiteral("low");
}

/// Writes the figures of one class. Each writer gives nothing where what it tells isn't stored.
class ClassFigures {
public:
    ClassFigures(Workbench &bench, const PestelClass &definition, const BlockWords &words)
        : m_bench(bench)
        , m_class(definition)
        , m_words(words)
    {
    }

    [[nodiscard]] QList<FrameworkItem> write()
    {
        static const QMap<QString, std::optional<FrameworkItem> (ClassFigures::*)()> Writers{
            {QStringLiteral("foreign_revenue"), &ClassFigures::foreign},
            {QStringLiteral("interest"), &ClassFigures::interest},
            {QStringLiteral("market_growth"), &ClassFigures::marketGrowth},
            {QStringLiteral("risk_premium"), &ClassFigures::riskPremium},
            {QStringLiteral("currency"), &ClassFigures::currency},
            {QStringLiteral("indicator"), &ClassFigures::indicator},
            {QStringLiteral("research"), &ClassFigures::research},
            {QStringLiteral("fixed_assets"), &ClassFigures::fixedAssets},
            {QStringLiteral("tax_gap"), &ClassFigures::taxGap},
            {QStringLiteral("tax"), &ClassFigures::tax},
        };
        for (const auto &figure : m_class.figures) {
            m_figure = &figure;
            const auto writer = Writers.value(figure.measure);
            if (writer == nullptr)
                continue;
            if (auto item = (this->*writer)())
                m_items.append(std::move(*item));
        }
        return m_items;
    }

private:
    [[nodiscard]] QString text(const char *name) const { return m_figure->words.text(name); }
    [[nodiscard]] ClaimBuilder claim(double confidence, const QString &suffix = {}) const
    {
        return {QStringLiteral("%1.%2.%3").arg(m_bench.framework(), m_class.id, m_figure->id) + suffix, Grade::Computed,
                confidence};
    }

    /// `direction` and `impact` where the file doesn't say them.
    [[nodiscard]] FrameworkItem item(const ClaimBuilder &claim, const QString &direction, const QString &impact) const
    {
        FrameworkItem made;
        made.claim = claim.build();
        made.fields = {{QStringLiteral("direction"), direction},
                       {QStringLiteral("impact"), impact},
                       {QStringLiteral("topics"), m_figure->topics.join(QLatin1Char(' '))},
                       {QStringLiteral("evidence_kind"), QStringLiteral("figure")}};
        made.fields.insert(m_figure->fields);
        return made;
    }

    [[nodiscard]] static QString bySign(double value)
    {
        return value >= 0 ? QStringLiteral("opportunity") : QStringLiteral("threat");
    }

    std::optional<FrameworkItem> foreign()
    {
        const auto foreign = foreignRevenue(m_bench);
        if (!foreign)
            return std::nullopt;
        auto made = claim(confidenceOf(QString()));
        auto prose = m_bench.prose();
        prose.set(QStringLiteral("home"), foreign->home).set(QStringLiteral("share"), foreign->share);
        prose.set(QStringLiteral("amount"), foreign->amount).set(QStringLiteral("p"), foreign->share.period.label());
        if (foreign->largestShare) {
            prose.set(QStringLiteral("country"), foreign->largest).set(QStringLiteral("part"), *foreign->largestShare);
            prose.set(QStringLiteral("partamount"), *foreign->largestAmount);
        }
        prose.write(made, text(foreign->isAtLeast ? "text_at_least" : "text"));
        prose.write(made, text(foreign->largestShare ? "largest" : "rest"));
        return item(made, QStringLiteral("open"), impactWord(foreign->exposure(), m_words));
    }

    [[nodiscard]] std::optional<Figure> totalDebt()
    {
        const auto longTerm = m_bench.line(QStringLiteral("long_term_debt"));
        const auto shortTerm = m_bench.line(QStringLiteral("short_term_debt"));
        if (!longTerm || !shortTerm)
            return longTerm;
        return m_bench.compute(
            QStringLiteral("total_debt"), QStringLiteral("Long-term and short-term debt"),
            QStringLiteral("long_term + short_term"), longTerm->unit,
            {one(QStringLiteral("long_term"), *longTerm), one(QStringLiteral("short_term"), *shortTerm)},
            longTerm->period);
    }

    std::optional<FrameworkItem> interest()
    {
        const auto debt = totalDebt();
        if (!debt || debt->value <= 0)
            return std::nullopt;
        const auto cost = m_bench.compute(
            QStringLiteral("rate_sensitivity"), QStringLiteral("One point of interest on all debt"),
            QStringLiteral("0.01 * debt"), debt->unit, {one(QStringLiteral("debt"), *debt)}, debt->period);
        if (!cost)
            return std::nullopt;
        const auto income = m_bench.line(QStringLiteral("operating_income"));
        const auto share = income && income->value > 0 ? m_bench.shareOf(
                               *cost, *income, QStringLiteral("Share of operating income"), QStringLiteral("interest"))
                                                       : std::nullopt;
        auto made = claim(confidenceOf(QString()));
        auto prose = m_bench.prose();
        prose.set(QStringLiteral("debt"), *debt).set(QStringLiteral("cost"), *cost);
        prose.write(made, text("text"));
        if (share)
            prose.set(QStringLiteral("share"), *share).write(made, text("share"));
        else
            made.text(QStringLiteral("."));
        return item(made, QStringLiteral("open"),
                    share ? wordOf(share->value, m_figure->words) : QStringLiteral("medium"));
    }

    std::optional<FrameworkItem> marketGrowth()
    {
        const auto comparison = compareWithReference(m_bench, QStringLiteral("revenue_growth"));
        if (!comparison || comparison->basis != QLatin1String("peers"))
            return std::nullopt;
        auto made = claim(confidenceOf(comparison->basis));
        auto prose = m_bench.prose();
        prose.set(QStringLiteral("v"), comparison->reference).set(QStringLiteral("own"), comparison->own);
        prose.write(made, text("text"));
        return item(made, comparison->reference.value > 0 ? QStringLiteral("opportunity") : QStringLiteral("threat"),
                    QStringLiteral("open"));
    }

    std::optional<FrameworkItem> riskPremium()
    {
        for (const auto &fact : m_bench.input().countryAnchors) {
            if (!fact.tag.contains(QLatin1String("equity_risk"), Qt::CaseInsensitive)
                && !fact.tag.contains(QLatin1String("EquityRisk"), Qt::CaseInsensitive))
                continue;
            Period period;
            period.end = fact.end;
            auto made = claim(OfRegion, QStringLiteral(".%1").arg(m_items.size()));
            auto prose = m_bench.prose();
            prose.set(QStringLiteral("premium"), Figure{fact.value(), fact.unit, period, fact.id});
            prose.set(QStringLiteral("region"), m_bench.regionName());
            prose.write(made, text("text"));
            if (const auto earned = m_bench.ratio(QStringLiteral("roic")))
                prose.set(QStringLiteral("roic"), *earned).write(made, text("return"));
            else
                made.text(QStringLiteral("."));
            return item(made, QStringLiteral("open"), QStringLiteral("open"));
        }
        return std::nullopt;
    }

    std::optional<FrameworkItem> currency()
    {
        const auto foreign = foreignRevenue(m_bench);
        if (!foreign)
            return std::nullopt;
        const auto cost = m_bench.compute(QStringLiteral("currency_sensitivity"),
                                          QStringLiteral("One per cent of the revenue earned abroad"),
                                          QStringLiteral("0.01 * foreign"), foreign->amount.unit,
                                          {one(QStringLiteral("foreign"), foreign->amount)}, foreign->amount.period);
        if (!cost)
            return std::nullopt;
        auto made = claim(confidenceOf(QString()));
        auto prose = m_bench.prose();
        prose.set(QStringLiteral("cost"), *cost).set(QStringLiteral("share"), foreign->share);
        prose.set(QStringLiteral("p"), foreign->share.period.label());
        prose.write(made, text("text"));
        return item(made, QStringLiteral("open"), impactWord(foreign->share, m_words));
    }

    /// The newest of the region's values of a series (World Development Indicators of the World Bank).
    std::optional<FrameworkItem> indicator()
    {
        const Fact *newest = nullptr;
        for (const auto &fact : m_bench.input().countryAnchors) {
            if (fact.tag.endsWith(QLatin1Char('/') + m_figure->series) && (!newest || newest->end < fact.end))
                newest = &fact;
        }
        if (newest == nullptr)
            return std::nullopt;
        Period year;
        year.start = newest->start;
        year.end = newest->end;
        auto made = claim(OfRegion);
        auto prose = m_bench.prose();
        prose.set(QStringLiteral("v"), Figure{newest->value(), newest->unit, year, newest->id});
        prose.set(QStringLiteral("p"), year.label());
        prose.set(QStringLiteral("region"), m_bench.regionName());
        prose.write(made, text("text"));
        return item(made, bySign(newest->value()), QStringLiteral("open"));
    }

    std::optional<FrameworkItem> research()
    {
        const auto comparison = compareWithReference(m_bench, QStringLiteral("rd_intensity"));
        if (!comparison)
            return std::nullopt;
        auto made = claim(confidenceOf(comparison->basis));
        auto prose = m_bench.prose();
        prose.setPart(QStringLiteral("fact"),
                      [&](ClaimBuilder &target) { writeLevel(m_bench, target, comparison->ratioId, comparison->own); });
        prose.setPart(QStringLiteral("comparison"),
                      [&](ClaimBuilder &target) { writeGap(m_bench, target, *comparison); });
        prose.write(made, text(comparison->gap.value >= 0 ? "ahead" : "behind"));
        const bool standsOut = std::abs(comparison->z.value) >= m_figure->words.limit("deviation");
        return item(made, QStringLiteral("open"), standsOut ? QStringLiteral("medium") : QStringLiteral("low"));
    }

    std::optional<FrameworkItem> fixedAssets()
    {
        const auto share = m_bench.ratio(QStringLiteral("ppe_to_assets"));
        if (!share)
            return std::nullopt;
        auto made = claim(confidenceOf(QString()));
        auto prose = m_bench.prose();
        prose.set(QStringLiteral("v"), *share).write(made, text("text"));
        if (const auto intensity = m_bench.ratio(QStringLiteral("capex_intensity")))
            prose.set(QStringLiteral("capex"), *intensity).write(made, text("capex"));
        else
            made.text(QStringLiteral("."));
        return item(made, QStringLiteral("open"), wordOf(share->value, m_figure->words));
    }

    std::optional<FrameworkItem> taxGap()
    {
        const auto own = m_bench.ratio(QStringLiteral("effective_tax_rate"));
        if (!own)
            return std::nullopt;
        for (const auto &fact : m_bench.input().countryAnchors) {
            if (!fact.tag.contains(QLatin1String("tax"), Qt::CaseInsensitive) || fact.unit != units::Ratio)
                continue;
            Period period;
            period.end = fact.end;
            const Figure rate{fact.value(), fact.unit, period, fact.id};
            const auto gap = m_bench.compute(QStringLiteral("gap"), QStringLiteral("Effective less published tax rate"),
                                             QStringLiteral("own - reference"), units::Points,
                                             {one(QStringLiteral("own"), *own), one(QStringLiteral("reference"), rate)},
                                             own->period, QStringLiteral("tax-country"));
            if (!gap)
                return std::nullopt;
            m_hasTaxGap = true;
            auto made = claim(OfRegion);
            auto prose = m_bench.prose();
            prose.set(QStringLiteral("own"), *own).set(QStringLiteral("rate"), rate).set(QStringLiteral("gap"), *gap);
            prose.set(QStringLiteral("region"), m_bench.regionName()).write(made, text("text"));
            return item(made, bySign(gap->value), QStringLiteral("open"));
        }
        return std::nullopt;
    }

    std::optional<FrameworkItem> tax()
    {
        const auto own = m_bench.ratio(QStringLiteral("effective_tax_rate"));
        if (!own || m_hasTaxGap)
            return std::nullopt;
        const auto change = changeOf(m_bench, QStringLiteral("effective_tax_rate"));
        auto made = claim(confidenceOf(QString()));
        auto prose = m_bench.prose();
        prose.setPart(QStringLiteral("fact"), [&](ClaimBuilder &target) {
            writeLevel(m_bench, target, QStringLiteral("effective_tax_rate"), *own);
        });
        prose.setPart(QStringLiteral("change"),
                      [&](ClaimBuilder &target) { writeChange(m_bench, target, *change, QString()); });
        prose.write(made, text(change ? "text_change" : "text"));
        return item(made, QStringLiteral("open"), QStringLiteral("open"));
    }

    Workbench &m_bench;
    const PestelClass &m_class;
    const BlockWords &m_words;
    const PestelFigure *m_figure = nullptr;
    QList<FrameworkItem> m_items;
    bool m_hasTaxGap = false;
};

} // namespace

QList<FrameworkItem> pestelFigures(Workbench &bench, const PestelClass &definition, const BlockWords &words)
{
    if (!bench.hasFacts() && bench.input().countryAnchors.isEmpty())
        return {};
    return ClassFigures(bench, definition, words).write();
}

} // namespace consultantos
