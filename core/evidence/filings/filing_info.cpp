// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/filing_info.h"

#include "evidence/filings/inline_transforms.h"
#include "evidence/filings/xbrl_context.h"

#include <QRegularExpression>

namespace consultantos {

namespace {

constexpr qsizetype LongestValue = 500;

/// Some filers tag the period's end without a transformation: "2023-12-31".
QDate day(const QString &value)
{
    return QDate::fromString(value, Qt::ISODate);
}

} // namespace

QString accessionInName(const QString &fileName)
{
    static const QRegularExpression shape(QStringLiteral("(?<!\\d)(\\d{10})-?(\\d{2})-?(\\d{6})(?!\\d)"));
    const auto match = shape.match(fileName);
    return match.hasMatch() ? match.captured(1) + u'-' + match.captured(2) + u'-' + match.captured(3) : QString();
}

void takeEntityFact(FilingInfo &info, const QString &tag, const QString &text)
{
    const auto value = text.simplified().left(LongestValue);
    if (tag == QLatin1String("EntityRegistrantName")
        || (tag == QLatin1String("NameOfReportingEntityOrOtherMeansOfIdentification") && info.registrant.isEmpty()))
        info.registrant = value;
    else if (tag == QLatin1String("EntityCentralIndexKey"))
        info.company = companyOfIdentifier(u"sec.gov/CIK", value);
    else if (tag == QLatin1String("DocumentType"))
        info.form = value;
    else if (tag == QLatin1String("DocumentPeriodEndDate"))
        info.periodEnd = day(value);
    else if (tag == QLatin1String("DocumentFiscalYearFocus"))
        info.fiscalYear = value.toInt();
    else if (tag == QLatin1String("DocumentFiscalPeriodFocus"))
        info.fiscalPeriod = value;
    else if (tag == QLatin1String("AmendmentFlag"))
        info.isAmendment = value.compare(QLatin1String("true"), Qt::CaseInsensitive) == 0;
}

QDate signatureDay(const QString &line)
{
    static const QRegularExpression shape(
        QStringLiteral("^(?:Dated?\\s*:?\\s*|Pursuant to the requirements\\b.*\\b(?:as of|on)\\s)"
                       "(\\p{L}+ \\d{1,2}, ?\\d{4})\\b"),
        QRegularExpression::CaseInsensitiveOption);
    const auto match = shape.match(line);
    return match.hasMatch() ? day(readInlineText(u"date-monthname-day-year-en", match.captured(1))) : QDate();
}

} // namespace consultantos
