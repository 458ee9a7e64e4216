// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/fact.h"

#include <QList>

namespace consultantos {

/// The restatement rule: of several reports of one fact the one filed last stands; on the same day the higher accession
/// number; of two readings of one report the one that tells its place in a document. Strict total order over all members,
/// so that the outcome never depends on the order of reading.
[[nodiscard]] bool reportedBefore(const FactReport &left, const FactReport &right);

/// `latest` and `earlier` of a fact that was reported as `reports` (at least one, any order, repeats allowed).
void setReports(Fact &fact, QList<FactReport> reports);

/// Gives the latest report the place of another of `reports` with the same value, the latest of these, where it has none:
/// a value of the SEC's data that also stands in a document of the user can then be shown on its page. Not to be stored:
/// which report stands where is lost by it.
void lendPlace(Fact &fact, const QList<FactReport> &reports);

/// The reports a fact remembers: `earlier` and `latest`.
[[nodiscard]] QList<FactReport> reportsOf(const Fact &fact);

/// Two readings of the same fact (same id) as one. The source is the one of the latest report.
[[nodiscard]] Fact mergeFacts(const Fact &left, const Fact &right);

} // namespace consultantos
