// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bundled_fonts.h"

#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_WIN
#include <iterator>

#include <windows.h>
#endif

namespace consultantos {

void useBundledFonts()
{
#ifdef Q_OS_LINUX
    if (qEnvironmentVariableIsSet("FONTCONFIG_FILE") || QFile::exists(QStringLiteral("/etc/fonts/fonts.conf")))
        return;
    // There is no application yet that would know its folder.
    const auto program = QFileInfo(QStringLiteral("/proc/self/exe")).canonicalFilePath();
    const QFileInfo configuration(QFileInfo(program).path() + QStringLiteral("/../share/fonts/fonts.conf"));
    if (configuration.exists())
        qputenv("FONTCONFIG_FILE", QFile::encodeName(configuration.canonicalFilePath()));
#elif defined(Q_OS_WIN)
    // Off screen, Qt looks for fonts in this folder alone; on screen it asks Windows.
    wchar_t program[MAX_PATH * 4];
    const auto length = GetModuleFileNameW(nullptr, program, DWORD(std::size(program)));
    const QFileInfo fonts(QFileInfo(QString::fromWCharArray(program, qsizetype(length))).path()
                          + QStringLiteral("/../share/fonts"));
    if (!qEnvironmentVariableIsSet("QT_QPA_FONTDIR") && fonts.isDir())
        qputenv("QT_QPA_FONTDIR", QFile::encodeName(fonts.canonicalFilePath()));
#endif
}

} // namespace consultantos
