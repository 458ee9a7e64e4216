// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/evidence_index.h"
#include "report/language/wording.h"

#include <QString>
#include <QStringList>

namespace consultantos {

/// What a footnote says of evidence. Keeps a reference to the report. Immutable, thread-safe.
class SourceNotes {
public:
    explicit SourceNotes(const Report &report, Wording wording = {});

    [[nodiscard]] const EvidenceIndex &index() const { return m_index; }
    /// "F1: us-gaap:Revenues, 2021-01-01 to 2021-12-31 = 53823000000 USD; 10-K filed 2022-02-07, …"; of a computation the
    /// formula, what it is bound to and the filings below it. Empty for an id that the report doesn't hold.
    [[nodiscard]] QString entry(const QString &id) const;
    /// As a footnote names several: label, what it is and its period, and once the filings below them.
    [[nodiscard]] QString note(const QStringList &ids) const;
    /// Where many figures come from, in one line: the filings and documents below them.
    [[nodiscard]] QString origins(const QStringList &ids) const;

private:
    [[nodiscard]] QStringList filingsBelow(const QStringList &ids) const;

    const Report &m_report;
    EvidenceIndex m_index;
    Wording m_wording;
};

} // namespace consultantos
