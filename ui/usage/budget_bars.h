// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "storage/money_ledger.h"

#include <QList>
#include <QString>
#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace consultantos {

/// How far one budget is used.
struct BudgetUse {
    enum Kind { Report, Day, Engagement };
    Kind kind = Day;
    qint64 limit = 0; ///< micro-units
    qint64 spent = 0;

    /// From 80 % on it is time to say so.
    [[nodiscard]] bool isNearlyUsed() const;
};

/// The budgets that are set, with what was spent of them. Does I/O: never in the window's thread.
[[nodiscard]] QList<BudgetUse> readBudgets(const MoneyLedger &ledger, const QList<SettingDescription> &settings,
                                           const QDate &todayUtc);
/// The amount of a budget's setting, in micro-units; empty if there is none.
[[nodiscard]] std::optional<qint64> budgetSetting(const QList<SettingDescription> &settings, const char *key);

/// The budgets as bars. Nothing is shown where none is set.
class BudgetBars : public QWidget {
    Q_OBJECT
public:
    explicit BudgetBars(QWidget *parent = nullptr);

    void setBudgets(const QList<BudgetUse> &budgets, const QString &currency);

private:
    QVBoxLayout *m_column = nullptr;
};

} // namespace consultantos
