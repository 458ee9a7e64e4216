// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/egress_entry.h"

#include <QList>

namespace consultantos::test {

/// Requests as an analysis with several sources makes them, the newest last, all within the hour before `until`: answered,
/// refused, not found, too many. `reportId` is the report of most of them.
[[nodiscard]] QList<EgressEntry> sampleEgress(const QDateTime &until, const QString &reportId);
/// `count` requests, a minute apart from `from` on, to a.example and b.example in turn.
[[nodiscard]] QList<EgressEntry> manyRequests(int count, const QDateTime &from);

} // namespace consultantos::test
