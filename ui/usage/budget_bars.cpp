// SPDX-License-Identifier: GPL-3.0-or-later
#include "usage/budget_bars.h"

#include "model/model_words.h"
#include "widgets/theme.h"

#include <QDate>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int Percent = 100;
constexpr int NearlyUsed = 80;

QString titleOf(BudgetUse::Kind kind)
{
    switch (kind) {
    case BudgetUse::Day:
        return BudgetBars::tr("Today");
    case BudgetUse::Engagement:
        return BudgetBars::tr("This engagement");
    case BudgetUse::Report:
        break;
    }
    return BudgetBars::tr("A report");
}

} // namespace

bool BudgetUse::isNearlyUsed() const
{
    return spent * Percent >= limit * NearlyUsed;
}

std::optional<qint64> budgetSetting(const QList<SettingDescription> &settings, const char *key)
{
    const auto found = std::find_if(settings.begin(), settings.end(),
                                    [&](const auto &setting) { return setting.key == QLatin1String(key); });
    return found == settings.end() ? std::nullopt : microUnits(found->value);
}

QList<BudgetUse> readBudgets(const MoneyLedger &ledger, const QList<SettingDescription> &settings,
                             const QDate &todayUtc)
{
    QList<BudgetUse> budgets;
    const auto spent = [&](UsageGrouping grouping, const QString &key) {
        qint64 sum = 0;
        for (const auto &row : ledger.totals(grouping).value_or(QList<UsageTotals>())) {
            if (row.key == key)
                sum += row.cost;
        }
        return sum;
    };
    if (const auto limit = budgetSetting(settings, "llm_budget_day"))
        budgets.append({BudgetUse::Day, *limit, spent(UsageGrouping::Day, todayUtc.toString(Qt::ISODate))});
    if (const auto limit = budgetSetting(settings, "llm_budget_engagement"))
        budgets.append({BudgetUse::Engagement, *limit, spent(UsageGrouping::None, {})});
    return budgets;
}

BudgetBars::BudgetBars(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(GridUnit / 2);
    hide();
}

void BudgetBars::setBudgets(const QList<BudgetUse> &budgets, const QString &currency)
{
    while (auto *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto &budget : budgets) {
        const auto share =
            budget.limit > 0 ? int(std::min<qint64>(budget.spent * Percent / budget.limit, Percent)) : Percent;
        auto text =
            tr("%1: %2 of %3")
                .arg(titleOf(budget.kind), moneyText(budget.spent, currency), moneyText(budget.limit, currency));
        if (budget.isNearlyUsed())
            text += QLatin1Char(' ') + tr("– nearly used up: what could pass it is refused.");
        auto *label = new QLabel(text);
        label->setProperty("role", budget.isNearlyUsed() ? QStringLiteral("warning") : QStringLiteral("muted"));
        label->setWordWrap(true);
        auto *bar = new QProgressBar;
        bar->setRange(0, Percent);
        bar->setValue(share);
        bar->setTextVisible(false);
        bar->setFixedHeight(GridUnit);
        bar->setMaximumWidth(bar->fontMetrics().averageCharWidth() * 80);
        bar->setAccessibleName(text);
        m_column->addWidget(label);
        m_column->addWidget(bar);
    }
    setVisible(!budgets.isEmpty());
}

} // namespace consultantos
