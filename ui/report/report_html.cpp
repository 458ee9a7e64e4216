// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_html.h"

#include "model/units.h"
#include "report/report_words.h"
#include "widgets/claim_text.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace consultantos {

namespace {

QString heading(int level, const QString &text)
{
    return QStringLiteral("<h%1>%2</h%1>").arg(level).arg(text.toHtmlEscaped());
}

const FrameworkSection *sectionOf(const FrameworkResult &framework, const char *id)
{
    for (const auto &section : framework.sections) {
        if (section.id == QLatin1String(id))
            return &section;
    }
    return nullptr;
}

} // namespace

QString ReportHtml::muted(const QString &text) const
{
    return QStringLiteral("<span class=\"muted\">%1</span>").arg(text.toHtmlEscaped());
}

QString ReportHtml::claim(const Claim &claim) const
{
    auto html = claimToHtml(claim, m_palette);
    if (claim.contrary)
        html += QStringLiteral("<br>")
                + muted(QCoreApplication::translate("ReportPage", "Against it:") + QStringLiteral(" \u201C")
                        + claim.contrary->quote + QChar(0x201D));
    return html;
}

QString ReportHtml::claimParagraph(const std::optional<Claim> &value, const QString &title) const
{
    if (!value)
        return {};
    return QStringLiteral("<p>%1%2</p>")
        .arg(title.isEmpty() ? QString() : QStringLiteral("<b>%1:</b> ").arg(title.toHtmlEscaped()), claim(*value));
}

QString ReportHtml::claimList(const QString &title, const QList<Claim> &claims) const
{
    if (claims.isEmpty())
        return {};
    QString html = heading(2, title) + QStringLiteral("<ul>");
    for (const auto &entry : claims)
        html += QStringLiteral("<li>%1</li>").arg(claim(entry));
    return html + QStringLiteral("</ul>");
}

QString ReportHtml::tableStart() const
{
    return QStringLiteral("<table width=\"99%\" cellspacing=\"0\" cellpadding=\"8\" border=\"1\" "
                          "style=\"border-collapse:collapse; border-color:%1; border-style:solid; margin-top:6px;\">")
        .arg(ThemeColors::of(m_palette).border.name());
}

QString ReportHtml::headRow(const QStringList &titles, const QList<int> &ofNumbers) const
{
    QString html = QStringLiteral("<thead><tr bgcolor=\"%1\">").arg(ThemeColors::of(m_palette).card.name());
    for (qsizetype column = 0; column < titles.size(); ++column)
        html += QStringLiteral("<th%1>%2</th>")
                    .arg(ofNumbers.contains(int(column)) ? QStringLiteral(" align=\"right\"") : QString(),
                         titles[column].toHtmlEscaped());
    return html + QStringLiteral("</tr></thead>");
}

QString ReportHtml::summary() const
{
    const auto &summary = m_report.summary;
    QString html = heading(1, m_report.company.name.isEmpty() ? m_report.request.company : m_report.company.name);
    QStringList facts{QLocale().toString(m_report.createdAt.toLocalTime(), QLocale::ShortFormat),
                      reportStatus(m_report.status), depthTitle(depthName(m_report.request.depth))};
    if (!m_report.served.isComputed())
        facts.append(servedText(m_report.served));
    html += QStringLiteral("<p>%1</p>").arg(muted(facts.join(QStringLiteral(" · "))));
    if (!m_report.request.question.isEmpty())
        html += QStringLiteral("<p><i>%1</i></p>").arg(m_report.request.question.toHtmlEscaped());
    if (!summary.limits.isEmpty()) {
        html += tableStart()
                + QStringLiteral("<tr><td bgcolor=\"%1\"><b>%2</b><ul>")
                      .arg(ThemeColors::of(m_palette).accentSoft.name(), tr("Know first").toHtmlEscaped());
        for (const auto &limit : summary.limits)
            html += QStringLiteral("<li>%1</li>").arg(limit.toHtmlEscaped());
        html += QStringLiteral("</ul></td></tr></table>");
    }
    if (summary.answer)
        html += heading(2, tr("Answer"))
                + QStringLiteral("<p style=\"font-size:large;\">%1</p>").arg(claim(*summary.answer));
    html += claimList(tr("What supports it"), summary.supports);
    html += claimParagraph(summary.situation, tr("Situation"));
    html += claimParagraph(summary.complication, tr("Complication"));
    html += claimList(tr("Risks"), summary.risks);
    html += claimList(tr("Next steps"), summary.nextSteps);
    QString failed;
    for (const auto &agent : m_report.agents) {
        if (agent.state != AgentState::Done)
            failed += QStringLiteral("<li>%1: %2</li>").arg(agent.name.toHtmlEscaped(), agent.error.toHtmlEscaped());
    }
    if (!failed.isEmpty())
        html += heading(2, tr("Missing from this report")) + QStringLiteral("<ul class=\"error\">%1</ul>").arg(failed);
    return html;
}

QString ReportHtml::fields(const FrameworkItem &item, const QList<Driver> &drivers) const
{
    QStringList parts;
    for (auto field = item.fields.begin(); field != item.fields.end(); ++field) {
        // The topics steer the order only; they say nothing to a reader.
        if (field.value().isEmpty() || field.key() == QLatin1String("topics"))
            continue;
        // A driver is named by its id, which is no word for a reader either.
        const auto driver = std::find_if(drivers.begin(), drivers.end(), [&](const Driver &one) {
            return field.key() == QLatin1String("driver") && one.id == field.value();
        });
        parts.append(fieldTitle(field.key()) + QStringLiteral(": ")
                     + (driver == drivers.end() ? fieldValue(field.value()) : shownName(driver->label)));
    }
    return parts.isEmpty() ? QString()
                           : QStringLiteral("<br><small>%1</small>").arg(muted(parts.join(QStringLiteral(" · "))));
}

QString ReportHtml::item(const FrameworkItem &item, const QList<Driver> *fieldsBy) const
{
    auto html = QStringLiteral("<li>%1").arg(claim(item.claim));
    if (item.soWhat)
        html += QStringLiteral("<br><b>%1</b> %2").arg(tr("So what:").toHtmlEscaped(), claim(*item.soWhat));
    if (fieldsBy != nullptr)
        html += fields(item, *fieldsBy);
    return html + QStringLiteral("</li>");
}

QString ReportHtml::cell(const FrameworkSection &section) const
{
    auto html = QStringLiteral("<h3>%1</h3>").arg(sectionTitle(section.id, section.title).toHtmlEscaped());
    html += claimParagraph(section.summary);
    if (section.items.isEmpty())
        return html
               + QStringLiteral("<p>%1</p>")
                     .arg(muted(section.notDerivable.isEmpty() ? tr("Nothing found.") : section.notDerivable));
    html += QStringLiteral("<ul>");
    for (const auto &entry : section.items)
        html += item(entry, nullptr);
    return html + QStringLiteral("</ul>");
}

QString ReportHtml::matrix(const QList<const FrameworkSection *> &cells) const
{
    auto html = tableStart();
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i % 2 == 0)
            html += QStringLiteral("<tr>");
        html += QStringLiteral("<td width=\"50%\" valign=\"top\">%1</td>").arg(cells[i] ? cell(*cells[i]) : QString());
        if (i % 2 == 1)
            html += QStringLiteral("</tr>");
    }
    return html + QStringLiteral("</table>");
}

QString ReportHtml::score(const Score &score) const
{
    return tr("%1 (%2 to %3, on a scale from %4 to %5)")
        .arg(figureToHtml({score.value, units::Score, {}, score.ref}), shownValue(score.low, units::Score),
             shownValue(score.high, units::Score), shownValue(score.scaleMin, units::Score),
             shownValue(score.scaleMax, units::Score));
}

QString ReportHtml::drivers(const FrameworkSection &section) const
{
    if (section.drivers.isEmpty())
        return {};
    auto html =
        tableStart()
        + headRow({tr("Driver"), tr("Value"), tr("Held against"), tr("A higher value"), tr("Weight"), tr("Score")},
                  {4});
    const auto figureOr = [this](const std::optional<Figure> &figure, const QString &other) {
        return figure ? figureToHtml(*figure) : muted(other);
    };
    for (const auto &driver : section.drivers) {
        html += QStringLiteral(
                    "<tr><td>%1</td><td>%2</td><td>%3 %4</td><td>%5</td><td align=\"right\">%6</td><td>%7</td></tr>")
                    .arg(shownName(driver.label).toHtmlEscaped(), figureOr(driver.figure, QStringLiteral("–")),
                         figureOr(driver.reference, QString()), muted(fieldValue(driver.basis)),
                         fieldValue(driver.direction).toHtmlEscaped(),
                         shownValue(driver.weight, units::Ratio).toHtmlEscaped(),
                         figureOr(driver.score, driver.notDerivable));
    }
    return html + QStringLiteral("</table>");
}

QString ReportHtml::section(const FrameworkSection &section) const
{
    auto html = QStringLiteral("<a name=\"%1\"></a>").arg(section.id.toHtmlEscaped())
                + heading(2, sectionTitle(section.id, section.title));
    if (section.score) {
        html += QStringLiteral("<p><b>%1</b> %2").arg(tr("Score:").toHtmlEscaped(), score(*section.score));
        if (!section.trend.isEmpty())
            html += QStringLiteral(" · %1").arg(tr("trend: %1").arg(trendTitle(section.trend)).toHtmlEscaped());
        html += QStringLiteral("</p>");
    }
    html += claimParagraph(section.summary);
    if (!section.notDerivable.isEmpty())
        html += QStringLiteral("<p>%1</p>").arg(muted(section.notDerivable));
    if (!section.items.isEmpty()) {
        html += QStringLiteral("<ul>");
        for (const auto &entry : section.items)
            html += item(entry, &section.drivers);
        html += QStringLiteral("</ul>");
    }
    html += claimParagraph(section.implication, tr("What follows"));
    return html + drivers(section);
}

QString ReportHtml::pestel(const FrameworkResult &framework) const
{
    // The columns hold single words; phrases stand below the statement, so that long words fit in every language.
    static const char *const columns[] = {"direction", "impact", "likelihood", "horizon"};
    static const char *const phrases[] = {"exposed_line", "indicator"};
    const auto cellOf = [](const QString &tag, const QString &text) {
        // A table would rather break a word than widen a column.
        const bool isWhole = tag == QLatin1String("th") || !text.contains(QLatin1Char(' '));
        return QStringLiteral("<%1%2>%3</%1>")
            .arg(tag, isWhole ? QStringLiteral(" style=\"white-space:nowrap\"") : QString(), text.toHtmlEscaped());
    };
    auto html = tableStart() + QStringLiteral("<thead><tr bgcolor=\"%1\">").arg(ThemeColors::of(m_palette).card.name())
                + cellOf(QStringLiteral("th"), tr("Factor"));
    for (const auto *column : columns)
        html += cellOf(QStringLiteral("th"), fieldTitle(QLatin1String(column)));
    html += QStringLiteral("</tr></thead>");
    for (const auto &section : framework.sections) {
        html += QStringLiteral("<tr bgcolor=\"%1\"><td colspan=\"%2\"><b>%3</b>%4</td></tr>")
                    .arg(ThemeColors::of(m_palette).accentSoft.name())
                    .arg(std::size(columns) + 1)
                    .arg(sectionTitle(section.id, section.title).toHtmlEscaped(),
                         section.items.isEmpty() ? QStringLiteral("<br>") + muted(section.notDerivable) : QString());
        for (const auto &entry : section.items) {
            html += QStringLiteral("<tr><td>%1").arg(claim(entry.claim));
            if (entry.soWhat)
                html += QStringLiteral("<br><b>%1</b> %2").arg(tr("So what:").toHtmlEscaped(), claim(*entry.soWhat));
            QStringList parts;
            for (const auto *phrase : phrases) {
                if (const auto value = entry.fields.value(QLatin1String(phrase)); !value.isEmpty())
                    parts.append(fieldTitle(QLatin1String(phrase)) + QStringLiteral(": ") + fieldValue(value));
            }
            if (!parts.isEmpty())
                html += QStringLiteral("<br><small>%1</small>").arg(muted(parts.join(QStringLiteral(" · "))));
            html += QStringLiteral("</td>");
            for (const auto *column : columns) {
                const auto value = entry.fields.value(QLatin1String(column));
                html += cellOf(QStringLiteral("td"), value.isEmpty() ? QStringLiteral("–") : fieldValue(value));
            }
            html += QStringLiteral("</tr>");
        }
    }
    return html + QStringLiteral("</table>");
}

QString ReportHtml::swot(const FrameworkResult &framework) const
{
    auto html = matrix({sectionOf(framework, "strengths"), sectionOf(framework, "weaknesses"),
                        sectionOf(framework, "opportunities"), sectionOf(framework, "threats")});
    const QList<const FrameworkSection *> tows{sectionOf(framework, "so"), sectionOf(framework, "wo"),
                                               sectionOf(framework, "st"), sectionOf(framework, "wt")};
    if (std::any_of(tows.begin(), tows.end(), [](const auto *cell) { return cell != nullptr; }))
        html += heading(2, tr("TOWS: what to do")) + matrix(tows);
    return html;
}

QString ReportHtml::framework(const FrameworkResult &framework) const
{
    auto html = heading(1, frameworkTitle(framework.id, framework.title)) + claimParagraph(framework.headline);
    if (framework.id == QLatin1String("swot")) {
        html += swot(framework);
    } else if (framework.id == QLatin1String("pestel")) {
        html += pestel(framework);
    } else if (framework.id == QLatin1String("blue_ocean")) {
        html += matrix({sectionOf(framework, "eliminate"), sectionOf(framework, "raise"),
                        sectionOf(framework, "reduce"), sectionOf(framework, "create")});
    } else {
        for (const auto &part : framework.sections)
            html += section(part);
    }
    if (!framework.notes.isEmpty()) {
        html += heading(3, tr("Limits of the method")) + QStringLiteral("<ul>");
        for (const auto &note : framework.notes)
            html += QStringLiteral("<li>%1</li>").arg(muted(note));
        html += QStringLiteral("</ul>");
    }
    return html;
}

QString ReportHtml::sources() const
{
    auto html = heading(1, tr("Sources"))
                + QStringLiteral("<p><a href=\"%1\">%2</a></p>")
                      .arg(evidenceLink(QStringLiteral("sent"), m_report.id), tr("What was sent for this report"));
    struct Filing {
        QString form, source, company;
        QDate filed;
        QStringList facts;
    };
    QMap<QString, Filing> filings;
    for (const auto &fact : m_report.evidence.facts()) {
        auto &filing = filings[fact.latest.accession.isEmpty() ? fact.source : fact.latest.accession];
        filing.form = fact.latest.form;
        filing.source = fact.source;
        filing.company = fact.companyId;
        filing.filed = fact.latest.filed;
        filing.facts.append(fact.id);
    }
    QMap<QString, QString> names{{m_report.company.id, m_report.company.name}};
    for (const auto &peer : m_report.peers)
        names.insert(peer.companyId, peer.name);
    if (!filings.isEmpty()) {
        html += heading(2, tr("Filings and publications"));
        html += tableStart()
                + headRow({tr("Company"), tr("Form"), tr("Filed"), tr("Accession number or source"), tr("Facts")}, {4});
        for (auto filing = filings.begin(); filing != filings.end(); ++filing) {
            html +=
                QStringLiteral("<tr><td>%1</td><td>%2</td><td>%3</td><td><a href=\"%4\">%5</a></td><td "
                               "align=\"right\">%6</td></tr>")
                    .arg(names.value(filing->company, filing->company).toHtmlEscaped(), filing->form.toHtmlEscaped(),
                         shownDate(filing->filed), evidenceLink(QStringLiteral("ref"), filing->facts.first()),
                         filing.key().toHtmlEscaped(), QLocale().toString(filing->facts.size()));
        }
        html += QStringLiteral("</table>");
    }
    if (!m_report.evidence.passages().isEmpty()) {
        html += heading(2, tr("Passages")) + QStringLiteral("<ul>");
        for (const auto &passage : m_report.evidence.passages())
            html += QStringLiteral("<li><a href=\"%1\">%2</a>: %3</li>")
                        .arg(evidenceLink(QStringLiteral("ref"), passage.id), passage.document.toHtmlEscaped(),
                             passage.text.toHtmlEscaped());
        html += QStringLiteral("</ul>");
    }
    if (!m_report.evidence.playbook().isEmpty()) {
        html += heading(2, tr("Playbook")) + QStringLiteral("<ul>");
        for (const auto &entry : m_report.evidence.playbook())
            html += QStringLiteral("<li><a href=\"%1\">%2</a>: %3</li>")
                        .arg(evidenceLink(QStringLiteral("ref"), entry.id), entry.id.toHtmlEscaped(),
                             entry.text.toHtmlEscaped());
        html += QStringLiteral("</ul>");
    }
    if (!m_report.peers.isEmpty()) {
        html += heading(2, tr("Peers")) + QStringLiteral("<ul>");
        for (const auto &peer : m_report.peers)
            html += QStringLiteral("<li>%1 (%2)</li>")
                        .arg(peer.name.toHtmlEscaped(), shownPeriod(peer.period).toHtmlEscaped());
        html += QStringLiteral("</ul>");
    }
    return html;
}

} // namespace consultantos
