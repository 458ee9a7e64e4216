// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_report.h"

#include "model/units.h"

#include <QTimeZone>

namespace consultantos::test {

namespace {

const QString Company = QStringLiteral("1318605");

Period year(int number)
{
    return {QDate(number, 1, 1), QDate(number, 12, 31), number, QStringLiteral("FY")};
}

Fact fact(const QString &tag, int fiscalYear, double value)
{
    Fact fact;
    fact.companyId = Company;
    fact.taxonomy = QStringLiteral("us-gaap");
    fact.tag = tag;
    fact.unit = QStringLiteral("USD");
    fact.start = QDate(fiscalYear, 1, 1);
    fact.end = QDate(fiscalYear, 12, 31);
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
    fact.latest = {value,
                   QStringLiteral("0000950170-22-000796"),
                   QStringLiteral("10-K"),
                   QDate(2022, 2, 7),
                   2021,
                   QStringLiteral("FY")};
    fact.source = QStringLiteral("SEC companyfacts");
    return fact;
}

/// Collects the report's parts.
class Sample {
public:
    explicit Sample(Report &report)
        : m_report(report)
    {
        m_revenue21 = m_report.evidence.add(fact(QStringLiteral("Revenues"), 2021, 53'823e6), year(2021));
        auto restated = fact(QStringLiteral("Revenues"), 2020, 31'536e6);
        restated.earlier.append({31'500e6, QStringLiteral("0001564590-21-004599"), QStringLiteral("10-K"),
                                 QDate(2021, 2, 8), 2020, QStringLiteral("FY")});
        m_revenue20 = m_report.evidence.add(restated, year(2020));
        m_gross21 = m_report.evidence.add(fact(QStringLiteral("GrossProfit"), 2021, 13'606e6), year(2021));
        m_gross20 = m_report.evidence.add(fact(QStringLiteral("GrossProfit"), 2020, 6'630e6), year(2020));
        m_margin21 = margin(m_gross21, m_revenue21, 2021);
        m_margin20 = margin(m_gross20, m_revenue20, 2020);
        m_report.evidence.add(Passage{QStringLiteral("p/request context/1"), QStringLiteral("request context"), 0, 0,
                                      QStringLiteral("We plan a plant in Germany.")});
        m_report.evidence.add(PlaybookEntry{
            QStringLiteral("k/automotive/price"), QStringLiteral("automotive"),
            QStringLiteral("Price cuts by one maker are followed by the others."),
            QStringLiteral(
                "Cars of one class are compared on price within minutes, and fixed cost makes volume precious.")});
    }

    Figure computed(const QString &method, const QString &title, const QString &formula, const QList<Binding> &bindings,
                    double value, const QString &unit, int fiscalYear)
    {
        Computation computation;
        computation.id = QStringLiteral("c/%1/%2/FY%3").arg(Company, method).arg(fiscalYear);
        computation.method = method;
        computation.title = title;
        computation.formula = formula;
        computation.bindings = bindings;
        computation.value = value;
        computation.unit = unit;
        computation.period = year(fiscalYear);
        return m_report.evidence.add(computation);
    }

    Claim marginClaim(const QString &id)
    {
        return ClaimBuilder(id, Grade::Computed, 0.9)
            .text(QStringLiteral("Gross margin rose to "))
            .figure(m_margin21)
            .text(QStringLiteral(" in FY2021 from "))
            .figure(m_margin20)
            .text(QStringLiteral(", on revenue of "))
            .figure(m_revenue21)
            .text(QStringLiteral("."))
            .build();
    }

    Claim playbookClaim(const QString &id)
    {
        return ClaimBuilder(id, Grade::Playbook, 0.5)
            .text(QStringLiteral("Price cuts by one maker are followed by the others."))
            .evidence(QStringLiteral("k/automotive/price"))
            .build();
    }

    Claim quotedClaim(const QString &id)
    {
        return ClaimBuilder(id, Grade::Quoted, 0.7)
            .text(QStringLiteral("The request says: "))
            .quote(QStringLiteral("We plan a plant in Germany."), QStringLiteral("p/request context/1"))
            .build();
    }

    FrameworkSection section(const QString &framework, const QString &id, const QString &title, bool hasItems = true)
    {
        FrameworkSection section;
        section.id = id;
        section.title = title;
        if (!hasItems) {
            section.notDerivable = QStringLiteral("not derivable: no figure of this kind is filed");
            return section;
        }
        FrameworkItem item;
        item.id = id + QStringLiteral(".1");
        item.claim = marginClaim(QStringLiteral("%1.%2.1").arg(framework, id));
        item.fields = {{QStringLiteral("direction"), QStringLiteral("opportunity")},
                       {QStringLiteral("impact"), QStringLiteral("high")},
                       {QStringLiteral("likelihood"), QStringLiteral("medium")},
                       {QStringLiteral("horizon"), QStringLiteral("short")},
                       {QStringLiteral("exposed_line"), QStringLiteral("cost of revenue")},
                       {QStringLiteral("indicator"), QStringLiteral("list prices")}};
        section.items.append(item);
        item.id = id + QStringLiteral(".2");
        item.claim = playbookClaim(QStringLiteral("%1.%2.2").arg(framework, id));
        section.items.append(item);
        return section;
    }

    FrameworkSection force(const QString &id, const QString &title, double value, double spread)
    {
        auto force = section(QStringLiteral("porter"), id, title);
        const auto score = computed(QStringLiteral("score_") + id, title, QStringLiteral("clamp(1 + 4 * margin, 1, 5)"),
                                    {{QStringLiteral("margin"), {m_margin21.ref}, false}}, value, units::Score, 2021);
        force.score = Score{value, value - spread, value + spread, 1, 5, score.ref};
        force.trend = QStringLiteral("rising");
        Driver driver;
        driver.id = QStringLiteral("gross_margin");
        driver.label = QStringLiteral("Gross margin");
        driver.figure = m_margin21;
        driver.reference = m_margin20;
        driver.basis = QStringLiteral("history");
        driver.direction = QStringLiteral("lowers");
        driver.weight = 0.75;
        driver.score = score;
        Driver open;
        open.id = QStringLiteral("switching");
        open.label = QStringLiteral("Cost of switching");
        open.basis = QStringLiteral("none");
        open.direction = QStringLiteral("lowers");
        open.weight = 0.25;
        open.notDerivable = QStringLiteral("not derivable: no document names it");
        force.drivers = {driver, open};
        return force;
    }

    void addFrameworks()
    {
        FrameworkResult porter;
        porter.id = QStringLiteral("porter");
        porter.headline = marginClaim(QStringLiteral("porter.headline"));
        porter.sections = {
            force(QStringLiteral("rivalry"), QStringLiteral("Rivalry"), 3.6, 0.5),
            force(QStringLiteral("new_entrants"), QStringLiteral("New entrants"), 2.1, 0.7),
            force(QStringLiteral("buyers"), QStringLiteral("Buyers"), 3.1, 0.9),
            section(QStringLiteral("porter"), QStringLiteral("substitutes"), QStringLiteral("Substitutes"), false),
            force(QStringLiteral("suppliers"), QStringLiteral("Suppliers"), 2.8, 0.4)};
        porter.notes = {QStringLiteral("Known companies are not the whole market.")};
        FrameworkResult swot;
        swot.id = QStringLiteral("swot");
        for (const auto *id : {"strengths", "weaknesses", "opportunities", "threats", "so", "wo", "st", "wt"})
            swot.sections.append(section(swot.id, QLatin1String(id), QLatin1String(id),
                                         QLatin1String(id) != QLatin1String("weaknesses")));
        FrameworkResult pestel;
        pestel.id = QStringLiteral("pestel");
        for (const auto *id : {"political", "economic", "social", "technological", "environmental", "legal"})
            pestel.sections.append(section(pestel.id, QLatin1String(id), QLatin1String(id)));
        FrameworkResult ocean;
        ocean.id = QStringLiteral("blue_ocean");
        for (const auto *id : {"eliminate", "reduce", "raise", "create"})
            ocean.sections.append(section(ocean.id, QLatin1String(id), QLatin1String(id)));
        Canvas canvas;
        canvas.factors = {QStringLiteral("Price premium over cost (gross margin)"),
                          QStringLiteral("Research and development"), QStringLiteral("Growth")};
        canvas.factorIds = {QStringLiteral("premium"), QStringLiteral("research"), QStringLiteral("growth")};
        const auto level = [this](double value) {
            return std::optional(Figure{value, units::Score, year(2021), m_margin21.ref});
        };
        canvas.lines = {{QStringLiteral("Tesla"), {level(8), level(6), level(10)}},
                        {QStringLiteral("Ford"), {level(2), std::nullopt, level(3)}}};
        ocean.canvas = canvas;
        m_report.frameworks = {porter, swot, pestel, ocean};
    }

    void addFinancials()
    {
        Statement income;
        income.kind = QStringLiteral("income");
        income.frequency = QStringLiteral("annual");
        income.currency = QStringLiteral("USD");
        income.periods = {year(2021), year(2020)};
        income.lines = {{QStringLiteral("revenue"), QStringLiteral("Revenue"), {m_revenue21, m_revenue20}},
                        {QStringLiteral("gross_profit"), QStringLiteral("Gross profit"), {m_gross21, m_gross20}},
                        {QStringLiteral("advertising"), QStringLiteral("Advertising"), {std::nullopt, std::nullopt}}};
        m_report.financials.statements = {income};
        Ratio margin;
        margin.id = QStringLiteral("gross_margin");
        margin.title = QStringLiteral("Gross margin");
        margin.group = QStringLiteral("profitability");
        margin.unit = units::Ratio;
        margin.values = {{year(2021), m_margin21, {}, {}}, {year(2020), m_margin20, {}, {}}};
        Ratio open;
        open.id = QStringLiteral("altman_z");
        open.title = QStringLiteral("Altman Z");
        open.group = QStringLiteral("distress");
        open.unit = units::Score;
        open.values = {{year(2021),
                        std::nullopt,
                        QStringLiteral("not derivable: no market value is given"),
                        {QStringLiteral("market_cap")}}};
        m_report.financials.ratios = {margin, open};
        m_report.financials.identities = {{QStringLiteral("gross_profit"),
                                           QStringLiteral("Revenue less cost of revenue is gross profit"),
                                           year(2021),
                                           true,
                                           std::nullopt,
                                           {}}};
    }

    /// A document of the user: a passage, and what it tells of revenue by segment.
    void addDocument()
    {
        m_report.evidence.add(Passage{QStringLiteral("p/00aa11bb22cc33dd/7"), QStringLiteral("annual-report.html"), 12,
                                      900, QStringLiteral("A new duty on imports could raise our costs."),
                                      QStringLiteral("Item 1A"), QDate(2021, 12, 31)});
        auto cars = fact(QStringLiteral("Revenues"), 2021, 51'034e6);
        cars.dimensions = QStringLiteral("us-gaap:StatementBusinessSegmentsAxis=tsla:AutomotiveSegmentMember");
        cars.id = factId(cars.companyId, cars.taxonomy, cars.tag, cars.unit, cars.start, cars.end, cars.dimensions);
        cars.source = QStringLiteral("annual-report.html");
        cars.latest.place.document = QStringLiteral("00aa11bb22cc33dd");
        cars.latest.place.page = 93;
        const auto value = m_report.evidence.add(cars, year(2021));
        const auto share = computed(
            QStringLiteral("revenue_share"), QStringLiteral("Automotive: share of revenue"),
            QStringLiteral("part / whole"),
            {{QStringLiteral("part"), {value.ref}, false}, {QStringLiteral("whole"), {m_revenue21.ref}, false}},
            51'034.0 / 53'823.0, units::Ratio, 2021);
        Breakdown breakdown;
        breakdown.kind = QStringLiteral("segment");
        breakdown.title = QStringLiteral("Revenue by segment");
        breakdown.concept_ = QStringLiteral("revenue");
        breakdown.periods = {year(2021)};
        breakdown.parts = {
            {QStringLiteral("Automotive"), QStringLiteral("tsla:AutomotiveSegmentMember"), {value}, {share}}};
        breakdown.totals = {m_revenue21};
        breakdown.note = QStringLiteral("The filings name only some of the parts.");
        m_report.financials.currency = QStringLiteral("USD");
        m_report.financials.breakdowns = {breakdown};
        Source source;
        source.kind = QStringLiteral("document");
        source.id = QStringLiteral("00aa11bb22cc33dd");
        source.name = QStringLiteral("annual-report.html");
        source.title = QStringLiteral("Tesla, Inc., 10-K, 2021-12-31");
        source.date = QDate(2021, 12, 31);
        source.fiscalYear = 2021;
        source.pages = {12, 93};
        source.sections = {QStringLiteral("Item 1A")};
        source.evidence = {QStringLiteral("p/00aa11bb22cc33dd/7"), value.ref};
        m_report.sources = {source};
    }

    void addSummary()
    {
        m_report.summary.answer = marginClaim(QStringLiteral("summary.answer"));
        m_report.summary.situation = marginClaim(QStringLiteral("summary.situation"));
        m_report.summary.supports = {marginClaim(QStringLiteral("summary.support.1")),
                                     quotedClaim(QStringLiteral("summary.support.2"))};
        m_report.summary.risks = {playbookClaim(QStringLiteral("summary.risk.1"))};
        m_report.recommendations = {{QStringLiteral("r1"),
                                     marginClaim(QStringLiteral("recommendation.1")),
                                     std::nullopt,
                                     QStringLiteral("high"),
                                     {QStringLiteral("swot.so.1")}}};
        m_report.dataRequests = {{QStringLiteral("data.z"),
                                  QStringLiteral("Altman Z, FY2021"),
                                  QStringLiteral("not derivable: no market value is given"),
                                  {QStringLiteral("market_cap")},
                                  {QStringLiteral("altman_z")}}};
    }

private:
    Figure margin(const Figure &gross, const Figure &revenue, int fiscalYear)
    {
        return computed(
            QStringLiteral("gross_margin"), QStringLiteral("Gross margin"), QStringLiteral("gross_profit / revenue"),
            {{QStringLiteral("gross_profit"), {gross.ref}, false}, {QStringLiteral("revenue"), {revenue.ref}, false}},
            gross.value / revenue.value, units::Ratio, fiscalYear);
    }

    Report &m_report;
    Figure m_revenue21, m_revenue20, m_gross21, m_gross20, m_margin21, m_margin20;
};

} // namespace

Report sampleReport(const QString &id)
{
    Report report;
    report.id = id;
    report.createdAt = QDateTime(QDate(2026, 1, 5), QTime(9, 30), QTimeZone::utc());
    report.status = QStringLiteral("completed");
    report.request.company = QStringLiteral("Tesla");
    report.request.question = QStringLiteral("How resilient is its margin?");
    report.company.id = Company;
    report.company.name = QStringLiteral("Tesla");
    report.engineVersion = QStringLiteral("0");
    Sample sample(report);
    sample.addSummary();
    sample.addFrameworks();
    sample.addFinancials();
    sample.addDocument();
    for (const auto *name : {"research", "market", "financial", "framework:porter", "synthesis"})
        report.agents.append({QLatin1String(name), AgentState::Done, report.createdAt, 0.1, {}, {}});
    return report;
}

} // namespace consultantos::test
