// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/units.h"
#include "report/outline/outline_parts.h"
#include "report/report_text.h"
#include "report/score_weights.h"

#include <algorithm>

namespace consultantos::outline {

namespace {

Text scoreText(const FrameworkSection &section)
{
    const auto &score = *section.score;
    Text text{{QStringLiteral("Score "), true},
              {formatValue(score.value, units::Score), true, false, {score.ref}},
              {QStringLiteral(", between ") + formatValue(score.low, units::Score) + QStringLiteral(" and ")
               + formatValue(score.high, units::Score)}};
    if (!section.trend.isEmpty())
        text.append({QStringLiteral("; ") + section.trend});
    return text;
}

Table driverTable(const QString &framework, const FrameworkSection &section)
{
    Table table{QStringLiteral("drivers-") + framework + QLatin1Char('-') + section.id,
                QStringLiteral("Drivers: ") + section.title,
                {{QStringLiteral("Driver"), false, 4},
                 {QStringLiteral("Value"), true, 2},
                 {QStringLiteral("Held against"), false, 4},
                 {QStringLiteral("As it grows"), false, 2},
                 {QStringLiteral("Weight"), true, 2},
                 {QStringLiteral("Score"), true, 4}},
                {},
                {}};
    for (const auto &driver : section.drivers) {
        auto reference = report_text::basisWords(driver.basis);
        if (driver.reference)
            reference += QStringLiteral(": ") + formatValue(driver.reference->value, driver.reference->unit);
        table.rows.append({Cell{driver.label}, cellOf(driver.figure),
                           Cell{reference, {}, {}, driver.reference ? driver.reference->ref : QString()},
                           Cell{driver.direction},
                           Cell{formatValue(driver.weight, units::Ratio),
                                driver.weight,
                                units::Ratio,
                                {},
                                weightKey(framework, section.id, driver.id)},
                           driver.score ? cellOf(driver.score) : Cell{driver.notDerivable}});
        table.rowKeys.append(QStringLiteral("driver:")
                             + QStringList{framework, section.id, driver.id}.join(QLatin1Char('/')));
    }
    table.refs = refsOf(table);
    return table;
}

QString fieldsText(const FrameworkItem &item)
{
    QStringList fields;
    for (auto it = item.fields.cbegin(); it != item.fields.cend(); ++it) {
        if (!it.value().isEmpty())
            fields.append(report_text::words(it.key()) + QStringLiteral(": ")
                          + report_text::words(it.value()).toLower());
    }
    if (!item.links.isEmpty())
        fields.append(QStringLiteral("Joins: ") + item.links.join(QStringLiteral(", ")));
    return fields.join(QStringLiteral("; "));
}

Section partOf(const Report &report, const FrameworkResult &framework, const FrameworkSection &of)
{
    Section section{framework.id + QLatin1Char('-') + of.id, of.title, {}, {}, {}};
    if (of.summary)
        section.message = textOf(report, *of.summary);
    if (of.score)
        section.blocks.append(paragraph(scoreText(of)));
    if (of.implication)
        section.blocks.append(paragraph(labelled(QStringLiteral("Implication"), textOf(report, *of.implication))));
    if (!of.notDerivable.isEmpty())
        section.blocks.append(paragraph({{of.notDerivable, false, true}}));
    if (!of.drivers.isEmpty())
        section.blocks.append(block(driverTable(framework.id, of)));
    for (const auto &item : of.items) {
        section.blocks.append(bullet(textOf(report, item.claim)));
        if (item.soWhat)
            section.blocks.append(bullet(labelled(QStringLiteral("So what"), textOf(report, *item.soWhat)), 1));
        if (const auto fields = fieldsText(item); !fields.isEmpty())
            section.blocks.append(bullet({{fields, false, true}}, 1));
    }
    return section;
}

/// The evidence of an interval's bound: the computation with exactly this value that the section's summary cites.
QString boundRef(const Report &report, const FrameworkSection &of, double bound)
{
    if (of.summary) {
        for (const auto &id : of.summary->evidence) {
            const auto *computation = report.evidence.computation(id);
            if (computation != nullptr && computation->value == bound)
                return id;
        }
    }
    return of.score->value == bound ? of.score->ref : QString();
}

/// The scores of all sections that have one, with their intervals.
void addScores(Section &section, const Report &report, const FrameworkResult &framework, const Wording &wording)
{
    Table table{QStringLiteral("scores-") + framework.id,
                QStringLiteral("Scores: ") + framework.title,
                {{QStringLiteral("Part"), false, 4},
                 {QStringLiteral("Score"), true, 1},
                 {QStringLiteral("Least"), true, 1},
                 {QStringLiteral("Most"), true, 1},
                 {QStringLiteral("Trend"), false, 2}},
                {},
                {}};
    Chart chart{QStringLiteral("scores-") + framework.id,
                QStringLiteral("Scores: ") + framework.title,
                {},
                Chart::Kind::Columns,
                {},
                {{QStringLiteral("Score"), {}}},
                units::Score,
                {},
                {}};
    QStringList spoken;
    for (const auto &of : framework.sections) {
        if (!of.score)
            continue;
        const auto &score = *of.score;
        const auto shown = formatValue(score.value, units::Score);
        table.rows.append(
            {Cell{of.title}, Cell{shown, score.value, units::Score, score.ref},
             Cell{formatValue(score.low, units::Score), score.low, units::Score, boundRef(report, of, score.low)},
             Cell{formatValue(score.high, units::Score), score.high, units::Score, boundRef(report, of, score.high)},
             Cell{of.trend}});
        table.rowKeys.append(QStringLiteral("score:") + framework.id + QLatin1Char('/') + of.id);
        chart.categories.append(of.title);
        chart.series[0].values.append(score.value);
        chart.series[0].refs.append(score.ref);
        spoken.append(of.title + QLatin1Char(' ') + shown);
    }
    if (table.rows.isEmpty())
        return;
    table.refs = refsOf(table);
    if (table.rows.size() == 1)
        return section.blocks.append(block(table));
    chart.refs = table.refs;
    chart.alternative = chart.title + QStringLiteral(". ") + spoken.join(QStringLiteral("; "));
    if (framework.id == QLatin1String("porter"))
        chart.drawing = fiveForcesChart(framework.sections, ChartPalette::forPaper(), wording);
    section.blocks.append(block(chart));
    section.blocks.append(block(table));
}

void addCanvas(Section &section, const FrameworkResult &framework, const Wording &wording)
{
    const auto &canvas = *framework.canvas;
    Table table{QStringLiteral("canvas-") + framework.id,
                QStringLiteral("Levels, zero to ten"),
                {{QStringLiteral("Factor"), false, 3}},
                {},
                {}};
    Chart chart{QStringLiteral("canvas-") + framework.id,
                QStringLiteral("Strategy canvas"),
                {},
                Chart::Kind::Lines,
                canvas.factors,
                {},
                units::Score,
                canvasChart(canvas, ChartPalette::forPaper(), wording),
                {}};
    QStringList names;
    for (const auto &line : canvas.lines) {
        table.columns.append({line.company, true, 2});
        Series series{line.company, {}};
        for (qsizetype i = 0; i < canvas.factors.size(); ++i) {
            const auto level = line.levels.value(i);
            series.values.append(level ? std::optional(level->value) : std::nullopt);
            series.refs.append(level ? level->ref : QString());
        }
        chart.series.append(series);
        names.append(line.company);
    }
    for (qsizetype factor = 0; factor < canvas.factors.size(); ++factor) {
        QList<Cell> row{Cell{canvas.factors[factor]}};
        for (const auto &line : canvas.lines)
            row.append(cellOf(line.levels.value(factor)));
        table.rows.append(row);
    }
    table.refs = refsOf(table);
    chart.refs = table.refs;
    chart.alternative = QStringLiteral("Strategy canvas: levels on each factor for ") + names.join(QStringLiteral(", "))
                        + QStringLiteral("; the values stand in the table below.");
    section.blocks.append(block(chart));
    section.blocks.append(block(table));
}

} // namespace

Section frameworkSection(const Report &report, const FrameworkResult &framework, const Wording &wording)
{
    Section section{framework.id, framework.title, {}, {}, {}};
    if (framework.headline)
        section.message = textOf(report, *framework.headline);
    addScores(section, report, framework, wording);
    if (framework.canvas)
        addCanvas(section, framework, wording);
    for (const auto &of : framework.sections)
        section.sections.append(partOf(report, framework, of));
    if (!framework.notes.isEmpty()) {
        Section notes{framework.id + QStringLiteral("-notes"), QStringLiteral("Notes on the method"), {}, {}, {}, true};
        for (const auto &note : framework.notes)
            notes.blocks.append(bullet(words(note)));
        section.sections.append(notes);
    }
    return section;
}

} // namespace consultantos::outline
