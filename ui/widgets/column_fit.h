// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QTableView;
class QTreeView;

namespace consultantos {

/// Widens the columns that a person can drag until their headings can be read, whatever the language. Never narrows one.
void fitHeadings(QTableView &table);
/// The same for headings and what the rows on view hold, up to `letters` letters of it; a last section that stretches is left
/// alone.
void fitContents(QTableView &table, int letters);
/// Gives a column what the others leave, from now on; where that isn't enough to read it, what it needs, and the table scrolls.
void stretchReadably(QTableView &table, int column);
/// Gives these columns what the others leave, from now on: each what it holds, as far as that goes, so that only the longest
/// texts are cut off. None gets less than its heading needs.
void shareWidth(QTableView &table, const QList<int> &columns);
/// Makes the first `count` columns of a tree fill its width: all but the first get what they hold, the first what is left, but at
/// least `letters` letters. The columns behind are scrolled to.
void fitBeginning(QTreeView &tree, int count, int letters);

} // namespace consultantos
