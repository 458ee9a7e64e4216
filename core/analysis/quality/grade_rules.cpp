// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quality/quality_rules.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace consultantos::quality_rules {

namespace {

constexpr double Slack = 1e-6;
/// The most confidence that statements on these may have: see docs/architecture.md.
constexpr double MostOfKnowledge = 0.60;
constexpr double MostOfQuotation = 0.80;
constexpr double MostOfModel = 0.60;

class GradeRules {
public:
    GradeRules(const Material &material, ReviewNotes &notes)
        : m_report(material.report)
        , m_book(material.report.evidence)
        , m_notes(notes)
    {
        for (const auto &framework : m_report.frameworks) {
            for (const auto &section : framework.sections) {
                for (const auto &item : section.items)
                    derive(item.claim, item.fields.value(QStringLiteral("indicator")));
            }
        }
        for (const auto &option : m_report.recommendations) {
            for (const auto &step : option.plan)
                derive(option.claim, step.action);
        }
    }

    void check(const Claim &claim)
    {
        m_notes.looked(Evidence);
        const PlaybookEntry *entry = nullptr;
        bool isTold = false; ///< the words of one entry stand in it
        bool hasPassage = false;
        for (const auto &ref : claim.evidence) {
            hasPassage = hasPassage || m_book.passage(ref) != nullptr;
            const auto *found = m_book.playbookEntry(ref);
            if (found == nullptr)
                continue;
            entry = found;
            auto words = found->text;
            while (words.endsWith(QLatin1Char('.')))
                words.chop(1);
            isTold = isTold || claim.text.contains(words);
            for (const auto &derived : m_derived.value(ref))
                isTold = isTold || claim.text.contains(derived, Qt::CaseInsensitive);
        }
        checkGrade(claim, entry != nullptr, hasPassage);
        if (entry != nullptr && !isTold && claim.grade == Grade::Playbook)
            m_notes.found(Evidence, FindingSeverity::Error, claim, {},
                          QStringLiteral("The written knowledge that it cites says something else."),
                          QStringLiteral("Run the analysis again: its evidence was changed."));
        checkNames(claim);
    }

    void checkPlace(const QString &framework, const FrameworkSection &section, const FrameworkItem &item)
    {
        m_notes.looked(Contradictions);
        const auto id = framework + QLatin1Char('.') + section.id + QLatin1Char('.');
        if (!item.claim.id.startsWith(id) && item.claim.id.startsWith(framework + QLatin1Char('.')))
            m_notes.found(Contradictions, FindingSeverity::Error, item.claim, {},
                          QStringLiteral("The statement stands among \"%1\" and belongs to \"%2\".")
                              .arg(section.id, item.claim.id.section(QLatin1Char('.'), 1, 1)),
                          QStringLiteral("Put it where it belongs."));
    }

    void checkWeights(const QString &framework, const FrameworkSection &section)
    {
        if (!section.score || section.drivers.isEmpty())
            return;
        m_notes.looked(Figures);
        double sum = 0;
        double most = 0;
        for (const auto &driver : section.drivers) {
            sum += driver.weight;
            most = std::max(most, driver.weight);
        }
        // A quick report leaves out the drivers without a score.
        if (sum > 1 + Slack || (sum < 1 - Slack && m_report.request.depth != Depth::Quick))
            m_notes.found(Figures, FindingSeverity::Error, framework + QLatin1Char('.') + section.id,
                          QStringLiteral("The weights of the drivers don't sum to one."),
                          QStringLiteral("Run the analysis again, or put the weights right."));
    }

    void checkColumns(const Statement &statement)
    {
        for (const auto &line : statement.lines) {
            for (qsizetype i = 0; i < std::min(line.values.size(), statement.periods.size()); ++i) {
                if (!line.values[i])
                    continue;
                m_notes.looked(Periods);
                if (line.values[i]->period.end != statement.periods[i].end)
                    m_notes.found(Periods, FindingSeverity::Error, QStringLiteral("financials.") + line.label,
                                  QStringLiteral("The column of %1 shows a figure of %2.")
                                      .arg(statement.periods[i].label(), line.values[i]->period.label()),
                                  QStringLiteral("Run the analysis again."));
            }
        }
    }

private:
    void checkGrade(const Claim &claim, bool hasKnowledge, bool hasPassage)
    {
        if (claim.grade == Grade::Computed && hasKnowledge)
            m_notes.found(Evidence, FindingSeverity::Error, claim, {},
                          QStringLiteral("The statement is graded Computed and rests on written knowledge."),
                          QStringLiteral("Grade it Playbook."));
        const double most = claim.grade == Grade::Model ? MostOfModel
                            : hasKnowledge              ? MostOfKnowledge
                            : hasPassage                ? MostOfQuotation
                                                        : 1;
        if (claim.confidence > most + Slack)
            m_notes.found(Evidence, FindingSeverity::Error, claim, {},
                          QStringLiteral("Its confidence is higher than that of what it rests on."),
                          QStringLiteral("Lower it to that of its weakest evidence."));
    }

    /// A sentence that names a peer rests on something of that peer, or quotes who names it.
    /// `words` say what follows from the written knowledge that `claim` cites.
    void derive(const Claim &claim, const QString &words)
    {
        if (words.isEmpty())
            return;
        for (const auto &ref : claim.evidence) {
            if (m_book.playbookEntry(ref) != nullptr)
                m_derived[ref].append(words);
        }
    }

    void checkNames(const Claim &claim)
    {
        if (claim.grade == Grade::Quoted)
            return;
        for (const auto &peer : m_report.peers) {
            const QRegularExpression name(
                QStringLiteral("(?<![\\w-])%1(?![\\w-])").arg(QRegularExpression::escape(peer.name)));
            if (!name.match(claim.text).hasMatch())
                continue;
            m_notes.looked(Evidence);
            auto refs = claim.evidence;
            for (const auto &number : claim.numbers)
                refs.append(number.ref);
            const auto isOfPeer = [&](const QString &ref) {
                if (ref.section(QLatin1Char('/'), 1, 1) == peer.companyId)
                    return true;
                const auto *entry = m_book.playbookEntry(ref);
                const auto *passage = m_book.passage(ref);
                return (entry != nullptr && entry->text.contains(peer.name))
                       || (passage != nullptr && passage->text.contains(peer.name));
            };
            if (std::none_of(refs.cbegin(), refs.cend(), isOfPeer))
                m_notes.found(Evidence, FindingSeverity::Error, claim, peer.name,
                              QStringLiteral("The sentence names %1 and cites nothing of it.").arg(peer.name),
                              QStringLiteral("Name the company that the figures are of."));
        }
    }

    const Report &m_report;
    const EvidenceBook &m_book;
    ReviewNotes &m_notes;
    QHash<QString, QStringList> m_derived; ///< signs and steps by the knowledge that they follow from
};

} // namespace

void checkGrades(const Material &material, ReviewNotes &notes)
{
    GradeRules rules(material, notes);
    for (const auto &statement : material.statements)
        rules.check(*statement.claim);
    for (const auto &framework : material.report.frameworks) {
        for (const auto &section : framework.sections) {
            rules.checkWeights(framework.id, section);
            for (const auto &item : section.items)
                rules.checkPlace(framework.id, section, item);
        }
    }
    for (const auto &statement : material.report.financials.statements)
        rules.checkColumns(statement);
}

} // namespace consultantos::quality_rules
