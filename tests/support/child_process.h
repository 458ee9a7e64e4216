// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <chrono>

#include <sys/types.h>

namespace consultantos::test {

/// A program that a test runs. Not by QProcess: that forks in a way which makes the thread sanitizer look away from then on.
class ChildProcess {
public:
    ChildProcess() = default;
    /// Kills it.
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    /// `program` is looked for in PATH. Its output can be read; its errors go where ours go.
    bool start(const QString &program, const QStringList &arguments);
    [[nodiscard]] pid_t pid() const { return m_pid; }
    [[nodiscard]] bool isRunning();
    /// What it wrote, until `text` is in it, it ends or a minute has passed.
    QByteArray readUntil(const QByteArray &text);
    /// All that it wrote, once it has ended; its exit code is then known.
    QByteArray readAll();
    /// Waits for its end; -1 if a signal ended it.
    int exitCode();
    /// SIGKILL, and waits.
    void kill();

private:
    pid_t m_pid = -1;
    int m_output = -1;
    int m_exitCode = -1;
};

} // namespace consultantos::test
