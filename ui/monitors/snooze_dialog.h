// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QDialog>

class QCalendarWidget;

namespace consultantos {

/// Asks for the day on which an alert is to come back.
class SnoozeDialog : public QDialog {
    Q_OBJECT
public:
    explicit SnoozeDialog(const QDate &today, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QDate &date);

private:
    QCalendarWidget *m_calendar;
};

} // namespace consultantos
