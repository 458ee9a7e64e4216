// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;

namespace consultantos {

/// Widens the columns that a person can drag until their headings can be read, whatever the language. Never narrows one.
void fitHeadings(QTableView &table);
/// The same for headings and what the rows on view hold, up to `letters` letters of it; a last section that stretches is left
/// alone.
void fitContents(QTableView &table, int letters);
/// Gives a column what the others leave, from now on; where that isn't enough to read it, what it needs, and the table scrolls.
void stretchReadably(QTableView &table, int column);

} // namespace consultantos
