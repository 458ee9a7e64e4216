// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/language/outline_translation.h"

#include <QRegularExpression>

namespace consultantos {

namespace {

using namespace outline;

/// A number of a table without unit, such as seconds.
QString plainNumber(const QString &text, const Wording &wording)
{
    static const QRegularExpression Number(QStringLiteral("^[0-9,]+\\.[0-9]+$"));
    return Number.match(text).hasMatch() ? restyledNumber(text, wording.book()->style()) : text;
}

void translateCell(Cell &cell, bool isNumber, const Wording &wording)
{
    if (cell.unit.isEmpty()) {
        const auto number = isNumber ? plainNumber(cell.text, wording) : cell.text;
        cell.text = number == cell.text ? wording.sayParts(cell.text) : number;
        return;
    }
    const bool namesCurrency = cell.text.contains(cell.unit);
    cell.text = wording.restyle(cell.text, cell.unit);
    if (!namesCurrency)
        cell.text.remove(QLatin1Char(' ') + cell.unit);
}

void translateText(Text &text, const Wording &wording)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        auto &run = text[i];
        // Spaces around a run belong to its place.
        const auto words = run.text.trimmed();
        const auto at = run.text.indexOf(words);
        auto said = wording.sayParts(words);
        if (words.endsWith(QLatin1Char(':')))
            said = wording.sayParts(words.chopped(1)) + QLatin1Char(':');
        else if (run.refs.size() == 1 && run.isStrong)
            said = wording.restyle(words, QStringLiteral("score"));
        run.text = run.text.left(at) + said + run.text.mid(at + words.size());
    }
}

void translateTable(Table &table, const Wording &wording)
{
    table.caption = wording.sayParts(table.caption);
    for (auto &column : table.columns)
        column.title = wording.sayParts(column.title);
    for (auto &row : table.rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            translateCell(row[i], table.columns.value(i).isNumber, wording);
    }
}

void translateChart(Chart &chart, const Wording &wording)
{
    chart.title = wording.sayParts(chart.title);
    chart.alternative = wording.sayParts(chart.alternative);
    for (auto &category : chart.categories)
        category = wording.sayParts(category);
    for (auto &series : chart.series)
        series.name = wording.sayParts(series.name);
}

void translateSection(Section &section, const Wording &wording)
{
    section.title = wording.sayParts(section.title);
    translateText(section.message, wording);
    for (auto &block : section.blocks) {
        translateText(block.text, wording);
        if (block.table)
            translateTable(*block.table, wording);
        if (block.chart)
            translateChart(*block.chart, wording);
    }
    for (auto &part : section.sections)
        translateSection(part, wording);
}

} // namespace

void translate(Outline &outline, const Wording &wording)
{
    if (wording.isEnglish())
        return;
    outline.language = wording.book()->locale();
    for (auto &section : outline.sections)
        translateSection(section, wording);
}

} // namespace consultantos
