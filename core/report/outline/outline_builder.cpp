// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/outline/outline_builder.h"

#include "model/units.h"
#include "report/edit_list.h"
#include "report/laid_out.h"
#include "report/language/outline_translation.h"
#include "report/outline/one_page.h"
#include "report/outline/outline_parts.h"
#include "report/report_text.h"

namespace consultantos {

namespace outline {

Text textOf(const Report &report, const Claim &claim)
{
    Run said{claim.text};
    said.claim = claim.id;
    for (const auto &number : claim.numbers) {
        if (!said.refs.contains(number.ref) && report.evidence.contains(number.ref))
            said.refs.append(number.ref);
    }
    for (const auto &id : claim.evidence) {
        if (!said.refs.contains(id) && report.evidence.contains(id))
            said.refs.append(id);
    }
    Text text{said,
              {QStringLiteral(" (") + gradeName(claim.grade).toLower() + QStringLiteral(", confidence ")
                   + report_text::confidenceWord(claim.confidence) + QLatin1Char(')'),
               false, true}};
    if (const auto against = report_text::against(report, claim); !against.isEmpty())
        text.append({QLatin1Char(' ') + against, false, false, {claim.contrary->passage}});
    return text;
}

Text words(const QString &text)
{
    return {{text}};
}

Text labelled(const QString &label, const Text &text)
{
    return Text{{label + QStringLiteral(": "), true}} + text;
}

Block paragraph(const Text &text)
{
    return {Block::Kind::Paragraph, 0, text};
}

Block bullet(const Text &text, int level)
{
    return {Block::Kind::Bullet, level, text};
}

Block block(Table table)
{
    Block made{Block::Kind::Table};
    made.table = std::move(table);
    return made;
}

Block block(Chart chart)
{
    Block made{Block::Kind::Chart};
    made.chart = std::move(chart);
    return made;
}

Cell cellOf(const std::optional<Figure> &figure, const QString &currency)
{
    if (!figure)
        return {QString(QChar(0x2013))};
    return {report_text::cell(*figure, currency), figure->value, figure->unit, figure->ref};
}

QStringList refsOf(const Table &table)
{
    QStringList refs;
    for (const auto &row : table.rows) {
        for (const auto &cell : row) {
            if (!cell.ref.isEmpty() && !refs.contains(cell.ref))
                refs.append(cell.ref);
        }
    }
    return refs;
}

} // namespace outline

namespace {

using namespace outline;

void addClaims(Section &section, const Report &report, const QString &title, const QList<Claim> &claims)
{
    if (claims.isEmpty())
        return;
    Section part{
        section.id + QLatin1Char('-') + title.toLower().replace(QLatin1Char(' '), QLatin1Char('-')), title, {}, {}, {}};
    for (const auto &claim : claims)
        part.blocks.append(bullet(textOf(report, claim)));
    section.sections.append(part);
}

Section aboutSection(const Report &report)
{
    Section section{QStringLiteral("about"), QStringLiteral("About this report"), {}, {}, {}};
    Table table{QStringLiteral("about"), {}, {{QStringLiteral("Report"), false, 1}, {{}, false, 3}}, {}, {}};
    for (const auto &[label, value] : report_text::facts(report))
        table.rows.append({Cell{label}, Cell{value}});
    section.blocks.append(block(table));
    section.isAppendix = true;
    return section;
}

Section summarySection(const Report &report)
{
    const auto &summary = report.summary;
    Section section{QStringLiteral("summary"), QStringLiteral("Executive summary"), {}, {}, {}};
    if (summary.answer)
        section.message = textOf(report, *summary.answer);
    else
        section.blocks.append(
            paragraph(words(QStringLiteral("not derivable: the synthesis gave no answer; the limits below say why."))));
    if (summary.situation)
        section.blocks.append(paragraph(labelled(QStringLiteral("Situation"), textOf(report, *summary.situation))));
    if (summary.complication)
        section.blocks.append(
            paragraph(labelled(QStringLiteral("Complication"), textOf(report, *summary.complication))));
    if (!summary.limits.isEmpty()) {
        section.blocks.append(paragraph({{QStringLiteral("Read this first"), true}}));
        for (const auto &limit : summary.limits)
            section.blocks.append(bullet(words(limit)));
    }
    addClaims(section, report, QStringLiteral("What supports it"), summary.supports);
    addClaims(section, report, QStringLiteral("Risks"), summary.risks);
    addClaims(section, report, QStringLiteral("Next steps"), summary.nextSteps);
    return section;
}

Section requestsSection(const Report &report)
{
    Section section{QStringLiteral("data-requests"), QStringLiteral("What would sharpen this report"), {}, {}, {}};
    Table table{QStringLiteral("data-requests"),
                {},
                {{QStringLiteral("Missing"), false, 2},
                 {QStringLiteral("Why"), false, 3},
                 {QStringLiteral("What would settle it"), false, 2}},
                {},
                {}};
    for (const auto &request : report.dataRequests)
        table.rows.append(
            {Cell{request.subject}, Cell{request.reason}, Cell{request.needs.join(QStringLiteral(", "))}});
    section.blocks.append(block(table));
    section.isAppendix = true;
    return section;
}

Section editsSection(const QList<EditLine> &lines)
{
    Section section{QStringLiteral("edits"), editHeading(), {}, {}, {}};
    const auto titles = editTitles();
    Table table{QStringLiteral("edits"),
                {},
                {{titles[0], false, 2}, {titles[1], false, 3}, {titles[2], false, 3}, {titles[3], false, 3}},
                {},
                {}};
    for (const auto &line : lines)
        table.rows.append({Cell{line.place}, Cell{line.theirs}, Cell{line.computed}, Cell{line.about}});
    section.blocks.append(block(table));
    return section;
}

Section peersSection(const Report &report)
{
    Section section{QStringLiteral("peers"), QStringLiteral("Companies compared with"), {}, {}, {}};
    Table table{QStringLiteral("peers"),
                {},
                {{QStringLiteral("Company"), false, 3},
                 {QStringLiteral("Fiscal year"), false, 1},
                 {QStringLiteral("Ended"), false, 1}},
                {},
                {}};
    for (const auto &peer : report.peers)
        table.rows.append({Cell{peer.name}, Cell{peer.period.label()}, Cell{peer.period.end.toString(Qt::ISODate)}});
    section.blocks.append(block(table));
    section.isAppendix = true;
    return section;
}

Section agentsSection(const Report &report)
{
    Section section{QStringLiteral("agents"), QStringLiteral("How this report was made"), {}, {}, {}};
    Table table{QStringLiteral("agents"),
                {},
                {{QStringLiteral("Agent"), false, 3},
                 {QStringLiteral("State"), false, 1},
                 {QStringLiteral("Seconds"), true, 1},
                 {QStringLiteral("Note"), false, 4}},
                {},
                {}};
    for (const auto &agent : report.agents)
        table.rows.append({Cell{agent.name}, Cell{report_text::words(agentStateName(agent.state))},
                           Cell{QString::number(agent.durationS, 'f', 3)}, Cell{report_text::note(agent)}});
    section.blocks.append(block(table));
    section.isAppendix = true;
    return section;
}

} // namespace

namespace {

/// The sections that the report's template shows, in its order; what tells of the evidence counts as one part.
QList<Section> laidOutSections(const Report &report, const QList<Section> &sections, qsizetype firstEvidence)
{
    QStringList ids;
    for (qsizetype i = 0; i < sections.size(); ++i)
        ids.append(i < firstEvidence ? sections[i].id : QStringLiteral("evidence"));
    QList<Section> shown;
    for (const int place : shownParts(report, ids)) {
        shown.append(sections[place]);
        if (place < firstEvidence)
            shown.last().title = report.request.layout.titleOf(ids[place], shown.last().title);
    }
    return shown;
}

} // namespace

Outline buildOutline(const Report &whole, const Wording &wording)
{
    if (whole.request.layout.isOnePage)
        return onePageOutline(whole, wording);
    const auto report = laidOut(whole, true);
    Outline made;
    made.title = report_text::title(report);
    made.company = report.company.name.isEmpty() ? report.request.company : report.company.name;
    made.date = report.createdAt.toUTC().date();
    made.engine = QStringLiteral("ConsultantOS ") + report.engineVersion;
    const SourceNotes notes(report, wording);
    made.sections.append(summarySection(report));
    if (!report.recommendations.isEmpty())
        made.sections.append(recommendationsSection(report, wording));
    for (const auto &framework : report.frameworks)
        made.sections.append(frameworkSection(report, framework, wording));
    if (const auto financials = financialsSection(report, wording))
        made.sections.append(*financials);
    if (const auto health = healthSection(report, wording))
        made.sections.append(*health);
    if (const auto forecasts = forecastsSection(report, wording))
        made.sections.append(*forecasts);
    if (const auto lines = editLines(report, wording); !lines.isEmpty())
        made.sections.append(editsSection(lines));
    if (!report.dataRequests.isEmpty())
        made.sections.append(requestsSection(report));
    if (!report.peers.isEmpty())
        made.sections.append(peersSection(report));
    if (const auto quality = qualitySection(report, wording))
        made.sections.append(*quality);
    made.sections.append(aboutSection(report));
    if (!report.agents.isEmpty())
        made.sections.append(agentsSection(report));
    const auto firstEvidence = made.sections.size();
    made.sections.append(evidenceSections(report, notes, wording));
    made.sections = laidOutSections(report, made.sections, firstEvidence);
    translate(made, wording);
    return made;
}

} // namespace consultantos
