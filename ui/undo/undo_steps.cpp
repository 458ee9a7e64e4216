// SPDX-License-Identifier: GPL-3.0-or-later
#include "undo/undo_steps.h"

#include "widgets/async.h"

namespace consultantos {

UndoSteps::UndoSteps(QThreadPool *pool, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
{
}

void UndoSteps::push(const UndoStep &step)
{
    m_steps.append(step);
    if (m_steps.size() > MostSteps)
        m_steps.removeFirst();
    Q_EMIT changed();
}

QString UndoSteps::text() const
{
    return m_steps.isEmpty() ? QString() : m_steps.last().text;
}

void UndoSteps::undo()
{
    if (m_steps.isEmpty())
        return;
    const auto step = m_steps.takeLast();
    Q_EMIT changed();
    runAsync(m_pool, this, step.back, [this, step](const Status &done) {
        if (step.after)
            step.after();
        if (done)
            return;
        m_steps.append(step);
        Q_EMIT changed();
        Q_EMIT failed(done.error());
    });
}

} // namespace consultantos
