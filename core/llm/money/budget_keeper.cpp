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
    if (auto *keeper = m_keeper; keeper && m_held != 0) {
        if (const auto freed = keeper->m_ledger->release(std::exchange(m_held, 0)); !freed)
            qCWarning(lcStorage) << "set aside until it expires:" << freed.error().message;
    }
    settle(0);
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
        for (const auto &bounded : accounts)
            bounded.account->reserved += amount;
    }
    Reservation reservation(this, reportId, today, amount);
    if (isShared) {
        if (const auto aside = setAside(reservation, currency, life); !aside) {
            reservation.release();
            return tl::unexpected(aside.error());
        }
    }
    return reservation;
}

Status BudgetKeeper::setAside(Reservation &reservation, const QString &currency, std::chrono::milliseconds life)
{
    MoneyClaim claim;
    claim.reportId = reservation.m_reportId;
    claim.currency = currency;
    claim.amount = reservation.m_amount;
    claim.now = m_clock->nowUtc();
    claim.expires = claim.now.addMSecs(life.count());
    quint64 closed = 0;
    {
        const std::lock_guard lock(m_mutex);
        claim.reportLimit = m_limits.eachReport;
        claim.dayLimit = m_limits.eachDay;
        claim.engagementLimit = m_limits.engagement;
        closed = m_closed;
    }
    const auto grant = m_ledger->setAside(claim);
    if (!grant) {
        if (claim.reportLimit || claim.dayLimit || claim.engagementLimit)
            return tl::unexpected(grant.error());
        qCWarning(lcStorage) << "not set aside in the ledger:" << grant.error().message;
        return {};
    }
    takeOver(reservation, *grant, closed);
    switch (grant->passed) {
    case MoneyGrant::Passed::Report:
        return passed(reportName());
    case MoneyGrant::Passed::Day:
        return passed(dayName());
    case MoneyGrant::Passed::Engagement:
        return passed(engagementName());
    case MoneyGrant::Passed::Nothing:
        break;
    }
    reservation.m_held = grant->reservation;
    return {};
}

/// What the ledger says of all processes, for who looks at the budgets. Where a call ended meanwhile it may be of before
/// that; the next one has it.
void BudgetKeeper::takeOver(const Reservation &reservation, const MoneyGrant &grant, quint64 closed)
{
    const std::lock_guard lock(m_mutex);
    if (m_closed != closed)
        return;
    if (!reservation.m_reportId.isEmpty())
        m_reports[reservation.m_reportId].spent = grant.spent.report;
    m_days[reservation.m_day].spent = grant.spent.day;
    m_engagement.spent = grant.spent.engagement;
}

void BudgetKeeper::close(const Reservation &reservation, qint64 cost)
{
    const std::lock_guard lock(m_mutex);
    for (auto *account : {&m_reports[reservation.m_reportId], &m_days[reservation.m_day], &m_engagement}) {
        account->reserved -= reservation.m_amount;
        account->spent += cost;
    }
    ++m_closed;
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
