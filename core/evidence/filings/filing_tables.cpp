// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/filing_tables.h"

#include <QRegularExpression>

namespace consultantos {

namespace {

constexpr int FewestPlaces = 2; // one "United States" may stand in any table

bool has(const QRegularExpression &pattern, const QString &text)
{
    return pattern.match(text).hasMatch();
}

QRegularExpression words(const char *pattern)
{
    return QRegularExpression(QString::fromLatin1(pattern), QRegularExpression::CaseInsensitiveOption);
}

int placesNamed(const Table &table)
{
    static const auto place = words("^(united states|u\\.s\\.|international|americas?|north america|latin america|"
                                    "south america|emea|europe\\b.*|asia\\b.*|china|greater china|mainland china|japan|"
                                    "germany|united kingdom|france|canada|mexico|india|korea|taiwan|"
                                    "rest of world|rest of asia pacific|other (foreign )?countries|non-u\\.s\\.)"
                                    "(\\s*\\(.{1,3}\\))*$");
    int places = 0;
    for (const auto &cell : table.cells)
        places += cell.column == 0 && has(place, cell.text) ? 1 : 0;
    return places;
}

} // namespace

FilingTableKind filingTableKind(const Table &table)
{
    static const auto customers = words("concentration|major customer|significant customer");
    static const auto geography = words("geograph|by (country|region)|foreign countr");
    static const auto segments = words("segment");
    if (has(customers, table.name))
        return FilingTableKind::CustomerConcentration;
    if (has(geography, table.name))
        return FilingTableKind::Geography;
    if (has(segments, table.name))
        return FilingTableKind::Segments;
    // Taxes, pensions and buildings have places too, but tell nothing of a market.
    static const auto others = words("income tax|retirement|pension|propert");
    return !has(others, table.name) && placesNamed(table) >= FewestPlaces ? FilingTableKind::Geography
                                                                          : FilingTableKind::Other;
}

} // namespace consultantos
