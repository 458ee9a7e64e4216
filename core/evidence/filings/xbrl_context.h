// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/filings/xbrl_names.h"

#include <QDate>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QStringView>

#include <optional>

namespace consultantos {

/// Of whom, when and of which part a fact tells.
struct XbrlContext {
    QString company;                   ///< CIK without leading zeros, else the identifier as it stands, e.g. an LEI
    std::optional<QDate> start;        ///< empty for an instant
    QDate end;                         ///< invalid where the filing gives none that can be read, or "forever"
    QMap<QString, QString> dimensions; ///< member by axis

    /// As Fact::dimensions.
    [[nodiscard]] QString dimensionText() const;
    bool operator==(const XbrlContext &) const = default;
};

/// What a unit is made of, as in Fact::unit: "USD", "USD/shares", "pure", of a filer's own unit the local name.
struct XbrlUnit {
    QStringList numerator;
    QStringList denominator;

    [[nodiscard]] QString text() const;
};

/// "iso4217:USD" → "USD".
[[nodiscard]] QString unitMeasure(QStringView measure);
/// The SEC's numbers lose their leading zeros; other schemes stay as they are.
[[nodiscard]] QString companyOfIdentifier(QStringView scheme, QStringView identifier);
/// The first day of a period that begins with a day or a time of day.
[[nodiscard]] QDate periodStart(QStringView text);
/// The last day of a period. A time of midnight is the end of the day before (XBRL 2.1, 4.7.2); a plain day includes
/// itself.
[[nodiscard]] QDate periodEnd(QStringView text);

} // namespace consultantos
