// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <QDate>
#include <QString>

#include <optional>

namespace consultantos::statements {

/// Whose report a document is and of which period, as its first pages say.
struct FilingIdentity {
    QString company;                ///< as on the cover; empty when no line names it
    QString form;                   ///< "10-K", "10-Q", "20-F", …; empty for other documents
    std::optional<QDate> periodEnd; ///< end of the fiscal year or period reported
    /// The company's own number of that year: by how it speaks of it ("fiscal 2018"), else the year of the month's end
    /// nearest to periodEnd. 0 when unknown.
    int fiscalYear = 0;
    QString fiscalPeriod; ///< "FY" for an annual form, else empty

    bool operator==(const FilingIdentity &) const = default;
};

/// Pure and thread-safe.
[[nodiscard]] FilingIdentity filingIdentity(const Document &document);

/// The year of the month's end nearest to a date: a year of 52 weeks that ends on 2 January belongs to December.
[[nodiscard]] int nominalYear(const QDate &end);

} // namespace consultantos::statements
