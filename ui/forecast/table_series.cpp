// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/table_series.h"

#include "evidence/documents/document_reader.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>
#include <QTemporaryFile>

#include <cstddef>
#include <utility>

namespace consultantos {

using forecasting::RawSeries;

namespace {

constexpr std::size_t MostSeries = 20'000;

QString inWords(const char *text)
{
    return QCoreApplication::translate("ForecastTable", text);
}

QList<QList<SeriesCell>> rowsOf(const Table &table)
{
    QList<QList<SeriesCell>> rows;
    for (const auto &cell : table.cells) {
        while (rows.size() <= cell.row)
            rows.append(QList<SeriesCell>());
        auto &row = rows[cell.row];
        while (row.size() <= cell.column)
            row.append(SeriesCell());
        auto &target = row[cell.column];
        target.text = cell.date ? cell.date->toString(Qt::ISODate) : cell.text;
        target.number = cell.value ? QString::number(*cell.value, 'g', QLocale::FloatingPointShortest) : cell.text;
        // A year shown as "2,024" is 2024 nevertheless.
        if (cell.value && !cell.date && !forecasting::namesPeriod(target.text)
            && forecasting::readPeriodLabel(target.number))
            target.text = target.number;
    }
    return rows;
}

} // namespace

Result<std::vector<RawSeries>> seriesOfDocument(const Document &document)
{
    std::vector<std::pair<QString, std::vector<RawSeries>>> found;
    for (const auto &table : document.tables) {
        if (auto series = seriesOfRows(rowsOf(table)))
            found.emplace_back(table.name, std::move(*series));
    }
    if (found.empty())
        return tl::unexpected(forecasting::noSeriesFound());
    std::vector<RawSeries> all;
    for (auto &[name, series] : found) {
        for (auto &one : series) {
            if (found.size() > 1 && !name.isEmpty())
                one.name = one.name.isEmpty() ? name : QStringLiteral("%1: %2").arg(name, one.name);
            all.push_back(std::move(one));
        }
    }
    if (all.size() > MostSeries)
        return fail(ErrorCode::Malformed,
                    inWords(QT_TRANSLATE_NOOP("ForecastTable", "The table has more than 20,000 series.")),
                    inWords(QT_TRANSLATE_NOOP("ForecastTable", "The command line takes tables of any size: "
                                                               "consultantos-cli forecast --csv FILE.")));
    return all;
}

Result<std::vector<RawSeries>> seriesOfFile(const QString &path, const CancellationToken &cancel)
{
    const DocumentReader reader(standardDocumentImporters());
    const auto document = reader.read(path, {}, cancel);
    if (!document)
        return tl::unexpected(document.error());
    if (!document->isComplete)
        return fail(ErrorCode::Malformed,
                    inWords(QT_TRANSLATE_NOOP("ForecastTable", "The table is too large to be read whole.")),
                    inWords(QT_TRANSLATE_NOOP("ForecastTable", "The command line takes tables of any size: "
                                                               "consultantos-cli forecast --csv FILE.")));
    return seriesOfDocument(*document);
}

Result<std::vector<RawSeries>> seriesOfText(const QString &text, const CancellationToken &cancel)
{
    QTemporaryFile file(QDir::temp().filePath(QStringLiteral("consultantos-table-XXXXXX.csv")));
    const auto bytes = text.toUtf8();
    if (!file.open() || file.write(bytes) != bytes.size() || !file.flush())
        return fail(ErrorCode::Unreadable,
                    inWords(QT_TRANSLATE_NOOP("ForecastTable", "The table can't be read: there is no room for it.")),
                    file.errorString());
    return seriesOfFile(file.fileName(), cancel);
}

} // namespace consultantos
