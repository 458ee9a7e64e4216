// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/status_strip.h"

#include "cache/cache_manager.h"
#include "cache/cache_store.h"
#include "model/model_words.h"
#include "run/run_model.h"
#include "storage/money_ledger.h"
#include "widgets/async.h"

#include <QDateTime>
#include <QLocale>
#include <QTimer>

#include <algorithm>

namespace consultantos {
namespace {

using namespace std::chrono_literals;

constexpr auto CostInterval = 60s;

int runningAgents(const RunModel &runs)
{
    const auto &agents = runs.agents();
    return int(std::count_if(agents.begin(), agents.end(),
                             [](const AgentEvent &agent) { return agent.state == AgentState::Running; }));
}

/// What the figures are read from, off the window's thread.
StatusFigures readFigures(const std::shared_ptr<const MoneyLedger> &money, const CacheAccess &cache,
                          const QDateTime &now)
{
    StatusFigures figures;
    if (cache.manager) {
        const auto total = cache.manager->stats().total();
        if (total.allHits() + total.computed + total.misses > 0)
            figures.hitRate = total.hitRate();
    }
    if (money) {
        const QDateTime begin(now.date(), QTime(0, 0), Qt::UTC);
        const auto totals = money->totals(UsageGrouping::None, begin).value_or(QList<UsageTotals>());
        for (const auto &row : totals) {
            if (row.currency.isEmpty())
                continue;
            figures.costToday += row.cost;
            figures.currency = row.currency;
        }
    }
    return figures;
}

} // namespace

QString statusText(const StatusFigures &figures)
{
    QStringList parts;
    constexpr double Percent = 100;
    if (figures.hitRate)
        parts += StatusStrip::tr("Cache %1 %").arg(QLocale().toString(*figures.hitRate * Percent, 'f', 0));
    if (figures.runningAgents > 0)
        parts += StatusStrip::tr("%n agent(s) running", nullptr, figures.runningAgents);
    if (!figures.currency.isEmpty())
        parts += StatusStrip::tr("%1 today").arg(moneyText(figures.costToday, figures.currency));
    return parts.isEmpty() ? StatusStrip::tr("Performance") : parts.join(QStringLiteral("  ·  "));
}

StatusStrip::StatusStrip(const AppServices &services, const RunModel *runs, QWidget *parent)
    : QToolButton(parent)
    , m_services(services)
    , m_runs(runs)
    , m_timer(new QTimer(this))
{
    setObjectName(QStringLiteral("statusStrip"));
    // By keyboard the page is reached through its menu and shortcut: the strip would stand between list and fields.
    setFocusPolicy(Qt::ClickFocus);
    setAutoRaise(true);
    setToolTip(tr("Share of look-ups that the cache answered, agents at work, and what language models cost today. "
                  "Click for the performance page."));
    connect(runs, &RunModel::dataChanged, this, &StatusStrip::refresh);
    connect(runs, &RunModel::rowsInserted, this, &StatusStrip::refresh);
    connect(runs, &RunModel::modelReset, this, &StatusStrip::refresh);
    connect(m_timer, &QTimer::timeout, this, &StatusStrip::readCost);
    m_timer->start(CostInterval);
    refresh();
    readCost();
}

void StatusStrip::readCost()
{
    const auto cache = m_services.cache ? m_services.cache->access() : CacheAccess();
    runAsync(
        m_services.pool, this,
        [money = m_services.money, cache, now = m_services.clock->nowUtc()] { return readFigures(money, cache, now); },
        [this, query = ++m_query](StatusFigures figures) {
            if (query != m_query)
                return;
            m_figures = std::move(figures);
            refresh();
        });
}

void StatusStrip::refresh()
{
    m_figures.runningAgents = runningAgents(*m_runs);
    setText(statusText(m_figures));
    setAccessibleName(text());
}

} // namespace consultantos
