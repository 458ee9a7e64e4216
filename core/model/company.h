// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace consultantos {

/// A company that the store knows or that a request describes.
struct Company {
    QString id;        ///< the SEC's CIK without leading zeros, or "x-<slug>" for a company without one
    QString name;      ///< as users say it, e.g. "Tesla"
    QString legalName; ///< as filed, e.g. "Tesla, Inc."
    QString ticker;
    QStringList aliases;   ///< further names a user may type
    QString sic;           ///< four digits; empty when unknown
    QString sector;        ///< sector id of resources/industry/sectors.json; peers share it
    QString sectorSource;  ///< where the sector comes from: "gics" (S&P 500 constituents list), "ours"
    QString industry;      ///< industry id of sectors.json: names the playbook and the published industry averages
    QString country;       ///< ISO 3166 alpha-2, empty when unknown
    QString fiscalYearEnd; ///< MMDD, empty when unknown

    bool operator==(const Company &) const = default;
};

[[nodiscard]] QJsonObject toJson(const Company &company);
[[nodiscard]] Company companyFromJson(const QJsonObject &object);

} // namespace consultantos
