// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/company_history.h"

#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/currencies.h"
#include "analysis/financials/statement_lines.h"
#include "evidence/fact_store.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>

#include <algorithm>

namespace consultantos {

namespace {

QList<Figure> valuesOf(const StatementLines &lines, const QString &id, const QList<Period> &periods)
{
    QList<Figure> values;
    for (auto period = periods.crbegin(); period != periods.crend(); ++period) {
        if (const auto value = lines.value(id, *period))
            values.append(*value);
    }
    return values;
}

} // namespace

QString historyLabel(const Period &period, bool isQuarterly)
{
    return isQuarterly ? QStringLiteral("%1%2").arg(period.fiscalYear).arg(period.fiscalPeriod)
                       : QString::number(period.fiscalYear);
}

Result<std::shared_ptr<const CompanyHistory>> companyHistory(const FactStore &facts, const QString &company,
                                                             const QString &resourceDir)
{
    constexpr qsizetype FewestYears = 3;
    constexpr qsizetype FewestQuarters = 8;
    const auto found = facts.findCompany(company);
    if (!found)
        return tl::unexpected(found.error());
    const auto all = facts.facts(found->id);
    if (!all)
        return tl::unexpected(all.error());
    const auto concepts = ConceptCatalogue::load(QDir(resourceDir).filePath(QStringLiteral("concepts.json")));
    if (!concepts)
        return tl::unexpected(concepts.error());
    auto history = std::make_shared<CompanyHistory>();
    history->company = *found;
    auto anchors = growthAnchors(*found, resourceDir);
    if (!anchors)
        return tl::unexpected(anchors.error());
    history->anchors = *std::move(anchors);
    const auto calendar = FiscalCalendar::of(*all);
    StatementLines lines(*concepts, found->id, mainCurrency(currenciesOf(*all)), *all);
    lines.resolveYears(calendar.years, history->evidence);
    lines.resolveQuarters(calendar.quarters, calendar.years, history->evidence);
    for (const auto &line : concepts->concepts()) {
        if (line.statement.isEmpty())
            continue;
        HistoryLine one{line.id, line.label, lines.unitOf(line), valuesOf(lines, line.id, calendar.years),
                        valuesOf(lines, line.id, calendar.quarters)};
        if (one.years.size() >= FewestYears || one.quarters.size() >= FewestQuarters)
            history->lines.append(one);
    }
    if (history->lines.isEmpty())
        return fail(
            ErrorCode::NotDerivable,
            QCoreApplication::translate("Forecast", "No line of %1 has three years of values.").arg(found->name),
            QCoreApplication::translate("Forecast", "Import filings or a table of its figures."));
    return std::shared_ptr<const CompanyHistory>(std::move(history));
}

forecasting::RawSeries seriesOfLine(const CompanyHistory &history, const HistoryLine &line, bool isQuarterly)
{
    forecasting::RawSeries series;
    series.kind = forecasting::companyLineKind(line.id);
    series.name = QStringLiteral("%1: %2").arg(history.company.name, line.label);
    for (const auto &figure : isQuarterly ? line.quarters : line.years)
        series.observations.append({historyLabel(figure.period, isQuarterly),
                                    QString::number(figure.value, 'g', QLocale::FloatingPointShortest)});
    return series;
}

} // namespace consultantos
