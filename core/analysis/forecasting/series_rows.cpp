// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/series_rows.h"

#include "analysis/forecasting/series_table.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <utility>

namespace consultantos::forecasting {

namespace {

using Row = QList<SeriesCell>;
using Rows = QList<Row>;

QString inWords(const char *text)
{
    return QCoreApplication::translate("ForecastTable", text);
}

bool isPeriod(const SeriesCell &cell)
{
    return namesPeriod(cell.text);
}

bool isNumber(const SeriesCell &cell)
{
    return readTableNumber(cell.number) || readTableNumber(cell.number, DecimalMark::Comma);
}

bool isEmpty(const SeriesCell &cell)
{
    return cell.text.trimmed().isEmpty();
}

/// Whether most cells that aren't empty are so.
template <typename Test>
bool areMostly(const QList<SeriesCell> &cells, Test test)
{
    qsizetype filled = 0;
    qsizetype fitting = 0;
    for (const auto &cell : cells) {
        filled += isEmpty(cell) ? 0 : 1;
        fitting += !isEmpty(cell) && test(cell) ? 1 : 0;
    }
    return filled > 0 && fitting * 2 > filled;
}

Row column(const Rows &rows, qsizetype place, qsizetype first)
{
    Row cells;
    for (qsizetype row = first; row < rows.size(); ++row)
        cells.append(rows[row].value(place));
    return cells;
}

qsizetype columnNamed(const Row &head, SeriesColumn column)
{
    for (qsizetype place = 0; place < head.size(); ++place) {
        if (isColumnName(column, head[place].text))
            return place;
    }
    return -1;
}

/// Whether a name stands in several rows, as in a table that has a row for each value.
bool repeatsNames(const Row &cells)
{
    QSet<QString> names;
    return std::any_of(cells.begin(), cells.end(), [&names](const SeriesCell &cell) {
        const auto known = names.size();
        names.insert(cell.text.trimmed());
        return names.size() == known;
    });
}

std::vector<RawSeries> longForm(const Rows &rows, qsizetype first, qsizetype name, qsizetype period, qsizetype value)
{
    std::vector<RawSeries> series;
    QHash<QString, std::size_t> places;
    for (qsizetype row = first; row < rows.size(); ++row) {
        const auto key = name >= 0 ? rows[row].value(name).text.trimmed() : QString();
        const auto place = places.value(key, series.size());
        if (place == series.size()) {
            places.insert(key, place);
            series.push_back({key, {}});
        }
        series[place].observations.append({rows[row].value(period).text, rows[row].value(value).number});
    }
    return series;
}

QString nameOr(const SeriesCell &cell, qsizetype number)
{
    const auto name = cell.text.trimmed();
    return name.isEmpty() ? inWords(QT_TRANSLATE_NOOP("ForecastTable", "Series %1")).arg(number) : name;
}

/// Missing values at a column's ends are what other columns have and it hasn't: no gaps of its own.
void trim(RawSeries &series)
{
    auto &values = series.observations;
    while (!values.isEmpty() && values.last().value.trimmed().isEmpty())
        values.removeLast();
    while (!values.isEmpty() && values.first().value.trimmed().isEmpty())
        values.removeFirst();
}

/// A column a series; `periods` -1: they are counted.
std::vector<RawSeries> columnsForm(const Rows &rows, bool hasHead, qsizetype periods, qsizetype width)
{
    std::vector<RawSeries> series;
    const qsizetype first = hasHead ? 1 : 0;
    for (qsizetype place = 0; place < width; ++place) {
        const auto cells = column(rows, place, first);
        // Beside periods a column of texts is a series that is told to be none; without, it may be anything.
        if (place == periods || std::all_of(cells.begin(), cells.end(), isEmpty)
            || (periods < 0 && !areMostly(cells, isNumber)))
            continue;
        RawSeries one{nameOr(hasHead ? rows[0].value(place) : SeriesCell(), qsizetype(series.size()) + 1), {}};
        for (qsizetype row = first; row < rows.size(); ++row) {
            const auto label = periods >= 0 ? rows[row].value(periods).text : QString::number(row - first + 1);
            if (!label.trimmed().isEmpty())
                one.observations.append({label, rows[row].value(place).number});
        }
        trim(one);
        series.push_back(std::move(one));
    }
    return series;
}

/// A row a series, the periods in the first.
std::vector<RawSeries> rowsForm(const Rows &rows, qsizetype width)
{
    std::vector<RawSeries> series;
    for (qsizetype row = 1; row < rows.size(); ++row) {
        RawSeries one{nameOr(rows[row].value(0), row), {}};
        for (qsizetype place = 1; place < width; ++place) {
            if (isPeriod(rows[0].value(place)))
                one.observations.append({rows[0].value(place).text, rows[row].value(place).number});
        }
        trim(one);
        if (!one.observations.isEmpty())
            series.push_back(std::move(one));
    }
    return series;
}

} // namespace

Error noSeriesFound()
{
    return {ErrorCode::Malformed, inWords(QT_TRANSLATE_NOOP("ForecastTable", "No series is found in this table.")),
            inWords(QT_TRANSLATE_NOOP("ForecastTable",
                                      "Give a column of periods (2024, 2024Q1, 2024-01, 2024-01-31) and a column of "
                                      "numbers for each series, or the columns series, period and value."))};
}

Result<std::vector<RawSeries>> seriesOfRows(const QList<QList<SeriesCell>> &given)
{
    Rows rows;
    qsizetype width = 0;
    for (const auto &row : given) {
        if (std::all_of(row.begin(), row.end(), isEmpty))
            continue;
        rows.append(row);
        width = std::max(width, row.size());
    }
    if (rows.isEmpty())
        return tl::unexpected(noSeriesFound());
    const auto &head = rows[0];
    const auto period = columnNamed(head, SeriesColumn::Period);
    const auto value = columnNamed(head, SeriesColumn::Value);
    const auto name = columnNamed(head, SeriesColumn::Series);
    const bool hasPeriods = rows.size() > 1 && areMostly(column(rows, 0, 1), isPeriod);
    std::vector<RawSeries> series;
    if (period >= 0 && value >= 0 && (name >= 0 || width == 2)) {
        series = longForm(rows, 1, name, period, value);
        if (name < 0 && !series.empty())
            series.front().name = nameOr(head[value], 1);
    } else if (!hasPeriods && width == 3 && areMostly(column(rows, 1, 1), isPeriod)
               && areMostly(column(rows, 2, 1), isNumber) && !areMostly(column(rows, 0, 1), isNumber)
               && repeatsNames(column(rows, 0, 1))) {
        series = longForm(rows, isPeriod(head[1]) ? 0 : 1, 0, 1, 2);
    } else if (!hasPeriods && rows.size() > 1 && width > 1 && areMostly(head.mid(1), isPeriod)) {
        series = rowsForm(rows, width);
    } else {
        const bool counts = width == 1 || !hasPeriods;
        const bool hasHead = !areMostly(counts ? head : head.mid(1), isNumber);
        series = columnsForm(rows, hasHead, counts ? -1 : 0, width);
    }
    std::erase_if(series, [](const RawSeries &one) { return one.observations.isEmpty(); });
    if (series.empty())
        return tl::unexpected(noSeriesFound());
    return series;
}

} // namespace consultantos::forecasting
