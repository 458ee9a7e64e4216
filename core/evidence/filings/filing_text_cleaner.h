// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/filings/filing_text_reader.h"

namespace consultantos {

/// Drops what stands at the head or foot of many pages (page numbers, the company's name, "Table of Contents") and
/// belongs to no text, and lines without a letter or digit. A line counts as the same whatever its digits.
void removeRunningLines(FilingText &text);

/// Names each table that isn't named yet after the heading above it.
void nameTables(FilingText &text);

/// Makes one paragraph of two that a page break cut: the first ends in the middle of a sentence, and is long or the
/// second begins with a small letter. It stands on the page where it begins.
void joinBrokenParagraphs(FilingText &text);

} // namespace consultantos
