// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

namespace consultantos {

/// What a filing says of itself, mostly by the facts of the taxonomy "dei". What it doesn't say is empty.
struct FilingInfo {
    QString registrant;       ///< dei:EntityRegistrantName
    QString company;          ///< CIK without leading zeros, an LEI, …
    QString form;             ///< dei:DocumentType: "10-K", "10-Q/A", "20-F"
    bool isAmendment = false; ///< dei:AmendmentFlag
    QDate periodEnd;
    int fiscalYear = 0;   ///< the filer's own numbering; 0 when not said
    QString fiscalPeriod; ///< "FY", "Q1" … "Q4"
    QString accession;    ///< "0001628280-24-002390": of the file's name or its submission header
    QDate filed;          ///< of the submission header, else the day it was signed, which is at most days before

    bool operator==(const FilingInfo &) const = default;
};

/// The accession number in a file's name, with or without hyphens; empty if there is none.
[[nodiscard]] QString accessionInName(const QString &fileName);

/// Takes one non-numeric fact of the filing as a whole; other names are ignored. `value` as readInlineText() gives it.
void takeEntityFact(FilingInfo &info, const QString &tag, const QString &value);

/// The day in a line of the signatures: "Date: January 29, 2025", "Pursuant to the requirements of … as of February 6,
/// 2025."; invalid for any other line.
[[nodiscard]] QDate signatureDay(const QString &line);

} // namespace consultantos
