// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_financials.h"

#include "report/html_context.h"
#include "report/report_text.h"

#include <algorithm>

namespace consultantos {

namespace {

QString periodHead(const HtmlContext &context, const QString &first, const QList<Period> &periods)
{
    auto html = QStringLiteral("<thead><tr><th scope=\"col\">") + HtmlContext::escape(context.say(first))
                + QStringLiteral("</th>");
    for (const auto &period : periods)
        html += QStringLiteral("<th scope=\"col\" class=\"num\" align=\"right\" title=\"")
                + context.wording().date(period.end) + QStringLiteral("\">")
                + HtmlContext::escape(context.wording().period(period)) + QStringLiteral("</th>");
    html += QStringLiteral("<th scope=\"col\"><span class=\"vh\">") + context.say(QStringLiteral("Course"))
            + QStringLiteral("</span></th>");
    return html + QStringLiteral("</tr></thead>\n<tbody>\n");
}

/// Newest first → a sparkline that reads from the oldest to the newest.
QString sparkCell(const HtmlContext &context, const QString &label, const QList<std::optional<Figure>> &newestFirst)
{
    QList<std::optional<double>> values;
    for (auto it = newestFirst.crbegin(); it != newestFirst.crend(); ++it)
        values.append(*it ? std::optional((*it)->value) : std::nullopt);
    const auto name = context.wording().isEnglish()
                          ? QStringLiteral("Course of ") + label
                          : context.say(QStringLiteral("Course")) + QStringLiteral(": ") + label;
    return QStringLiteral("<td class=\"spark\">") + sparkline(values, name, HtmlContext::palette()).svg
           + QStringLiteral("</td>");
}

QString figureCell(const HtmlContext &context, const std::optional<Figure> &figure, const QString &currency,
                   const QString &reason = {})
{
    if (figure)
        return QStringLiteral("<td class=\"num\" align=\"right\">")
               + context.number(report_text::cell(*figure, currency, context.wording()), figure->ref)
               + QStringLiteral("</td>");
    const auto title = reason.isEmpty() ? context.say(QStringLiteral("not reported")) : reason;
    return QStringLiteral("<td class=\"num none\" align=\"right\" title=\"") + HtmlContext::escape(title)
           + QStringLiteral("\">&ndash;</td>");
}

QString statementTable(const HtmlContext &context, const Statement &statement)
{
    auto caption = context.say(report_text::statementTitle(statement));
    if (!statement.currency.isEmpty())
        caption += QStringLiteral(" (") + statement.currency + QStringLiteral(", ")
                   + context.say(QStringLiteral("M: millions")) + QLatin1Char(')');
    auto html = context.table(QStringLiteral("figures"), caption)
                + periodHead(context, QStringLiteral("Line"), statement.periods);
    for (const auto &line : statement.lines) {
        html += QStringLiteral("<tr><th scope=\"row\">") + HtmlContext::escape(line.label) + QStringLiteral("</th>");
        for (qsizetype i = 0; i < statement.periods.size(); ++i)
            html += figureCell(context, line.values.value(i), statement.currency);
        html += sparkCell(context, line.label, line.values) + QStringLiteral("</tr>\n");
    }
    return html + HtmlContext::tableEnd();
}

/// The parts' values, each with its share of the whole below it.
QString breakdownTable(const HtmlContext &context, const Breakdown &breakdown, const QString &currency)
{
    auto html =
        context.table(QStringLiteral("figures"), report_text::breakdownTitle(breakdown, currency, context.wording()))
        + periodHead(context, QStringLiteral("Part"), breakdown.periods);
    const auto row = [&](const QString &label, const QList<std::optional<Figure>> &figures, const QString &unit) {
        html += QStringLiteral("<tr><th scope=\"row\">") + label + QStringLiteral("</th>");
        for (qsizetype i = 0; i < breakdown.periods.size(); ++i)
            html += figureCell(context, figures.value(i), unit);
        html += sparkCell(context, label, figures) + QStringLiteral("</tr>\n");
    };
    for (const auto &part : breakdown.parts) {
        row(HtmlContext::escape(part.name), part.values, currency);
        row(QStringLiteral("&nbsp;&nbsp;") + context.say(QStringLiteral("share")), part.shares, {});
    }
    row(context.say(QStringLiteral("Whole company")), breakdown.totals, currency);
    html += HtmlContext::tableEnd();
    return breakdown.note.isEmpty()
               ? html
               : html + QStringLiteral("<p>") + HtmlContext::escape(breakdown.note) + QStringLiteral("</p>\n");
}

QList<Period> ratioPeriods(const QList<Ratio> &ratios)
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

const RatioValue *valueOf(const Ratio &ratio, const Period &period)
{
    const auto found = std::find_if(ratio.values.cbegin(), ratio.values.cend(),
                                    [&](const RatioValue &value) { return value.period.label() == period.label(); });
    return found == ratio.values.cend() ? nullptr : &*found;
}

QString ratioRow(const HtmlContext &context, const Ratio &ratio, const QList<Period> &periods)
{
    QString html = QStringLiteral("<tr><th scope=\"row\" title=\"") + HtmlContext::escape(ratio.source)
                   + QStringLiteral("\">") + HtmlContext::escape(ratio.title) + QStringLiteral("</th>");
    QList<std::optional<Figure>> course;
    for (const auto &period : periods) {
        const auto *value = valueOf(ratio, period);
        course.append(value ? value->figure : std::nullopt);
        html += figureCell(context, course.last(), {}, value ? value->notDerivable : QString());
    }
    return html + sparkCell(context, ratio.title, course) + QStringLiteral("</tr>\n");
}

/// The ratios whose newest value can't be had, with the reason: a dash alone would leave the reader to guess.
QString missingRatios(const HtmlContext &context, const QList<Ratio> &ratios)
{
    QString html;
    for (const auto &ratio : ratios) {
        if (ratio.values.isEmpty() || ratio.values.first().notDerivable.isEmpty())
            continue;
        html += QStringLiteral("<li>") + HtmlContext::escape(ratio.title) + QStringLiteral(", ")
                + HtmlContext::escape(context.wording().period(ratio.values.first().period)) + QStringLiteral(": ")
                + HtmlContext::escape(ratio.values.first().notDerivable) + QStringLiteral("</li>\n");
    }
    return html.isEmpty() ? QString() : QStringLiteral("<ul class=\"missing\">\n") + html + QStringLiteral("</ul>\n");
}

QString ratioTables(const HtmlContext &context, const QList<Ratio> &ratios)
{
    const auto periods = ratioPeriods(ratios);
    QStringList groups;
    for (const auto &ratio : ratios) {
        if (!groups.contains(ratio.group))
            groups.append(ratio.group);
    }
    QString html;
    for (const auto &group : std::as_const(groups)) {
        html += context.table(QStringLiteral("figures"), report_text::words(group))
                + periodHead(context, QStringLiteral("Ratio"), periods);
        for (const auto &ratio : ratios) {
            if (ratio.group == group)
                html += ratioRow(context, ratio, periods);
        }
        html += HtmlContext::tableEnd();
    }
    const auto missing = missingRatios(context, ratios);
    return missing.isEmpty() ? html
                             : html + HtmlContext::heading(4, context.say(QStringLiteral("Not derivable"))) + missing;
}

QString identities(const HtmlContext &context, const QList<IdentityCheck> &checks)
{
    if (checks.isEmpty())
        return {};
    auto html = HtmlContext::heading(3, context.say(QStringLiteral("Accounting identities")))
                + context.table(QStringLiteral("text"), {})
                + HtmlContext::headRow(
                    context.say({QStringLiteral("Identity"), QStringLiteral("Period"), QStringLiteral("Holds"),
                                 QStringLiteral("Difference"), QStringLiteral("Note")}));
    for (const auto &check : checks) {
        html += QStringLiteral("<tr><th scope=\"row\">") + HtmlContext::escape(check.title)
                + QStringLiteral("</th><td>") + HtmlContext::escape(context.wording().period(check.period))
                + QStringLiteral("</td><td>")
                + (check.passed
                       ? context.say(QStringLiteral("yes"))
                       : QStringLiteral("<strong>") + context.say(QStringLiteral("no")) + QStringLiteral("</strong>"))
                + QStringLiteral("</td>") + figureCell(context, check.difference, {}, check.note)
                + QStringLiteral("<td>") + HtmlContext::escape(check.note) + QStringLiteral("</td></tr>\n");
    }
    return html + HtmlContext::tableEnd();
}

} // namespace

QString htmlFinancials(const HtmlContext &context)
{
    const auto &financials = context.report().financials;
    if (financials.statements.isEmpty() && financials.ratios.isEmpty())
        return {};
    auto html = QStringLiteral("<section>\n")
                + HtmlContext::heading(2,
                                       context.report().request.layout.titleOf(
                                           QStringLiteral("financials"), context.say(QStringLiteral("Financials"))),
                                       QStringLiteral("financials"));
    if (!financials.warnings.isEmpty()) {
        html += QStringLiteral("<ul class=\"missing\">\n");
        for (const auto &warning : financials.warnings)
            html += QStringLiteral("<li>") + HtmlContext::escape(warning) + QStringLiteral("</li>\n");
        html += QStringLiteral("</ul>\n");
    }
    if (!financials.statements.isEmpty())
        html += HtmlContext::heading(3, context.say(QStringLiteral("Statements")));
    for (const auto &statement : financials.statements)
        html += statementTable(context, statement);
    if (!financials.breakdowns.isEmpty())
        html += HtmlContext::heading(3, context.say(QStringLiteral("Segments and regions")));
    for (const auto &breakdown : financials.breakdowns)
        html += breakdownTable(context, breakdown, financials.currency);
    if (!financials.ratios.isEmpty())
        html +=
            HtmlContext::heading(3, context.say(QStringLiteral("Ratios"))) + ratioTables(context, financials.ratios);
    return html + identities(context, financials.identities) + QStringLiteral("</section>\n");
}

} // namespace consultantos
