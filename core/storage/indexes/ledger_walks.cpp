// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/egress_ledger.h"
#include "storage/indexes/store_walks.h"
#include "storage/metrics_repository.h"
#include "storage/money_ledger.h"

namespace consultantos::store_walks {

Status egress(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock)
{
    EgressLedger ledger(database);
    EgressEntry entry;
    entry.when = clock->nowUtc();
    entry.host = QStringLiteral("example.com");
    entry.kind = QStringLiteral("feed");
    ledger.record(entry);
    QList<EgressFilter> filters(6);
    filters[1].from = entry.when;
    filters[2].until = entry.when;
    filters[3].host = entry.host;
    filters[4].kind = entry.kind;
    filters[5].reportId = QStringLiteral("r1");
    EgressFilter all;
    all.from = all.until = entry.when;
    all.host = entry.host;
    all.kind = entry.kind;
    all.reportId = QStringLiteral("r1");
    filters.append(all);
    for (const auto &filter : std::as_const(filters)) {
        if (auto read =
                firstFailure({done(ledger.list(filter)), done(ledger.totals(filter)), done(ledger.toCsv(filter))});
            !read)
            return read;
    }
    return done(ledger.choices());
}

Status money(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock)
{
    MoneyLedger ledger(database);
    ModelCall call;
    call.id = QStringLiteral("k1");
    call.when = clock->nowUtc();
    call.provider = QStringLiteral("p");
    call.model = QStringLiteral("m");
    call.agent = QStringLiteral("a");
    call.reportId = QStringLiteral("r1");
    call.currency = QStringLiteral("USD");
    call.cost = 1;
    MoneyClaim claim;
    claim.reportId = call.reportId;
    claim.currency = call.currency;
    claim.amount = 1;
    claim.now = call.when;
    claim.expires = call.when.addSecs(60);
    claim.reportLimit = claim.dayLimit = claim.engagementLimit = 100;
    const auto grant = ledger.setAside(claim);
    if (!grant)
        return tl::unexpected(grant.error());
    for (const auto grouping :
         {UsageGrouping::None, UsageGrouping::Agent, UsageGrouping::Report, UsageGrouping::Day, UsageGrouping::Model}) {
        if (auto read = firstFailure({done(ledger.totals(grouping)), done(ledger.totals(grouping, call.when))}); !read)
            return read;
    }
    auto another = call;
    another.id = QStringLiteral("k2");
    return firstFailure({done(ledger.record(call, 1)), ledger.recordAll({another}), ledger.release(1),
                         done(ledger.calls()), done(ledger.averageOutput(call.provider, call.model, call.agent))});
}

Status metrics(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock)
{
    MetricsRepository history(database, clock);
    const auto now = clock->nowUtc();
    MetricSample sample;
    sample.until = now;
    sample.seconds = 300;
    SlowStatement slow;
    slow.sql = QStringLiteral("SELECT 1");
    slow.last = now;
    const auto run = history.beginRun(ProgramKind::Window, now);
    if (!run)
        return tl::unexpected(run.error());
    return firstFailure({history.append(sample), done(history.since(now)), history.keepSlow({slow}),
                         done(history.slowSince(now)), history.markRun(*run, now, true), done(history.runsSince(now))});
}

} // namespace consultantos::store_walks
