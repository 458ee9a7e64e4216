// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "llm/local/server_command.h"

#include <QObject>
#include <QProcess>
#include <QStringList>

#include <chrono>
#include <memory>

namespace consultantos {

/// The process of a server. It never outlives us: on Linux the kernel ends it even when we are killed. Lives in one
/// thread, which must not end before it: the kernel takes the end of the thread that started it for ours.
class ServerProcess final : public QObject {
    Q_OBJECT

public:
    /// `grace`: between asking it to end and killing it.
    explicit ServerProcess(std::chrono::milliseconds grace, QObject *parent = nullptr);
    /// Ends it as stop() does, and waits for that.
    ~ServerProcess() override;

    /// Waits until it runs. Denied or NotFound if it can't be run. Only when none runs.
    [[nodiscard]] Status start(const ServerCommand &command);
    /// Asks it to end and, unless it does in time, kills it.
    void stop();
    void kill();
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// The last lines that it wrote, of its present or last run; for an Error's detail. Empty if it wrote none.
    [[nodiscard]] QString lastWords() const;

Q_SIGNALS:
    /// Whatever the reason; `how` says it in words.
    void ended(const QString &how);

private:
    void takeOutput();
    enum class Ending { Asked, Forced };
    void endGroup(Ending ending);

    const std::chrono::milliseconds m_grace;
    QProcess m_process;
    QByteArray m_output; ///< its end
    qint64 m_pid = 0;
};

} // namespace consultantos
