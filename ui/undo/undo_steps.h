// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QObject>
#include <QString>

#include <functional>

class QThreadPool;

namespace consultantos {

/// Something that was deleted and can be brought back.
struct UndoStep {
    QString text;                  ///< "3 reports deleted.", a sentence
    std::function<Status()> back;  ///< brings it back; does I/O, called on the pool
    std::function<void()> after{}; ///< in the window's thread once it was tried, well or not; may be empty
};

/// What the user may still undo, the newest first to go. Deletions are carried out at once, so a crash leaves what the user
/// saw; what brings them back lives as long as this. Of the GUI thread.
class UndoSteps : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype MostSteps = 50;

    explicit UndoSteps(QThreadPool *pool, QObject *parent = nullptr);

    void push(const UndoStep &step);
    [[nodiscard]] bool isEmpty() const { return m_steps.isEmpty(); }
    /// What the newest one took away; empty: nothing can be undone.
    [[nodiscard]] QString text() const;
    /// Brings back what went last. One that failed can be tried again.
    void undo();

Q_SIGNALS:
    void changed();
    void failed(const consultantos::Error &error);

private:
    QThreadPool *m_pool;
    QList<UndoStep> m_steps;
};

} // namespace consultantos
