// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/brief_forecast.h"

#include "model/fade_target.h"
#include "widgets/decimal_spin.h"
#include "widgets/flow_layout.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

constexpr double Percent = 100.0;
constexpr double UsualRate = 2.0; ///< in percent: about what prices rise by
const auto OwnRate = QStringLiteral("own");

} // namespace

BriefForecast::BriefForecast(QWidget *parent)
    : QWidget(parent)
    , m_isOn(new QCheckBox(tr("Forecast the main figures, with intervals")))
    , m_details(new QWidget)
    , m_years(new QSpinBox)
    , m_fadeTo(new QComboBox)
    , m_rate(new DecimalSpin)
{
    m_isOn->setObjectName(QStringLiteral("forecast"));
    m_years->setObjectName(QStringLiteral("forecastYears"));
    m_years->setRange(1, AnalysisRequest::MostForecastYears);
    m_years->setValue(AnalysisRequest::UsualForecastYears);
    m_years->setAccessibleName(tr("How many fiscal years are forecast"));
    m_fadeTo->setObjectName(QStringLiteral("fadeTo"));
    m_fadeTo->addItem(tr("its industry's, where one is published"), QString());
    m_fadeTo->addItem(tr("that of its country's economy"), fadeTargetText({std::nullopt, growth_anchors::Economy}));
    m_fadeTo->addItem(tr("that of the world's economy"), fadeTargetText({std::nullopt, growth_anchors::World}));
    m_fadeTo->addItem(tr("a rate of your own"), OwnRate);
    m_rate->setObjectName(QStringLiteral("fadeRate"));
    m_rate->setRange(-Percent * FadeTarget::Greatest, Percent * FadeTarget::Greatest);
    m_rate->setDecimals(1);
    m_rate->setSuffix(tr(" % a year"));
    m_rate->setValue(UsualRate);
    m_rate->setAccessibleName(tr("Growth a year that it fades to"));
    auto *label = new QLabel(tr("Revenue's growth fades to"));
    label->setBuddy(m_fadeTo);
    m_fadeTo->setAccessibleName(label->text());
    m_fadeTo->setToolTip(
        tr("The report shows the revenue a second time, with its growth going over to this rate within "
           "five years."));

    auto *fade = new QWidget;
    auto *row = new QHBoxLayout(fade);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit);
    for (auto *part : {static_cast<QWidget *>(label), static_cast<QWidget *>(m_fadeTo), static_cast<QWidget *>(m_rate)})
        row->addWidget(part);
    m_details->setLayout(new FlowLayout(2 * GridUnit));
    m_details->layout()->addWidget(m_years);
    m_details->layout()->addWidget(fade);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit / 2);
    layout->addWidget(m_isOn);
    layout->addWidget(m_details);
    setFocusProxy(m_isOn);

    connect(m_isOn, &QCheckBox::toggled, this, &BriefForecast::showState);
    connect(m_fadeTo, qOverload<int>(&QComboBox::currentIndexChanged), this, &BriefForecast::showState);
    const auto nameUnit = [this](int years) {
        m_years->setSuffix(QLatin1Char(' ') + (years == 1 ? tr("year") : tr("years")));
    };
    nameUnit(m_years->value());
    connect(m_years, qOverload<int>(&QSpinBox::valueChanged), this, [this, nameUnit](int years) {
        nameUnit(years);
        Q_EMIT edited();
    });
    connect(m_rate, qOverload<double>(&QDoubleSpinBox::valueChanged), this, &BriefForecast::edited);
    showState();
}

void BriefForecast::showState()
{
    m_details->setVisible(m_isOn->isChecked());
    m_rate->setVisible(m_fadeTo->currentData().toString() == OwnRate);
    Q_EMIT edited();
}

void BriefForecast::setRequest(const AnalysisRequest &request)
{
    m_isOn->setChecked(request.forecastYears > 0);
    m_years->setValue(request.forecastYears > 0 ? request.forecastYears : AnalysisRequest::UsualForecastYears);
    const auto target = fadeTarget(request.fadeTo);
    const bool isOwn = target && target->rate;
    m_rate->setValue(isOwn ? Percent * *target->rate : UsualRate);
    // That of the industry is what the report shows without being asked.
    const auto wanted = isOwn ? OwnRate : request.fadeTo == fadeTargetText({}) ? QString() : request.fadeTo;
    m_fadeTo->setCurrentIndex(std::max(0, m_fadeTo->findData(wanted)));
}

void BriefForecast::apply(AnalysisRequest &request) const
{
    request.forecastYears = m_isOn->isChecked() ? m_years->value() : 0;
    request.fadeTo.clear();
    if (!m_isOn->isChecked())
        return;
    const auto chosen = m_fadeTo->currentData().toString();
    request.fadeTo = chosen == OwnRate ? fadeTargetText({m_rate->value() / Percent, {}}) : chosen;
}

} // namespace consultantos
