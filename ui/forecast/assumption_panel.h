// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecast/forecast_entry.h"

#include <QWidget>

#include <memory>

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
    void offerAnchors(const ForecastEntry *entry);
    void tell();
    void refresh();

    QComboBox *m_method;
    Bound m_least;
    Bound m_greatest;
    Bound m_fade;
    QComboBox *m_fadeTo; ///< whose growth it fades to; those published of a company alone
    QSpinBox *m_fadeSteps;
    QLabel *m_fadeSource;
    std::shared_ptr<const CompanyHistory> m_company; ///< whose anchors are offered
    QLabel *m_own;
    QPushButton *m_reset;
    forecasting::ForecastAdjustment m_adjustment;
    bool m_isFilling = false;
};

} // namespace consultantos
