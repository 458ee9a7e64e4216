// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QObject>

class QWidget;

namespace consultantos {

/// Removes documents for good, after asking. The question says which reports rest on them.
class DocumentRemoval : public QObject {
    Q_OBJECT
public:
    DocumentRemoval(const AppServices &services, QWidget *window);

    void ask(const QStringList &documentIds);

Q_SIGNALS:
    void removed(const QStringList &documentIds);
    void failed(const consultantos::Error &error);

private:
    void confirm(const QStringList &documentIds, int used);
    void remove(const QStringList &documentIds);

    const AppServices &m_services;
    QWidget *m_window = nullptr;
};

} // namespace consultantos
