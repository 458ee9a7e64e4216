// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast_input.h"

#include "analysis/financials/fiscal_calendar.h"
#include "concept_filter.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QMap>

#include <utility>

namespace consultantos {

namespace {

/// Whether a fact's span is what the frequency asks for; a fact at a date belongs to both.
bool fits(const Fact &fact, bool isQuarterly)
{
    if (!fact.start)
        return true;
    return isQuarterly ? isQuarterLong(*fact.start, fact.end) : isYearLong(*fact.start, fact.end);
}

/// Of an item at dates, those at which years end.
bool isYearEnd(const Fact &fact)
{
    return fact.start || fact.latest.fiscalPeriod == QLatin1String("FY");
}

using ValuesByEnd = QMap<QDate, std::pair<qsizetype, double>>; ///< rank of the tag, value

/// Several tags of a line may report one period: the one that the line's order prefers.
ValuesByEnd valuesByEnd(const QList<Fact> &facts, const QString &unit, const ConceptFilter &filter)
{
    ValuesByEnd byEnd;
    for (const auto &fact : facts) {
        const auto rank = filter.rankOf(fact);
        const auto known = byEnd.constFind(fact.end);
        if (fact.unit == unit && (known == byEnd.cend() || rank < known->first))
            byEnd.insert(fact.end, {rank, fact.value()});
    }
    return byEnd;
}

/// Filings report the year in place of its last quarter, which is what the other three leave of it.
void addLastQuarters(ValuesByEnd &quarters, const QList<Fact> &years, const QString &unit)
{
    const auto reported = quarters;
    for (const auto &year : years) {
        if (year.unit != unit || reported.contains(year.end))
            continue;
        double rest = year.value();
        int count = 0;
        for (auto it = reported.upperBound(*year.start); it != reported.cend() && it.key() < year.end; ++it, ++count)
            rest -= it->second;
        if (count == 3)
            quarters.insert(year.end, {0, rest});
    }
}

} // namespace

Result<KeepableLine> keepableLine(const FactStore &facts, const QString &resourceDir, const QString &company,
                                  const QString &wanted, bool isQuarterly)
{
    const auto history = companyHistory(facts, company, resourceDir);
    if (!history)
        return tl::unexpected(history.error());
    QStringList known;
    for (const auto &line : (*history)->lines) {
        const auto &values = isQuarterly ? line.quarters : line.years;
        if (values.isEmpty())
            continue;
        if (line.id.compare(wanted, Qt::CaseInsensitive) == 0 || line.label.compare(wanted, Qt::CaseInsensitive) == 0)
            return KeepableLine{seriesOfLine(**history, line, isQuarterly), *history, line.id};
        known.append(line.id);
    }
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("Cli", "A report keeps lines of the statements; \"%1\" is none of %2.")
                    .arg(wanted, (*history)->company.name),
                QCoreApplication::translate("Cli", "There are: %1.").arg(known.join(QStringLiteral(", "))));
}

Result<std::vector<forecasting::RawSeries>> seriesOfTable(const QString &path)
{
    QFile file(path);
    const bool isOpen =
        path == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("Cli", "%1 can't be read: %2.").arg(path, file.errorString()),
                    QCoreApplication::translate("Cli", "Name a CSV file, or - for standard input."));
    constexpr qint64 PieceSize = 1LL << 20;
    forecasting::SeriesTableReader reader;
    for (auto piece = file.read(PieceSize); !piece.isEmpty(); piece = file.read(PieceSize))
        reader.read(piece);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("Cli", "%1 can't be read: %2.").arg(path, file.errorString()),
                    QCoreApplication::translate("Cli", "Name a CSV file, or - for standard input."));
    return reader.finish();
}

Result<forecasting::RawSeries> seriesOfCompany(const FactStore &facts, const QString &company, const QString &wanted,
                                               std::optional<forecasting::Frequency> frequency)
{
    const auto found = facts.findCompany(company);
    if (!found)
        return tl::unexpected(found.error());
    const auto all = facts.facts(found->id);
    if (!all)
        return tl::unexpected(all.error());
    const auto filter = ConceptFilter::of(wanted);
    if (!filter)
        return tl::unexpected(filter.error());
    const bool isQuarterly = frequency == forecasting::Frequency::Quarterly;
    QMap<QString, int> units;
    QList<Fact> fitting;
    QList<Fact> years;
    for (const auto &fact : *all) {
        if (!filter->accepts(fact) || !fact.dimensions.isEmpty())
            continue;
        if (isQuarterly && fact.start && isYearLong(*fact.start, fact.end))
            years.append(fact);
        if (!fits(fact, isQuarterly) || (!isQuarterly && !isYearEnd(fact)))
            continue;
        ++units[fact.unit];
        fitting.append(fact);
    }
    if (fitting.isEmpty())
        return fail(
            ErrorCode::NotFound,
            QCoreApplication::translate("Cli", "No facts of %1 are stored under \"%2\".").arg(found->name, wanted),
            QCoreApplication::translate("Cli", "consultantos-cli facts COMPANY lists what there is."));
    QString unit;
    for (auto it = units.cbegin(); it != units.cend(); ++it) {
        if (unit.isEmpty() || it.value() > units[unit])
            unit = it.key();
    }
    auto byEnd = valuesByEnd(fitting, unit, *filter);
    if (isQuarterly)
        addLastQuarters(byEnd, years, unit);
    forecasting::RawSeries series;
    series.kind = forecasting::companyLineKind(wanted);
    series.name = QStringLiteral("%1: %2 (%3)").arg(found->name, wanted, unit);
    // Years and quarters of whole weeks may end some days into the next one.
    constexpr int DaysBack = 10;
    for (auto it = byEnd.cbegin(); it != byEnd.cend(); ++it)
        series.observations.append({it.key().addDays(-DaysBack).toString(Qt::ISODate),
                                    QString::number(it->second, 'g', QLocale::FloatingPointShortest)});
    return series;
}

} // namespace consultantos
