// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/local/server_process.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <csignal>
#include <unistd.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace consultantos {
namespace {

constexpr int StartMs = 10'000;
constexpr int KillMs = 2'000;
constexpr qsizetype MaxOutput = 16 * 1024;

QString nameOf(const QString &program)
{
    return program.section(QLatin1Char('/'), -1);
}

} // namespace

ServerProcess::ServerProcess(std::chrono::milliseconds grace, QObject *parent)
    : QObject(parent)
    , m_grace(grace)
    , m_process(this) // so that it moves along to another thread
{
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
#ifdef Q_OS_UNIX
    // Runs between fork and exec: nothing but system calls.
    m_process.setChildProcessModifier([parent = ::getpid()] {
        // A group of its own: Ctrl+C in the terminal is for us, and what a wrapper script starts ends with it.
        ::setpgid(0, 0);
#ifdef Q_OS_LINUX
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent)
            ::_exit(1);
#endif
        // Elsewhere a server whose owner was killed stays until someone ends it: only Linux tells a process that.
        static_cast<void>(parent);
    });
#endif
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ServerProcess::takeOutput);
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        takeOutput();
        Q_EMIT ended(status == QProcess::CrashExit
                         ? QCoreApplication::translate("Llm", "It crashed or was killed.")
                         : QCoreApplication::translate("Llm", "It ended with code %1.").arg(code));
    });
}

ServerProcess::~ServerProcess()
{
    disconnect(&m_process, nullptr, this, nullptr);
    if (!isRunning())
        return;
    endGroup(Ending::Asked);
    if (m_process.waitForFinished(int(m_grace.count())))
        return;
    endGroup(Ending::Forced);
    m_process.waitForFinished(KillMs);
}

Status ServerProcess::start(const ServerCommand &command)
{
    m_output.clear();
    m_process.setProcessEnvironment(command.environment);
    m_process.start(command.program, command.arguments, QIODevice::ReadOnly);
    if (!m_process.waitForStarted(StartMs))
        return fail(
            ErrorCode::Denied,
            QCoreApplication::translate("Llm", "%1 can't be run; nothing was asked.").arg(nameOf(command.program)),
            m_process.errorString());
    m_pid = m_process.processId();
    return {};
}

void ServerProcess::stop()
{
    if (!isRunning())
        return;
    endGroup(Ending::Asked);
    // By the number of the run: a later one is not meant.
    QTimer::singleShot(m_grace, this, [this, pid = m_pid] {
        if (isRunning() && m_pid == pid)
            kill();
    });
}

void ServerProcess::kill()
{
    if (isRunning())
        endGroup(Ending::Forced);
}

void ServerProcess::endGroup(Ending ending)
{
#ifdef Q_OS_UNIX
    if (m_pid > 0)
        ::kill(static_cast<pid_t>(-m_pid), ending == Ending::Asked ? SIGTERM : SIGKILL);
#else
    // A server without a window has nobody to ask it: Windows knows no polite end for it.
    static_cast<void>(ending);
    m_process.kill();
#endif
}

void ServerProcess::takeOutput()
{
    m_output += m_process.readAllStandardOutput();
    if (m_output.size() > MaxOutput)
        m_output = m_output.right(MaxOutput / 2);
}

QString ServerProcess::lastWords() const
{
    constexpr qsizetype Lines = 3;
    constexpr qsizetype LineLength = 160;
    QStringList words;
    const auto lines = QString::fromUtf8(m_output).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (auto line = lines.crbegin(); line != lines.crend() && words.size() < Lines; ++line) {
        if (const auto text = line->simplified(); !text.isEmpty())
            words.prepend(text.left(LineLength));
    }
    return words.join(QStringLiteral(" | "));
}

} // namespace consultantos
