// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/company.h"

#include "base/json.h"

namespace consultantos {

QJsonObject toJson(const Company &company)
{
    return {{QStringLiteral("id"), company.id},
            {QStringLiteral("name"), company.name},
            {QStringLiteral("legal_name"), company.legalName},
            {QStringLiteral("ticker"), company.ticker},
            {QStringLiteral("aliases"), json::fromStrings(company.aliases)},
            {QStringLiteral("sic"), company.sic},
            {QStringLiteral("sector"), company.sector},
            {QStringLiteral("sector_source"), company.sectorSource},
            {QStringLiteral("industry"), company.industry},
            {QStringLiteral("country"), company.country},
            {QStringLiteral("fiscal_year_end"), company.fiscalYearEnd}};
}

Company companyFromJson(const QJsonObject &object)
{
    Company company;
    company.id = object[QStringLiteral("id")].toString();
    company.name = object[QStringLiteral("name")].toString();
    company.legalName = object[QStringLiteral("legal_name")].toString();
    company.ticker = object[QStringLiteral("ticker")].toString();
    company.aliases = json::toStrings(object[QStringLiteral("aliases")]);
    company.sic = object[QStringLiteral("sic")].toString();
    company.sector = object[QStringLiteral("sector")].toString();
    company.sectorSource = object[QStringLiteral("sector_source")].toString();
    company.industry = object[QStringLiteral("industry")].toString();
    company.country = object[QStringLiteral("country")].toString();
    company.fiscalYearEnd = object[QStringLiteral("fiscal_year_end")].toString();
    return company;
}

} // namespace consultantos
