// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "storage/egress_ledger.h"

#include <QHash>
#include <QWidget>

#include <memory>

class QComboBox;
class QDateEdit;

namespace consultantos {

/// Which part of the ledger to show: period, host, purpose, report.
class EgressFilterBar : public QWidget {
    Q_OBJECT
public:
    explicit EgressFilterBar(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    /// What there is to choose from. What is chosen stays chosen, also if the ledger doesn't have it (any more).
    void setChoices(const EgressChoices &choices, const QHash<QString, QString> &reportTitles);
    /// Everything that was sent for this report, and nothing else.
    void showReport(const QString &id, const QString &title);
    void clear();
    /// Days are those of this computer's time zone.
    [[nodiscard]] EgressFilter filter() const;
    [[nodiscard]] bool isFiltering() const;

Q_SIGNALS:
    void changed();

private:
    enum Period { AllTime, Today, SevenDays, ThirtyDays, ThisYear, Between };
    void refreshDates();
    void reset();

    std::shared_ptr<const Clock> m_clock;
    QComboBox *m_period = nullptr;
    QWidget *m_dates = nullptr;
    QDateEdit *m_from = nullptr;
    QDateEdit *m_until = nullptr;
    QComboBox *m_host = nullptr;
    QComboBox *m_kind = nullptr;
    QComboBox *m_report = nullptr;
};

} // namespace consultantos
