// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/series_table.h"

#include <QCoreApplication>
#include <QStringList>

#include <utility>

namespace consultantos::forecasting {

bool isColumnName(SeriesColumn column, const QString &text)
{
    const auto name = text.trimmed().toLower();
    switch (column) {
    case SeriesColumn::Series:
        return name == QLatin1String("series") || name == QLatin1String("serie") || name == QLatin1String("reihe");
    case SeriesColumn::Period:
        return name == QLatin1String("period") || name == QLatin1String("periode") || name == QLatin1String("date")
               || name == QLatin1String("datum");
    case SeriesColumn::Value:
        break;
    }
    return name == QLatin1String("value") || name == QLatin1String("wert");
}

void SeriesTableReader::read(const QByteArray &bytes)
{
    for (const char byte : bytes) {
        if (byte == '"')
            m_isQuoted = !m_isQuoted;
        if (byte == '\n' && !m_isQuoted)
            takeLine();
        else
            m_line.append(byte);
    }
}

Result<std::vector<RawSeries>> SeriesTableReader::finish()
{
    takeLine();
    const bool isLong = m_periodColumn >= 0 && m_valueColumn >= 0;
    if (isLong && !m_series.empty())
        return std::move(m_series);
    if (!isLong && m_rows.size() > 1)
        return seriesOfRows(m_rows);
    return fail(ErrorCode::Malformed, QCoreApplication::translate("Forecast", "The table has no rows."),
                noSeriesFound().detail);
}

void SeriesTableReader::takeLine()
{
    const auto line = std::exchange(m_line, {});
    m_isQuoted = false;
    if (line.trimmed().isEmpty())
        return;
    if (m_hasHeader)
        takeRow(fieldsOf(line));
    else
        takeHeader(line);
}

void SeriesTableReader::takeHeader(const QByteArray &line)
{
    m_hasHeader = true;
    // The names of a table with semicolons or tabs may have commas within.
    qsizetype most = 0;
    for (const char separator : {'\t', ';', ','}) {
        const auto count = line.count(separator);
        if (count > most) {
            most = count;
            m_separator = separator;
        }
    }
    const auto fields = fieldsOf(line);
    for (qsizetype column = 0; column < fields.size(); ++column) {
        const auto &name = fields[column];
        if (isColumnName(SeriesColumn::Series, name))
            m_seriesColumn = column;
        else if (isColumnName(SeriesColumn::Period, name))
            m_periodColumn = column;
        else if (isColumnName(SeriesColumn::Value, name))
            m_valueColumn = column;
    }
    if (m_periodColumn < 0 || m_valueColumn < 0)
        takeRow(fields);
}

void SeriesTableReader::takeRow(const QStringList &fields)
{
    if (m_periodColumn < 0 || m_valueColumn < 0) {
        QList<SeriesCell> row;
        row.reserve(fields.size());
        for (const auto &field : fields)
            row.append({field, field});
        m_rows.append(std::move(row));
        return;
    }
    const auto name = m_seriesColumn >= 0 ? fields.value(m_seriesColumn) : QString();
    const auto found = m_places.constFind(name);
    std::size_t place = m_series.size();
    if (found == m_places.cend()) {
        m_places.insert(name, place);
        m_series.push_back({name, {}});
    } else {
        place = *found;
    }
    m_series[place].observations.append({fields.value(m_periodColumn), fields.value(m_valueColumn)});
}

QStringList SeriesTableReader::fieldsOf(const QByteArray &line) const
{
    QStringList fields;
    QByteArray field;
    bool isQuoted = false;
    const auto end = [&] {
        fields.append(QString::fromUtf8(field).trimmed());
        field.clear();
    };
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char byte = line[i];
        if (byte == '"') {
            if (isQuoted && i + 1 < line.size() && line[i + 1] == '"') {
                field.append('"');
                ++i;
            } else {
                isQuoted = !isQuoted;
            }
        } else if (byte == m_separator && !isQuoted) {
            end();
        } else {
            field.append(byte);
        }
    }
    end();
    if (!fields.isEmpty() && fields.first().startsWith(QChar(0xFEFF)))
        fields.first().remove(0, 1);
    return fields;
}

} // namespace consultantos::forecasting
