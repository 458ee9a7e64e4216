// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/fact.h"

#include <QDate>
#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace consultantos {

class ImportTally;

/// All that one file reports under one taxonomy, tag and unit, in the file's order.
struct FactSeries {
    struct Row {
        std::optional<QDate> start; ///< empty for an instant
        QDate end;
        FactReport report;
    };
    QString taxonomy;
    QString tag;
    QString unit;
    std::vector<Row> rows;
};

/// Appends one fact for each period of `series`, with its reports in the order of the restatement rule. Counts reports
/// that are repeated and those that contradict another one of their filing.
void appendFacts(QList<Fact> &facts, FactSeries &&series, const QString &companyId, const QString &source,
                 ImportTally &tally);

} // namespace consultantos
