// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/workbench.h"

#include <QList>

namespace consultantos {

/// What the user handed in, quoted where it speaks of what the question asks, by the question's longer words and the names
/// of its topics; after it what the company's documents say on the question. Quick one, standard two, deep five.
[[nodiscard]] QList<Claim> quotedSupports(Workbench &bench);

/// The company's largest segment, its growth, and the one that outgrows it; empty where filings don't tell or the
/// question is about something else.
[[nodiscard]] std::optional<Claim> segmentSupport(Workbench &bench);

/// The newest headlines, from standard depth on: two, deep five; those that `known` claims quote already are left out.
[[nodiscard]] QList<Claim> newsSupports(Workbench &bench, const QList<Claim> &known);

/// Risk factors that are new in the latest annual report, from standard depth on: one, deep two; those that `known` claims
/// tell already are left out.
[[nodiscard]] QList<Claim> newRisks(Workbench &bench, const QList<Claim> &known);

} // namespace consultantos
