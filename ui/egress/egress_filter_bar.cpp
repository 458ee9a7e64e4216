// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/egress_filter_bar.h"

#include "egress/egress_words.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <algorithm>

namespace consultantos {

namespace {

using Entries = QList<std::pair<QString, QString>>; // text, value

QComboBox *makeChoice(const char *name, const QString &title, const QString &all, int characters)
{
    auto *choice = new QComboBox;
    choice->setObjectName(QLatin1String(name));
    choice->setAccessibleName(title);
    choice->setToolTip(title);
    choice->addItem(all, QString());
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(characters);
    // As wide as there is room for, up to what a name needs.
    choice->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    choice->setMaximumWidth(choice->fontMetrics().averageCharWidth() * 3 * characters);
    return choice;
}

/// Replaces all but the first entry; the chosen one stays, whether it is among the new ones or not.
void setEntries(QComboBox *choice, const Entries &entries)
{
    const QSignalBlocker blocker(choice);
    const auto text = choice->currentText();
    const auto chosen = choice->currentData().toString();
    while (choice->count() > 1)
        choice->removeItem(choice->count() - 1);
    for (const auto &[title, value] : entries)
        choice->addItem(title, value);
    if (!chosen.isEmpty() && choice->findData(chosen) < 0)
        choice->addItem(text, chosen);
    choice->setCurrentIndex(choice->findData(chosen));
}

/// A source as a whole comes before its single purposes.
Entries purposes(const QStringList &kinds)
{
    Entries entries;
    QString source;
    for (const auto &kind : kinds) {
        if (const auto whole = kind.section(QLatin1Char('.'), 0, 0); whole != source) {
            source = whole;
            entries.append({egressPurpose(source), source});
        }
        if (kind != source)
            entries.append({egressPurpose(kind), kind});
    }
    return entries;
}

QDateEdit *makeDate(const char *name, const QString &title)
{
    auto *edit = new QDateEdit;
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(title);
    edit->setCalendarPopup(true);
    return edit;
}

} // namespace

EgressFilterBar::EgressFilterBar(std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(std::move(clock))
    , m_period(makeChoice("egressPeriod", tr("Period"), tr("All time"), 8))
    , m_dates(new QWidget)
    , m_from(makeDate("egressFrom", tr("From")))
    , m_until(makeDate("egressUntil", tr("Until")))
    , m_host(makeChoice("egressHost", tr("Where to"), tr("All hosts"), 9))
    , m_kind(makeChoice("egressKind", tr("What for"), tr("All purposes"), 10))
    , m_report(makeChoice("egressReport", tr("For the report"), tr("All reports"), 10))
{
    for (const auto &title : {tr("Today"), tr("Last 7 days"), tr("Last 30 days"), tr("This year"), tr("From … until")})
        m_period->addItem(title);
    const auto today = m_clock->nowUtc().toLocalTime().date();
    m_from->setDate(today.addMonths(-1));
    m_until->setDate(today);
    auto *dates = new QHBoxLayout(m_dates);
    dates->setContentsMargins(0, 0, 0, 0);
    dates->setSpacing(GridUnit);
    dates->addWidget(m_from);
    dates->addWidget(new QLabel(QStringLiteral("–")));
    dates->addWidget(m_until);
    dates->addStretch();
    m_dates->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(GridUnit);
    row->addWidget(m_period, 2);
    const std::pair<QComboBox *, int> choices[] = {{m_host, 3}, {m_kind, 3}, {m_report, 4}};
    for (const auto &[choice, stretch] : choices) {
        row->addWidget(choice, stretch);
        connect(choice, &QComboBox::currentIndexChanged, this, &EgressFilterBar::changed);
    }
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit);
    layout->addLayout(row);
    layout->addWidget(m_dates);
    connect(m_period, &QComboBox::currentIndexChanged, this, [this] {
        refreshDates();
        Q_EMIT changed();
    });
    for (auto *edit : {m_from, m_until})
        connect(edit, &QDateEdit::dateChanged, this, &EgressFilterBar::changed);
    setFocusProxy(m_period);
}

void EgressFilterBar::setChoices(const EgressChoices &choices, const QHash<QString, QString> &reportTitles)
{
    Entries hosts;
    for (const auto &host : choices.hosts)
        hosts.append({host, host});
    setEntries(m_host, hosts);
    setEntries(m_kind, purposes(choices.kinds));
    Entries reports;
    for (const auto &id : choices.reportIds) {
        if (reportTitles.contains(id))
            reports.append({reportTitles[id], id});
    }
    std::sort(reports.begin(), reports.end());
    setEntries(m_report, reports);
}

void EgressFilterBar::showReport(const QString &id, const QString &title)
{
    {
        const QSignalBlocker blocker(this);
        reset();
        if (m_report->findData(id) < 0)
            m_report->addItem(title, id);
        m_report->setCurrentIndex(m_report->findData(id));
    }
    Q_EMIT changed();
}

void EgressFilterBar::clear()
{
    {
        const QSignalBlocker blocker(this);
        reset();
    }
    Q_EMIT changed();
}

void EgressFilterBar::reset()
{
    for (auto *choice : {m_period, m_host, m_kind, m_report})
        choice->setCurrentIndex(0);
    refreshDates();
}

void EgressFilterBar::refreshDates()
{
    m_dates->setVisible(m_period->currentIndex() == Between);
}

EgressFilter EgressFilterBar::filter() const
{
    EgressFilter filter;
    filter.host = m_host->currentData().toString();
    filter.kind = m_kind->currentData().toString();
    filter.reportId = m_report->currentData().toString();
    const auto today = m_clock->nowUtc().toLocalTime().date();
    const auto begin = [](const QDate &day) { return day.startOfDay(Qt::LocalTime).toUTC(); };
    switch (Period(m_period->currentIndex())) {
    case AllTime:
        break;
    case Today:
        filter.from = begin(today);
        break;
    case SevenDays:
        filter.from = begin(today.addDays(-6));
        break;
    case ThirtyDays:
        filter.from = begin(today.addDays(-29));
        break;
    case ThisYear:
        filter.from = begin(QDate(today.year(), 1, 1));
        break;
    case Between:
        // Given the wrong way round they mean the same.
        filter.from = begin(std::min(m_from->date(), m_until->date()));
        filter.until = begin(std::max(m_from->date(), m_until->date()).addDays(1));
        break;
    }
    return filter;
}

bool EgressFilterBar::isFiltering() const
{
    const QComboBox *choices[] = {m_period, m_host, m_kind, m_report};
    return std::any_of(std::begin(choices), std::end(choices),
                       [](const QComboBox *choice) { return choice->currentIndex() > 0; });
}

} // namespace consultantos
