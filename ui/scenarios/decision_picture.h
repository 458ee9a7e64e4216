// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/decision_tree.h"
#include "widgets/chart.h"

#include <QList>
#include <QPointF>

namespace consultantos {

/// A decision tree as it is drawn by hand: squares where one chooses, circles where chance decides, triangles at the ends, each with
/// its expected value; the best way is strong.
class DecisionPicture : public Chart {
    Q_OBJECT
public:
    explicit DecisionPicture(QWidget *parent = nullptr);

    void setTree(const DecisionTree &tree);
    /// How many nodes are drawn.
    [[nodiscard]] int nodeCount() const { return int(m_nodes.size()); }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Node {
        DecisionNode::Kind kind = DecisionNode::Kind::End;
        QString name;
        QString value;  ///< expected in all, what was paid on the way here included
        QString branch; ///< name of the branch that leads here
        QString detail; ///< its probability and what it pays
        int parent = -1;
        int depth = 0;
        double row = 0;
        bool isBest = false; ///< on the way of the best choices
    };

    int add(const DecisionNode &node, const DecisionFigure &figure, int parent, int depth, const QString &unit,
            const DecisionBranch *branch, double probability, double paid, bool isBest);
    [[nodiscard]] double columnWidth() const;
    /// What the ends say, by their widest.
    [[nodiscard]] int endWidth() const;
    [[nodiscard]] double rowHeight() const;
    [[nodiscard]] QPointF placeOf(const Node &node) const;

    QList<Node> m_nodes;
    int m_rows = 0;
    int m_depth = 0;
};

} // namespace consultantos
