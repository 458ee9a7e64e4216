// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/source_bar.h"

#include "analysis/forecasting/public_holidays.h"
#include "forecast/forecast_words.h"
#include "widgets/flow_layout.h"
#include "widgets/shown_name.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

namespace consultantos {

using forecasting::Frequency;

SourceBar::SourceBar(QWidget *parent)
    : QWidget(parent)
    , m_companies(new CompanyModel(this))
    , m_company(new QLineEdit)
    , m_line(new QComboBox)
    , m_frequency(new QComboBox)
    , m_steps(new QSpinBox)
    , m_holidays(new QComboBox)
{
    setLayout(new FlowLayout(GridUnit + GridUnit / 2));
    const int character = fontMetrics().averageCharWidth();
    m_company->setObjectName(QStringLiteral("forecastCompany"));
    m_company->setPlaceholderText(tr("Name, ticker or CIK"));
    m_company->setMinimumWidth(character * 20);
    auto *completer = new QCompleter(m_companies, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCompletionRole(Qt::DisplayRole);
    m_company->setCompleter(completer);
    connect(completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, [this](const QModelIndex &index) {
        const auto name = index.data(Qt::EditRole).toString();
        QMetaObject::invokeMethod(
            this,
            [this, name] {
                m_company->setText(name);
                Q_EMIT companyChosen(name);
            },
            Qt::QueuedConnection);
    });
    connect(m_company, &QLineEdit::returnPressed, this, [this] {
        if (const auto name = m_company->text().trimmed(); !name.isEmpty()) {
            const auto known = m_companies->find(name);
            Q_EMIT companyChosen(known ? known->name : name);
        }
    });
    addField(tr("&Company"), m_company);

    m_line->setObjectName(QStringLiteral("forecastLine"));
    m_line->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_line->setMinimumContentsLength(16);
    m_line->setEnabled(false);
    connect(m_line, qOverload<int>(&QComboBox::activated), this, &SourceBar::lineChosen);
    addField(tr("&Line"), m_line);

    m_frequency->setObjectName(QStringLiteral("forecastFrequency"));
    m_frequency->addItem(tr("As found"), -1);
    for (const auto frequency : {Frequency::Yearly, Frequency::Quarterly, Frequency::Monthly, Frequency::Weekly,
                                 Frequency::Daily, Frequency::Weekdays, Frequency::Hourly, Frequency::None})
        m_frequency->addItem(frequencyText(frequency), int(frequency));
    connect(m_frequency, qOverload<int>(&QComboBox::activated), this, &SourceBar::frequencyChosen);
    addField(tr("Fre&quency"), m_frequency);

    constexpr int MostSteps = 400;
    m_steps->setObjectName(QStringLiteral("forecastHorizon"));
    m_steps->setRange(0, MostSteps);
    m_steps->setSpecialValueText(tr("usual"));
    m_steps->setToolTip(tr("How many periods ahead; \"usual\" is a year of months, five years, …"));
    connect(m_steps, qOverload<int>(&QSpinBox::valueChanged), this, &SourceBar::stepsChosen);
    addField(tr("Hori&zon"), m_steps);
    addHolidays();

    auto *paste = new QPushButton(tr("&Paste a table"));
    paste->setObjectName(QStringLiteral("forecastPaste"));
    paste->setToolTip(QKeySequence(QKeySequence::Paste).toString(QKeySequence::NativeText));
    auto *open = new QPushButton(tr("&Open a table …"));
    open->setObjectName(QStringLiteral("forecastOpen"));
    connect(paste, &QPushButton::clicked, this, &SourceBar::pasteRequested);
    connect(open, &QPushButton::clicked, this, &SourceBar::openRequested);
    auto *tables = new QWidget;
    auto *row = new QHBoxLayout(tables);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit);
    row->addWidget(paste);
    row->addWidget(open);
    layout()->addWidget(tables);
    // Fields and buttons of one height stand in one line.
    for (auto *field :
         {static_cast<QWidget *>(m_company), static_cast<QWidget *>(m_line), static_cast<QWidget *>(m_frequency),
          static_cast<QWidget *>(m_steps), static_cast<QWidget *>(m_holidays)})
        field->setMinimumHeight(open->sizeHint().height());
    setFocusProxy(m_company);
}

void SourceBar::addHolidays()
{
    m_holidays->setObjectName(QStringLiteral("forecastHolidays"));
    m_holidays->addItem(tr("don't count"), QString());
    for (const auto &country : forecasting::holidayCountries())
        m_holidays->addItem(holidayCountryText(country), country);
    const auto reason =
        tr("Off until you say whose days off they are: on six American series of days, forecasts with them erred "
           "by up to 10 % less and up to 4 % more. They count only where the series shows them.");
    m_holidays->setToolTip(reason);
    m_holidays->setAccessibleDescription(reason);
    connect(m_holidays, qOverload<int>(&QComboBox::activated), this, [this] { Q_EMIT holidaysChosen(holidays()); });
    m_holidayField = addField(tr("Holi&days"), m_holidays);
    m_holidayField->hide();
}

void SourceBar::offerHolidays(bool isOffered)
{
    m_holidayField->setVisible(isOffered);
    if (!isOffered)
        m_holidays->setCurrentIndex(0);
}

QString SourceBar::holidays() const
{
    return m_holidays->currentData().toString();
}

QWidget *SourceBar::addField(const QString &label, QWidget *field)
{
    auto *pair = new QWidget;
    auto *row = new QHBoxLayout(pair);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit / 2);
    auto *text = new QLabel(label);
    text->setBuddy(field);
    field->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    row->addWidget(text);
    row->addWidget(field);
    layout()->addWidget(pair);
    return pair;
}

void SourceBar::setCompanies(const QList<Company> &companies)
{
    m_companies->setCompanies(companies);
}

void SourceBar::setCompany(const QString &name)
{
    m_company->setText(name);
}

void SourceBar::setHistory(const std::shared_ptr<const CompanyHistory> &history)
{
    const QSignalBlocker blocker(m_line);
    m_line->clear();
    m_line->setEnabled(history != nullptr);
    if (!history) {
        m_company->clear();
        return;
    }
    m_company->setText(history->company.name);
    m_line->addItem(tr("All lines"), QString());
    for (const auto &line : history->lines)
        m_line->addItem(shownName(line.label), line.id);
}

void SourceBar::setLine(const QString &id)
{
    m_line->setCurrentIndex(std::max(0, m_line->findData(id)));
}

QString SourceBar::line() const
{
    return m_line->currentData().toString();
}

std::optional<Frequency> SourceBar::frequency() const
{
    const int value = m_frequency->currentData().toInt();
    return value < 0 ? std::nullopt : std::optional(Frequency(value));
}

void SourceBar::setFrequency(std::optional<Frequency> frequency)
{
    m_frequency->setCurrentIndex(m_frequency->findData(frequency ? int(*frequency) : -1));
}

void SourceBar::setSteps(int steps)
{
    m_steps->setValue(steps);
}

int SourceBar::steps() const
{
    return m_steps->value();
}

} // namespace consultantos
