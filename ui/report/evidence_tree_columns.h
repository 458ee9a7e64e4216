// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTreeView;

/// How views of an EvidenceTreeModel share their width: a figure and its period are read whole, what they are of as far as there
/// is room (a tip has the rest), and where they are from is scrolled to.
namespace consultantos {

/// Once a tree, before it is shown.
void prepareEvidenceTree(QTreeView &tree);
/// For what is in it now; the view keeps to it when its own width changes.
void fitEvidenceColumns(QTreeView &tree);

} // namespace consultantos
