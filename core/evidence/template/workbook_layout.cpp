// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/workbook_layout.h"

#include <QRegularExpression>

#include <algorithm>

namespace consultantos::client_workbook {

namespace {

struct SheetNames {
    SheetKind kind;
    QString id;
    QString name;
    QString statement;
};

const QList<SheetNames> &sheets()
{
    static const QList<SheetNames> all{
        {SheetKind::ReadMe, QStringLiteral("read_me"), QStringLiteral("Read me"), {}},
        {SheetKind::Company, QStringLiteral("company"), QStringLiteral("Company"), {}},
        {SheetKind::Income, QStringLiteral("income"), QStringLiteral("Income"), QStringLiteral("income")},
        {SheetKind::Balance, QStringLiteral("balance"), QStringLiteral("Balance sheet"), QStringLiteral("balance")},
        {SheetKind::CashFlow, QStringLiteral("cash_flow"), QStringLiteral("Cash flow"), QStringLiteral("cash_flow")},
        {SheetKind::Segments, QStringLiteral("segments"), QStringLiteral("Segments"), {}},
        {SheetKind::Competitors, QStringLiteral("competitors"), QStringLiteral("Competitors"), {}}};
    return all;
}

const SheetNames &namesOf(SheetKind kind)
{
    return *std::find_if(sheets().cbegin(), sheets().cend(),
                         [kind](const SheetNames &sheet) { return sheet.kind == kind; });
}

const QString MarkPrefix = QStringLiteral("consultantos/client-figures/");

} // namespace

QString sheetMark(SheetKind kind)
{
    return MarkPrefix + QString::number(LayoutVersion) + QLatin1Char('/') + namesOf(kind).id;
}

std::optional<SheetMark> markIn(const QString &text)
{
    if (!text.startsWith(MarkPrefix))
        return std::nullopt;
    bool isNumber = false;
    const int version = text.section(QLatin1Char('/'), 2, 2).toInt(&isNumber);
    const auto id = text.section(QLatin1Char('/'), 3);
    const auto sheet =
        std::find_if(sheets().cbegin(), sheets().cend(), [&id](const SheetNames &names) { return names.id == id; });
    if (!isNumber || sheet == sheets().cend())
        return std::nullopt;
    return SheetMark{sheet->kind, version};
}

QString sheetName(SheetKind kind)
{
    return namesOf(kind).name;
}

QString statementOf(SheetKind kind)
{
    return namesOf(kind).statement;
}

const QList<PartBlock> &partBlocks()
{
    static const auto segments = QStringLiteral("us-gaap:StatementBusinessSegmentsAxis");
    static const QList<PartBlock> blocks{
        {QStringLiteral("segment.revenue"), QStringLiteral("Revenue by segment"), segments, QStringLiteral("revenue"),
         8},
        {QStringLiteral("segment.operating_income"), QStringLiteral("Operating income by segment"), segments,
         QStringLiteral("operating_income"), 8, false, true},
        {QStringLiteral("region.revenue"), QStringLiteral("Revenue by country or region"),
         QStringLiteral("us-gaap:StatementGeographicalAxis"), QStringLiteral("revenue"), 8, true, false}};
    return blocks;
}

const QList<Scale> &scales()
{
    static const QList<Scale> all{
        {QStringLiteral("units"), 1}, {QStringLiteral("thousands"), 1e3}, {QStringLiteral("millions"), 1e6}};
    return all;
}

QString cellReference(const QString &sheet, const QString &address)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z_][A-Za-z0-9_.]*$"));
    if (plain.match(sheet).hasMatch())
        return sheet + QLatin1Char('!') + address;
    auto quoted = sheet;
    quoted.replace(QLatin1Char('\''), QStringLiteral("''"));
    return QStringLiteral("'%1'!%2").arg(quoted, address);
}

} // namespace consultantos::client_workbook
