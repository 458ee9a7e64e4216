// SPDX-License-Identifier: GPL-3.0-or-later
#include "option_values.h"

#include "storage/backup/archive_writer.h"

namespace consultantos {

Result<QByteArray> passwordOption(const QCommandLineParser &parser)
{
    const auto name = QStringLiteral("password-file");
    return parser.isSet(name) ? readPasswordFile(parser.value(name)) : Result<QByteArray>(QByteArray());
}

} // namespace consultantos
