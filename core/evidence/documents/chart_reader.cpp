// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/chart_reader.h"

#include "evidence/documents/block_builder.h"
#include "evidence/documents/drawing_text.h"
#include "evidence/documents/number_text.h"
#include "evidence/documents/safe_xml_reader.h"

#include <QMap>

namespace consultantos {

namespace {

constexpr int MaxPoints = 100'000; // of a series

using Points = QMap<int, QString>;

struct Series {
    QString name;
    Points categories;
    Points values;
};

/// The cached points of a reference or literal, however deep they stand.
void readPoints(SafeXmlReader &xml, Points &points)
{
    while (xml.nextChild()) {
        if (xml.name() != QLatin1String("pt")) {
            readPoints(xml, points);
            continue;
        }
        const int index = xml.attribute(QLatin1String("idx")).toInt();
        const auto text = xml.text().simplified();
        if (index >= 0 && index < MaxPoints)
            points.insert(index, text);
    }
}

Series readSeries(SafeXmlReader &xml)
{
    Series series;
    Points names;
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("tx"))
            readPoints(xml, names);
        else if (xml.name() == QLatin1String("cat") || xml.name() == QLatin1String("xVal"))
            readPoints(xml, series.categories);
        else if (xml.name() == QLatin1String("val") || xml.name() == QLatin1String("yVal"))
            readPoints(xml, series.values);
        else
            xml.skip();
    }
    series.name = names.isEmpty() ? QString() : names.first();
    return series;
}

QString readTitle(SafeXmlReader &xml)
{
    QString title;
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("rich"))
            title += readDrawingPlainText(xml);
        else
            title += readTitle(xml);
    }
    return title;
}

void readElements(SafeXmlReader &xml, QList<Series> &series, QString &title)
{
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("ser")) {
            series.append(readSeries(xml));
        } else if (xml.name() == QLatin1String("title")) {
            const auto text = readTitle(xml); // the chart's own comes first, those of the axes later
            title = title.isEmpty() ? text : title;
        } else {
            readElements(xml, series, title);
        }
    }
}

TableCell valueCell(int row, int column, const QString &raw)
{
    auto cell = textCell(row, column, raw);
    bool isNumber = false;
    const double value = raw.toDouble(&isNumber);
    if (isNumber) {
        cell.value = value;
        cell.text = generalNumber(value);
    }
    return cell;
}

} // namespace

Table readChart(SafeXmlReader &xml)
{
    QList<Series> series;
    Table table;
    readElements(xml, series, table.name);
    for (int column = 0; column < series.size(); ++column) {
        const auto &one = series[column];
        table.cells.append(textCell(0, column + 1, one.name));
        if (column == 0) {
            for (auto it = one.categories.constBegin(); it != one.categories.constEnd(); ++it)
                table.cells.append(textCell(it.key() + 1, 0, it.value()));
        }
        for (auto it = one.values.constBegin(); it != one.values.constEnd(); ++it)
            table.cells.append(valueCell(it.key() + 1, column + 1, it.value()));
    }
    return table;
}

} // namespace consultantos
