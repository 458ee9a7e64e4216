// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bundled_fonts.h"

#include <QFile>
#include <QFileInfo>

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
#endif
}

} // namespace consultantos
