// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/alert_outbox.h"
#include "storage/audit_log.h"
#include "storage/database.h"
#include "storage/indexes/store_walks.h"
#include "storage/job_claims.h"
#include "storage/job_repository.h"
#include "storage/monitor_repository.h"
#include "storage/original_repository.h"
#include "storage/user_repository.h"

namespace consultantos::store_walks {
namespace {

/// What workers do with a job that they share.
Status claims(const JobRepository &jobs, const Job &job, const QDateTime &now)
{
    JobClaims claims(jobs);
    if (auto held = firstFailure({done(claims.storeId()), done(claims.claim(job.id, QStringLiteral("w1"), now)),
                                  done(claims.isHeld(job.id, 1)), done(claims.open(now.addSecs(1), 1)),
                                  done(claims.handBack(job.id, 1, true)), done(claims.wantCancel(job.id, now))});
        !held)
        return held;
    auto over = job;
    over.state = JobState::Failed;
    over.finishedAt = now;
    return firstFailure({done(claims.finish(over, 1)), done(claims.requeue(job.id))});
}

/// Each condition alone, and all together.
Status alertLists(const MonitorRepository &monitors, const QDateTime &now)
{
    QList<AlertSelection> selections(6);
    selections[1].monitorId = QStringLiteral("m1");
    selections[2].companyId = QStringLiteral("acme");
    selections[3].changedSince = now;
    selections[4].changedBefore = now;
    selections[5].monitorId = QStringLiteral("m1");
    selections[5].subject = QStringLiteral("figure/revenue/FY2024");
    auto all = selections[5];
    all.companyId = QStringLiteral("acme");
    all.changedSince = all.changedBefore = now;
    selections.append(all);
    for (const auto &selection : std::as_const(selections)) {
        if (auto listed = done(monitors.alerts(selection)); !listed)
            return listed;
    }
    return {};
}

MonitorAlert someAlert(const QDateTime &now)
{
    MonitorAlert alert;
    alert.id = QStringLiteral("a1");
    alert.monitorId = QStringLiteral("m1");
    alert.companyId = QStringLiteral("acme");
    alert.created = alert.changed = now;
    alert.history.append({now, QStringLiteral("raised"), {}, {}});
    return alert;
}

/// What is to be sent, tried twice, and what was given up.
Status outbox(const std::shared_ptr<Database> &database, const QDateTime &now)
{
    AlertOutbox outbox(database);
    AlertSending sending;
    sending.id = QStringLiteral("s1");
    sending.monitorId = QStringLiteral("m1");
    sending.to = QStringLiteral("webhook");
    sending.created = sending.nextTry = now;
    const auto holder = QStringLiteral("me");
    const auto write = [&](const QString &id) {
        sending.id = id;
        return database->change([&](const Connection &connection) { return AlertOutbox::write(connection, sending); });
    };
    if (auto written = firstFailure({write(QStringLiteral("s1")), write(QStringLiteral("s2"))}); !written)
        return written;
    return firstFailure({done(outbox.sendings()), done(outbox.sending(sending.id)), done(outbox.due(now)),
                         done(outbox.take(sending.id, holder, now)), outbox.putBack(sending, holder),
                         done(outbox.retry(sending.id, now)), done(outbox.take(sending.id, holder, now)),
                         outbox.settle(sending.id, holder), outbox.discard(QStringLiteral("s1"), now),
                         outbox.forgetGivenUp(now)});
}

} // namespace

Status jobs(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock)
{
    JobRepository jobs(database);
    Job job;
    job.id = QStringLiteral("j1");
    job.caller = QStringLiteral("someone");
    job.idempotencyKey = QStringLiteral("k");
    job.createdAt = clock->nowUtc();
    auto second = job;
    second.id = QStringLiteral("j2");
    second.idempotencyKey.clear();
    if (auto written = firstFailure({jobs.save(job), jobs.save(second)}); !written)
        return written;
    const auto first = jobs.page(1, {});
    if (!first)
        return tl::unexpected(first.error());
    return firstFailure({done(jobs.find(job.id)), done(jobs.findByKey(job.caller, job.idempotencyKey)),
                         done(jobs.list(1)), done(jobs.page(1, first->cursor)), claims(jobs, job, job.createdAt),
                         done(jobs.interruptAll(job.createdAt)), jobs.removeOlderThan(job.createdAt)});
}

Status monitors(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock)
{
    MonitorRepository monitors(database);
    const auto now = clock->nowUtc();
    const auto holder = QStringLiteral("me");
    Monitor monitor;
    monitor.id = QStringLiteral("m1");
    monitor.name = QStringLiteral("Acme");
    monitor.companyId = QStringLiteral("acme");
    if (auto written = monitors.insert(monitor); !written)
        return written;
    const auto lease = monitors.lease(monitor.id, holder, now);
    if (!lease)
        return tl::unexpected(lease.error());
    const CheckRecord record{monitor, {{QStringLiteral("seen"), 1}}, {someAlert(now)}};
    return firstFailure({monitors.finish(record, holder), monitors.release(monitor.id, holder),
                         done(monitors.monitors()), done(monitors.monitor(monitor.id)), done(monitors.changes()),
                         done(monitors.changeMonitor(monitor.id, [](Monitor &) { return Status(); })),
                         done(monitors.snapshot(monitor.id)), alertLists(monitors, now), outbox(database, now),
                         done(monitors.alert(QStringLiteral("a1"))),
                         done(monitors.changeAlert(QStringLiteral("a1"), [](MonitorAlert &) { return Status(); })),
                         monitors.remove(monitor.id)});
}

Status users(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock)
{
    UserRepository users(database, clock);
    const auto name = QStringLiteral("ann");
    if (auto added = users.add(name, UserRole::Member); !added)
        return added;
    const auto token = users.addToken(name, QStringLiteral("laptop"), clock->nowUtc().addDays(1));
    if (!token)
        return tl::unexpected(token.error());
    AuditLog audit(database);
    AuditEntry entry;
    entry.at = clock->nowUtc();
    entry.actor = name;
    entry.action = QStringLiteral("POST /analyze");
    return firstFailure({users.allow(name, QStringLiteral("e")), done(users.list()), done(users.find(name)),
                         users.setRole(name, UserRole::Admin), done(users.tokens()), done(users.tokens(name)),
                         done(users.grants()), users.revoke(token->token.id), users.disallow(name, QStringLiteral("e")),
                         users.remove(name), audit.append(entry), done(audit.list(1)), done(audit.list(1, name))});
}

Status originals(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &)
{
    OriginalRepository originals(database);
    const auto id = QStringLiteral("d1");
    return firstFailure({originals.keep(id, {QStringLiteral("pdf"), QByteArray("bytes")}), done(originals.find(id)),
                         originals.remove(id)});
}

} // namespace consultantos::store_walks
