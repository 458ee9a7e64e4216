// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/units.h"
#include "report/outline/outline_parts.h"
#include "report/report_text.h"

#include <algorithm>

namespace consultantos::outline {

namespace {

constexpr double Million = 1e6;
/// A chart's categories stay readable up to here.
constexpr qsizetype ChartPeriods = 8;

QList<Column> periodColumns(const QString &first, const QList<Period> &periods)
{
    QList<Column> columns{{first, false, 3}};
    for (const auto &period : periods)
        columns.append({period.label(), true, 1});
    return columns;
}

Table statementTable(const Statement &statement)
{
    auto caption = report_text::statementTitle(statement);
    if (!statement.currency.isEmpty())
        caption += QStringLiteral(" (") + statement.currency + QStringLiteral(", M: millions)");
    Table table{QStringLiteral("statement-") + statement.kind + QLatin1Char('-') + statement.frequency,
                caption,
                periodColumns(QStringLiteral("Line"), statement.periods),
                {},
                {}};
    for (const auto &line : statement.lines) {
        QList<Cell> row{Cell{line.label}};
        for (qsizetype i = 0; i < statement.periods.size(); ++i)
            row.append(cellOf(line.values.value(i), statement.currency));
        table.rows.append(row);
    }
    table.refs = refsOf(table);
    return table;
}

Table breakdownTable(const Breakdown &breakdown, const QString &currency)
{
    Table table{QStringLiteral("breakdown-") + breakdown.kind,
                report_text::breakdownTitle(breakdown, currency),
                periodColumns(QStringLiteral("Part"), breakdown.periods),
                {},
                {}};
    const auto add = [&](const QString &label, const QList<std::optional<Figure>> &figures, const QString &unit) {
        QList<Cell> row{Cell{label}};
        for (qsizetype i = 0; i < breakdown.periods.size(); ++i)
            row.append(cellOf(figures.value(i), unit));
        table.rows.append(row);
    };
    for (const auto &part : breakdown.parts) {
        add(part.name, part.values, currency);
        add(part.name + QStringLiteral(", share"), part.shares, {});
    }
    add(QStringLiteral("Whole company"), breakdown.totals, currency);
    table.refs = refsOf(table);
    return table;
}

QList<Period> periodsOf(const QList<Ratio> &ratios)
{
    QList<Period> periods;
    for (const auto &ratio : ratios) {
        for (const auto &value : ratio.values) {
            if (std::none_of(periods.cbegin(), periods.cend(),
                             [&](const Period &known) { return known.label() == value.period.label(); }))
                periods.append(value.period);
        }
    }
    std::stable_sort(periods.begin(), periods.end(),
                     [](const Period &left, const Period &right) { return left.end > right.end; });
    return periods;
}

std::optional<Figure> figureOf(const Ratio &ratio, const Period &period)
{
    for (const auto &value : ratio.values) {
        if (value.period.label() == period.label())
            return value.figure;
    }
    return std::nullopt;
}

Section ratiosSection(const QList<Ratio> &ratios)
{
    Section section{QStringLiteral("ratios"), QStringLiteral("Ratios"), {}, {}, {}};
    const auto periods = periodsOf(ratios);
    QStringList groups;
    for (const auto &ratio : ratios) {
        if (!groups.contains(ratio.group))
            groups.append(ratio.group);
    }
    for (const auto &group : std::as_const(groups)) {
        Table table{QStringLiteral("ratios-") + group,
                    report_text::words(group),
                    periodColumns(QStringLiteral("Ratio"), periods),
                    {},
                    {}};
        for (const auto &ratio : ratios) {
            if (ratio.group != group)
                continue;
            QList<Cell> row{Cell{ratio.title}};
            for (const auto &period : periods)
                row.append(cellOf(figureOf(ratio, period)));
            table.rows.append(row);
        }
        table.refs = refsOf(table);
        section.blocks.append(block(table));
    }
    bool isFirst = true;
    for (const auto &ratio : ratios) {
        if (ratio.values.isEmpty() || ratio.values.first().notDerivable.isEmpty())
            continue;
        if (isFirst)
            section.blocks.append(paragraph({{QStringLiteral("Not derivable"), true}}));
        isFirst = false;
        section.blocks.append(bullet(words(ratio.title + QStringLiteral(", ") + ratio.values.first().period.label()
                                           + QStringLiteral(": ") + ratio.values.first().notDerivable)));
    }
    return section;
}

Section identitiesSection(const QList<IdentityCheck> &checks)
{
    Section section{QStringLiteral("identities"), QStringLiteral("Accounting identities"), {}, {}, {}, true};
    Table table{QStringLiteral("identities"),
                {},
                {{QStringLiteral("Identity"), false, 4},
                 {QStringLiteral("Period"), false, 2},
                 {QStringLiteral("Holds"), false, 1},
                 {QStringLiteral("Difference"), true, 2},
                 {QStringLiteral("Note"), false, 4}},
                {},
                {}};
    for (const auto &check : checks)
        table.rows.append({Cell{check.title}, Cell{check.period.label()},
                           Cell{check.passed ? QStringLiteral("yes") : QStringLiteral("no")}, cellOf(check.difference),
                           Cell{check.note}});
    table.refs = refsOf(table);
    section.blocks.append(block(table));
    return section;
}

/// Oldest first, as charts are read.
template <typename Value>
QList<std::optional<double>> reversed(qsizetype count, Value valueAt)
{
    QList<std::optional<double>> values;
    for (auto i = count - 1; i >= 0; --i)
        values.append(valueAt(i));
    return values;
}

QString spokenOf(const Chart &chart, const Wording &wording)
{
    QStringList parts;
    for (const auto &series : chart.series) {
        for (qsizetype i = series.values.size() - 1; i >= 0; --i) {
            if (!series.values[i])
                continue;
            const bool isMoney = isCurrency(chart.unit);
            parts.append(wording.say(series.name) + QLatin1Char(' ') + wording.sayParts(chart.categories.value(i))
                         + QLatin1Char(' ') + wording.value(*series.values[i] * (isMoney ? Million : 1), chart.unit));
            break;
        }
    }
    return wording.say(chart.title) + QStringLiteral(". ") + wording.say(QStringLiteral("Newest"))
           + QStringLiteral(": ") + parts.join(QStringLiteral("; "));
}

std::optional<Chart> linesChart(const Statement &statement, const Wording &wording)
{
    const auto count = std::min(ChartPeriods, statement.periods.size());
    Chart chart{QStringLiteral("course"),
                QStringLiteral("Revenue and results (%1 M)").arg(statement.currency),
                {},
                Chart::Kind::Columns,
                {},
                {},
                statement.currency,
                {},
                {}};
    for (auto i = count - 1; i >= 0; --i)
        chart.categories.append(statement.periods[i].label());
    for (const auto *id : {"revenue", "operating_income", "net_income"}) {
        for (const auto &line : statement.lines) {
            if (line.concept_ != QLatin1String(id))
                continue;
            const auto at = [&](qsizetype i) {
                const auto figure = line.values.value(i);
                return figure ? std::optional(figure->value / Million) : std::nullopt;
            };
            Series series{line.label, reversed(count, at)};
            for (auto i = count - 1; i >= 0; --i) {
                const auto figure = line.values.value(i);
                series.refs.append(figure ? figure->ref : QString());
            }
            chart.refs.append(series.refs);
            chart.series.append(series);
        }
    }
    if (chart.series.isEmpty() || count < 2)
        return std::nullopt;
    chart.refs.removeAll(QString());
    chart.alternative = spokenOf(chart, wording);
    return chart;
}

std::optional<Chart> marginsChart(const Financials &financials, const Wording &wording)
{
    Chart chart{
        QStringLiteral("margins"), QStringLiteral("Margins"), {}, Chart::Kind::Lines, {}, {}, units::Ratio, {}, {}};
    const auto periods = periodsOf(financials.ratios);
    const auto count = std::min(ChartPeriods, periods.size());
    for (auto i = count - 1; i >= 0; --i)
        chart.categories.append(periods[i].label());
    for (const auto *id : {"gross_margin", "operating_margin", "net_margin"}) {
        const auto *ratio = financials.findRatio(QLatin1String(id));
        if (ratio == nullptr)
            continue;
        bool hasAny = false;
        QStringList refs;
        const auto at = [&](qsizetype i) {
            const auto figure = figureOf(*ratio, periods[i]);
            refs.append(figure ? figure->ref : QString());
            hasAny = hasAny || figure.has_value();
            return figure ? std::optional(figure->value) : std::nullopt;
        };
        const auto values = reversed(count, at);
        if (!hasAny)
            continue;
        chart.refs.append(refs);
        chart.series.append({ratio->title, values, refs});
    }
    if (chart.series.isEmpty() || count < 2)
        return std::nullopt;
    chart.refs.removeAll(QString());
    chart.alternative = spokenOf(chart, wording);
    return chart;
}

} // namespace

std::optional<Section> financialsSection(const Report &report, const Wording &wording)
{
    const auto &financials = report.financials;
    if (financials.statements.isEmpty() && financials.ratios.isEmpty())
        return std::nullopt;
    Section section{QStringLiteral("financials"), QStringLiteral("Financials"), {}, {}, {}};
    for (const auto &warning : financials.warnings)
        section.blocks.append(bullet(words(warning)));
    for (const auto &statement : financials.statements) {
        if (statement.kind == QLatin1String("income") && statement.frequency == QLatin1String("annual")) {
            if (const auto chart = linesChart(statement, wording))
                section.blocks.append(block(*chart));
        }
    }
    if (const auto chart = marginsChart(financials, wording))
        section.blocks.append(block(*chart));
    Section statements{QStringLiteral("statements"), QStringLiteral("Statements"), {}, {}, {}};
    for (const auto &statement : financials.statements)
        statements.blocks.append(block(statementTable(statement)));
    if (!statements.blocks.isEmpty())
        section.sections.append(statements);
    Section parts{QStringLiteral("breakdowns"), QStringLiteral("Segments and regions"), {}, {}, {}};
    for (const auto &breakdown : financials.breakdowns) {
        parts.blocks.append(block(breakdownTable(breakdown, financials.currency)));
        if (!breakdown.note.isEmpty())
            parts.blocks.append(paragraph(words(breakdown.note)));
    }
    if (!parts.blocks.isEmpty())
        section.sections.append(parts);
    if (!financials.ratios.isEmpty())
        section.sections.append(ratiosSection(financials.ratios));
    if (!financials.identities.isEmpty())
        section.sections.append(identitiesSection(financials.identities));
    return section;
}

} // namespace consultantos::outline
