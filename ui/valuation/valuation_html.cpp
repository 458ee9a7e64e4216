// SPDX-License-Identifier: GPL-3.0-or-later
#include "valuation/valuation_html.h"

#include "model/units.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QPalette>

#include <utility>

namespace consultantos {

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("ValuationHtml", text);
}

QString shown(const Figure &figure)
{
    return shownValue(figure.value, figure.unit);
}

QString shown(const std::optional<Figure> &figure)
{
    return figure ? shown(*figure) : QStringLiteral("–");
}

QString cell(const QString &text, const QPalette &palette, bool isHead = false, bool isStrong = false)
{
    const auto colors = ThemeColors::of(palette);
    auto style = QStringLiteral("border-bottom:1px solid %1;").arg(colors.border.name());
    if (isHead)
        style += QStringLiteral("color:%1;").arg(colors.muted.name());
    if (isStrong)
        style += QStringLiteral("background:%1;").arg(colors.accentSoft.name());
    // A figure and its unit stay on one line.
    const auto whole = text.toHtmlEscaped().replace(QLatin1Char(' '), QChar(QChar::Nbsp));
    return QStringLiteral("<td align=\"right\" style=\"%1\">%2</td>")
        .arg(style, isStrong ? QStringLiteral("<b>%1</b>").arg(whole) : whole);
}

QString label(const QString &text, const QPalette &palette)
{
    return QStringLiteral("<td align=\"left\" style=\"border-bottom:1px solid %1\">%2</td>")
        .arg(ThemeColors::of(palette).border.name(), text.toHtmlEscaped());
}

/// In a grid the unit stands in the heading.
QString shortValue(double value, const QString &unit)
{
    if (unit.endsWith(QLatin1String("/shares")))
        return shownNumber(QString::number(value, 'f', 2));
    return shownValue(value, unit);
}

QString grid(const SensitivityGrid &values, const QString &title, const QString &columnUnit, const QString &unit,
             const QPalette &palette)
{
    auto html = QStringLiteral("<h3>%1</h3><table cellspacing=\"0\" cellpadding=\"5\"><tr>")
                    .arg((unit.endsWith(QLatin1String("/shares"))
                              ? inWords(QT_TRANSLATE_NOOP("ValuationHtml", "%1, %2 per share"))
                                    .arg(title, unit.section(QLatin1Char('/'), 0, 0))
                              : title)
                             .toHtmlEscaped());
    html += label(inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Cost of capital")), palette);
    for (const double column : values.columns)
        html += cell(shownValue(column, columnUnit), palette, true);
    html += QStringLiteral("</tr>");
    for (qsizetype row = 0; row < values.values.size(); ++row) {
        html += QStringLiteral("<tr>") + label(shownValue(values.waccs[row], units::Ratio), palette);
        for (qsizetype column = 0; column < values.values[row].size(); ++column) {
            const auto &value = values.values[row][column];
            const bool isInForce = row == values.values.size() / 2 && column == values.columns.size() / 2;
            html += cell(value ? shortValue(*value, unit) : QStringLiteral("–"), palette, false, isInForce);
        }
        html += QStringLiteral("</tr>");
    }
    return html + QStringLiteral("</table>");
}

} // namespace

QString valuationSummary(const ValuationDesk &desk)
{
    if (desk.problem())
        return desk.problem()->toText();
    if (!desk.outcome())
        return {};
    const auto &outcome = *desk.outcome();
    QStringList lines;
    for (const auto &[value, way] :
         {std::pair{&outcome.dcf.byGrowth, inWords(QT_TRANSLATE_NOOP("ValuationHtml", "growth for ever"))},
          {&outcome.dcf.byMultiple, inWords(QT_TRANSLATE_NOOP("ValuationHtml", "a terminal multiple"))}}) {
        if (!*value)
            continue;
        const auto &best = (*value)->perShare ? (*value)->perShare : (*value)->equityValue;
        lines.append(
            inWords(QT_TRANSLATE_NOOP("ValuationHtml", "By cash flows and %1: %2; firm %3, %4 of it terminal."))
                .arg(way, shown(best), shown((*value)->enterpriseValue),
                     shownValue((*value)->terminalShare.value, units::Ratio)));
    }
    if (const auto &overlap = outcome.field.overlap)
        lines.append(
            inWords(QT_TRANSLATE_NOOP("ValuationHtml", "All ranges overlap between %1 and %2."))
                .arg(shownValue(overlap->first, outcome.field.unit), shownValue(overlap->second, outcome.field.unit)));
    else if (outcome.field.bars.size() > 1)
        lines.append(inWords(QT_TRANSLATE_NOOP("ValuationHtml", "The ranges have no value in common.")));
    return lines.join(QLatin1Char('\n'));
}

QString cashFlowHtml(const ValuationDesk &desk, const QPalette &palette)
{
    if (!desk.outcome())
        return {};
    const auto &dcf = desk.outcome()->dcf;
    auto html = QStringLiteral("<table cellspacing=\"0\" cellpadding=\"5\" width=\"100%\"><tr>")
                + label(inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Year")), palette);
    for (const auto &head :
         {inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Growth")), inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Revenue")),
          inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Margin")),
          inWords(QT_TRANSLATE_NOOP("ValuationHtml", "After tax")),
          inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Reinvested")),
          inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Free cash flow")),
          inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Present value"))})
        html += cell(head, palette, true);
    html += QStringLiteral("</tr>");
    for (const auto &year : dcf.years) {
        html += QStringLiteral("<tr>") + label(shownPeriod(year.period), palette);
        for (const auto *figure : {&year.growth, &year.revenue, &year.margin, &year.nopat, &year.reinvestment,
                                   &year.cashFlow, &year.presentValue})
            html += cell(shown(*figure), palette);
        html += QStringLiteral("</tr>");
    }
    html += QStringLiteral("</table><br><table cellspacing=\"0\" cellpadding=\"5\"><tr>")
            + label(inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Terminal value")), palette);
    const bool hasGrowth = dcf.byGrowth.has_value();
    const bool hasMultiple = dcf.byMultiple.has_value();
    if (hasGrowth)
        html += cell(inWords(QT_TRANSLATE_NOOP("ValuationHtml", "by growth for ever")), palette, true);
    if (hasMultiple)
        html += cell(inWords(QT_TRANSLATE_NOOP("ValuationHtml", "by multiple")), palette, true);
    html += QStringLiteral("</tr>");
    const auto row = [&](const QString &title, const auto &of) {
        html += QStringLiteral("<tr>") + label(title, palette);
        if (hasGrowth)
            html += cell(of(*dcf.byGrowth), palette);
        if (hasMultiple)
            html += cell(of(*dcf.byMultiple), palette);
        html += QStringLiteral("</tr>");
    };
    row(inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Present value of the years")),
        [&](const DcfValue &) { return shown(dcf.presentCashFlows); });
    row(inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Present value of what follows")),
        [](const DcfValue &value) { return shown(value.presentTerminalValue); });
    row(inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Value of the firm")),
        [](const DcfValue &value) { return shown(value.enterpriseValue); });
    row(inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Value of equity")),
        [](const DcfValue &value) { return shown(value.equityValue); });
    row(inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Per share")),
        [](const DcfValue &value) { return shown(value.perShare); });
    row(inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Implied multiple or growth")),
        [](const DcfValue &value) { return shown(value.implied); });
    html += QStringLiteral("</table>");
    for (const auto &refusal : desk.outcome()->refusals)
        html += QStringLiteral("<p style=\"color:%1\">%2: %3</p>")
                    .arg(ThemeColors::of(palette).warning.name(), refusal.what.toHtmlEscaped(),
                         shownSentence(refusal.why).toHtmlEscaped());
    for (const auto &note : desk.notes())
        html += QStringLiteral("<p>%1</p>").arg(shownSentence(note).toHtmlEscaped());
    return html;
}

QString sensitivityHtml(const ValuationOutcome &outcome, const QPalette &palette)
{
    QString html;
    if (outcome.byGrowth)
        html +=
            grid(*outcome.byGrowth, inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Cost of capital by growth for ever")),
                 units::Ratio, outcome.field.unit, palette);
    if (outcome.byMultiple)
        html += grid(*outcome.byMultiple,
                     inWords(QT_TRANSLATE_NOOP("ValuationHtml", "Cost of capital by terminal multiple")),
                     units::Multiple, outcome.field.unit, palette);
    if (html.isEmpty())
        html = QStringLiteral("<p>%1</p>")
                   .arg(inWords(QT_TRANSLATE_NOOP("ValuationHtml", "There is no value to vary.")).toHtmlEscaped());
    return html;
}

} // namespace consultantos
