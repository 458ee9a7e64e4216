// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QString>

#include <type_traits>

namespace consultantos {

/// The number of an option; `fallback` where it isn't given. InvalidArgument outside of `least` to `most`, and for a broken
/// number where a whole one is asked for.
template <typename Number>
[[nodiscard]] Result<Number> numberOption(const QCommandLineParser &parser, const QString &name,
                                          std::type_identity_t<Number> fallback, std::type_identity_t<Number> least,
                                          std::type_identity_t<Number> most)
{
    if (!parser.isSet(name))
        return fallback;
    bool isNumber = false;
    Number value{};
    if constexpr (std::is_integral_v<Number>)
        value = parser.value(name).toInt(&isNumber);
    else
        value = parser.value(name).toDouble(&isNumber);
    if (!isNumber || value < least || value > most)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Cli", "--%1 must be a number from %2 to %3.")
                        .arg(name, QString::number(least), QString::number(most)));
    return value;
}

/// What the file of --password-file says; empty where the option isn't given.
[[nodiscard]] Result<QByteArray> passwordOption(const QCommandLineParser &parser);

} // namespace consultantos
