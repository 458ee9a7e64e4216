// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecast/forecast_entry.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace consultantos {

/// What the user decides about one series: the method, bounds of growth, a fade; and the way back.
class AssumptionPanel : public QWidget {
    Q_OBJECT
public:
    explicit AssumptionPanel(QWidget *parent = nullptr);

    void setEntry(const ForecastEntry *entry);

Q_SIGNALS:
    void choiceChanged(const consultantos::forecasting::ForecastChoice &choice);
    void adjustmentChanged(const consultantos::forecasting::ForecastAdjustment &adjustment);

private:
    struct Bound {
        QCheckBox *isOn = nullptr;
        QDoubleSpinBox *value = nullptr;
    };
    [[nodiscard]] Bound makeBound(const QString &text, const char *name, double usual);
    void tell();
    void refresh();

    QComboBox *m_method;
    Bound m_least;
    Bound m_greatest;
    Bound m_fade;
    QSpinBox *m_fadeSteps;
    QLabel *m_own;
    QPushButton *m_reset;
    forecasting::ForecastAdjustment m_adjustment;
    bool m_isFilling = false;
};

} // namespace consultantos
