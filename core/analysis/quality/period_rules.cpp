// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quality/quality_rules.h"

#include <QRegularExpression>

#include <algorithm>
#include <cstdlib>

namespace consultantos::quality_rules {

namespace {

/// Ends of one fiscal period differ by days where a company's year ends on a weekday.
constexpr qint64 DaysOfOnePeriod = 12;
constexpr qint64 DaysOfYear = 365;
/// Fiscal years of peers end up to a year apart; beyond it different times are compared.
constexpr qint64 DaysOfPeers = 400;
constexpr int MonthsUntilOld = 24;

const QString RunAgain = QStringLiteral("Run the analysis again.");

/// The periods that a text names: "FY2024", "Q3 FY2024", "2024-12-31"; a bare year stands for its fiscal year.
QStringList periodsNamed(const QString &text)
{
    static const QRegularExpression name(
        QStringLiteral("\\b(?:Q[1-4] )?FY(?:19|20)\\d{2}\\b|\\b(?:19|20)\\d{2}-\\d{2}-\\d{2}\\b|"
                       "(?<=\\b[Ii]n )(?:19|20)\\d{2}\\b(?![.,-]\\d)"));
    QStringList found;
    for (auto matches = name.globalMatch(text); matches.hasNext();) {
        const auto words = matches.next().captured();
        found.append(words.size() == 4 ? QStringLiteral("FY") + words : words);
    }
    return found;
}

/// A name that says that the value is of another period than the computation: "revenue_before", "nine_months".
bool isOfOtherPeriod(const QString &name)
{
    static const QRegularExpression words(
        QStringLiteral("before|earlier|previous|prior|opening|base|start|first|last|months|history|then|past|year"));
    return words.match(name).hasMatch();
}

class PeriodRules {
public:
    PeriodRules(const Material &material, ReviewNotes &notes)
        : m_report(material.report)
        , m_book(material.report.evidence)
        , m_notes(notes)
        , m_years(material.report.financials.annualPeriods())
        , m_today(material.basis.today)
    {
    }

    void check(const ReviewedClaim &statement)
    {
        const auto &claim = *statement.claim;
        if (claim.grade == Grade::Quoted)
            return;
        const auto named = periodsNamed(claim.text);
        if (named.isEmpty())
            return;
        for (const auto &number : claim.numbers) {
            const auto label = labelOf(number.ref);
            if (label.isEmpty())
                continue;
            m_notes.looked(Periods);
            if (!named.contains(label))
                m_notes.found(Periods, FindingSeverity::Error, claim, claim.text.mid(number.start, number.length),
                              QStringLiteral("The figure is of %1, the sentence names %2.")
                                  .arg(label, named.join(QStringLiteral(", "))),
                              QStringLiteral("Name %1, or cite the figure of the period that is named.").arg(label));
        }
        // What turns a recommendation may lie in any year.
        if (!statement.isSupposed)
            checkAge(claim, named);
    }

    void check(const Computation &computation)
    {
        const auto own = computation.id.section(QLatin1Char('/'), 1, 1);
        const auto label = computation.id.section(QLatin1Char('/'), 3, 3);
        m_notes.looked(Periods);
        if (label != computation.period.label().replace(QLatin1Char(' '), QLatin1Char('_')))
            m_notes.found(Periods, FindingSeverity::Error, computation.id,
                          QStringLiteral("The computation isn't of the period that its id names: %1.")
                              .arg(computation.period.label()),
                          RunAgain);
        if (computation.formula.contains(QLatin1String("forecast(")))
            return;
        for (const auto &binding : computation.bindings) {
            for (const auto &ref : binding.refs)
                check(computation, binding, ref, own);
        }
    }

    void checkReport()
    {
        m_notes.looked(Age);
        if (m_years.isEmpty())
            return;
        const auto &latest = m_years.first();
        for (const auto &peer : m_report.peers) {
            m_notes.looked(Periods);
            if (std::abs(peer.period.end.daysTo(latest.end)) > DaysOfPeers)
                m_notes.found(Periods, FindingSeverity::Warning, QStringLiteral("peers.") + peer.companyId,
                              QStringLiteral("%1 is compared by its %2, the company by its %3.")
                                  .arg(peer.name, peer.period.label(), latest.label()),
                              QStringLiteral("Import a year of %1 that ends within a year of %2.")
                                  .arg(peer.name, latest.end.toString(Qt::ISODate)));
        }
        if (m_today.isValid() && latest.end.addMonths(MonthsUntilOld) < m_today)
            m_notes.found(
                Age, FindingSeverity::Warning, QStringLiteral("financials"),
                QStringLiteral("The newest fiscal year is %1, which ended on %2, over two years before the review.")
                    .arg(latest.label(), latest.end.toString(Qt::ISODate)),
                QStringLiteral("Import a newer annual report, or accept the report as one of %1.").arg(latest.label()));
    }

private:
    /// The name of the period that a number is of; empty where it has none: averages published on a day, passages.
    [[nodiscard]] QString labelOf(const QString &ref) const
    {
        if (const auto *computation = m_book.computation(ref))
            return computation->period.fiscalYear > 0 ? computation->period.label() : QString();
        const auto *fact = m_book.fact(ref);
        if (fact == nullptr || fact->companyId != m_report.company.id)
            return {};
        const auto year = std::find_if(m_years.cbegin(), m_years.cend(), [fact](const Period &period) {
            return period.end == fact->end && (!fact->start || fact->start == period.start);
        });
        return year == m_years.cend() ? QString() : year->label();
    }

    [[nodiscard]] QDate endOf(const QString &ref) const
    {
        if (const auto *fact = m_book.fact(ref))
            return fact->taxonomy == QLatin1String("anchor") ? QDate() : fact->end;
        const auto *computation = m_book.computation(ref);
        return computation == nullptr ? QDate() : computation->period.end;
    }

    [[nodiscard]] QString companyOf(const QString &ref) const
    {
        const auto *fact = m_book.fact(ref);
        return fact != nullptr ? fact->companyId : ref.section(QLatin1Char('/'), 1, 1);
    }

    void check(const Computation &computation, const Binding &binding, const QString &ref, const QString &own)
    {
        const auto end = endOf(ref);
        const auto *input = m_book.computation(ref);
        // What was computed of a published average has no period.
        if (!end.isValid() || (input != nullptr && input->period.fiscalYear == 0))
            return;
        m_notes.looked(Periods);
        const auto days = end.daysTo(computation.period.end);
        const bool isOwn = companyOf(ref) == own && own == m_report.company.id;
        bool isMixed = false;
        if (!isOwn) {
            // The year by which a peer is compared at all is told once, for the report.
            const auto peer = std::find_if(m_report.peers.cbegin(), m_report.peers.cend(),
                                           [&](const Peer &one) { return one.companyId == companyOf(ref); });
            const bool isItsYear =
                peer != m_report.peers.cend() && std::abs(end.daysTo(peer->period.end)) <= DaysOfOnePeriod;
            isMixed = !isOfOtherPeriod(binding.name) && !isItsYear && std::abs(days) > DaysOfPeers;
        } else if (binding.isList)
            isMixed = days < -DaysOfPeers;
        else if (isOfOtherPeriod(binding.name))
            isMixed = days < -DaysOfOnePeriod
                      || (binding.name.endsWith(QLatin1String("_before")) && days > DaysOfYear * 3 / 2);
        else
            isMixed = std::abs(days) > DaysOfOnePeriod;
        if (isMixed)
            m_notes.found(
                Periods, FindingSeverity::Error, computation.id,
                QStringLiteral("\"%1\" of %2 takes %3 of a period that ends on %4.")
                    .arg(computation.title, computation.period.label(), binding.name, end.toString(Qt::ISODate)),
                RunAgain);
    }

    /// A statement about an earlier year alone, where later figures are at hand.
    void checkAge(const Claim &claim, const QStringList &named)
    {
        if (m_years.isEmpty() || claim.numbers.isEmpty())
            return;
        const auto &latest = m_years.first();
        static const QRegularExpression year(QStringLiteral("(?:19|20)\\d{2}"));
        int newest = 0;
        for (const auto &name : named)
            newest = std::max(newest, year.match(name).captured().toInt());
        m_notes.looked(Age);
        if (newest < latest.fiscalYear)
            m_notes.found(Age, FindingSeverity::Warning, claim, named.first(),
                          QStringLiteral("The statement is of %1, and figures of %2 are at hand.")
                              .arg(named.first(), latest.label()),
                          QStringLiteral("Write it anew with the figures of %1, or say why the earlier year matters.")
                              .arg(latest.label()));
    }

    const Report &m_report;
    const EvidenceBook &m_book;
    ReviewNotes &m_notes;
    QList<Period> m_years; ///< newest first
    QDate m_today;
};

} // namespace

void checkPeriods(const Material &material, ReviewNotes &notes)
{
    PeriodRules rules(material, notes);
    for (const auto &statement : material.statements)
        rules.check(statement);
    for (const auto &computation : material.report.evidence.computations())
        rules.check(computation);
    rules.checkReport();
}

} // namespace consultantos::quality_rules
