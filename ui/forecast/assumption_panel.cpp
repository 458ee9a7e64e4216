// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/assumption_panel.h"

#include "forecast/forecast_words.h"
#include "model/fade_target.h"
#include "widgets/decimal_spin.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace consultantos {

using namespace forecasting;

namespace {

enum Role { AnchorRate = Qt::UserRole + 1, AnchorSource };

} // namespace

AssumptionPanel::AssumptionPanel(QWidget *parent)
    : QWidget(parent)
    , m_method(new QComboBox)
    , m_least(makeBound(tr("Gro&wth at least"), "forecastLeast", 0.0))
    , m_greatest(makeBound(tr("Growth at mo&st"), "forecastGreatest", 20.0))
    , m_fade(makeBound(tr("Fade to a growth of"), "forecastFade", 2.0))
    , m_fadeTo(new QComboBox)
    , m_fadeSteps(new QSpinBox)
    , m_fadeSource(new QLabel)
    , m_own(new QLabel)
    , m_reset(new QPushButton(tr("&Reset to the forecast")))
{
    m_method->setObjectName(QStringLiteral("forecastMethod"));
    m_method->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_method->setMinimumContentsLength(24);
    m_method->addItem(tr("The program's choice"), -1);
    for (const auto method : AllMethods)
        m_method->addItem(methodText(method), int(method));
    m_fadeSteps->setObjectName(QStringLiteral("forecastFadeSteps"));
    m_fadeSteps->setRange(1, 100);
    m_fadeSteps->setAccessibleName(tr("Steps until the fade has ended"));
    m_fadeSteps->setPrefix(tr("within "));
    m_fadeSteps->setSuffix(tr(" steps"));
    m_fadeTo->setObjectName(QStringLiteral("forecastFadeTo"));
    m_fadeTo->setAccessibleName(tr("Whose growth it fades to"));
    m_fadeTo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_fadeTo->setMinimumContentsLength(24);
    m_fadeSource->setObjectName(QStringLiteral("forecastFadeSource"));
    m_fadeSource->setProperty("role", QStringLiteral("muted"));
    m_fadeSource->setWordWrap(true);
    m_own->setObjectName(QStringLiteral("forecastOwnValues"));
    m_own->setProperty("role", QStringLiteral("muted"));
    m_own->setWordWrap(true);
    m_reset->setObjectName(QStringLiteral("forecastReset"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(GridUnit);
    grid->setVerticalSpacing(GridUnit);
    auto *methodLabel = new QLabel(tr("Method"));
    methodLabel->setBuddy(m_method);
    grid->addWidget(methodLabel, 0, 0);
    grid->addWidget(m_method, 0, 1, 1, 2);
    grid->addWidget(m_least.isOn, 1, 0);
    grid->addWidget(m_least.value, 1, 1);
    grid->addWidget(m_greatest.isOn, 2, 0);
    grid->addWidget(m_greatest.value, 2, 1);
    grid->addWidget(m_fade.isOn, 3, 0);
    grid->addWidget(m_fadeTo, 3, 1, 1, 2);
    grid->addWidget(m_fade.value, 4, 1);
    grid->addWidget(m_fadeSteps, 4, 2);
    grid->addWidget(m_fadeSource, 5, 1, 1, 3);
    // Beside the fields it would have too little room with large letters.
    grid->addWidget(m_reset, 6, 0, 1, 3, Qt::AlignLeft);
    grid->setColumnStretch(3, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(GridUnit, GridUnit, GridUnit, GridUnit);
    layout->setSpacing(GridUnit);
    layout->addLayout(grid);
    layout->addWidget(m_own);
    layout->addStretch();
    connect(m_method, qOverload<int>(&QComboBox::activated), this, [this] {
        ForecastChoice choice;
        if (const int method = m_method->currentData().toInt(); method >= 0)
            choice.method = Method(method);
        Q_EMIT choiceChanged(choice);
    });
    connect(m_fadeTo, qOverload<int>(&QComboBox::currentIndexChanged), this, [this] {
        if (m_isFilling)
            return;
        if (const auto rate = m_fadeTo->currentData(AnchorRate); rate.isValid()) {
            m_isFilling = true;
            m_fade.value->setValue(100.0 * rate.toDouble());
            m_isFilling = false;
        }
        tell();
    });
    connect(m_fadeSteps, qOverload<int>(&QSpinBox::valueChanged), this, &AssumptionPanel::tell);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        Q_EMIT adjustmentChanged({});
        if (m_method->currentIndex() != 0)
            Q_EMIT choiceChanged({});
    });
    setEntry(nullptr);
}

AssumptionPanel::Bound AssumptionPanel::makeBound(const QString &text, const char *name, double usual)
{
    Bound bound{new QCheckBox(text), new DecimalSpin};
    bound.isOn->setObjectName(QLatin1String(name) + QStringLiteral("On"));
    bound.value->setObjectName(QLatin1String(name));
    bound.value->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    bound.value->setRange(-99.0, 1'000.0);
    bound.value->setDecimals(1);
    bound.value->setSuffix(tr(" %"));
    bound.value->setValue(usual);
    connect(bound.isOn, &QCheckBox::toggled, this, &AssumptionPanel::tell);
    connect(bound.value, qOverload<double>(&QDoubleSpinBox::valueChanged), this, &AssumptionPanel::tell);
    return bound;
}

void AssumptionPanel::setEntry(const ForecastEntry *entry)
{
    m_isFilling = true;
    setEnabled(entry != nullptr && entry->outcome != nullptr);
    m_adjustment = entry != nullptr ? entry->adjustment : ForecastAdjustment();
    const auto choice = entry != nullptr ? entry->choice : ForecastChoice();
    m_method->setCurrentIndex(choice.method ? m_method->findData(int(*choice.method)) : 0);
    const auto show = [](const Bound &bound, const std::optional<double> &value) {
        bound.isOn->setChecked(value.has_value());
        // What is being typed must not be rounded under the user's hands.
        if (value && std::abs(bound.value->value() - 100.0 * *value) > 0.051)
            bound.value->setValue(100.0 * *value);
    };
    show(m_least, m_adjustment.leastGrowth);
    show(m_greatest, m_adjustment.greatestGrowth);
    offerAnchors(entry);
    show(m_fade, m_adjustment.fadeTo);
    m_fadeSteps->setValue(int(m_adjustment.fadeSteps));
    if (entry != nullptr && entry->outcome) {
        const auto span = growthSpanText(entry->outcome->series.frequency);
        for (const auto &bound : {m_least, m_greatest, m_fade})
            bound.value->setSuffix(tr(" % %1").arg(span));
    }
    refresh();
    m_isFilling = false;
}

void AssumptionPanel::offerAnchors(const ForecastEntry *entry)
{
    const auto company = entry != nullptr ? entry->company : nullptr;
    if (m_fadeTo->count() == 0 || company != m_company) {
        m_company = company;
        m_fadeTo->clear();
        m_fadeTo->addItem(tr("a rate of your own"));
        for (const auto &anchor : company ? company->anchors : QList<GrowthAnchor>()) {
            const auto name = anchor.id == growth_anchors::Industry  ? tr("the industry's, %1")
                              : anchor.id == growth_anchors::Economy ? tr("the country's economy, %1")
                                                                     : tr("the world's economy, %1");
            m_fadeTo->addItem(name.arg(QLocale().toString(100.0 * anchor.rate, 'f', 1) + tr(" %")), anchor.id);
            const int row = m_fadeTo->count() - 1;
            m_fadeTo->setItemData(row, anchor.rate, AnchorRate);
            m_fadeTo->setItemData(row, anchor.source, AnchorSource);
            m_fadeTo->setItemData(row, QStringLiteral("%1 (%2)").arg(anchor.title, anchor.source), Qt::ToolTipRole);
        }
    }
    m_fadeTo->setVisible(m_fadeTo->count() > 1);
    m_fadeTo->setCurrentIndex(
        m_adjustment.fadeAnchor.isEmpty() ? 0 : std::max(0, m_fadeTo->findData(m_adjustment.fadeAnchor)));
}

void AssumptionPanel::refresh()
{
    m_least.value->setEnabled(m_least.isOn->isChecked());
    m_greatest.value->setEnabled(m_greatest.isOn->isChecked());
    const bool isPublished = m_fadeTo->currentData(AnchorRate).isValid();
    m_fadeTo->setEnabled(m_fade.isOn->isChecked());
    m_fade.value->setEnabled(m_fade.isOn->isChecked() && !isPublished);
    m_fadeSource->setText(m_fadeTo->currentData(Qt::ToolTipRole).toString());
    m_fadeSource->setVisible(m_fade.isOn->isChecked() && isPublished);
    m_fadeSteps->setEnabled(m_fade.isOn->isChecked());
    m_reset->setEnabled(!m_adjustment.isEmpty() || m_method->currentIndex() != 0);
    m_own->setText(m_adjustment.values.empty()
                       ? tr("Single steps are changed in the table of values; they are marked as yours everywhere.")
                       : tr("%n step(s) have a value of your own.", nullptr, int(m_adjustment.values.size())));
}

void AssumptionPanel::tell()
{
    if (m_isFilling)
        return;
    const auto valueOf = [](const Bound &bound) {
        return bound.isOn->isChecked() ? std::optional(bound.value->value() / 100.0) : std::nullopt;
    };
    auto adjustment = m_adjustment;
    adjustment.leastGrowth = valueOf(m_least);
    adjustment.greatestGrowth = valueOf(m_greatest);
    adjustment.fadeTo = valueOf(m_fade);
    adjustment.fadeAnchor = adjustment.fadeTo ? m_fadeTo->currentData().toString() : QString();
    adjustment.fadeSource = adjustment.fadeTo ? m_fadeTo->currentData(AnchorSource).toString() : QString();
    // The box shows a tenth of a percent.
    if (const auto rate = m_fadeTo->currentData(AnchorRate); adjustment.fadeTo && rate.isValid())
        adjustment.fadeTo = rate.toDouble();
    adjustment.fadeSteps = std::size_t(m_fadeSteps->value());
    m_adjustment = adjustment;
    refresh();
    Q_EMIT adjustmentChanged(adjustment);
}

} // namespace consultantos
