// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/row_labels.h"

#include <QRegularExpression>

namespace consultantos::statements {

bool isUnfinished(const QString &label)
{
    static const QRegularExpression midst(
        QStringLiteral("(?:[,&\u2014\u2013-]|\\b(?:and|or|of|to|in|at|for|from|by|the|with|on|per|a|an|including|"
                       "attributable|before))$"),
        QRegularExpression::CaseInsensitiveOption);
    if (label.endsWith(QLatin1Char(':')))
        return false;
    return midst.match(label).hasMatch() || label.count(QLatin1Char('(')) > label.count(QLatin1Char(')'));
}

bool goesOn(const QString &label, const QString &next)
{
    if (label.isEmpty() || label.endsWith(QLatin1Char(':')))
        return false;
    if (next.isEmpty() || isUnfinished(label))
        return true;
    return next.at(0).isLower();
}

QString nameOfTotal(const QString &heading, bool isAfterDepreciation)
{
    auto name = heading.trimmed();
    while (name.endsWith(QLatin1Char(':')))
        name.chop(1);
    if (isAfterDepreciation)
        return name + QStringLiteral(", net");
    return QStringLiteral("Total ")
           + (name.size() > 1 && name.at(1).isLower() ? name.at(0).toLower() + name.mid(1) : name);
}

} // namespace consultantos::statements
