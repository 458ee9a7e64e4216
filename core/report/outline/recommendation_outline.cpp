// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/units.h"
#include "report/outline/outline_parts.h"
#include "report/recommendation_text.h"
#include "report/report_text.h"

namespace consultantos::outline {

namespace {

using namespace recommendation_text;

Table optionTable(const Report &report)
{
    Table table{QStringLiteral("options"), QStringLiteral("Options by score"), {}, {}, {}};
    for (const auto &title : optionColumns())
        table.columns.append({title, !table.columns.isEmpty(),
                              table.columns.isEmpty()            ? 6
                              : title == QLatin1String("Impact") ? 3
                                                                 : 2});
    for (const auto &one : report.recommendations) {
        QList<Cell> row{Cell{one.title}};
        if (!one.score)
            continue;
        row.append({formatValue(one.score->value, units::Score), one.score->value, units::Score, one.score->ref});
        row.append(cellOf(bound(report, one, true)));
        row.append(cellOf(bound(report, one, false)));
        const auto *impact = one.criterion(QStringLiteral("impact"));
        row.append(cellOf(impact ? impact->figure : std::nullopt));
        for (const auto &criterion : one.criteria)
            row.append(criterion.score ? cellOf(criterion.score) : Cell{QStringLiteral("open")});
        table.rows.append(row);
    }
    const auto &first = report.recommendations.first();
    QList<Cell> weights{Cell{QStringLiteral("Weight")}, Cell{}, Cell{}, Cell{}, Cell{}};
    for (const auto &criterion : first.criteria)
        weights.append(cellOf(weight(report, first, criterion.id)));
    table.rows.append(weights);
    table.refs = refsOf(table);
    return table;
}

Table conditionTable(const Recommendation &one, const Wording &wording)
{
    Table table{QStringLiteral("conditions-") + one.id,
                QStringLiteral("What would have to be true"),
                {{QStringLiteral("Condition"), false, 6},
                 {QStringLiteral("Today"), true, 2},
                 {QStringLiteral("Threshold"), true, 2},
                 {QStringLiteral("Status"), false, 1},
                 {QStringLiteral("How it is tested"), false, 4}},
                {},
                {}};
    for (const auto &condition : one.conditions)
        table.rows.append({Cell{condition.claim.text}, cellOf(condition.today), cellOf(condition.threshold),
                           Cell{condition.status}, Cell{test(condition, wording)}});
    table.refs = refsOf(table);
    return table;
}

Table planTable(const Recommendation &one)
{
    Table table{
        QStringLiteral("plan-") + one.id,
        QStringLiteral("The first hundred days"),
        {{QStringLiteral("When"), false, 2}, {QStringLiteral("Who"), false, 3}, {QStringLiteral("What"), false, 8}},
        {},
        {}};
    for (const auto &action : one.plan)
        table.rows.append({Cell{weeks(action)}, Cell{action.owner}, Cell{action.action}});
    return table;
}

Section optionSection(const Report &report, const Recommendation &one, const Wording &wording)
{
    Section section{one.id, one.title, textOf(report, one.claim), {}, {}};
    if (one.impact)
        section.blocks.append(paragraph(labelled(QStringLiteral("Impact"), textOf(report, *one.impact))));
    else if (const auto *impact = one.criterion(QStringLiteral("impact")); impact && !impact->notDerivable.isEmpty())
        section.blocks.append(paragraph(labelled(QStringLiteral("Impact"), words(impact->notDerivable))));
    if (!one.conditions.isEmpty())
        section.blocks.append(block(conditionTable(one, wording)));
    if (!one.plan.isEmpty())
        section.blocks.append(block(planTable(one)));
    return section;
}

} // namespace

Section recommendationsSection(const Report &report, const Wording &wording)
{
    Section section{QStringLiteral("recommendations"), QStringLiteral("Recommendations"), {}, {}, {}};
    if (hasScores(report)) {
        section.message = words(wording.say(QStringLiteral("First among the options")) + QStringLiteral(": ")
                                + report.recommendations.first().title);
        section.blocks.append(paragraph(words(preface(wording))));
        section.blocks.append(block(optionTable(report)));
        for (const auto &one : report.recommendations)
            section.sections.append(optionSection(report, one, wording));
    } else {
        for (const auto &one : report.recommendations) {
            section.blocks.append(bullet(textOf(report, one.claim)));
            if (one.impact)
                section.blocks.append(bullet(labelled(QStringLiteral("Impact"), textOf(report, *one.impact)), 1));
            if (!one.feasibility.isEmpty())
                section.blocks.append(bullet(labelled(QStringLiteral("Feasibility"), words(one.feasibility)), 1));
        }
    }
    if (!report.tippingPoints.isEmpty()) {
        Section tipping{QStringLiteral("tipping"), QStringLiteral("What would put another option first"), {}, {}, {}};
        for (const auto &point : report.tippingPoints)
            tipping.blocks.append(bullet(textOf(report, point.claim)));
        section.sections.append(tipping);
    }
    return section;
}

} // namespace consultantos::outline
