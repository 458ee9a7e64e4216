// SPDX-License-Identifier: GPL-3.0-or-later
#include "company_fixture.h"

#include "analysis/computation_builder.h"
#include "analysis/frameworks/workbench.h"
#include "model/units.h"

#include <QRegularExpression>

namespace consultantos::test {

namespace {

struct RatioFormula {
    const char *id;
    const char *formula;
    const char *unit;
    QStringList lines;
    QStringList before; ///< lines of the year before, bound as <line>_before
};

const QList<RatioFormula> &formulas()
{
    const auto l = [](const char *text) {
        return QString(QLatin1String(text)).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    };
    static const QList<RatioFormula> table{
        {"revenue_growth", "revenue / revenue_before - 1", "ratio", l("revenue"), l("revenue")},
        {"gross_margin", "(revenue - cost_of_revenue) / revenue", "ratio", l("revenue cost_of_revenue"), {}},
        {"cost_of_revenue_share", "cost_of_revenue / revenue", "ratio", l("revenue cost_of_revenue"), {}},
        {"operating_margin", "operating_income / revenue", "ratio", l("revenue operating_income"), {}},
        {"net_margin", "net_income / revenue", "ratio", l("revenue net_income"), {}},
        {"rd_intensity", "research_and_development / revenue", "ratio", l("revenue research_and_development"), {}},
        {"sga_intensity", "selling_general_admin / revenue", "ratio", l("revenue selling_general_admin"), {}},
        {"capex_intensity", "capex / revenue", "ratio", l("revenue capex"), {}},
        {"da_intensity", "depreciation_amortization / revenue", "ratio", l("revenue depreciation_amortization"), {}},
        {"ppe_to_assets", "ppe / total_assets", "ratio", l("ppe total_assets"), {}},
        {"effective_tax_rate", "income_tax / pretax_income", "ratio", l("income_tax pretax_income"), {}},
        {"roic",
         "0.79 * operating_income / (equity + long_term_debt)",
         "ratio",
         l("operating_income equity long_term_debt"),
         {}},
        {"nopat", "0.79 * operating_income", "USD", l("operating_income"), {}},
        {"invested_capital", "equity + long_term_debt", "USD", l("equity long_term_debt"), {}},
        {"free_cash_flow", "operating_cash_flow - capex", "USD", l("operating_cash_flow capex"), {}},
        {"fcf_margin", "(operating_cash_flow - capex) / revenue", "ratio", l("operating_cash_flow capex revenue"), {}},
        {"current_ratio",
         "current_assets / current_liabilities",
         "multiple",
         l("current_assets current_liabilities"),
         {}},
        {"asset_turnover", "revenue / total_assets", "multiple", l("revenue total_assets"), {}},
        {"debt_to_equity", "long_term_debt / equity", "multiple", l("long_term_debt equity"), {}},
        {"net_interest_margin", "net_interest_income / ((total_assets + total_assets_before) / 2)", "ratio",
         l("net_interest_income total_assets"), l("total_assets")},
        {"efficiency_ratio",
         "noninterest_expense / (net_interest_income + noninterest_income)",
         "ratio",
         l("noninterest_expense net_interest_income noninterest_income"),
         {}},
        {"combined_ratio",
         "costs_and_expenses / premiums_earned",
         "ratio",
         l("costs_and_expenses premiums_earned"),
         {}},
        {"roe", "net_income / owners_equity", "ratio", l("net_income owners_equity"), {}},
        {"days_sales_outstanding", "365 * receivables / revenue", "days", l("receivables revenue"), {}},
        {"days_inventory", "365 * inventory / cost_of_revenue", "days", l("inventory cost_of_revenue"), {}},
        {"days_payable", "365 * accounts_payable / cost_of_revenue", "days", l("accounts_payable cost_of_revenue"), {}},
    };
    return table;
}

} // namespace

CompanyFixture::CompanyFixture(QString id, QString name, QString currency)
    : m_id(std::move(id))
    , m_name(std::move(name))
    , m_currency(std::move(currency))
{
}

CompanyFixture &CompanyFixture::year(int fiscalYear, const QMap<QString, double> &lines, const QString &endMonthDay)
{
    Year year;
    year.period.end = QDate::fromString(QStringLiteral("%1-%2").arg(fiscalYear).arg(endMonthDay), Qt::ISODate);
    year.period.start = year.period.end.addDays(-364);
    year.period.fiscalYear = fiscalYear;
    year.period.fiscalPeriod = QStringLiteral("FY");
    year.lines = lines;
    m_years.insert(fiscalYear, year);
    return *this;
}

Company CompanyFixture::company() const
{
    Company company;
    company.id = m_id;
    company.name = m_name;
    company.industry = QStringLiteral("carts");
    company.country = QStringLiteral("US");
    return company;
}

Financials CompanyFixture::financials() const
{
    Financials financials;
    financials.companyId = m_id;
    financials.companyName = m_name;
    financials.currency = m_currency;
    Statement statement{QStringLiteral("income"), QStringLiteral("annual"), m_currency, {}, {}};
    QMap<QString, QMap<int, Figure>> figures;
    for (const auto &year : m_years) {
        statement.periods.prepend(year.period);
        for (auto line = year.lines.begin(); line != year.lines.end(); ++line) {
            Fact fact;
            fact.companyId = m_id;
            fact.taxonomy = QStringLiteral("fixture");
            fact.tag = line.key();
            fact.unit = m_currency;
            fact.start = year.period.start;
            fact.end = year.period.end;
            fact.latest.value = line.value();
            fact.source = QStringLiteral("fixture");
            fact.id = factId(m_id, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
            figures[line.key()].insert(year.period.fiscalYear, financials.evidence.add(fact, year.period));
        }
    }
    for (auto line = figures.cbegin(); line != figures.cend(); ++line) {
        StatementLine made{line.key(), line.key(), {}};
        for (const auto &period : std::as_const(statement.periods)) {
            const auto found = line.value().constFind(period.fiscalYear);
            made.values.append(found == line.value().cend() ? std::nullopt : std::optional(*found));
        }
        statement.lines.append(made);
    }
    for (const auto &formula : formulas()) {
        Ratio ratio;
        ratio.id = QLatin1String(formula.id);
        ratio.title = ratio.id;
        ratio.unit = QLatin1String(formula.unit);
        ratio.frequency = QStringLiteral("annual");
        for (const auto &period : std::as_const(statement.periods)) {
            RatioValue value;
            value.period = period;
            ComputationBuilder builder(m_id, ratio.id, ratio.title);
            builder.period(period);
            const auto bind = [&](const QString &line, int fiscalYear, const QString &name) {
                if (figures.value(line).contains(fiscalYear))
                    builder.bind(name, figures[line][fiscalYear]);
                else
                    value.missing.append(line);
            };
            for (const auto &line : formula.lines)
                bind(line, period.fiscalYear, line);
            for (const auto &line : formula.before)
                bind(line, period.fiscalYear - 1, line + QStringLiteral("_before"));
            if (value.missing.isEmpty()) {
                const auto figure = builder.evaluate(QLatin1String(formula.formula), ratio.unit, financials.evidence);
                if (figure)
                    value.figure = *figure;
            }
            if (!value.figure)
                value.notDerivable = QStringLiteral("not derivable: an input is missing");
            ratio.values.append(value);
        }
        financials.ratios.append(ratio);
    }
    financials.statements.append(statement);
    return financials;
}

IndustryAnchor anchor(const QString &ratioId, double value, const QString &unit)
{
    Fact fact;
    fact.taxonomy = QStringLiteral("anchor");
    fact.tag = QStringLiteral("Carts/") + ratioId;
    fact.unit = unit;
    fact.end = QDate(2025, 1, 5);
    fact.latest.value = value;
    fact.source = QStringLiteral("fixture averages");
    fact.id = factId({}, fact.taxonomy, fact.tag, fact.unit, {}, fact.end);
    return {ratioId, fact};
}

PlaybookStatement statement(const QString &key, const QString &text, const QStringList &uses, const QStringList &topics,
                            const QMap<QString, QString> &fields)
{
    PlaybookStatement made;
    made.entry = {QStringLiteral("k/carts/") + key, QStringLiteral("carts"), text, QStringLiteral("because it is so")};
    made.uses = uses;
    made.topics = topics;
    made.fields = fields;
    return made;
}

CompanyFixture cartMaker()
{
    CompanyFixture fixture(QStringLiteral("1"), QStringLiteral("Carter"));
    const auto add = [&fixture](int fiscalYear, double revenue, double cost, double income, double receivables) {
        fixture.year(fiscalYear, {{QStringLiteral("revenue"), revenue},
                                  {QStringLiteral("cost_of_revenue"), cost},
                                  {QStringLiteral("gross_profit"), revenue - cost},
                                  {QStringLiteral("operating_income"), income},
                                  {QStringLiteral("net_income"), 0.7 * income},
                                  {QStringLiteral("research_and_development"), 0.09 * revenue},
                                  {QStringLiteral("selling_general_admin"), 0.12 * revenue},
                                  {QStringLiteral("capex"), 0.05 * revenue},
                                  {QStringLiteral("operating_cash_flow"), 0.11 * revenue},
                                  {QStringLiteral("depreciation_amortization"), 0.04 * revenue},
                                  {QStringLiteral("ppe"), 0.5 * revenue},
                                  {QStringLiteral("total_assets"), 1.1 * revenue},
                                  {QStringLiteral("equity"), 0.6 * revenue},
                                  {QStringLiteral("long_term_debt"), 0.2 * revenue},
                                  {QStringLiteral("income_tax"), 0.25 * income},
                                  {QStringLiteral("pretax_income"), income},
                                  {QStringLiteral("current_assets"), 0.4 * revenue},
                                  {QStringLiteral("current_liabilities"), 0.25 * revenue},
                                  {QStringLiteral("receivables"), receivables},
                                  {QStringLiteral("inventory"), 0.2 * cost},
                                  {QStringLiteral("accounts_payable"), 0.1 * cost}});
    };
    add(2020, 800e6, 480e6, 144e6, 60e6);
    add(2021, 900e6, 558e6, 144e6, 72e6);
    add(2022, 1000e6, 640e6, 140e6, 90e6);
    add(2023, 1100e6, 726e6, 132e6, 110e6);
    add(2024, 1210e6, 823e6, 121e6, 135e6);
    return fixture;
}

QList<Financials> cartPeers(int count, int latestYear)
{
    QList<Financials> peers;
    for (int i = 0; i < count; ++i) {
        CompanyFixture fixture(QString::number(100 + i), QStringLiteral("Peer %1").arg(QChar(u'A' + i)));
        for (int back = 0; back < 4; ++back) {
            const double revenue = (500e6 + 300e6 * i) * (1 - 0.04 * back - 0.005 * i * back);
            const double margin = 0.02 + 0.01 * i + 0.002 * back;
            fixture.year(latestYear - back,
                         {{QStringLiteral("revenue"), revenue},
                          {QStringLiteral("cost_of_revenue"), revenue * (0.80 - 0.02 * i)},
                          {QStringLiteral("gross_profit"), revenue * (0.20 + 0.02 * i)},
                          {QStringLiteral("operating_income"), revenue * margin},
                          {QStringLiteral("net_income"), revenue * margin * 0.7},
                          {QStringLiteral("research_and_development"), revenue * (0.02 + 0.004 * i)},
                          {QStringLiteral("selling_general_admin"), revenue * (0.08 + 0.01 * i)},
                          {QStringLiteral("capex"), revenue * (0.03 + 0.002 * i)},
                          {QStringLiteral("operating_cash_flow"), revenue * 0.07},
                          {QStringLiteral("depreciation_amortization"), revenue * (0.03 + 0.003 * i)},
                          {QStringLiteral("ppe"), revenue * (0.3 + 0.02 * i)},
                          {QStringLiteral("total_assets"), revenue},
                          {QStringLiteral("receivables"), revenue * (0.05 + 0.01 * i)},
                          {QStringLiteral("accounts_payable"), revenue * (0.04 + 0.01 * i)},
                          {QStringLiteral("inventory"), revenue * (0.1 + 0.01 * i)}});
        }
        peers.append(fixture.financials());
    }
    return peers;
}

Playbook cartPlaybook()
{
    Playbook playbook;
    playbook.industry = QStringLiteral("carts");
    playbook.title = QStringLiteral("Carts");
    const auto u = [](const char *text) { return QString(QLatin1String(text)).split(QLatin1Char(' ')); };
    auto rising = statement(QStringLiteral("rising"), QStringLiteral("Buyers of carts have begun to dictate terms."),
                            u("porter.buyers"), u("customers"));
    rising.whenRatio = QStringLiteral("gross_margin");
    rising.whenIs = QStringLiteral("falling");
    auto never =
        statement(QStringLiteral("never"), QStringLiteral("Cart makers with widening margins set their own terms."),
                  u("porter.buyers"), u("customers"));
    never.whenRatio = QStringLiteral("gross_margin");
    never.whenIs = QStringLiteral("rising");
    auto german = statement(QStringLiteral("german"), QStringLiteral("Road rules limit where carts may run."),
                            u("pestel.legal"), u("regulation"),
                            {{QStringLiteral("direction"), QStringLiteral("threat")},
                             {QStringLiteral("impact"), QStringLiteral("medium")}});
    german.regions = QStringList{QStringLiteral("DE")};
    auto american =
        statement(QStringLiteral("american"), QStringLiteral("Liability suits over carts are costly."),
                  u("pestel.legal"), u("regulation risk"), {{QStringLiteral("direction"), QStringLiteral("threat")}});
    american.regions = QStringList{QStringLiteral("US")};
    playbook.statements = {
        statement(QStringLiteral("rivals"), QStringLiteral("Cart makers compete on delivery time."),
                  u("porter.rivalry"), u("competition")),
        statement(QStringLiteral("timber"), QStringLiteral("Timber for carts comes from few mills."),
                  u("porter.suppliers pestel.economic"), u("suppliers"),
                  {{QStringLiteral("exposed_line"), QStringLiteral("cost_of_revenue")},
                   {QStringLiteral("direction"), QStringLiteral("threat")},
                   {QStringLiteral("impact"), QStringLiteral("low")}}),
        rising,
        never,
        german,
        american,
        statement(QStringLiteral("fleet"), QStringLiteral("Cities replace vans by carts."), u("swot.opportunities"),
                  u("growth expansion"), {{QStringLiteral("impact"), QStringLiteral("high")}}),
        statement(QStringLiteral("drones"), QStringLiteral("Drones take over small loads."),
                  u("swot.threats porter.substitutes"), u("competition technology profitability"),
                  {{QStringLiteral("impact"), QStringLiteral("medium")}}),
        statement(QStringLiteral("rent"), QStringLiteral("Carts could be rented by the hour from a depot."),
                  u("blue_ocean.create"), u("customers")),
    };
    return playbook;
}

FrameworkInput cartInput(int peers)
{
    FrameworkInput input;
    const auto fixture = cartMaker();
    input.company = fixture.company();
    input.own = fixture.financials();
    input.request.company = input.company.name;
    input.peers = cartPeers(peers);
    input.anchors = {anchor(QStringLiteral("gross_margin"), 0.25),
                     anchor(QStringLiteral("operating_margin"), 0.05),
                     anchor(QStringLiteral("cost_of_revenue_share"), 0.75),
                     anchor(QStringLiteral("rd_intensity"), 0.03),
                     anchor(QStringLiteral("sga_intensity"), 0.1),
                     anchor(QStringLiteral("capex_intensity"), 0.03),
                     anchor(QStringLiteral("wacc"), 0.08)};
    input.playbook = cartPlaybook();
    return input;
}

QList<FrameworkOutput> deriveAll(const FrameworkInput &input)
{
    QList<FrameworkOutput> outputs;
    const auto frameworks = builtInFrameworks();
    for (const bool wantsOthers : {false, true}) {
        for (const auto &framework : frameworks) {
            if (framework->reads().isEmpty() == wantsOthers)
                continue;
            if (auto output = framework->derive(input, outputs, {}))
                outputs.append(*output);
        }
    }
    return outputs;
}

QStringList strayNumbers(const Claim &claim, const EvidenceBook &book, const QStringList &names)
{
    QStringList wrong;
    auto rest = claim.text;
    for (const auto &number : claim.numbers) {
        const auto written = claim.text.mid(number.start, number.length);
        rest.replace(number.start, number.length, QString(number.length, QLatin1Char('_')));
        if (!book.contains(number.ref))
            wrong.append(
                QStringLiteral("%1: %2 refers to %3, which is not in the evidence").arg(claim.id, written, number.ref));
        if (!claim.evidence.contains(number.ref))
            wrong.append(QStringLiteral("%1: %2 is not among the claim's evidence").arg(claim.id, number.ref));
        if (number.unit == QLatin1String("quoted"))
            continue;
        if (written != formatValue(number.value, number.unit)
            && written != formatValue(std::abs(number.value), number.unit))
            wrong.append(QStringLiteral("%1: %2 is not how %3 is written").arg(claim.id, written).arg(number.value));
        const auto *computation = book.computation(number.ref);
        const auto *fact = book.fact(number.ref);
        const double value = computation ? computation->value : fact ? fact->value() : 0;
        if ((computation || fact) && value != number.value)
            wrong.append(QStringLiteral("%1: %2 is not the value of %3").arg(claim.id, written, number.ref));
    }
    for (const auto &id : claim.evidence) {
        if (!book.contains(id))
            wrong.append(QStringLiteral("%1: evidence %2 is missing").arg(claim.id, id));
    }
    for (const auto &name : names)
        rest.replace(name, QString());
    static const QRegularExpression period(
        QStringLiteral("\\b(?:Q[1-4] )?FY\\d{4}\\b|\\b\\d{4}-\\d{2}-\\d{2}\\b|\\b10-K\\b"));
    rest.remove(period);
    static const QRegularExpression digit(QStringLiteral("\\d"));
    if (rest.contains(digit))
        wrong.append(QStringLiteral("%1: a number without reference in \"%2\"").arg(claim.id, claim.text));
    if (claim.text.contains(QLatin1Char('{')) || claim.text.contains(QLatin1String("  "))
        || claim.text.contains(QLatin1String("..")))
        wrong.append(QStringLiteral("%1: badly put together: \"%2\"").arg(claim.id, claim.text));
    return wrong;
}

QStringList strayNumbers(const FrameworkOutput &output, const QStringList &names)
{
    QStringList wrong;
    QStringList ids;
    const auto claims = output.result.claims();
    for (const auto &claim : claims) {
        wrong += strayNumbers(claim, output.evidence, names);
        if (ids.contains(claim.id))
            wrong.append(QStringLiteral("two claims are called %1").arg(claim.id));
        ids.append(claim.id);
    }
    QStringList texts = output.result.notes;
    for (const auto &section : output.result.sections) {
        texts << section.title << section.notDerivable << section.trend;
        for (const auto &driver : section.drivers) {
            texts << driver.label << driver.notDerivable;
            for (const auto &figure : {driver.figure, driver.reference, driver.score}) {
                if (figure && !output.evidence.contains(figure->ref))
                    wrong.append(QStringLiteral("driver %1 refers to %2, which is not in the evidence")
                                     .arg(driver.id, figure->ref));
            }
        }
        if (section.score && !output.evidence.contains(section.score->ref))
            wrong.append(QStringLiteral("score of %1 is not in the evidence").arg(section.id));
        for (const auto &item : section.items)
            texts += item.fields.values();
    }
    for (const auto &request : output.requests)
        texts << request.subject << request.reason << request.needs;
    static const QRegularExpression digit(QStringLiteral("\\d"));
    static const QRegularExpression period(QStringLiteral("\\bFY\\d{4}\\b"));
    for (auto text : texts) {
        for (const auto &name : names)
            text.remove(name);
        if (text.remove(period).contains(digit))
            wrong.append(QStringLiteral("a figure in \"%1\"").arg(text));
    }
    return wrong;
}

} // namespace consultantos::test
