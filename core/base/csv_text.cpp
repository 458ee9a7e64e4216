// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv_text.h"

#include <algorithm>

namespace consultantos {
namespace {

QString csvField(QString field)
{
    bool isNumber = false;
    (void)field.toDouble(&isNumber);
    if (!isNumber && !field.isEmpty() && QStringLiteral("=+-@\t").contains(field.front()))
        field.prepend(QLatin1Char('\''));
    const bool needsQuotes = std::any_of(field.cbegin(), field.cend(), [](QChar c) {
        return c == QLatin1Char(',') || c == QLatin1Char('"') || c == QLatin1Char('\n') || c == QLatin1Char('\r');
    });
    if (!needsQuotes)
        return field;
    return QLatin1Char('"') + field.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

} // namespace

QByteArray csvText(const QStringList &titles, const QList<QStringList> &rows)
{
    QString text;
    const auto append = [&text](const QStringList &row) {
        QStringList fields;
        for (const auto &field : row)
            fields.append(csvField(field));
        text += fields.join(QLatin1Char(',')) + QStringLiteral("\r\n");
    };
    append(titles);
    for (const auto &row : rows)
        append(row);
    return text.toUtf8();
}

} // namespace consultantos
