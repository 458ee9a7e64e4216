// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/intake/facts_file.h"

#include "evidence/filings/report_file.h"

#include <QFile>

namespace consultantos {

bool isFactsFile(const QString &path)
{
    constexpr qint64 HeadBytes = 16 * 1024;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const auto head = unpackedHead(file.read(HeadBytes)).trimmed();
    const auto start = head.startsWith("\xEF\xBB\xBF") ? head.mid(3) : head;
    // What calls itself JSON and is none gets the error that says so, rather than passing for a text.
    if (!start.startsWith('{'))
        return path.endsWith(QLatin1String(".json")) || path.endsWith(QLatin1String(".json.gz"));
    if (start.contains("\"cik\"") || start.contains("\"entityName\""))
        return true;
    return !start.contains("\"documentInfo\"") && !start.contains("jsonfeed.org") && !start.contains("\"items\"");
}

} // namespace consultantos
