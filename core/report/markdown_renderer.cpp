// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/markdown_renderer.h"

#include "model/units.h"
#include "report/edit_list.h"
#include "report/evidence_index.h"
#include "report/laid_out.h"
#include "report/markdown_evidence.h"
#include "report/markdown_health.h"
#include "report/markdown_quality.h"
#include "report/markdown_recommendations.h"
#include "report/markdown_text.h"
#include "report/one_page_html.h"
#include "report/outline/one_page.h"
#include "report/report_text.h"

#include <algorithm>
#include <utility>

namespace consultantos {

namespace {

QString escape(const QString &text)
{
    return escapedMarkdown(text);
}

/// Writes one report; belongs to one rendering.
class Writer {
public:
    Writer(const Report &report, const Wording &wording)
        : m_report(report)
        , m_wording(wording)
        , m_index(report.evidence)
    {
    }

    QString write()
    {
        header();
        const auto top = std::exchange(m_text, {});
        QStringList ids;
        QStringList parts;
        const auto add = [&](const QString &id) {
            ids.append(id);
            parts.append(std::exchange(m_text, {}));
        };
        summary();
        add(QStringLiteral("summary"));
        recommendations();
        add(QStringLiteral("recommendations"));
        for (const auto &result : m_report.frameworks) {
            framework(result);
            add(result.id);
        }
        financials();
        add(QStringLiteral("financials"));
        m_text += markdownHealth(m_report, m_index, &escape, m_wording);
        add(QStringLiteral("health"));
        forecasts();
        add(QStringLiteral("forecasts"));
        edits();
        add(QStringLiteral("edits"));
        dataRequests();
        add(QStringLiteral("data-requests"));
        peers();
        add(QStringLiteral("peers"));
        m_text += markdownQuality(m_report, escape, m_wording);
        add(QStringLiteral("quality"));
        agents();
        add(QStringLiteral("agents"));
        m_text += markdownEvidence(m_report, m_index, m_wording);
        add(QStringLiteral("evidence"));
        m_text = top;
        for (const int place : shownParts(m_report, ids))
            m_text += parts[place];
        return m_text;
    }

private:
    [[nodiscard]] QString say(const QString &english) const { return m_wording.say(english); }

    void heading(int level, const QString &text)
    {
        m_text += QLatin1Char('\n') + QString(level, QLatin1Char('#')) + QLatin1Char(' ') + escape(text)
                  + QStringLiteral("\n\n");
    }

    /// A part's title, as the report's template calls it.
    [[nodiscard]] QString titleOf(const char *part, const char *own) const
    {
        return m_report.request.layout.titleOf(QLatin1String(part), say(QLatin1String(own)));
    }

    [[nodiscard]] QString number(const QString &text, const QString &ref) const
    {
        const auto label = m_index.label(ref);
        return label.isEmpty() ? escape(text) : escape(text) + QStringLiteral(" \\[") + label + QStringLiteral("\\]");
    }

    [[nodiscard]] QString figure(const std::optional<Figure> &figure, const QString &currency = {}) const
    {
        return figure ? number(report_text::cell(*figure, currency, m_wording), figure->ref) : QString(QChar(0x2013));
    }

    [[nodiscard]] QString claim(const Claim &claim) const
    {
        auto numbers = claim.numbers;
        std::sort(numbers.begin(), numbers.end(),
                  [](const NumberRef &left, const NumberRef &right) { return left.start < right.start; });
        QString text;
        qsizetype position = 0;
        for (const auto &entry : std::as_const(numbers)) {
            if (entry.start < position || entry.length <= 0 || entry.start + entry.length > claim.text.size())
                continue;
            text += escape(claim.text.mid(position, entry.start - position))
                    + number(claim.text.mid(entry.start, entry.length), entry.ref);
            position = entry.start + entry.length;
        }
        return text + escape(claim.text.mid(position)) + QStringLiteral(" *(") + say(gradeName(claim.grade).toLower())
               + QStringLiteral(", ")
               + say(QStringLiteral("confidence ") + report_text::confidenceWord(claim.confidence))
               + QStringLiteral(")*") + against(claim);
    }

    [[nodiscard]] QString against(const Claim &claim) const
    {
        const auto text = report_text::against(m_report, claim, m_wording);
        return text.isEmpty() ? QString() : QLatin1Char(' ') + escape(text) + number({}, claim.contrary->passage);
    }

    void paragraph(const std::optional<Claim> &content, const QString &label = {})
    {
        if (!content)
            return;
        if (!label.isEmpty())
            m_text += QStringLiteral("**") + say(label) + QStringLiteral(":** ");
        m_text += claim(*content) + QStringLiteral("\n\n");
    }

    void bullet(const QString &content, int depth = 0)
    {
        m_text += QString(depth * 2, QLatin1Char(' ')) + QStringLiteral("- ") + content + QLatin1Char('\n');
    }

    void titledList(const QString &title, const QList<Claim> &claims)
    {
        if (claims.isEmpty())
            return;
        heading(3, say(title));
        for (const auto &entry : claims)
            bullet(claim(entry));
    }

    void row(const QStringList &cells)
    {
        m_text += QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
    }

    void tableHead(const QStringList &titles, bool hasNumbers = false)
    {
        QStringList cells;
        QStringList rule;
        for (qsizetype i = 0; i < titles.size(); ++i) {
            cells.append(escape(say(titles[i])));
            rule.append(hasNumbers && i > 0 ? QStringLiteral("---:") : QStringLiteral("---"));
        }
        m_text += QLatin1Char('\n');
        row(cells);
        row(rule);
    }

    void header()
    {
        m_text += QStringLiteral("# ") + escape(report_text::title(m_report)) + QLatin1Char('\n');
        tableHead({QStringLiteral("Report"), QString()});
        for (const auto &[label, value] : report_text::facts(m_report, m_wording))
            row({escape(label), escape(value)});
        if (m_report.summary.limits.isEmpty())
            return;
        m_text += QStringLiteral("\n**") + say(QStringLiteral("Read this first")) + QStringLiteral("**\n\n");
        for (const auto &limit : m_report.summary.limits)
            bullet(escape(limit));
    }

    void summary()
    {
        const auto &summary = m_report.summary;
        heading(2, titleOf("summary", "Executive summary"));
        if (!summary.answer)
            m_text += say(QStringLiteral("not derivable: the synthesis gave no answer; the limits above say why."))
                      + QStringLiteral("\n\n");
        paragraph(summary.answer);
        paragraph(summary.situation, QStringLiteral("Situation"));
        paragraph(summary.complication, QStringLiteral("Complication"));
        titledList(QStringLiteral("What supports it"), summary.supports);
        titledList(QStringLiteral("Risks"), summary.risks);
        titledList(QStringLiteral("Next steps"), summary.nextSteps);
    }

    void recommendations()
    {
        if (m_report.recommendations.isEmpty())
            return;
        heading(2, titleOf("recommendations", "Recommendations"));
        m_text += markdownRecommendations(
            m_report, {[this](const Claim &entry) { return claim(entry); },
                       [this](const std::optional<Figure> &value) { return figure(value); }, escape, m_wording});
    }

    void drivers(const FrameworkSection &section)
    {
        if (section.drivers.isEmpty())
            return;
        tableHead({QStringLiteral("Driver"), QStringLiteral("Value"), QStringLiteral("Held against"),
                   QStringLiteral("As it grows"), QStringLiteral("Score")});
        for (const auto &driver : section.drivers) {
            auto reference = escape(say(report_text::basisWords(driver.basis)));
            if (driver.reference)
                reference += QStringLiteral(": ") + figure(driver.reference);
            row({escape(driver.label), figure(driver.figure), reference, escape(say(driver.direction)),
                 driver.score ? figure(driver.score) : escape(driver.notDerivable)});
        }
        m_text += QLatin1Char('\n');
    }

    void section(const FrameworkSection &section)
    {
        heading(3, section.title);
        if (section.score) {
            const auto &score = *section.score;
            m_text += say(QStringLiteral("Score")) + QLatin1Char(' ')
                      + number(m_wording.value(score.value, units::Score), score.ref) + QStringLiteral(", ")
                      + say(QStringLiteral("between")) + QLatin1Char(' ')
                      + escape(m_wording.value(score.low, units::Score)) + QLatin1Char(' ') + say(QStringLiteral("and"))
                      + QLatin1Char(' ') + escape(m_wording.value(score.high, units::Score))
                      + (section.trend.isEmpty() ? QString() : QStringLiteral("; ") + escape(say(section.trend)))
                      + QStringLiteral("\n\n");
        }
        paragraph(section.summary);
        paragraph(section.implication, QStringLiteral("Implication"));
        if (!section.notDerivable.isEmpty())
            m_text += escape(section.notDerivable) + QStringLiteral("\n\n");
        drivers(section);
        for (const auto &item : section.items) {
            bullet(claim(item.claim));
            if (item.soWhat)
                bullet(say(QStringLiteral("So what")) + QStringLiteral(": ") + claim(*item.soWhat), 1);
            QStringList fields;
            for (auto it = item.fields.cbegin(); it != item.fields.cend(); ++it) {
                if (!it.value().isEmpty())
                    fields.append(
                        escape(m_wording.label(it.key()) + QStringLiteral(": ") + m_wording.word(it.value())));
            }
            if (!item.links.isEmpty())
                fields.append(say(QStringLiteral("Joins")) + QStringLiteral(": ")
                              + escape(item.links.join(QStringLiteral(", "))));
            if (!fields.isEmpty())
                bullet(fields.join(QStringLiteral("; ")), 1);
        }
    }

    void framework(const FrameworkResult &result)
    {
        heading(2, result.title);
        paragraph(result.headline);
        if (result.canvas) {
            QStringList titles{QStringLiteral("Factor")};
            for (const auto &line : result.canvas->lines)
                titles.append(line.company);
            tableHead(titles, true);
            for (qsizetype factor = 0; factor < result.canvas->factors.size(); ++factor) {
                QStringList cells{escape(result.canvas->factors[factor])};
                for (const auto &line : result.canvas->lines)
                    cells.append(figure(line.levels.value(factor)));
                row(cells);
            }
        }
        for (const auto &entry : result.sections)
            section(entry);
        if (result.notes.isEmpty())
            return;
        heading(3, say(QStringLiteral("Notes on the method")));
        for (const auto &note : result.notes)
            bullet(escape(note));
    }

    void statement(const Statement &statement)
    {
        auto title = say(report_text::statementTitle(statement));
        if (!statement.currency.isEmpty())
            title += QStringLiteral(" (") + statement.currency + QStringLiteral(", ")
                     + say(QStringLiteral("M: millions")) + QLatin1Char(')');
        heading(3, title);
        QStringList titles{QStringLiteral("Line")};
        for (const auto &period : statement.periods)
            titles.append(m_wording.period(period));
        tableHead(titles, true);
        for (const auto &line : statement.lines) {
            QStringList cells{escape(line.label)};
            for (qsizetype i = 0; i < statement.periods.size(); ++i)
                cells.append(figure(line.values.value(i), statement.currency));
            row(cells);
        }
    }

    void breakdown(const Breakdown &breakdown, const QString &currency)
    {
        heading(3, report_text::breakdownTitle(breakdown, currency, m_wording));
        QStringList titles{QStringLiteral("Part")};
        for (const auto &period : breakdown.periods)
            titles << m_wording.period(period) << QStringLiteral("Share");
        tableHead(titles, true);
        for (const auto &part : breakdown.parts) {
            QStringList cells{escape(part.name)};
            for (qsizetype i = 0; i < breakdown.periods.size(); ++i)
                cells << figure(part.values.value(i), currency) << figure(part.shares.value(i));
            row(cells);
        }
        QStringList cells{say(QStringLiteral("Whole company"))};
        for (qsizetype i = 0; i < breakdown.periods.size(); ++i)
            cells << figure(breakdown.totals.value(i), currency) << QString();
        row(cells);
        if (!breakdown.note.isEmpty())
            m_text += QLatin1Char('\n') + escape(breakdown.note) + QLatin1Char('\n');
    }

    void financials()
    {
        const auto &financials = m_report.financials;
        if (financials.statements.isEmpty() && financials.ratios.isEmpty())
            return;
        heading(2, titleOf("financials", "Financials"));
        for (const auto &warning : financials.warnings)
            bullet(escape(warning));
        for (const auto &entry : financials.statements)
            statement(entry);
        for (const auto &entry : financials.breakdowns)
            breakdown(entry, financials.currency);
        if (!financials.ratios.isEmpty()) {
            heading(3, say(QStringLiteral("Ratios")));
            tableHead({QStringLiteral("Ratio"), QStringLiteral("Period"), QStringLiteral("Value")});
            for (const auto &ratio : financials.ratios) {
                for (const auto &value : ratio.values)
                    row({escape(ratio.title), escape(m_wording.period(value.period)),
                         value.figure ? figure(value.figure) : escape(value.notDerivable)});
            }
        }
        if (financials.identities.isEmpty())
            return;
        heading(3, say(QStringLiteral("Accounting identities")));
        tableHead({QStringLiteral("Identity"), QStringLiteral("Period"), QStringLiteral("Holds"),
                   QStringLiteral("Difference"), QStringLiteral("Note")});
        for (const auto &check : financials.identities)
            row({escape(check.title), escape(m_wording.period(check.period)),
                 say(check.passed ? QStringLiteral("yes") : QStringLiteral("no")), figure(check.difference),
                 escape(check.note)});
    }

    void forecasts()
    {
        if (m_report.forecasts.isEmpty())
            return;
        heading(2, titleOf("forecasts", "Forecasts"));
        m_text += escape(say(report_text::forecastPreface())) + QLatin1Char('\n');
        for (const auto &forecast : m_report.forecasts) {
            heading(3, report_text::forecastTitle(forecast, m_wording));
            tableHead({QStringLiteral("Period"), QStringLiteral("Forecast"), QStringLiteral("80 % from"),
                       QStringLiteral("80 % to"), QStringLiteral("95 % from"), QStringLiteral("95 % to")},
                      true);
            for (const auto &step : forecast.steps)
                row({escape(m_wording.period(step.period())), figure(step.mean, forecast.unit),
                     figure(step.lower80, forecast.unit), figure(step.upper80, forecast.unit),
                     figure(step.lower95, forecast.unit), figure(step.upper95, forecast.unit)});
            m_text += QLatin1Char('\n');
            for (const auto &sentence : report_text::forecastNotes(forecast, m_wording))
                bullet(escape(sentence));
        }
    }

    void edits()
    {
        const auto lines = editLines(m_report, m_wording);
        if (lines.isEmpty())
            return;
        heading(2, m_report.request.layout.titleOf(QStringLiteral("edits"), say(editHeading())));
        for (const auto &line : lines)
            bullet(QStringLiteral("**") + escape(line.place) + QStringLiteral("**: ") + escape(line.theirs)
                   + QStringLiteral(" (") + say(QStringLiteral("computed")) + QStringLiteral(": ")
                   + escape(line.computed) + QStringLiteral("); ") + escape(line.about));
    }

    void dataRequests()
    {
        if (m_report.dataRequests.isEmpty())
            return;
        heading(2, titleOf("data-requests", "What would sharpen this report"));
        for (const auto &request : m_report.dataRequests)
            bullet(QStringLiteral("**") + escape(request.subject) + QStringLiteral("**: ") + escape(request.reason)
                   + (request.needs.isEmpty()
                          ? QString()
                          : QStringLiteral("; ") + say(QStringLiteral("would be settled by")) + QLatin1Char(' ')
                                + escape(report_text::needs(request, m_wording))));
    }

    void peers()
    {
        if (m_report.peers.isEmpty())
            return;
        heading(2, titleOf("peers", "Companies compared with"));
        for (const auto &peer : m_report.peers)
            bullet(escape(peer.name) + QStringLiteral(", ") + escape(m_wording.period(peer.period)));
    }

    void agents()
    {
        if (m_report.agents.isEmpty())
            return;
        heading(2, titleOf("agents", "How this report was made"));
        tableHead(
            {QStringLiteral("Agent"), QStringLiteral("State"), QStringLiteral("Seconds"), QStringLiteral("Note")});
        for (const auto &agent : m_report.agents)
            row({escape(agent.name), escape(say(report_text::words(agentStateName(agent.state)))),
                 m_wording.number(agent.durationS, 3), escape(report_text::note(agent, m_wording))});
    }

    const Report &m_report;
    const Wording &m_wording;
    EvidenceIndex m_index;
    QString m_text;
};

} // namespace

QString renderMarkdown(const Report &report, const Wording &wording)
{
    if (report.request.layout.isOnePage)
        return onePageMarkdown(onePageOutline(report, wording), wording);
    const auto shown = laidOut(report);
    return Writer(shown, wording).write();
}

} // namespace consultantos
