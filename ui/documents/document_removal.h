// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "undo/undo_steps.h"

#include <QObject>

namespace consultantos {

/// Removes documents at once, and offers to bring them back: what it says then tells which reports rest on them.
class DocumentRemoval : public QObject {
    Q_OBJECT
public:
    explicit DocumentRemoval(const AppServices &services, QObject *parent);

    void remove(const QStringList &documentIds);

Q_SIGNALS:
    /// The list of documents is another one: some went, or came back.
    void changed(const QStringList &documentIds);
    void undoOffered(const consultantos::UndoStep &step);
    void failed(const consultantos::Error &error);

private:
    const AppServices &m_services;
};

} // namespace consultantos
