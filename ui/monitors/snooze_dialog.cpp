// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/snooze_dialog.h"

#include "widgets/theme.h"

#include <QCalendarWidget>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace consultantos {

SnoozeDialog::SnoozeDialog(const QDate &today, QWidget *parent)
    : QDialog(parent)
    , m_calendar(new QCalendarWidget)
{
    setObjectName(QStringLiteral("snoozeDialog"));
    setWindowTitle(tr("Snooze"));
    constexpr int DaysAhead = 14;
    m_calendar->setObjectName(QStringLiteral("snoozeCalendar"));
    m_calendar->setAccessibleName(tr("Day on which the alert comes back"));
    // Qt leaves the arrows of its calendar without names.
    for (const auto &[button, name] : {std::pair{"qt_calendar_prevmonth", tr("Month before")},
                                       std::pair{"qt_calendar_nextmonth", tr("Month after")}}) {
        if (auto *arrow = m_calendar->findChild<QWidget *>(QLatin1String(button)); arrow != nullptr)
            arrow->setAccessibleName(name);
    }
    m_calendar->setMinimumDate(today.addDays(1));
    m_calendar->setSelectedDate(today.addDays(DaysAhead));
    m_calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto *snooze = buttons->addButton(tr("Snooze until then"), QDialogButtonBox::AcceptRole);
    snooze->setObjectName(QStringLiteral("snoozeAccept"));
    snooze->setProperty("primary", true);
    snooze->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const auto accept = [this] {
        Q_EMIT chosen(m_calendar->selectedDate());
        QDialog::accept();
    };
    connect(buttons, &QDialogButtonBox::accepted, this, accept);
    connect(m_calendar, &QCalendarWidget::activated, this, accept);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(2 * GridUnit);
    column->addWidget(new QLabel(tr("The alert comes back at the beginning of this day.")));
    column->addWidget(m_calendar);
    column->addWidget(buttons);
}

} // namespace consultantos
