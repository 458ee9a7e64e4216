// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace consultantos {

/// Whether the HTTP API answers and where, with its token to copy: above the settings of the API.
class ApiPanel : public QWidget {
    Q_OBJECT
public:
    explicit ApiPanel(const AppServices &services, QWidget *parent = nullptr);

    void refresh();

Q_SIGNALS:
    void failed(const consultantos::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void copyToken();

    const AppServices &m_services;
    QLabel *m_state = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_describe = nullptr;
};

} // namespace consultantos
