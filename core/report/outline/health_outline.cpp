// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/health_text.h"
#include "report/outline/outline_parts.h"

namespace consultantos::outline {

namespace {

Table lightsTable(const Report &report, const Wording &wording)
{
    const auto years = health_text::years(report, health_text::Years);
    Table table{
        QStringLiteral("health-lights"), QStringLiteral("Lights"), {{QStringLiteral("Figure"), false, 4}}, {}, {}};
    for (const auto &year : years)
        table.columns.append({year, true, 2});
    table.columns.append({QStringLiteral("Light"), false, 2});
    table.columns.append({QStringLiteral("Rule"), false, 5});
    for (const auto &reading : report.health.readings) {
        QList<Cell> row{Cell{reading.title}};
        for (int back = 0; back < years.size(); ++back)
            row.append(cellOf(health_text::earlier(report, reading, back)));
        row.append(Cell{health_text::light(reading.light)});
        row.append(Cell{health_text::rule(reading, wording)});
        table.rows.append(row);
    }
    table.refs = refsOf(table);
    return table;
}

Table peersTable(const QList<HealthReading> &readings)
{
    Table table{QStringLiteral("health-peers"),
                QStringLiteral("Against the companies compared with"),
                {{QStringLiteral("Figure"), false, 4},
                 {QStringLiteral("Own"), true, 2},
                 {QStringLiteral("Lower quartile"), true, 2},
                 {QStringLiteral("Median"), true, 2},
                 {QStringLiteral("Upper quartile"), true, 2},
                 {QStringLiteral("Percentile"), true, 2},
                 {QStringLiteral("Companies"), false, 4}},
                {},
                {}};
    for (const auto &reading : readings)
        table.rows.append({Cell{reading.title}, cellOf(reading.figure), cellOf(reading.lowerQuartile),
                           cellOf(reading.median), cellOf(reading.upperQuartile), cellOf(reading.percentile),
                           Cell{reading.peers.join(QStringLiteral(", "))}});
    table.refs = refsOf(table);
    return table;
}

void addList(Section &section, const QString &title, const QStringList &lines)
{
    if (lines.isEmpty())
        return;
    section.blocks.append(paragraph({{title, true}}));
    for (const auto &line : lines)
        section.blocks.append(bullet(words(line)));
}

} // namespace

std::optional<Section> healthSection(const Report &report, const Wording &wording)
{
    const auto &health = report.health;
    if (health.readings.isEmpty())
        return std::nullopt;
    Section section{QStringLiteral("health"),
                    QStringLiteral("Financial health"),
                    words(health_text::counts(health, wording)),
                    {},
                    {}};
    section.blocks.append(paragraph(words(health_text::preface(report, wording))));
    section.blocks.append(block(lightsTable(report, wording)));
    if (const auto compared = health_text::withPeers(health); !compared.isEmpty())
        section.blocks.append(block(peersTable(compared)));
    addList(section, QStringLiteral("Without a light"), health_text::withoutLight(health));
    addList(section, QStringLiteral("Where the rules come from"), health_text::sources(health));
    return section;
}

} // namespace consultantos::outline
