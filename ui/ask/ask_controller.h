// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "model/answer.h"

#include <QObject>

#include <memory>

namespace consultantos {

/// Asks on the pool; of several questions only the newest is answered. Everything that it tells comes in the GUI thread.
class AskController : public QObject {
    Q_OBJECT
public:
    explicit AskController(const AppServices &services, QObject *parent = nullptr);

    void ask(const QuestionScope &question);

Q_SIGNALS:
    void answered(const std::shared_ptr<const consultantos::Answer> &answer);
    void failed(const consultantos::Error &error);

private:
    const AppServices &m_services;
    int m_query = 0;
};

} // namespace consultantos
