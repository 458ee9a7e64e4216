// SPDX-License-Identifier: GPL-3.0-or-later
#include "display_check.h"

#include <QCoreApplication>
#include <QString>

#include <cstdio>
#include <cstdlib>

namespace consultantos {

namespace {

void handleMessage(QtMsgType type, const QMessageLogContext & /*context*/, const QString &text)
{
    if (type == QtFatalMsg) {
        std::fputs(noDisplayMessage().constData(), stderr);
        // No clean-up: the application object is half made.
        std::_Exit(1);
    }
    if (type == QtCriticalMsg)
        std::fprintf(stderr, "%s\n", qPrintable(text));
}

} // namespace

bool hasDisplay()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    const auto platform = qgetenv("QT_QPA_PLATFORM");
    if (!platform.isEmpty() && !platform.startsWith("xcb") && !platform.startsWith("wayland"))
        return true;
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#else
    return true;
#endif
}

QByteArray noDisplayMessage()
{
    return QCoreApplication::translate("main", "consultantos: there is no display to show a window on.\n"
                                               "Set DISPLAY or WAYLAND_DISPLAY, or use the command line instead:\n"
                                               "  consultantos-cli analyze COMPANY\n")
        .toLocal8Bit();
}

DisplayFailureGuard::DisplayFailureGuard()
    : m_former(qInstallMessageHandler(handleMessage))
{
}

DisplayFailureGuard::~DisplayFailureGuard()
{
    release();
}

void DisplayFailureGuard::release() const
{
    if (m_isHeld)
        qInstallMessageHandler(m_former);
    m_isHeld = false;
}

} // namespace consultantos
