// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_names.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QList>
#include <QSet>

namespace consultantos {

namespace {

/// Behind the end of the string that begins at `from` with its quotation mark.
qsizetype endOfString(const QByteArray &json, qsizetype from)
{
    for (auto at = from + 1; at < json.size(); ++at) {
        if (json[at] == '\\')
            ++at;
        else if (json[at] == '"')
            return at + 1;
    }
    return json.size();
}

bool isBeforeColon(const QByteArray &json, qsizetype at)
{
    while (at < json.size() && (json[at] == ' ' || json[at] == '\t' || json[at] == '\n' || json[at] == '\r'))
        ++at;
    return at < json.size() && json[at] == ':';
}

} // namespace

std::optional<QString> repeatedName(const QByteArray &json)
{
    QList<QSet<QString>> open; // names of the objects that the place is in
    for (qsizetype at = 0; at < json.size();) {
        const char sign = json[at];
        if (sign == '{')
            open.append(QSet<QString>());
        else if (sign == '}' && !open.isEmpty())
            open.removeLast();
        if (sign != '"') {
            ++at;
            continue;
        }
        const auto end = endOfString(json, at);
        if (!open.isEmpty() && isBeforeColon(json, end)) {
            // "a" can be written "\u0061", too.
            const auto name = QJsonDocument::fromJson('[' + json.mid(at, end - at) + ']').array().first().toString();
            if (open.last().contains(name))
                return name;
            open.last().insert(name);
        }
        at = end;
    }
    return std::nullopt;
}

} // namespace consultantos
