// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "session/latest_writer.h"
#include "shell/window_state.h"

#include <QObject>

#include <functional>

class QTimer;

namespace consultantos {

/// Keeps the window's state on disk while it is worked with, so that a crash or a pulled plug costs some seconds: soon after
/// touch(), and every few seconds where something changed that tells nobody, as reading does. Writes on the pool.
class SessionKeeper : public QObject {
    Q_OBJECT
public:
    /// `state` is asked in the window's thread.
    SessionKeeper(const AppServices &services, std::function<WindowState()> state, QObject *parent);

    /// From here on changes are kept; before, the window is still being restored.
    void start();
    /// Something changed.
    void touch();
    /// At the end, in this thread.
    void saveNow();

private:
    void save();

    const AppServices &m_services;
    std::function<WindowState()> m_state;
    LatestWriter m_writer;
    WindowState m_saved;
    QTimer *m_soon = nullptr;
    QTimer *m_regularly = nullptr;
};

} // namespace consultantos
