// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "model/monitor.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QRadioButton;
class QSpinBox;

namespace consultantos {

/// When a monitor is checked: every so many hours, days or weeks, or a schedule as cron has it; with the next five times.
class ScheduleEditor : public QWidget {
    Q_OBJECT
public:
    explicit ScheduleEditor(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    /// `anchor` is where Every counts from; invalid: now.
    void setSchedule(const MonitorSchedule &schedule, const QDateTime &anchor);
    [[nodiscard]] MonitorSchedule schedule() const;
    [[nodiscard]] bool isValid() const { return m_isValid; }

Q_SIGNALS:
    void changed();

private:
    void fillZones();
    void refresh();

    std::shared_ptr<const Clock> m_clock;
    QDateTime m_anchor;
    int m_jitter = 0;
    bool m_isValid = true;
    QRadioButton *m_isEvery;
    QRadioButton *m_isCron;
    QSpinBox *m_every;
    QComboBox *m_unit;
    QLineEdit *m_cron;
    QComboBox *m_zone;
    QLabel *m_next;
    QLabel *m_error;
};

} // namespace consultantos
