// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/checked_number.h"

#include <QJsonArray>

namespace consultantos {

QString verdictName(ClaimVerdict verdict)
{
    switch (verdict) {
    case ClaimVerdict::Match:
        return QStringLiteral("match");
    case ClaimVerdict::Mismatch:
        return QStringLiteral("mismatch");
    case ClaimVerdict::Unsupported:
        break;
    }
    return QStringLiteral("unsupported");
}

QJsonObject toJson(const CheckedNumber &number, qsizetype start)
{
    QJsonObject object{{QStringLiteral("text"), number.text},
                       {QStringLiteral("start"), static_cast<qint64>(start)},
                       {QStringLiteral("value"), number.value},
                       {QStringLiteral("unit"), number.unit},
                       {QStringLiteral("verdict"), verdictName(number.verdict)}};
    if (number.valueTo)
        object[QStringLiteral("value_to")] = *number.valueTo;
    if (number.expected) {
        object[QStringLiteral("expected")] = *number.expected;
        if (number.expectedUnit != number.unit)
            object[QStringLiteral("expected_unit")] = number.expectedUnit;
    }
    const auto insert = [&object](const QString &key, const QString &value) {
        if (!value.isEmpty())
            object[key] = value;
    };
    insert(QStringLiteral("fact"), number.ref);
    insert(QStringLiteral("reason"), number.reason);
    insert(QStringLiteral("concept"), number.subject);
    insert(QStringLiteral("company"), number.company);
    insert(QStringLiteral("period"), number.period);
    insert(QStringLiteral("contrary_passage"), number.contraryPassage);
    return object;
}

QJsonObject toJson(const QList<CheckedNumber> &numbers, bool isTruncated, const QString &text)
{
    QJsonArray array;
    qsizetype place = 0;
    qsizetype codePoints = 0;
    for (const auto &number : numbers) {
        for (; place < number.start; ++place)
            codePoints += text[place].isLowSurrogate() ? 0 : 1;
        array.append(toJson(number, codePoints));
    }
    return {{QStringLiteral("numbers"), array}, {QStringLiteral("truncated"), isTruncated}};
}

} // namespace consultantos
