// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/fact.h"

#include <QList>
#include <QMap>
#include <QString>

namespace consultantos {

class Connection;

/// A report with the source that gave it.
struct SourcedReport {
    FactReport report;
    QString source; ///< empty where a store of an earlier version kept none

    bool operator==(const SourcedReport &) const = default;
};

/// A fact with every report that was ever read of it, also those of equal value that Fact::earlier leaves out: without
/// them a report imported later could fall between two that looked like one.
struct StoredFact {
    Fact fact;
    QList<SourcedReport> others; ///< all but the latest, oldest first
};

using StoredFacts = QMap<QString, StoredFact>;

[[nodiscard]] QList<FactReport> allReports(const StoredFact &stored);
[[nodiscard]] QList<SourcedReport> sourcedReports(const StoredFact &stored);

/// The fact as these reports (at least one, in the order of reportedBefore()) tell it: its source is that of the latest.
[[nodiscard]] StoredFact toldBy(Fact fact, QList<SourcedReport> reports);
/// Adds what `fact` reports to what is stored (null: nothing); the reports come out sorted, each once.
[[nodiscard]] StoredFact merged(const StoredFact *known, const Fact &fact);

/// A company's rows of the facts store, by the facts' ids. Both do I/O.
[[nodiscard]] Result<StoredFacts> readFacts(const Connection &connection, const QString &companyId);
[[nodiscard]] Status writeFacts(const Connection &connection, const QString &companyId, const StoredFacts &changed);

} // namespace consultantos
