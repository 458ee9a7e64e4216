// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/outline/one_page.h"

#include "analysis/text/sentences.h"
#include "model/units.h"
#include "report/language/outline_translation.h"
#include "report/outline/outline_parts.h"
#include "report/recommendation_text.h"
#include "report/report_text.h"

#include <algorithm>

namespace consultantos {

namespace {

using namespace outline;

constexpr qsizetype AnswerRoom = 330;
constexpr qsizetype SentenceRoom = 210;
constexpr qsizetype BulletRoom = 190;
constexpr qsizetype MostSources = 3;

class OnePage {
public:
    OnePage(const Report &report, const Wording &wording)
        : m_report(report)
        , m_wording(wording)
        , m_most(report.request.layout.most > 0 ? report.request.layout.most : 3)
    {
        m_section.id = QStringLiteral("summary");
        m_section.title = report.request.layout.titleOf(m_section.id, QStringLiteral("Executive summary"));
    }

    [[nodiscard]] Section write()
    {
        const auto &summary = m_report.summary;
        if (summary.answer)
            m_section.message = words(shortened(summary.answer->text, AnswerRoom));
        labelledClaim(QStringLiteral("Situation"), summary.situation);
        labelledClaim(QStringLiteral("Complication"), summary.complication);
        list(QStringLiteral("What supports it"), textsOf(summary.supports), m_most);
        options();
        conditions();
        list(QStringLiteral("Risks"), textsOf(summary.risks), std::min(m_most, 2));
        firstSteps();
        sources();
        return m_section;
    }

private:
    static QStringList textsOf(const QList<Claim> &claims)
    {
        QStringList texts;
        for (const auto &claim : claims)
            texts.append(claim.text);
        return texts;
    }

    void labelledClaim(const QString &label, const std::optional<Claim> &claim)
    {
        if (claim)
            m_section.blocks.append(paragraph(labelled(label, words(shortened(claim->text, SentenceRoom)))));
    }

    void list(const QString &title, const QStringList &texts, int most)
    {
        if (texts.isEmpty())
            return;
        m_section.blocks.append(paragraph({{title, true}}));
        for (const auto &text : texts.mid(0, most))
            m_section.blocks.append(bullet(words(shortened(text, BulletRoom))));
    }

    void options()
    {
        if (!recommendation_text::hasScores(m_report))
            return;
        Table table{QStringLiteral("options"),
                    {},
                    {{QStringLiteral("Options, best first"), false, 7},
                     {QStringLiteral("Score"), true, 2},
                     {QStringLiteral("Impact a year"), true, 3},
                     {QStringLiteral("Feasibility"), false, 2}},
                    {},
                    {}};
        for (const auto &one : m_report.recommendations.mid(0, m_most)) {
            const auto *impact = one.criterion(QStringLiteral("impact"));
            const bool isMoney = impact != nullptr && impact->figure.has_value();
            table.rows.append({Cell{one.title},
                               Cell{one.score ? m_wording.value(one.score->value, units::Score) : QString()},
                               Cell{isMoney ? m_wording.value(impact->figure->value, impact->figure->unit)
                                            : QStringLiteral("not derivable")},
                               Cell{one.feasibility}});
        }
        m_section.blocks.append(block(table));
    }

    void conditions()
    {
        if (m_report.recommendations.isEmpty())
            return;
        QStringList texts;
        for (const auto &condition : m_report.recommendations.first().conditions)
            texts.append(condition.claim.text);
        list(QStringLiteral("What would have to be true of the first"), texts, 2);
    }

    void firstSteps()
    {
        QStringList steps;
        if (!m_report.recommendations.isEmpty()) {
            for (const auto &action : m_report.recommendations.first().plan)
                steps.append(QStringLiteral("%1, %2: %3.")
                                 .arg(recommendation_text::weeks(action, m_wording), action.owner, action.action));
        }
        list(QStringLiteral("First steps"), steps.isEmpty() ? textsOf(m_report.summary.nextSteps) : steps, m_most);
    }

    void sources()
    {
        QStringList names;
        for (const auto &source : m_report.sources) {
            const auto name = report_text::sourceName(source, m_wording);
            if (!names.contains(name))
                names.append(name);
        }
        auto text = m_wording.say(QStringLiteral("Sources")) + QStringLiteral(": ")
                    + names.mid(0, MostSources).join(QStringLiteral("; "));
        if (names.size() > MostSources)
            text += QLatin1Char(' ') + m_wording.say(QStringLiteral("and others"));
        text +=
            QStringLiteral(". ") + m_wording.say(QStringLiteral("Every figure's evidence stands in the full report."));
        if (!names.isEmpty())
            m_section.blocks.append(paragraph({{text, false, true}}));
    }

    const Report &m_report;
    const Wording &m_wording;
    int m_most;
    Section m_section;
};

} // namespace

Outline onePageOutline(const Report &report, const Wording &wording)
{
    Outline made;
    made.title = report_text::title(report);
    made.company = report.company.name.isEmpty() ? report.request.company : report.company.name;
    made.date = report.createdAt.toUTC().date();
    made.engine = QStringLiteral("ConsultantOS ") + report.engineVersion;
    made.isOnePage = true;
    made.sections.append(OnePage(report, wording).write());
    translate(made, wording);
    return made;
}

QString shortened(const QString &text, qsizetype room)
{
    if (text.size() <= room)
        return text;
    QString kept;
    for (const auto &sentence : sentencesOf(text)) {
        if (kept.size() + sentence.size() + 1 > room)
            break;
        kept += (kept.isEmpty() ? QString() : QStringLiteral(" ")) + sentence;
    }
    if (!kept.isEmpty())
        return kept;
    const QChar ellipsis(0x2026);
    for (const auto &mark : {QStringLiteral("; "), QStringLiteral(", "), QStringLiteral(" ")}) {
        const auto at = text.lastIndexOf(mark, room - 1);
        if (at > room / 3)
            return text.left(at) + ellipsis;
    }
    return text.left(room) + ellipsis;
}

} // namespace consultantos
