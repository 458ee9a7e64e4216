// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/schedule_editor.h"

#include "agents/monitoring/schedule.h"
#include "monitors/monitor_words.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStyle>
#include <QTimeZone>
#include <QVBoxLayout>

namespace consultantos {

namespace {

constexpr int NextShown = 5;
constexpr int MaxEvery = 1'000;

/// "Mon 30 Nov 2026, 07:00" by the clocks of the zone.
QString inZone(const QDateTime &time, const QTimeZone &zone)
{
    const auto there = time.toTimeZone(zone);
    const QLocale locale;
    const auto text = QStringLiteral("%1 %2, %3")
                          .arg(locale.dayName(there.date().dayOfWeek(), QLocale::ShortFormat), dayText(there.date()),
                               locale.toString(there.time(), QLocale::ShortFormat));
    // A time isn't torn apart at the end of a line.
    return QString(text).replace(QLatin1Char(' '), QChar::Nbsp);
}

} // namespace

ScheduleEditor::ScheduleEditor(std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(std::move(clock))
    , m_isEvery(new QRadioButton(tr("Ever&y")))
    , m_isCron(new QRadioButton(tr("As c&ron has it")))
    , m_every(new QSpinBox)
    , m_unit(new QComboBox)
    , m_cron(new QLineEdit)
    , m_zone(new QComboBox)
    , m_next(new QLabel)
    , m_error(new QLabel)
{
    m_isEvery->setObjectName(QStringLiteral("scheduleEvery"));
    m_isCron->setObjectName(QStringLiteral("scheduleCron"));
    m_every->setObjectName(QStringLiteral("scheduleCount"));
    m_every->setAccessibleName(tr("How many"));
    m_every->setRange(1, MaxEvery);
    m_unit->setObjectName(QStringLiteral("scheduleUnit"));
    m_unit->setAccessibleName(tr("Unit of time"));
    for (const auto &unit : {tr("minutes"), tr("hours"), tr("days"), tr("weeks")})
        m_unit->addItem(unit);
    m_cron->setObjectName(QStringLiteral("scheduleCronText"));
    m_cron->setAccessibleName(tr("Schedule as cron has it"));
    m_cron->setPlaceholderText(QStringLiteral("0 7 * * 1-5"));
    m_cron->setToolTip(
        tr("Minute, hour, day of the month, month, day of the week. 0 7 * * 1-5: Monday to Friday at 07:00. "
           "0 8 1 * *: on the first of each month at 08:00."));
    m_zone->setObjectName(QStringLiteral("scheduleZone"));
    m_zone->setAccessibleName(tr("Time zone"));
    m_next->setObjectName(QStringLiteral("scheduleNext"));
    m_next->setProperty("role", QStringLiteral("muted"));
    m_next->setWordWrap(true);
    m_error->setObjectName(QStringLiteral("scheduleError"));
    m_error->setProperty("role", QStringLiteral("error"));
    m_error->setWordWrap(true);
    fillZones();

    auto *every = new QHBoxLayout;
    every->setSpacing(GridUnit);
    every->addWidget(m_every);
    every->addWidget(m_unit);
    every->addStretch();
    auto *zoneName = new QLabel(tr("By the clocks of"));
    zoneName->setBuddy(m_zone);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * GridUnit);
    grid->setVerticalSpacing(GridUnit);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_isEvery, 0, 0);
    grid->addLayout(every, 0, 1);
    grid->addWidget(m_isCron, 1, 0);
    grid->addWidget(m_cron, 1, 1);
    grid->addWidget(zoneName, 2, 0);
    grid->addWidget(m_zone, 2, 1, Qt::AlignLeft);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit);
    column->addLayout(grid);
    column->addWidget(m_error);
    column->addWidget(m_next);

    connect(m_every, &QSpinBox::valueChanged, this, [this] {
        m_isEvery->setChecked(true);
        refresh();
    });
    connect(m_unit, &QComboBox::activated, this, [this] { m_isEvery->setChecked(true); });
    connect(m_unit, &QComboBox::currentIndexChanged, this, &ScheduleEditor::refresh);
    connect(m_cron, &QLineEdit::textEdited, this, [this] {
        m_isCron->setChecked(true);
        refresh();
    });
    connect(m_isEvery, &QRadioButton::toggled, this, &ScheduleEditor::refresh);
    connect(m_zone, &QComboBox::currentTextChanged, this, &ScheduleEditor::refresh);
    setFocusProxy(m_every);
    setSchedule({}, {});
}

void ScheduleEditor::fillZones()
{
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    m_zone->setMaxVisibleItems(20);
    const auto own = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    QStringList zones{own};
    if (own != QLatin1String("UTC"))
        zones.append(QStringLiteral("UTC"));
    const auto all = QTimeZone::availableTimeZoneIds();
    for (const auto &id : all) {
        // Names of places; the rest are abbreviations and old names of the same zones.
        if (id.contains('/') && !id.startsWith("Etc/") && !id.startsWith("posix/") && !id.startsWith("right/")
            && id != own.toLatin1())
            zones.append(QString::fromLatin1(id));
    }
    m_zone->addItems(zones);
    auto *completer = m_zone->completer();
    completer->setFilterMode(Qt::MatchContains);
    completer->setCompletionMode(QCompleter::PopupCompletion);
    m_zone->setMinimumContentsLength(24);
}

void ScheduleEditor::setSchedule(const MonitorSchedule &schedule, const QDateTime &anchor)
{
    const QSignalBlocker every(m_every);
    const QSignalBlocker unit(m_unit);
    const QSignalBlocker zone(m_zone);
    m_anchor = anchor;
    m_jitter = schedule.jitterSeconds;
    m_every->setValue(schedule.every);
    m_unit->setCurrentIndex(int(schedule.unit));
    m_cron->setText(schedule.cron);
    m_zone->setCurrentText(schedule.timeZone);
    m_isCron->setChecked(schedule.kind == MonitorSchedule::Kind::Cron);
    m_isEvery->setChecked(schedule.kind == MonitorSchedule::Kind::Every);
    refresh();
}

MonitorSchedule ScheduleEditor::schedule() const
{
    MonitorSchedule schedule;
    schedule.kind = m_isCron->isChecked() ? MonitorSchedule::Kind::Cron : MonitorSchedule::Kind::Every;
    schedule.every = m_every->value();
    schedule.unit = MonitorSchedule::Unit(m_unit->currentIndex());
    if (schedule.kind == MonitorSchedule::Kind::Cron)
        schedule.cron = m_cron->text().simplified();
    schedule.timeZone = m_zone->currentText().trimmed();
    schedule.jitterSeconds = m_jitter;
    return schedule;
}

void ScheduleEditor::refresh()
{
    const auto schedule = this->schedule();
    const auto valid = validSchedule(schedule);
    m_isValid = bool(valid);
    m_error->setText(valid ? QString() : valid.error().toText());
    m_error->setVisible(!valid);
    m_cron->setProperty("invalid", !valid && m_isCron->isChecked());
    m_cron->style()->unpolish(m_cron);
    m_cron->style()->polish(m_cron);
    m_next->setVisible(m_isValid);
    if (m_isValid) {
        const QTimeZone zone(schedule.timeZone.toLatin1());
        const auto now = m_clock->nowUtc();
        const auto anchor = m_anchor.isValid() ? m_anchor : now;
        QStringList times;
        auto after = now;
        while (times.size() < NextShown) {
            const auto slot = nextSlot(schedule, anchor, after);
            if (!slot)
                break;
            times.append(inZone(*slot, zone));
            after = *slot;
        }
        m_next->setText(times.isEmpty() ? tr("It has no next time.")
                                        : tr("Next checks: %1").arg(times.join(QStringLiteral("  ·  "))));
        m_isValid = !times.isEmpty();
    }
    Q_EMIT changed();
}

} // namespace consultantos
