// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_line.h"

#include "base/setting_declaration.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

Error missingValue(const QString &option)
{
    return {ErrorCode::InvalidArgument, QCoreApplication::translate("Cli", "The option %1 needs a value.").arg(option),
            QCoreApplication::translate("Cli", "consultantos-cli --help lists the options.")};
}

} // namespace

Result<CommandLine> CommandLine::parse(const QStringList &arguments)
{
    CommandLine line;
    bool onlyOperands = false;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const auto &argument = arguments[i];
        if (onlyOperands || !argument.startsWith(QLatin1Char('-')) || argument.size() == 1) {
            if (line.command.isEmpty() && !onlyOperands)
                line.command = argument;
            else
                line.arguments.append(argument);
            continue;
        }
        if (argument == QLatin1String("--")) {
            onlyOperands = true;
            line.arguments.append(argument);
            continue;
        }
        const auto equals = argument.indexOf(QLatin1Char('='));
        const auto name = equals < 0 ? argument : argument.left(equals);
        const auto takeValue = [&](QString &target) -> Status {
            if (equals >= 0) {
                target = argument.mid(equals + 1);
            } else if (i + 1 < arguments.size()) {
                target = arguments[++i];
            } else {
                return tl::unexpected(missingValue(name));
            }
            return target.isEmpty() ? Status(tl::unexpected(missingValue(name))) : Status();
        };
        Status taken;
        if (name == QLatin1String("--data-dir"))
            taken = takeValue(line.dataDir);
        else if (name == QLatin1String("--language"))
            taken = takeValue(line.language);
        else if (name == QLatin1String("--engagement"))
            taken = takeValue(line.engagement);
        else if (name == QLatin1String("--store"))
            taken = takeValue(line.environment[QStringLiteral("CONSULTANTOS_STORE")]);
        else if (argument == QLatin1String("--offline"))
            line.isOffline = true;
        else if (argument == QLatin1String("--quiet") || argument == QLatin1String("-q"))
            line.isQuiet = true;
        else if (argument == QLatin1String("--help") || argument == QLatin1String("-h"))
            line.wantsHelp = true;
        else if (argument == QLatin1String("--version") || argument == QLatin1String("-v"))
            line.wantsVersion = true;
        else
            line.arguments.append(argument);
        if (!taken)
            return tl::unexpected(taken.error());
    }
    const auto languages = choicesOf(*findSetting(QStringLiteral("language")));
    if (!line.language.isEmpty() && !languages.contains(line.language))
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Cli", "The language \"%1\" is not known.").arg(line.language),
                    QCoreApplication::translate("Cli", "Choose among %1.").arg(languages.join(QStringLiteral(", "))));
    return line;
}

} // namespace consultantos
