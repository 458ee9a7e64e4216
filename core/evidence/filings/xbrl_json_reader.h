// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/filings/parse_budget.h"
#include "evidence/filings/xbrl_facts.h"
#include "evidence/filings/xbrl_tally.h"
#include "model/document.h"
#include "model/fact.h"

#include <QByteArray>
#include <QList>

namespace consultantos {

/// What one report in xBRL-JSON says.
struct XbrlJsonReport {
    FilingInfo info;
    QList<Fact> facts;   ///< each once, ordered by id
    QList<Block> blocks; ///< the texts, each in a section named after its concept; without offsets
    XbrlTally tally;
};

/// Reads xBRL-JSON 1.0 (https://www.xbrl.org/Specification/xbrl-json/REC-2021-10-13), as filings.xbrl.org serves it. A
/// number is what has a unit or decimals: the format has no other mark, so that a pure number said to be exact is read
/// as a text. Malformed if it is no such JSON. Thread-safe.
[[nodiscard]] Result<XbrlJsonReport> readXbrlJson(const QByteArray &content, const XbrlOrigin &origin,
                                                  const ParseBudget &budget);

} // namespace consultantos
