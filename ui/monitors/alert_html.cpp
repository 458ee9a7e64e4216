// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/alert_html.h"

#include "model/fact_words.h"
#include "monitors/monitor_words.h"
#include "report/evidence_html.h"
#include "widgets/claim_text.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("AlertHtml", text);
}

/// A value that the end of a line doesn't tear apart.
QString whole(double value, const QString &unit)
{
    return shownValue(value, unit).replace(QLatin1Char(' '), QChar::Nbsp);
}

QString link(const QString &ref, const QString &text)
{
    return QStringLiteral("<a href=\"%1\">%2</a>").arg(evidenceLink(QStringLiteral("ref"), ref), text.toHtmlEscaped());
}

QString heading(const QString &text)
{
    return QStringLiteral("<h3>%1</h3>").arg(text.toHtmlEscaped());
}

QString colored(const QString &text, const QColor &color)
{
    return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(color.name(), text.toHtmlEscaped());
}

QString cell(const QString &name, const QString &html)
{
    return QStringLiteral("<td><p style=\"white-space:nowrap; margin:0\"><span class=\"muted\">%1</span><br>"
                          "<span style=\"font-size:large; font-weight:600\">%2</span></p></td>")
        .arg(name.toHtmlEscaped(), html);
}

QString figureCell(const QString &name, const Figure &figure)
{
    const auto period = shownPeriod(figure.period);
    const auto value = whole(figure.value, figure.unit);
    return cell(period.isEmpty() ? name : QStringLiteral("%1 · %2").arg(name, period),
                figure.ref.isEmpty() ? value.toHtmlEscaped() : link(figure.ref, value));
}

QString figuresHtml(const MonitorAlert &alert)
{
    if (!alert.after)
        return {};
    auto cells =
        alert.before ? figureCell(inWords(QT_TRANSLATE_NOOP("AlertHtml", "Before")), *alert.before) : QString();
    cells += figureCell(inWords(QT_TRANSLATE_NOOP("AlertHtml", "Now")), *alert.after);
    if (const auto delta = alertDeltaText(alert); !delta.isEmpty())
        cells += cell(inWords(QT_TRANSLATE_NOOP("AlertHtml", "Change")), delta.toHtmlEscaped());
    return QStringLiteral("<table cellspacing=\"0\"><tr>%1</tr></table>").arg(cells);
}

QString evidenceLine(const EvidenceBook &book, const QString &id)
{
    QStringList parts;
    if (const auto *fact = book.fact(id)) {
        parts +=
            link(id, QStringLiteral("%1: %2").arg(shownName(tagWords(fact->tag)), whole(fact->value(), fact->unit)));
        if (fact->end.isValid())
            parts +=
                fact->start
                    ? inWords(QT_TRANSLATE_NOOP("AlertHtml", "%1 to %2")).arg(dayText(*fact->start), dayText(fact->end))
                    : dayText(fact->end);
        if (!fact->latest.form.isEmpty())
            parts += inWords(QT_TRANSLATE_NOOP("AlertHtml", "%1 filed %2"))
                         .arg(fact->latest.form, dayText(fact->latest.filed));
        else if (!fact->source.isEmpty())
            parts += fact->source;
    } else if (const auto *computation = book.computation(id)) {
        parts += link(id, QStringLiteral("%1: %2").arg(shownName(computation->title),
                                                       whole(computation->value, computation->unit)));
        parts += shownPeriod(computation->period);
        parts += computation->formula;
    } else if (const auto *passage = book.passage(id)) {
        constexpr qsizetype Shown = 240;
        const auto text = passage->text.simplified();
        parts += QStringLiteral("“%1”").arg(text.size() > Shown ? text.left(Shown) + QStringLiteral(" …") : text);
        parts += link(id, passage->document);
        if (!passage->section.isEmpty())
            parts += passage->section;
    } else {
        parts += link(id, evidenceTitle(book, id));
    }
    // The first part, or the first two of a passage, hold links and are HTML already.
    auto html = book.passage(id) != nullptr ? parts.takeFirst().toHtmlEscaped() + QStringLiteral(" – ") : QString();
    html += parts.takeFirst();
    parts.removeAll(QString());
    if (!parts.isEmpty())
        html +=
            QStringLiteral(" <span class=\"muted\">%1</span>").arg(parts.join(QStringLiteral(" · ")).toHtmlEscaped());
    return QStringLiteral("<li>%1</li>").arg(html);
}

QString evidenceHtml(const MonitorAlert &alert)
{
    if (alert.evidenceIds.isEmpty())
        return {};
    auto html = heading(inWords(QT_TRANSLATE_NOOP("AlertHtml", "Evidence"))) + QStringLiteral("<ul>");
    for (const auto &id : alert.evidenceIds)
        html += evidenceLine(alert.evidence, id);
    return html + QStringLiteral("</ul>");
}

QString sourcesHtml(const MonitorAlert &alert)
{
    if (alert.sources.isEmpty())
        return {};
    auto html = heading(inWords(QT_TRANSLATE_NOOP("AlertHtml", "Sources"))) + QStringLiteral("<ul>");
    for (const auto &source : alert.sources) {
        QStringList parts{source.title.isEmpty() ? source.name : source.title};
        if (source.kind == QLatin1String("filing"))
            parts += source.id;
        if (source.date)
            parts += dayText(*source.date);
        if (source.retrieved)
            parts += inWords(QT_TRANSLATE_NOOP("AlertHtml", "fetched %1")).arg(clockText(*source.retrieved));
        parts += source.address;
        parts.removeAll(QString());
        html += QStringLiteral("<li>%1</li>").arg(parts.join(QStringLiteral(" · ")).toHtmlEscaped());
    }
    return html + QStringLiteral("</ul>");
}

QString historyHtml(const MonitorAlert &alert)
{
    if (alert.history.isEmpty())
        return {};
    auto html = heading(inWords(QT_TRANSLATE_NOOP("AlertHtml", "History"))) + QStringLiteral("<table>");
    for (auto event = alert.history.crbegin(); event != alert.history.crend(); ++event) {
        const auto by = event->by.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(event->by);
        html += QStringLiteral("<tr><td class=\"muted\">%1</td><td>%2</td></tr>")
                    .arg(clockText(event->at).toHtmlEscaped(), (alertEventText(*event) + by).toHtmlEscaped());
    }
    return html + QStringLiteral("</table>");
}

QString unsentHtml(const QList<AlertSending> &unsent)
{
    if (unsent.isEmpty())
        return {};
    auto html = heading(inWords(QT_TRANSLATE_NOOP("AlertHtml", "Not sent"))) + QStringLiteral("<ul>");
    for (const auto &sending : unsent) {
        const auto next =
            sending.isGivenUp()
                ? inWords(QT_TRANSLATE_NOOP("AlertHtml", "Given up; it isn't tried again by itself."))
                : inWords(QT_TRANSLATE_NOOP("AlertHtml", "Next try: %1.")).arg(clockText(sending.nextTry));
        const auto to = sending.isWebhook() ? inWords(QT_TRANSLATE_NOOP("AlertHtml", "the webhook")) : sending.to;
        html += QStringLiteral("<li>%1 <span class=\"muted\">%2</span> <a href=\"%3\">%4</a></li>")
                    .arg(inWords(QT_TRANSLATE_NOOP("AlertHtml", "To %1: %2")).arg(to, sending.error).toHtmlEscaped(),
                         next.toHtmlEscaped(), evidenceLink(QStringLiteral("send"), sending.id),
                         inWords(QT_TRANSLATE_NOOP("AlertHtml", "Send now")).toHtmlEscaped());
    }
    return html + QStringLiteral("</ul>");
}

} // namespace

QString alertToHtml(const MonitorAlert &alert, const QList<AlertSending> &unsent, const QDateTime &now,
                    const QPalette &palette)
{
    const auto colors = ThemeColors::of(palette);
    const auto severity = severityOf(alert);
    const auto color = severity == AlertSeverity::High     ? colors.negative
                       : severity == AlertSeverity::Medium ? colors.warning
                                                           : colors.muted;
    auto html = QStringLiteral("<p><b>%1</b> &nbsp;<span class=\"muted\">%2 · %3 · %4</span></p>")
                    .arg(colored(severityTitle(severity), color), alert.companyName.toHtmlEscaped(),
                         alertTopicTitle(alert.topic).toHtmlEscaped(), alertStateTitle(alert, now).toHtmlEscaped());
    html += QStringLiteral("<h2>%1</h2>").arg(alertText(alert, alert.title).toHtmlEscaped());
    html += figuresHtml(alert);
    if (!alert.why.isEmpty())
        html += heading(inWords(QT_TRANSLATE_NOOP("AlertHtml", "Why it matters")))
                + QStringLiteral("<p>%1</p>").arg(alertText(alert, alert.why).toHtmlEscaped());
    if (!alert.details.isEmpty()) {
        html += heading(alert.folds > 0 ? inWords(QT_TRANSLATE_NOOP("AlertHtml", "Further news of the same thing"))
                                        : inWords(QT_TRANSLATE_NOOP("AlertHtml", "In detail")))
                + QStringLiteral("<ul>");
        for (const auto &detail : alert.details)
            html += QStringLiteral("<li>%1</li>").arg(alertText(alert, detail).toHtmlEscaped());
        html += QStringLiteral("</ul>");
    }
    html += unsentHtml(unsent) + evidenceHtml(alert) + sourcesHtml(alert) + historyHtml(alert);
    if (!alert.monitorName.isEmpty())
        html += QStringLiteral("<p class=\"muted\">%1</p>")
                    .arg(inWords(QT_TRANSLATE_NOOP("AlertHtml", "Raised by the monitor “%1”"))
                             .arg(alert.monitorName)
                             .toHtmlEscaped());
    return html;
}

} // namespace consultantos
