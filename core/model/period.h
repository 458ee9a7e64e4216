// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace consultantos {

/// The time a value stands for: a duration (start and end, both included) or an instant (end only), together with
/// the company's own name for it. Fiscal years end in any month; `fiscalYear` is the company's own numbering
/// (NVIDIA's year ended 2026-01-25 is 2026, Home Depot's ended 2021-01-31 is 2020).
struct Period {
    std::optional<QDate> start;
    QDate end;
    int fiscalYear = 0;   ///< 0 when unknown
    QString fiscalPeriod; ///< "FY", "Q1" … "Q4"; "13:00" of an hour of a table's; empty when unknown

    /// "FY2021", "Q3 FY2021", or the end date (and the hour) when the fiscal period is unknown.
    [[nodiscard]] QString label() const;
    [[nodiscard]] bool isInstant() const { return !start.has_value(); }
    bool operator==(const Period &) const = default;
};

[[nodiscard]] QJsonObject toJson(const Period &period);
[[nodiscard]] Period periodFromJson(const QJsonObject &object);

} // namespace consultantos
