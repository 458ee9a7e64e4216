// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <QString>

namespace consultantos {

class StatementReader;

/// Adds to a document without facts of its own those of its printed statements, and what they say of whose report it
/// is. A filing in XBRL says its figures itself; it gains only the parts of a line that no tag gives as a whole.
void addPrintedFigures(const StatementReader &reader, Document &document);

} // namespace consultantos
