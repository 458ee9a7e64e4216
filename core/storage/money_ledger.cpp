// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/money_ledger.h"

#include "storage/database.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <limits>

namespace consultantos {
namespace {

const QString Columns =
    QStringLiteral("id, called_at, provider, model, agent, report_id, input, cached_input, cache_write, output, "
                   "reasoning, currency, cost, saved, is_from_cache, is_rate_limited, duration_ms");

const QString Freeing = QStringLiteral("DELETE FROM reservations WHERE id = ?");

constexpr qint64 DayMs = 86'400'000;

QVariant nullable(const std::optional<qint64> &value)
{
    return value ? QVariant(*value) : QVariant();
}

std::optional<qint64> optionalOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

QString insertion()
{
    return QStringLiteral("INSERT INTO calls(%1) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON "
                          "CONFLICT(id) DO NOTHING")
        .arg(Columns);
}

QVariantList valuesOf(const ModelCall &call)
{
    // An empty text must not become NULL, as a null QString would.
    const auto text = [](const QString &value) { return value.isNull() ? QStringLiteral("") : value; };
    return {text(call.id),
            call.when.toMSecsSinceEpoch(),
            text(call.provider),
            text(call.model),
            text(call.agent),
            text(call.reportId),
            call.input,
            call.cachedInput,
            call.cacheWrite,
            call.output,
            call.reasoning,
            text(call.currency),
            nullable(call.cost),
            nullable(call.saved),
            call.isFromCache,
            call.isRateLimited,
            static_cast<qint64>(call.duration.count())};
}

ModelCall readCall(const QSqlQuery &row)
{
    ModelCall call;
    int column = 0;
    const auto next = [&row, &column] { return row.value(column++); };
    call.id = next().toString();
    call.when = QDateTime::fromMSecsSinceEpoch(next().toLongLong(), QTimeZone::utc());
    call.provider = next().toString();
    call.model = next().toString();
    call.agent = next().toString();
    call.reportId = next().toString();
    call.input = next().toLongLong();
    call.cachedInput = next().toLongLong();
    call.cacheWrite = next().toLongLong();
    call.output = next().toLongLong();
    call.reasoning = next().toLongLong();
    call.currency = next().toString();
    call.cost = optionalOf(next());
    call.saved = optionalOf(next());
    call.isFromCache = next().toBool();
    call.isRateLimited = next().toBool();
    call.duration = std::chrono::milliseconds(next().toLongLong());
    return call;
}

UsageTotals readTotals(const QSqlQuery &row, UsageGrouping grouping)
{
    UsageTotals totals;
    int column = 0;
    const auto next = [&row, &column] { return row.value(column++); };
    constexpr double Milliseconds = 1'000;
    const auto key = next();
    totals.key = grouping == UsageGrouping::Day ? QDate(1970, 1, 1).addDays(key.toLongLong()).toString(Qt::ISODate)
                                                : key.toString();
    totals.currency = next().toString();
    totals.calls = next().toLongLong();
    totals.cacheHits = next().toLongLong();
    totals.rateLimited = next().toLongLong();
    totals.input = next().toLongLong();
    totals.cachedInput = next().toLongLong();
    totals.cacheWrite = next().toLongLong();
    totals.output = next().toLongLong();
    totals.reasoning = next().toLongLong();
    totals.cost = next().toLongLong();
    totals.unknownCosts = next().toLongLong();
    totals.saved = next().toLongLong();
    totals.averageDuration = next().toDouble() / Milliseconds;
    return totals;
}

QString keyOf(UsageGrouping grouping)
{
    switch (grouping) {
    case UsageGrouping::Agent:
        return QStringLiteral("agent");
    case UsageGrouping::Report:
        return QStringLiteral("report_id");
    case UsageGrouping::Day:
        return QStringLiteral("called_at / 86400000"); // becomes a date in readTotals()
    case UsageGrouping::Model:
        return QStringLiteral("provider || ' ' || model");
    case UsageGrouping::None:
        break;
    }
    return QStringLiteral("''");
}

} // namespace

MoneyLedger::MoneyLedger(std::shared_ptr<Database> database)
    : m_database(std::move(database))
{
}

DatabaseSchema MoneyLedger::schema()
{
    return {
        QCoreApplication::translate("storage", "The ledger of what language models cost"),
        0x434F4D59, // "COMY"
        {{1,
          {QStringLiteral(
               "CREATE TABLE calls(id TEXT PRIMARY KEY, called_at INTEGER NOT NULL, provider TEXT NOT NULL, model "
               "TEXT NOT NULL, agent TEXT NOT NULL, report_id TEXT NOT NULL, input INTEGER NOT NULL, cached_input "
               "INTEGER NOT NULL, cache_write INTEGER NOT NULL, output INTEGER NOT NULL, reasoning INTEGER NOT NULL, "
               "currency TEXT NOT NULL, cost INTEGER, saved INTEGER, is_from_cache INTEGER NOT NULL, "
               "is_rate_limited INTEGER NOT NULL, duration_ms INTEGER NOT NULL)"),
           QStringLiteral("CREATE INDEX calls_called ON calls(called_at DESC)"),
           QStringLiteral("CREATE INDEX calls_report ON calls(report_id)")}},
         {2,
          {QStringLiteral("CREATE TABLE reservations(id INTEGER PRIMARY KEY, report_id TEXT NOT NULL, day INTEGER NOT "
                          "NULL, currency TEXT NOT NULL, amount INTEGER NOT NULL, expires_at INTEGER NOT NULL)"),
           // The sums of a budget are read before every call: from this index alone.
           QStringLiteral("CREATE INDEX calls_spent ON calls(currency, called_at, cost)")}},
         {3,
          {QStringLiteral("DROP INDEX calls_called"),
           QStringLiteral("CREATE INDEX calls_by_time ON calls(called_at DESC, id)"),
           QStringLiteral("CREATE INDEX reservations_expiry ON reservations(expires_at)")}}}};
}

Result<bool> MoneyLedger::record(const ModelCall &call, qint64 reservation)
{
    const auto use = m_database->measure("set", "model_calls");
    const auto write = [&](const Connection &connection) -> Result<bool> {
        const auto written = connection.run(insertion(), valuesOf(call));
        if (!written)
            return tl::unexpected(written.error());
        return written->numRowsAffected() > 0;
    };
    if (reservation == 0) {
        const auto connection = m_database->connection();
        return connection ? write(**connection) : Result<bool>(tl::unexpected(connection.error()));
    }
    return m_database->change([&](const Connection &connection) -> Result<bool> {
        auto isNew = write(connection);
        if (!isNew)
            return isNew;
        if (const auto freed = connection.run(Freeing, {reservation}); !freed)
            return tl::unexpected(freed.error());
        return isNew;
    });
}

Result<MoneyGrant> MoneyLedger::setAside(const MoneyClaim &claim)
{
    const auto use = m_database->measure("set", "model_calls");
    return m_database->change([&](const Connection &connection) -> Result<MoneyGrant> {
        const auto now = claim.now.toMSecsSinceEpoch();
        const auto day = now / DayMs;
        MoneyGrant grant;
        Status read;
        const auto sum = [&](qint64 &into, const QString &sql, const QVariantList &values) {
            if (!read)
                return;
            if (const auto value = connection.scalar(QStringLiteral("SELECT coalesce(sum(") + sql, values))
                into = value->toLongLong();
            else
                read = tl::unexpected(value.error());
        };
        const auto currency = claim.currency;
        sum(grant.spent.engagement, QStringLiteral("cost), 0) FROM calls WHERE currency = ?"), {currency});
        sum(grant.spent.day,
            QStringLiteral("cost), 0) FROM calls WHERE currency = ? AND called_at >= ? AND called_at < ?"),
            {currency, day * DayMs, (day + 1) * DayMs});
        const QString held = QStringLiteral("amount), 0) FROM reservations WHERE expires_at > ? AND currency = ?");
        sum(grant.reserved.engagement, held, {now, currency});
        sum(grant.reserved.day, held + QStringLiteral(" AND day = ?"), {now, currency, day});
        if (!claim.reportId.isEmpty()) {
            sum(grant.spent.report, QStringLiteral("cost), 0) FROM calls WHERE report_id = ? AND currency = ?"),
                {claim.reportId, currency});
            sum(grant.reserved.report, held + QStringLiteral(" AND report_id = ?"), {now, currency, claim.reportId});
        }
        if (!read)
            return tl::unexpected(read.error());
        const auto passes = [&claim](std::optional<qint64> limit, qint64 spent, qint64 reserved) {
            return limit && claim.amount > *limit - spent - reserved;
        };
        if (!claim.reportId.isEmpty() && passes(claim.reportLimit, grant.spent.report, grant.reserved.report))
            grant.passed = MoneyGrant::Passed::Report;
        else if (passes(claim.dayLimit, grant.spent.day, grant.reserved.day))
            grant.passed = MoneyGrant::Passed::Day;
        else if (passes(claim.engagementLimit, grant.spent.engagement, grant.reserved.engagement))
            grant.passed = MoneyGrant::Passed::Engagement;
        if (grant.passed != MoneyGrant::Passed::Nothing)
            return grant;
        if (const auto gone = connection.run(QStringLiteral("DELETE FROM reservations WHERE expires_at <= ?"), {now});
            !gone)
            return tl::unexpected(gone.error());
        const auto report = claim.reportId.isNull() ? QStringLiteral("") : claim.reportId;
        const auto written =
            connection.scalar(QStringLiteral("INSERT INTO reservations(report_id, day, currency, amount, expires_at) "
                                             "VALUES(?, ?, ?, ?, ?) RETURNING id"),
                              {report, day, currency, claim.amount, claim.expires.toMSecsSinceEpoch()});
        if (!written)
            return tl::unexpected(written.error());
        grant.reservation = written->toLongLong();
        for (auto *reserved : {&grant.reserved.report, &grant.reserved.day, &grant.reserved.engagement})
            *reserved += claim.amount;
        return grant;
    });
}

Status MoneyLedger::release(qint64 reservation)
{
    const auto use = m_database->measure("set", "model_calls");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto freed = (*connection)->run(Freeing, {reservation});
    return freed ? Status() : Status(tl::unexpected(freed.error()));
}

Status MoneyLedger::recordAll(const QList<ModelCall> &calls)
{
    const auto use = m_database->measure("batch_set", "model_calls");
    use.countBatch(calls.size());
    return m_database->change([&](const Connection &connection) -> Status {
        QList<QVariantList> rows;
        for (const auto &call : calls)
            rows.append(valuesOf(call));
        return connection.runAll(insertion(), rows);
    });
}

Result<QList<ModelCall>> MoneyLedger::calls() const
{
    const auto use = m_database->measure("query", "model_calls");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows = (*connection)->run(QStringLiteral("SELECT %1 FROM calls ORDER BY called_at DESC, id").arg(Columns));
    if (!rows)
        return tl::unexpected(rows.error());
    QList<ModelCall> calls;
    while (rows->next())
        calls.append(readCall(*rows));
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return calls;
}

Result<QList<UsageTotals>> MoneyLedger::totals(UsageGrouping grouping, const QDateTime &since) const
{
    const auto use = m_database->measure("query", "model_calls");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto used = [](const char *column) {
        return QStringLiteral("sum(CASE WHEN is_from_cache = 0 THEN %1 ELSE 0 END)").arg(QLatin1String(column));
    };
    auto rows =
        (*connection)
            ->run(QStringLiteral(
                      "SELECT %1 AS key, currency, count(*), sum(is_from_cache), sum(is_rate_limited), %2, %3, "
                      "%4, %5, %6, coalesce(sum(cost), 0), sum(CASE WHEN cost IS NULL THEN 1 ELSE 0 END), "
                      "coalesce(sum(saved), 0), "
                      "avg(duration_ms) FROM calls WHERE called_at >= ? GROUP BY key, currency ORDER BY key, currency")
                      .arg(keyOf(grouping), used("input"), used("cached_input"), used("cache_write"), used("output"),
                           used("reasoning")),
                  {since.isValid() ? since.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min()});
    if (!rows)
        return tl::unexpected(rows.error());
    QList<UsageTotals> totals;
    while (rows->next())
        totals.append(readTotals(*rows, grouping));
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return totals;
}

Result<std::optional<qint64>> MoneyLedger::averageOutput(const QString &provider, const QString &model,
                                                         const QString &agent) const
{
    constexpr int Enough = 3;
    const auto use = m_database->measure("query", "money");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto average = [&](const QString &condition, const QVariantList &values) {
        return (*connection)
            ->run(QStringLiteral("SELECT count(*), avg(tokens) FROM (SELECT output + reasoning AS tokens FROM calls "
                                 "WHERE agent = ? AND is_from_cache = 0 AND output > 0%1 ORDER BY called_at DESC "
                                 "LIMIT 100) AS latest")
                      .arg(condition),
                  values);
    };
    auto rows = average(QStringLiteral(" AND provider = ? AND model = ?"), {agent, provider, model});
    if (rows && rows->next() && rows->value(0).toInt() >= Enough)
        return std::optional<qint64>(qRound64(rows->value(1).toDouble()));
    if (!rows)
        return tl::unexpected(rows.error());
    rows = average({}, {agent});
    if (!rows)
        return tl::unexpected(rows.error());
    if (!rows->next() || rows->value(0).toInt() == 0)
        return std::optional<qint64>();
    return std::optional<qint64>(qRound64(rows->value(1).toDouble()));
}

} // namespace consultantos
