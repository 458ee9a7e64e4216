// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/money/budget_keeper.h"

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
    settle(0);
}

BudgetKeeper::BudgetKeeper(BudgetLimits limits, BudgetSpent spent, std::shared_ptr<const Clock> clock)
    : m_clock(std::move(clock))
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

Result<BudgetKeeper::Reservation> BudgetKeeper::reserve(const QString &reportId, std::optional<qint64> worstCase)
{
    const std::lock_guard lock(m_mutex);
    const auto today = day();
    struct Bounded {
        Account *account;
        std::optional<qint64> limit;
        QString name;
    };
    const std::array accounts{
        Bounded{&m_reports[reportId], reportId.isEmpty() ? std::nullopt : m_limits.eachReport,
                QCoreApplication::translate("BudgetKeeper", "this report")},
        Bounded{&m_days[today], m_limits.eachDay, QCoreApplication::translate("BudgetKeeper", "today")},
        Bounded{&m_engagement, m_limits.engagement, QCoreApplication::translate("BudgetKeeper", "this engagement")}};
    const auto amount = std::max<qint64>(worstCase.value_or(0), 0);
    for (const auto &[account, limit, name] : accounts) {
        if (!limit)
            continue;
        if (!worstCase)
            return denied(QCoreApplication::translate(
                              "BudgetKeeper", "There is a budget for %1, but the price of the model isn't known.")
                              .arg(name));
        if (amount > *limit - account->spent - account->reserved)
            return denied(
                QCoreApplication::translate("BudgetKeeper", "The call could pass the budget for %1.").arg(name));
    }
    for (const auto &bounded : accounts)
        bounded.account->reserved += amount;
    return Reservation(this, reportId, today, amount);
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
