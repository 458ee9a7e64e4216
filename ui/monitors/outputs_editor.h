// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "base/cancellation.h"
#include "model/monitor.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace consultantos {

/// Where a monitor's alerts go beside the list, and a test whether they arrive there.
class OutputsEditor : public QWidget {
    Q_OBJECT
public:
    explicit OutputsEditor(const AppServices &services, QWidget *parent = nullptr);
    ~OutputsEditor() override; ///< cancels the test

    void setOutputs(const MonitorOutputs &outputs);
    [[nodiscard]] MonitorOutputs outputs() const;
    [[nodiscard]] bool isValid() const { return m_isValid; }

Q_SIGNALS:
    void changed();

private:
    void refresh();
    void test();

    const AppServices &m_services;
    QCheckBox *m_desktop;
    QLineEdit *m_webhook;
    QLineEdit *m_mails;
    QLabel *m_error;
    QPushButton *m_test;
    QLabel *m_result;
    CancellationSource m_cancel;
    bool m_isTesting = false;
    bool m_isValid = true;
};

} // namespace consultantos
