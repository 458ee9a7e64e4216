// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/xbrl_context.h"

namespace consultantos {

namespace {

constexpr qsizetype DayLength = 10; // YYYY-MM-DD

QDate day(QStringView text)
{
    return QDate::fromString(text.left(DayLength).toString(), Qt::ISODate);
}

QString product(QStringList measures)
{
    measures.sort();
    return measures.join(u'*');
}

} // namespace

QString XbrlContext::dimensionText() const
{
    QStringList parts;
    for (auto member = dimensions.begin(); member != dimensions.end(); ++member)
        parts.append(member.key() + u'=' + member.value());
    return parts.join(u';');
}

QString XbrlUnit::text() const
{
    return denominator.isEmpty() ? product(numerator) : product(numerator) + u'/' + product(denominator);
}

QString unitMeasure(QStringView measure)
{
    const auto trimmed = measure.trimmed();
    return trimmed.mid(trimmed.indexOf(u':') + 1).toString();
}

QString companyOfIdentifier(QStringView scheme, QStringView identifier)
{
    const auto name = identifier.trimmed();
    if (!scheme.contains(QLatin1String("sec.gov/CIK"), Qt::CaseInsensitive))
        return name.toString();
    bool isNumber = false;
    const auto number = name.toULongLong(&isNumber);
    return isNumber ? QString::number(number) : name.toString();
}

QDate periodStart(QStringView text)
{
    return day(text.trimmed());
}

QDate periodEnd(QStringView text)
{
    const auto trimmed = text.trimmed();
    const auto time = trimmed.mid(DayLength);
    return time.startsWith(QLatin1String("T00:00:00")) ? day(trimmed).addDays(-1) : day(trimmed);
}

} // namespace consultantos
