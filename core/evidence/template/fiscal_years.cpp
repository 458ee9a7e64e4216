// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/fiscal_years.h"

#include "evidence/template/workbook_findings.h"
#include "evidence/template/workbook_layout.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace consultantos::client_workbook {

namespace {

constexpr int FirstYear = 1990;
constexpr int LastYear = 2100;
constexpr int AnyLeapYear = 2024;
constexpr int AnyCommonYear = 2023;

std::optional<FiscalYearEnd> validEnd(int month, int day)
{
    if (!QDate(AnyLeapYear, month, day).isValid())
        return std::nullopt;
    return FiscalYearEnd{month, day};
}

/// 1 to 12 by an English or German name or its beginning; 0 for another word.
int monthNamed(const QString &word)
{
    constexpr qsizetype Shortest = 3;
    if (word.size() < Shortest)
        return 0;
    for (const auto &locale : {QLocale(QLocale::English), QLocale(QLocale::German)}) {
        for (int month = 1; month <= 12; ++month) {
            if (locale.standaloneMonthName(month).startsWith(word, Qt::CaseInsensitive))
                return month;
        }
    }
    return 0;
}

std::optional<FiscalYearEnd> endNamed(const QString &text)
{
    static const QRegularExpression dayFirst(QStringLiteral("^([0-9]{1,2})\\.?\\s*(\\p{L}+)\\.?$"));
    static const QRegularExpression monthFirst(QStringLiteral("^(\\p{L}+)\\.?\\s*([0-9]{1,2})?\\.?$"));
    if (const auto match = dayFirst.match(text); match.hasMatch())
        return validEnd(monthNamed(match.captured(2)), match.captured(1).toInt());
    const auto match = monthFirst.match(text);
    const int month = match.hasMatch() ? monthNamed(match.captured(1)) : 0;
    if (month == 0)
        return std::nullopt;
    return validEnd(month, match.captured(2).isEmpty() ? QDate(AnyCommonYear, month, 1).daysInMonth()
                                                       : match.captured(2).toInt());
}

std::optional<FiscalYearEnd> endInDigits(const QString &text)
{
    static const QRegularExpression points(QStringLiteral("^([0-9]{1,2})\\.\\s*([0-9]{1,2})\\.?$"));
    static const QRegularExpression dash(QStringLiteral("^([0-9]{1,2})-([0-9]{1,2})$"));
    static const QRegularExpression slash(QStringLiteral("^([0-9]{1,2})/([0-9]{1,2})$"));
    const auto numbers = [&text](const QRegularExpression &form) {
        const auto match = form.match(text);
        return std::pair(match.captured(1).toInt(), match.captured(2).toInt());
    };
    if (const auto [day, month] = numbers(points); day > 0)
        return validEnd(month, day);
    if (const auto [month, day] = numbers(dash); month > 0)
        return validEnd(month, day);
    const auto [first, second] = numbers(slash);
    if (first == 0)
        return std::nullopt;
    const auto american = validEnd(first, second);
    const auto european = validEnd(second, first);
    return american && european && !(*american == *european) ? std::nullopt : (american ? american : european);
}

Period yearEndingOn(const QDate &end, int fiscalYear)
{
    Period year;
    year.start = end.addDays(1).addYears(-1);
    year.end = end;
    year.fiscalYear = fiscalYear;
    year.fiscalPeriod = QStringLiteral("FY");
    return year;
}

/// 0 if the text names no year.
int yearNamed(const QString &text)
{
    static const QRegularExpression single(QStringLiteral("^(?:FY|GJ)?\\s*([0-9]{4})$"),
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression both(QStringLiteral("^(?:FY|GJ)?\\s*([0-9]{4})\\s*/\\s*([0-9]{2}|[0-9]{4})$"),
                                         QRegularExpression::CaseInsensitiveOption);
    if (const auto match = single.match(text); match.hasMatch())
        return match.captured(1).toInt();
    const auto match = both.match(text);
    if (!match.hasMatch())
        return 0;
    const int next = match.captured(1).toInt() + 1;
    constexpr int Century = 100;
    const int ending = match.captured(2).toInt();
    return ending == next || ending == next % Century ? next : 0;
}

} // namespace

QDate FiscalYearEnd::in(int year) const
{
    const bool isMonthsEnd = day >= QDate(AnyCommonYear, month, 1).daysInMonth();
    return {year, month, isMonthsEnd ? QDate(year, month, 1).daysInMonth() : day};
}

QString FiscalYearEnd::monthAndDay() const
{
    return QStringLiteral("%1%2").arg(month, 2, 10, QLatin1Char('0')).arg(day, 2, 10, QLatin1Char('0'));
}

std::optional<FiscalYearEnd> fiscalYearEndIn(const TableCell &cell)
{
    const auto text = cell.text.simplified();
    const auto date = cell.date ? *cell.date : QDate::fromString(text, Qt::ISODate);
    if (date.isValid())
        return FiscalYearEnd{date.month(), date.day()};
    const auto named = endNamed(text);
    return named ? named : endInDigits(text);
}

std::optional<Period> fiscalYearIn(const TableCell &cell, const FiscalYearEnd &end)
{
    const auto isPossible = [](int year) { return year >= FirstYear && year <= LastYear; };
    const auto text = cell.text.simplified();
    const auto date = cell.date ? *cell.date : QDate::fromString(text, Qt::ISODate);
    if (date.isValid())
        return isPossible(date.year()) ? std::optional(yearEndingOn(date, date.year())) : std::nullopt;
    int year = 0;
    if (!cell.value)
        year = yearNamed(text);
    else if (*cell.value == std::floor(*cell.value) && *cell.value >= FirstYear && *cell.value <= LastYear)
        year = int(*cell.value);
    return isPossible(year) ? std::optional(yearEndingOn(end.in(year), year)) : std::nullopt;
}

FiscalYears fiscalYearsOf(const SheetGrid &sheet, const FiscalYearEnd &end, WorkbookFindings &findings)
{
    FiscalYears found;
    found.row = sheet.rowOf(ids::Years);
    if (found.row < 0) {
        findings.warn(sheet.reference(MarkRow, LabelColumn),
                      QCoreApplication::translate(
                          "ClientWorkbook", "The sheet's row of fiscal years is missing; the sheet was left out."));
        return found;
    }
    QSet<int> known;
    for (const int column : sheet.columns(found.row)) {
        if (column < FirstYearColumn)
            continue;
        found.named.insert(column);
        const auto period = fiscalYearIn(*sheet.at(found.row, column), end);
        if (!period) {
            findings.warn(
                sheet.reference(found.row, column),
                QCoreApplication::translate("ClientWorkbook", "\"%1\" is no fiscal year; the column was left out.")
                    .arg(sheet.text(found.row, column)));
        } else if (known.contains(period->fiscalYear)) {
            findings.warn(sheet.reference(found.row, column),
                          QCoreApplication::translate("ClientWorkbook",
                                                      "The year %1 stands there twice; the first column was taken.")
                              .arg(period->fiscalYear));
        } else {
            known.insert(period->fiscalYear);
            found.years.append({column, *period});
        }
    }
    return found;
}

} // namespace consultantos::client_workbook
