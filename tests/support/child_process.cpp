// SPDX-License-Identifier: GPL-3.0-or-later
#include "child_process.h"

#include <QDeadlineTimer>

#include <array>
#include <csignal>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace consultantos::test {

ChildProcess::~ChildProcess()
{
    kill();
}

bool ChildProcess::start(const QString &program, const QStringList &arguments)
{
    kill();
    std::array<int, 2> pipe{-1, -1};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return false;
    std::vector<QByteArray> texts{program.toLocal8Bit()};
    for (const auto &argument : arguments)
        texts.push_back(argument.toLocal8Bit());
    std::vector<char *> words;
    for (auto &text : texts)
        words.push_back(text.data());
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    const int error = ::posix_spawnp(&m_pid, words.front(), &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    m_output = pipe[0];
    if (error != 0)
        m_pid = -1;
    return error == 0;
}

bool ChildProcess::isRunning()
{
    int status = 0;
    if (m_pid > 0 && ::waitpid(m_pid, &status, WNOHANG) == m_pid) {
        m_exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        m_pid = -1;
    }
    return m_pid > 0;
}

QByteArray ChildProcess::readUntil(const QByteArray &text)
{
    const QDeadlineTimer deadline(60'000);
    QByteArray read;
    while (text.isEmpty() || !read.contains(text)) {
        pollfd waiting{m_output, POLLIN, 0};
        if (::poll(&waiting, 1, int(deadline.remainingTime())) <= 0)
            break;
        std::array<char, 4'096> buffer;
        const auto count = ::read(m_output, buffer.data(), buffer.size());
        if (count <= 0)
            break;
        read.append(buffer.data(), count);
    }
    return read;
}

QByteArray ChildProcess::readAll()
{
    const auto read = readUntil({});
    exitCode();
    return read;
}

int ChildProcess::exitCode()
{
    int status = 0;
    if (m_pid > 0 && ::waitpid(m_pid, &status, 0) == m_pid) {
        m_exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        m_pid = -1;
    }
    return m_exitCode;
}

void ChildProcess::kill()
{
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        exitCode();
    }
    if (m_output >= 0)
        ::close(m_output);
    m_output = -1;
}

} // namespace consultantos::test
