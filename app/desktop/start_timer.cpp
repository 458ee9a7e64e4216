// SPDX-License-Identifier: GPL-3.0-or-later
#include "start_timer.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#ifdef Q_OS_LINUX
#include <ctime>
#include <unistd.h>
#endif

namespace consultantos {

namespace {

/// How long the process has lived, in steps of the kernel's clock tick (10 ms); negative where it can't be told.
double processAgeMs()
{
#ifdef Q_OS_LINUX
    QFile file(QStringLiteral("/proc/self/stat"));
    timespec now{};
    if (!file.open(QIODevice::ReadOnly) || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return -1;
    const auto stat = file.readAll();
    // The program's name, in brackets, may hold spaces: count the fields behind it.
    const auto fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr int StartTimeField = 19;
    if (fields.size() <= StartTimeField)
        return -1;
    const double started = fields[StartTimeField].toDouble() / double(sysconf(_SC_CLK_TCK));
    return (double(now.tv_sec) + double(now.tv_nsec) / 1e9 - started) * 1000;
#else
    return -1;
#endif
}

} // namespace

StartTimer::StartTimer()
    : m_processAgeMs(processAgeMs())
{
    m_sinceMain.start();
}

QByteArray StartTimer::report() const
{
    const double elapsed = double(m_sinceMain.nsecsElapsed()) / 1e6;
    const QJsonObject object{
        {QStringLiteral("since_main_ms"), elapsed},
        {QStringLiteral("since_process_ms"), m_processAgeMs < 0 ? QJsonValue() : QJsonValue(m_processAgeMs + elapsed)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace consultantos
