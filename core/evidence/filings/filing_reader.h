// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/filings/filing_info.h"
#include "evidence/filings/filing_sections.h"
#include "evidence/filings/filing_text_reader.h"
#include "evidence/filings/parse_budget.h"
#include "evidence/filings/xbrl_facts.h"
#include "evidence/filings/xbrl_tally.h"
#include "model/fact.h"

#include <QByteArray>
#include <QList>

namespace consultantos {

/// All that one filing in inline XBRL says.
struct ParsedFiling {
    FilingInfo info;
    QList<Fact> facts; ///< each once, ordered by id
    XbrlTally tally;
    FilingText text; ///< cleaned, blocks and tables with their sections, blocks with their offsets
    QList<FilingSection> sections;
    bool isWellFormed = true; ///< or read as tag soup
};

/// Reads a filing's content. `origin.filing` may hold what is known beforehand (accession, day of filing); what the
/// content says goes before the rest. Thread-safe.
[[nodiscard]] Result<ParsedFiling> readFiling(const QByteArray &content, const XbrlOrigin &origin,
                                              const ParseBudget &budget);

} // namespace consultantos
