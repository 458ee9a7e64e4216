// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace consultantos {

/// A command line taken apart: the options that stand anywhere, the command, and what is left for it.
struct CommandLine {
    QString dataDir;    ///< as given; empty: the default
    QString engagement; ///< as given; empty: the data folder's own stores
    QString language;   ///< "en", "de", "system"; empty: the setting
    /// Environment variables that options of the command set, for this run alone.
    QMap<QString, QString> environment;
    bool isOffline = false;
    bool isQuiet = false;
    bool wantsHelp = false;
    bool wantsVersion = false;
    QString command;       ///< empty if none was given
    QStringList arguments; ///< of the command, without the global options

    /// `arguments` without the program's name. InvalidArgument names the option that is wrong.
    [[nodiscard]] static Result<CommandLine> parse(const QStringList &arguments);
};

} // namespace consultantos
