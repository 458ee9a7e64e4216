// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/part_name.h"

#include <QRegularExpression>

namespace consultantos::pdf {

namespace {

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(text, QRegularExpression::CaseInsensitiveOption);
}

} // namespace

bool beginsPart(const QString &line)
{
    static const auto part = pattern(QStringLiteral("^(?:part\\s+[ivx]+|(?:item|note)\\s+\\d+[a-c]?)\\b"));
    return part.match(line).hasMatch();
}

bool isPartNames(const QString &line)
{
    static const auto names =
        pattern(QStringLiteral("^(?:(?:part\\s+[ivx]+|items?\\s+\\d+[a-c]?(?:\\s*,\\s*\\d+[a-c]?)*)[\\s,.]*)+$"));
    return names.match(line).hasMatch();
}

QString sectionName(const QString &heading)
{
    static const auto item = pattern(QStringLiteral("^item\\s+(\\d+[a-c]?)\\b"));
    const auto match = item.match(heading);
    return match.hasMatch() ? QStringLiteral("Item ") + match.captured(1).toUpper() : heading;
}

} // namespace consultantos::pdf
