// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/request.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace consultantos {

/// Whether the report forecasts the company's figures, how far, and what its revenue's growth fades to beside that.
class BriefForecast : public QWidget {
    Q_OBJECT
public:
    explicit BriefForecast(QWidget *parent = nullptr);

    /// Shows what a request has.
    void setRequest(const AnalysisRequest &request);
    /// Puts what is chosen into a request.
    void apply(AnalysisRequest &request) const;

Q_SIGNALS:
    void edited();

private:
    void showState();

    QCheckBox *m_isOn = nullptr;
    QWidget *m_details = nullptr;
    QSpinBox *m_years = nullptr;
    QComboBox *m_fadeTo = nullptr;
    QDoubleSpinBox *m_rate = nullptr; ///< of the user's own
};

} // namespace consultantos
