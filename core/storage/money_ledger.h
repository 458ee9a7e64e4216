// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/model_call.h"

#include <QList>
#include <QString>

#include <memory>

namespace consultantos {

class Database;
struct DatabaseSchema;

/// What the calls of one currency come to.
struct UsageTotals {
    QString key;      ///< what they have in common: an agent, a report, a day (ISO 8601, UTC), a model; empty: all
    QString currency; ///< empty where no cost is known
    qint64 calls = 0;
    qint64 cacheHits = 0;
    qint64 rateLimited = 0;
    qint64 input = 0; ///< tokens, each kind apart; those of cache hits, which nobody used again, aren't in them
    qint64 cachedInput = 0;
    qint64 cacheWrite = 0;
    qint64 output = 0;
    qint64 reasoning = 0;
    qint64 cost = 0;            ///< micro-units, of the calls whose cost is known
    qint64 unknownCosts = 0;    ///< calls whose cost isn't
    qint64 saved = 0;           ///< micro-units, of the cache hits whose price is known
    double averageDuration = 0; ///< seconds, cache hits among them

    [[nodiscard]] double cacheHitRate() const
    {
        return calls == 0 ? 0 : static_cast<double>(cacheHits) / static_cast<double>(calls);
    }
    bool operator==(const UsageTotals &) const = default;
};

/// What totals are told apart by.
enum class UsageGrouping { None, Agent, Report, Day, Model };

/// Money to be set aside for a call, and what bounds it. Amounts are micro-units.
struct MoneyClaim {
    QString reportId; ///< empty: of none
    QString currency;
    qint64 amount = 0;
    QDateTime now;                     ///< in UTC
    QDateTime expires;                 ///< when it is free again if nobody settles it: its holder was killed
    std::optional<qint64> reportLimit; ///< empty: without limit
    std::optional<qint64> dayLimit;
    std::optional<qint64> engagementLimit;
};

/// Amounts of the report, the day (UTC) and the whole engagement.
struct MoneySums {
    qint64 report = 0;
    qint64 day = 0;
    qint64 engagement = 0;
};

/// What became of a claim.
struct MoneyGrant {
    enum class Passed { Nothing, Report, Day, Engagement };
    Passed passed = Passed::Nothing; ///< the limit that it would pass; nothing was set aside then
    qint64 reservation = 0;          ///< for record() or release()
    MoneySums spent;                 ///< by all processes
    MoneySums reserved;              ///< likewise, with this claim if it was granted
};

/// What language models cost, for one engagement: a row a call. Thread-safe; every call does I/O, never from the window's
/// thread.
class MoneyLedger {
public:
    explicit MoneyLedger(std::shared_ptr<Database> database);
    [[nodiscard]] static DatabaseSchema schema();

    /// False if a call of this id is there already: it is billed once. `reservation` is settled by it: from one moment to
    /// the next what was set aside is spent instead. 0: none.
    Result<bool> record(const ModelCall &call, qint64 reservation = 0);

    /// Sets money aside where that passes no limit, whatever other processes have spent and set aside: looked up and
    /// written in one transaction that keeps all others out.
    [[nodiscard]] Result<MoneyGrant> setAside(const MoneyClaim &claim);
    /// Nothing was spent of it.
    Status release(qint64 reservation);

    /// Several in one transaction: all are there, or none.
    Status recordAll(const QList<ModelCall> &calls);

    /// The newest first.
    [[nodiscard]] Result<QList<ModelCall>> calls() const;
    /// By the key, then the currency: amounts of different currencies are never added.
    /// Of the calls at `since` and later, if it is given.
    [[nodiscard]] Result<QList<UsageTotals>> totals(UsageGrouping grouping, const QDateTime &since = {}) const;

    /// Tokens of an answer to an agent on average, reasoning among them, of the newest hundred of that model; of any model
    /// where that one answered it less than three times. Empty without any.
    [[nodiscard]] Result<std::optional<qint64>> averageOutput(const QString &provider, const QString &model,
                                                              const QString &agent) const;

private:
    std::shared_ptr<Database> m_database;
};

} // namespace consultantos
