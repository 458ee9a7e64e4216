// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/money/budget_keeper.h"

#include "base/logging.h"
#include "storage/money_ledger.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace consultantos {

namespace {

constexpr qint64 WarningPercent = 80;
constexpr qint64 Percent = 100;

tl::unexpected<Error> denied(const QString &message)
{
    return fail(ErrorCode::Denied, message,
                QCoreApplication::translate("BudgetKeeper",
                                            "Nothing was sent. Raise the budget in the settings, or work "
                                            "on without a model."));
}

tl::unexpected<Error> passed(const QString &name)
{
    return denied(QCoreApplication::translate("BudgetKeeper", "The call could pass the budget for %1.").arg(name));
}

QString reportName()
{
    return QCoreApplication::translate("BudgetKeeper", "this report");
}

QString dayName()
{
    return QCoreApplication::translate("BudgetKeeper", "today");
}

QString engagementName()
{
    return QCoreApplication::translate("BudgetKeeper", "this engagement");
}

} // namespace

bool BudgetState::isNearlyUsed() const
{
    // Divided before multiplied: no limit is too large. The remainder's share is less than a micro-unit's rounding.
    return limit && spent + reserved >= *limit / Percent * WarningPercent + *limit % Percent * WarningPercent / Percent;
}

BudgetKeeper::Reservation::Reservation(BudgetKeeper *keeper, QString reportId, QDate day, qint64 amount)
    : m_keeper(keeper)
    , m_reportId(std::move(reportId))
    , m_day(day)
    , m_amount(amount)
{
}

BudgetKeeper::Reservation::Reservation(Reservation &&other) noexcept
    : m_keeper(std::exchange(other.m_keeper, nullptr))
    , m_reportId(std::move(other.m_reportId))
    , m_day(other.m_day)
    , m_amount(other.m_amount)
    , m_held(std::exchange(other.m_held, 0))
{
}

BudgetKeeper::Reservation::~Reservation()
{
    settle(std::nullopt);
}

void BudgetKeeper::Reservation::settle(std::optional<qint64> cost)
{
    if (auto *keeper = std::exchange(m_keeper, nullptr))
        keeper->close(*this, std::max<qint64>(cost.value_or(m_amount), 0));
}

void BudgetKeeper::Reservation::release()
{
    auto *keeper = m_keeper;
    const auto held = std::exchange(m_held, 0);
    // Ours first: who gets what is free in the ledger mustn't see both set aside.
    settle(0);
    if (!keeper || held == 0)
        return;
    if (const auto freed = keeper->m_ledger->release(held); !freed)
        qCWarning(lcStorage) << "set aside until it expires:" << freed.error().message;
}

BudgetKeeper::BudgetKeeper(BudgetLimits limits, BudgetSpent spent, std::shared_ptr<const Clock> clock,
                           std::shared_ptr<MoneyLedger> ledger)
    : m_clock(std::move(clock))
    , m_ledger(std::move(ledger))
    , m_limits(limits)
{
    for (auto report = spent.reports.begin(); report != spent.reports.end(); ++report)
        m_reports[report.key()].spent = report.value();
    m_days[day()].spent = spent.today;
    m_engagement.spent = spent.engagement;
}

void BudgetKeeper::setLimits(const BudgetLimits &limits)
{
    const std::lock_guard lock(m_mutex);
    m_limits = limits;
}

QDate BudgetKeeper::day() const
{
    return m_clock->nowUtc().date();
}

Result<BudgetKeeper::Reservation> BudgetKeeper::reserve(const QString &reportId, std::optional<qint64> worstCase,
                                                        const QString &currency, std::chrono::milliseconds life)
{
    const auto amount = std::max<qint64>(worstCase.value_or(0), 0);
    // What costs nothing needs no place in the ledger.
    const bool isShared = m_ledger && !currency.isEmpty() && amount > 0;
    const auto today = day();
    {
        const std::lock_guard lock(m_mutex);
        struct Bounded {
            Account *account;
            std::optional<qint64> limit;
            QString name;
        };
        const std::array accounts{
            Bounded{&m_reports[reportId], reportId.isEmpty() ? std::nullopt : m_limits.eachReport, reportName()},
            Bounded{&m_days[today], m_limits.eachDay, dayName()},
            Bounded{&m_engagement, m_limits.engagement, engagementName()}};
        for (const auto &[account, limit, name] : accounts) {
            if (!limit)
                continue;
            if (!worstCase)
                return denied(QCoreApplication::translate(
                                  "BudgetKeeper", "There is a budget for %1, but the price of the model isn't known.")
                                  .arg(name));
            if (!isShared && amount > *limit - account->spent - account->reserved)
                return passed(name);
        }
        if (!isShared) {
            for (const auto &bounded : accounts)
                bounded.account->reserved += amount;
            return Reservation(this, reportId, today, amount);
        }
    }
    return setAside(reportId, today, amount, currency, life);
}

Result<BudgetKeeper::Reservation> BudgetKeeper::setAside(const QString &reportId, QDate day, qint64 amount,
                                                         const QString &currency, std::chrono::milliseconds life)
{
    MoneyClaim claim;
    claim.reportId = reportId;
    claim.currency = currency;
    claim.amount = amount;
    claim.now = m_clock->nowUtc();
    claim.expires = claim.now.addMSecs(life.count());
    {
        const std::lock_guard lock(m_mutex);
        claim.reportLimit = m_limits.eachReport;
        claim.dayLimit = m_limits.eachDay;
        claim.engagementLimit = m_limits.engagement;
    }
    const auto grant = m_ledger->setAside(claim);
    if (!grant) {
        if (claim.reportLimit || claim.dayLimit || claim.engagementLimit)
            return tl::unexpected(grant.error());
        qCWarning(lcStorage) << "not set aside in the ledger:" << grant.error().message;
    }
    const auto verdict = grant ? grant->passed : MoneyGrant::Passed::Nothing;
    const std::lock_guard lock(m_mutex);
    const auto sums = grant ? grant->spent : MoneySums();
    // For who looks at the budgets: what all processes spent. Of a call of ours that ended just now the ledger may not have
    // the row yet, so it never says less than we know.
    const auto take = [&](Account &account, qint64 spent) {
        account.spent = std::max(account.spent, spent);
        if (verdict == MoneyGrant::Passed::Nothing)
            account.reserved += amount;
    };
    take(m_reports[reportId], sums.report);
    take(m_days[day], sums.day);
    take(m_engagement, sums.engagement);
    switch (verdict) {
    case MoneyGrant::Passed::Report:
        return passed(reportName());
    case MoneyGrant::Passed::Day:
        return passed(dayName());
    case MoneyGrant::Passed::Engagement:
        return passed(engagementName());
    case MoneyGrant::Passed::Nothing:
        break;
    }
    Reservation reservation(this, reportId, day, amount);
    reservation.m_held = grant ? grant->reservation : 0;
    return reservation;
}

void BudgetKeeper::close(const Reservation &reservation, qint64 cost)
{
    const std::lock_guard lock(m_mutex);
    for (auto *account : {&m_reports[reservation.m_reportId], &m_days[reservation.m_day], &m_engagement}) {
        account->reserved -= reservation.m_amount;
        account->spent += cost;
    }
}

BudgetState BudgetKeeper::report(const QString &reportId) const
{
    const std::lock_guard lock(m_mutex);
    const auto account = m_reports.value(reportId);
    return {m_limits.eachReport, account.spent, account.reserved};
}

BudgetState BudgetKeeper::today() const
{
    const std::lock_guard lock(m_mutex);
    const auto account = m_days.value(day());
    return {m_limits.eachDay, account.spent, account.reserved};
}

BudgetState BudgetKeeper::engagement() const
{
    const std::lock_guard lock(m_mutex);
    return {m_limits.engagement, m_engagement.spent, m_engagement.reserved};
}

} // namespace consultantos
