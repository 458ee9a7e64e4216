// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/bound_process.h"

#include <QProcess>

#include <chrono>

namespace consultantos::pdf {

namespace {

using namespace std::chrono_literals;

/// How often cancelling is looked at.
constexpr auto Tick = 20ms;
constexpr auto StartTime = 10'000ms;
constexpr auto KillTime = 2'000ms;

/// Kills what still runs when its reader has gone.
class KilledProcess : public QProcess {
public:
    ~KilledProcess() override
    {
        if (state() == NotRunning)
            return;
        kill();
        waitForFinished(int(KillTime.count()));
    }
};

} // namespace

ProcessResult runBound(const QString &program, const QStringList &arguments, QDeadlineTimer deadline,
                       const CancellationToken &cancel, const std::function<bool(const QByteArray &)> &take)
{
    KilledProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(program, arguments, QIODevice::ReadOnly);
    if (!process.waitForStarted(int(StartTime.count())))
        return {ProcessEnd::NotStarted, 0};
    while (process.state() != QProcess::NotRunning) {
        process.waitForReadyRead(int(Tick.count()));
        if (!take(process.readAllStandardOutput()))
            return {ProcessEnd::Stopped, 0};
        if (cancel.isCancelled())
            return {ProcessEnd::Cancelled, 0};
        if (deadline.hasExpired())
            return {ProcessEnd::TimedOut, 0};
    }
    if (!take(process.readAllStandardOutput()))
        return {ProcessEnd::Stopped, 0};
    if (process.exitStatus() == QProcess::CrashExit)
        return {ProcessEnd::Crashed, 0};
    return {ProcessEnd::Exited, process.exitCode()};
}

} // namespace consultantos::pdf
