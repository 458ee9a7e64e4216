// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/evidence_tree_columns.h"

#include "report/evidence_tree_model.h"
#include "widgets/column_fit.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QTreeView>

namespace consultantos {

namespace {

class Refit : public QObject {
public:
    explicit Refit(QTreeView &tree)
        : QObject(&tree)
    {
        tree.viewport()->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        // While it is taken down it is no tree any more, but still tells of sizes.
        auto *tree = qobject_cast<QTreeView *>(parent());
        if (event->type() == QEvent::Resize && tree != nullptr)
            fitEvidenceColumns(*tree);
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

void prepareEvidenceTree(QTreeView &tree)
{
    // A sentence or a name is told by how it begins.
    tree.setTextElideMode(Qt::ElideRight);
    // Formulas are nested a few levels deep, and a narrow panel has no room to lose.
    tree.setIndentation(GridUnit * 3 / 2);
    new Refit(tree);
}

void fitEvidenceColumns(QTreeView &tree)
{
    constexpr int LeastLetters = 16;
    fitBeginning(tree, EvidenceTreeModel::PeriodColumn + 1, LeastLetters);
}

} // namespace consultantos
