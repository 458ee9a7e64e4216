// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_context.h"

#include "model/units.h"
#include "report/report_text.h"

#include <algorithm>

namespace consultantos {

HtmlContext::HtmlContext(const Report &report, Wording wording)
    : m_report(report)
    , m_wording(std::move(wording))
    , m_index(report.evidence)
{
}

QString HtmlContext::escape(const QString &text)
{
    QString clean;
    clean.reserve(text.size());
    // Control characters are no part of HTML, whatever a file's author put into a name.
    for (const auto c : text) {
        if (c.unicode() >= 0x20 || c == QLatin1Char('\n') || c == QLatin1Char('\t'))
            clean.append(c);
    }
    return clean.toHtmlEscaped();
}

QString HtmlContext::number(const QString &text, const QString &ref) const
{
    const auto label = m_index.label(ref);
    if (label.isEmpty())
        return escape(text);
    auto shown = escape(text);
    shown.replace(QLatin1Char(' '), QStringLiteral("&nbsp;"));
    return QStringLiteral("<a class=\"n\" href=\"#") + m_index.anchor(ref) + QStringLiteral("\" title=\"") + label
           + QStringLiteral("\">") + shown + QStringLiteral("</a>");
}

QString HtmlContext::figure(const Figure &figure) const
{
    return number(m_wording.value(figure.value, figure.unit), figure.ref);
}

QString HtmlContext::references(const QStringList &ids) const
{
    QStringList links;
    for (const auto &id : ids) {
        const auto label = m_index.label(id);
        if (label.isEmpty())
            continue;
        links.append(QStringLiteral("<a href=\"#") + m_index.anchor(id) + QStringLiteral("\">") + label
                     + QStringLiteral("</a>"));
    }
    return links.join(QStringLiteral(", "));
}

QString HtmlContext::claimText(const Claim &claim) const
{
    auto numbers = claim.numbers;
    std::sort(numbers.begin(), numbers.end(),
              [](const NumberRef &left, const NumberRef &right) { return left.start < right.start; });
    QString html;
    qsizetype position = 0;
    for (const auto &entry : std::as_const(numbers)) {
        // Overlapping or misplaced spans of a damaged report leave the text as it is.
        if (entry.start < position || entry.length <= 0 || entry.start + entry.length > claim.text.size())
            continue;
        html += escape(claim.text.mid(position, entry.start - position));
        html += number(claim.text.mid(entry.start, entry.length), entry.ref);
        position = entry.start + entry.length;
    }
    return html + escape(claim.text.mid(position));
}

QString HtmlContext::badge(const Claim &claim) const
{
    const auto grade = gradeName(claim.grade);
    const auto confidence = say(QStringLiteral("confidence ") + report_text::confidenceWord(claim.confidence));
    const auto text = say(grade.toLower()) + QStringLiteral(", ") + confidence;
    const auto engine =
        claim.rewords
            ? QStringLiteral(". ") + say(QStringLiteral("As the engine wrote it")) + QStringLiteral(" (")
                  + escape(say(gradeName(claim.rewords->grade).toLower()) + QStringLiteral("): ") + claim.rewords->text)
            : QString();
    return QStringLiteral(" <span class=\"badge ") + grade.toLower() + QStringLiteral("\" title=\"")
           + say(QStringLiteral("Grade")) + QStringLiteral(": ") + text + engine + QStringLiteral("\">") + say(grade)
           + QStringLiteral("<span class=\"vh\">, ") + confidence + QStringLiteral("</span></span>");
}

QString HtmlContext::claim(const Claim &claim) const
{
    auto html = claimText(claim) + badge(claim);
    if (const auto against = report_text::against(m_report, claim, m_wording); !against.isEmpty())
        html += QStringLiteral(" <span class=\"contrary\">") + escape(against) + QLatin1Char(' ')
                + references({claim.contrary->passage}) + QStringLiteral("</span>");
    return html;
}

QString HtmlContext::paragraph(const std::optional<Claim> &claim, const QString &label) const
{
    if (!claim)
        return {};
    QString html = QStringLiteral("<p>");
    if (!label.isEmpty())
        html += QStringLiteral("<strong>") + escape(say(label)) + QStringLiteral(":</strong> ");
    return html + this->claim(*claim) + QStringLiteral("</p>\n");
}

QString HtmlContext::claimList(const QList<Claim> &claims) const
{
    if (claims.isEmpty())
        return {};
    QString html = QStringLiteral("<ul>\n");
    for (const auto &entry : claims)
        html += QStringLiteral("<li>") + claim(entry) + QStringLiteral("</li>\n");
    return html + QStringLiteral("</ul>\n");
}

QString HtmlContext::heading(int level, const QString &text, const QString &id)
{
    const auto tag = QStringLiteral("h") + QString::number(level);
    const auto attribute = id.isEmpty() ? QString() : QStringLiteral(" id=\"") + id + QLatin1Char('"');
    return QLatin1Char('<') + tag + attribute + QLatin1Char('>') + escape(text) + QStringLiteral("</") + tag
           + QStringLiteral(">\n");
}

QString HtmlContext::chart(const SvgChart &chart)
{
    return chart.svg.isEmpty() ? QString()
                               : QStringLiteral("<figure class=\"chart\">") + chart.svg + QStringLiteral("</figure>\n");
}

QString HtmlContext::table(const QString &cssClass, const QString &caption) const
{
    auto html = QStringLiteral("<div class=\"scroll\"><table class=\"") + cssClass + QStringLiteral("\">\n");
    if (!caption.isEmpty())
        html += QStringLiteral("<caption>") + escape(say(caption)) + QStringLiteral("</caption>\n");
    return html;
}

QString HtmlContext::headRow(const QStringList &titles)
{
    QString html = QStringLiteral("<thead><tr>");
    for (const auto &title : titles)
        html += QStringLiteral("<th scope=\"col\">") + escape(title) + QStringLiteral("</th>");
    return html + QStringLiteral("</tr></thead>\n<tbody>\n");
}

QString HtmlContext::tableEnd()
{
    return QStringLiteral("</tbody></table></div>\n");
}

} // namespace consultantos
