// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QDate>
#include <QHash>
#include <QString>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>

namespace consultantos {

class MoneyLedger;

/// How much may be spent, in micro-units; empty: without limit.
struct BudgetLimits {
    std::optional<qint64> eachReport;
    std::optional<qint64> eachDay; ///< in UTC
    std::optional<qint64> engagement;
};

/// What was spent before this keeper began, from the ledger.
struct BudgetSpent {
    QHash<QString, qint64> reports;
    qint64 today = 0;
    qint64 engagement = 0;
};

/// How far a budget is used.
struct BudgetState {
    std::optional<qint64> limit;
    qint64 spent = 0;
    qint64 reserved = 0;

    /// Spent and reserved are 80 % of the limit or more.
    [[nodiscard]] bool isNearlyUsed() const;
};

/// Keeps an engagement's budgets: what a call costs at most is reserved before it, what it did cost is settled after. As
/// long as no call costs more than was reserved for it, no budget is passed, however many calls run at once. Thread-safe;
/// must outlive its reservations.
class BudgetKeeper {
public:
    /// Money set aside for one call. Movable; used by one thread at a time. One that goes without being settled or
    /// released counts as spent: the call may have been billed.
    class Reservation {
    public:
        Reservation(Reservation &&other) noexcept;
        Reservation &operator=(Reservation &&) = delete;
        Reservation(const Reservation &) = delete;
        Reservation &operator=(const Reservation &) = delete;
        ~Reservation();

        /// The call was billed `cost`; unknown: all that was reserved. Only the first of settle() and release() counts.
        void settle(std::optional<qint64> cost);
        /// Nothing was sent.
        void release();
        [[nodiscard]] qint64 amount() const { return m_amount; }
        /// In the ledger, to be settled with the row of the call; 0: it isn't there.
        [[nodiscard]] qint64 held() const { return m_held; }

    private:
        friend class BudgetKeeper;
        Reservation(BudgetKeeper *keeper, QString reportId, QDate day, qint64 amount);

        BudgetKeeper *m_keeper;
        QString m_reportId;
        QDate m_day;
        qint64 m_amount;
        qint64 m_held = 0;
    };

    /// With a ledger what other processes spend and set aside counts, too, from the moment that they do; without one only
    /// what `spent` says of them.
    BudgetKeeper(BudgetLimits limits, BudgetSpent spent, std::shared_ptr<const Clock> clock,
                 std::shared_ptr<MoneyLedger> ledger = nullptr);

    /// What was spent and reserved stays.
    void setLimits(const BudgetLimits &limits);

    /// A call of no report (empty id) is bounded by the other two alone. Denied names the budget that `worstCase`
    /// (micro-units of `currency`) would pass, or says that the price isn't known where there is a limit that it could
    /// pass. With a ledger it does I/O, and its errors where there is a limit; what isn't settled `life` later, as its
    /// process was killed, is free again.
    [[nodiscard]] Result<Reservation> reserve(const QString &reportId, std::optional<qint64> worstCase,
                                              const QString &currency = {},
                                              std::chrono::milliseconds life = std::chrono::minutes(10));

    [[nodiscard]] BudgetState report(const QString &reportId) const;
    [[nodiscard]] BudgetState today() const;
    [[nodiscard]] BudgetState engagement() const;

private:
    struct Account {
        qint64 spent = 0;
        qint64 reserved = 0;
    };

    [[nodiscard]] QDate day() const;
    [[nodiscard]] Result<Reservation> setAside(const QString &reportId, QDate day, qint64 amount,
                                               const QString &currency, std::chrono::milliseconds life);
    void close(const Reservation &reservation, qint64 cost);

    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<MoneyLedger> m_ledger;
    mutable std::mutex m_mutex;
    BudgetLimits m_limits;
    QHash<QString, Account> m_reports;
    QHash<QDate, Account> m_days;
    Account m_engagement;
};

} // namespace consultantos
