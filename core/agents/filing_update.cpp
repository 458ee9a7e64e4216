// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/filing_update.h"

#include "agents/network_research.h"
#include "base/logging.h"
#include "evidence/fact_store.h"
#include "evidence/intake/source_intake.h"
#include "evidence/sources/network_access.h"
#include "evidence/sources/sec_edgar.h"
#include "evidence/sources/source_catalogue.h"

#include <QSet>

#include <algorithm>

namespace consultantos {
namespace {

/// When the company's newest filing in the stores was filed; invalid if none is there.
QDate newestFiling(const QList<Fact> &facts)
{
    QDate newest;
    for (const auto &fact : facts) {
        if (fact.latest.filed.isValid() && (!newest.isValid() || newest < fact.latest.filed))
            newest = fact.latest.filed;
    }
    return newest;
}

/// The reports that bring facts; what else is filed has at most those of its cover.
const QStringList &reportForms()
{
    static const QStringList Forms = [] {
        QStringList forms{QStringLiteral("10-K"),  QStringLiteral("10-KT"), QStringLiteral("10-Q"),
                          QStringLiteral("10-QT"), QStringLiteral("20-F"),  QStringLiteral("40-F")};
        for (const auto &form : QStringList(forms))
            forms.append(form + QStringLiteral("/A"));
        return forms;
    }();
    return Forms;
}

/// Whether the source's list of filings, small beside the figures themselves, has none with facts that the stores lack.
/// False where that isn't sure.
bool hasNothingNewer(const FilingSource &source, const FilingCompany &company, const QList<Fact> &stored,
                     const SourceCall &call)
{
    const auto newest = newestFiling(stored);
    if (!newest.isValid())
        return false;
    const auto filings = source.filings(company.id, {reportForms(), newest}, call);
    if (!filings)
        return false;
    QSet<QString> known;
    for (const auto &fact : stored)
        known.insert(fact.latest.accession);
    return std::none_of(filings->cbegin(), filings->cend(), [&](const Filing &filing) {
        return !filing.facts.isEmpty() && !known.contains(filing.accession);
    });
}

} // namespace

FilingUpdate::FilingUpdate(std::shared_ptr<const NetworkAccess> network, IntakeMaker intake,
                           std::shared_ptr<const FactStore> facts, std::shared_ptr<const Clock> clock)
    : m_network(std::move(network))
    , m_intake(std::move(intake))
    , m_facts(std::move(facts))
    , m_clock(std::move(clock))
{
}

QStringList FilingUpdate::run(const QString &text, const QString &reportId, std::chrono::milliseconds limit,
                              const CancellationToken &cancel, int maxAgeDays) const
{
    const auto snapshot = m_network->current();
    if (snapshot->sources.filings.empty())
        return {};
    const auto found = m_facts->findCompany(text);
    const auto known = found ? std::optional(*found) : std::nullopt;
    QList<Fact> stored;
    if (known) {
        stored = m_facts->facts(known->id).value_or(QList<Fact>());
        const auto newest = newestFiling(stored);
        const bool isListed = !SecEdgar::paddedCik(known->id).isEmpty();
        const auto today = m_clock->nowUtc().date();
        if (!isListed || (newest.isValid() && newest.daysTo(today) <= maxAgeDays))
            return {};
    }
    const auto titleOf = [](const auto &source) { return networkSource(source->id()).title; };
    if (snapshot->client->isOffline()) {
        QStringList titles;
        for (const auto &source : snapshot->sources.filings)
            titles.append(titleOf(source));
        return {QStringLiteral("The program was offline: newer filings were not asked for (%1).")
                    .arg(titles.join(QStringLiteral(", ")))};
    }
    const auto intake = m_intake();
    if (!intake) {
        qCWarning(lcAgents) << "filings can't be taken in:" << intake.error().message;
        return {};
    }
    const SourceIntake taking(*intake);
    const auto until = m_clock->steadyNow() + limit;
    QStringList limits;
    for (const auto &source : snapshot->sources.filings) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - m_clock->steadyNow());
        if (cancel.isCancelled() || left.count() <= 0)
            break;
        const SourceCall call{reportId, cancel, left};
        const auto taken =
            SourceIntake::company(*source, text, known, call).and_then([&](const FilingCompany &company) -> Status {
                // One who asks again and again need not be sent all figures to learn that none are new.
                if (maxAgeDays == 0 && hasNothingNewer(*source, company, stored, call))
                    return Status();
                return taking.takeFacts(*source, company, call).map([](const auto &) {});
            });
        if (taken)
            return limits;
        qCWarning(lcAgents) << "source" << source->id() << "gave no filings:" << taken.error().message;
        // A register that doesn't have the company is no failure of it.
        if (taken.error().code != ErrorCode::NotFound && taken.error().code != ErrorCode::Cancelled)
            limits.append(
                QStringLiteral("%1 was asked in vain: %2.").arg(titleOf(source), reasonWithoutFigures(taken.error())));
    }
    return limits;
}

} // namespace consultantos
