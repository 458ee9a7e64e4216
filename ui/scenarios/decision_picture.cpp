// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/decision_picture.h"

#include "model/units.h"
#include "scenarios/chart_scale.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace consultantos {

namespace {

constexpr double NodeSize = 14;
constexpr int RootLetters = 14; ///< room for the first node's words
constexpr int EndLetters = 18;  ///< least room for what an end is worth
constexpr double EndGap = 6;

} // namespace

DecisionPicture::DecisionPicture(QWidget *parent)
    : Chart(parent)
{
    setObjectName(QStringLiteral("decisionPicture"));
    setAccessibleName(tr("The decision tree"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
}

int DecisionPicture::add(const DecisionNode &node, const DecisionFigure &figure, int parent, int depth,
                         const QString &unit, const DecisionBranch *branch, double probability, double paid,
                         bool isBest)
{
    Node one;
    one.kind = node.kind;
    one.name = node.name;
    one.value = quantityText(paid + figure.expected, unit);
    one.parent = parent;
    one.depth = depth;
    one.isBest = isBest;
    if (branch != nullptr) {
        one.branch = branch->name;
        QStringList details;
        if (m_nodes[parent].kind == DecisionNode::Kind::Chance)
            details.append(tickText(probability, units::Ratio));
        if (branch->value != 0)
            details.append(quantityText(branch->value, unit));
        one.detail = details.join(QStringLiteral(" · "));
    }
    const int at = int(m_nodes.size());
    m_nodes.append(one);
    m_depth = std::max(m_depth, depth);
    if (node.branches.empty()) {
        m_nodes[at].row = m_rows++;
        return at;
    }
    double first = 0;
    double last = 0;
    for (std::size_t i = 0; i < node.branches.size(); ++i) {
        const bool isChild = isBest && (node.kind == DecisionNode::Kind::Chance || i == figure.best);
        const int child = add(node.branches[i].node, figure.branches[i], at, depth + 1, unit, &node.branches[i],
                              figure.probabilities[i], paid + node.value + node.branches[i].value, isChild);
        last = m_nodes[child].row;
        if (i == 0)
            first = last;
    }
    m_nodes[at].row = (first + last) / 2;
    return at;
}

void DecisionPicture::setTree(const DecisionTree &tree)
{
    m_nodes.clear();
    m_rows = 0;
    m_depth = 0;
    add(tree.root, decisionFigure(tree), -1, 0, tree.unit, nullptr, 1, 0, true);
    QStringList lines;
    ChartTable table;
    table.order = ChartTable::Order::Categories;
    table.rowsTitle = tr("Branch");
    ChartTable::Column details{tr("Probability and payment"), {}, {}, {}, false};
    ChartTable::Column names{tr("Leads to"), {}, {}, {}, false};
    ChartTable::Column values{tr("Expected"), {}, {}, {}, false};
    ChartTable::Column best{tr("Best way"), {}, {}, {}, false};
    for (const auto &node : std::as_const(m_nodes)) {
        table.rows.append(QString(2 * node.depth, QChar(0x2007)) + (node.branch.isEmpty() ? tr("Start") : node.branch));
        details.words.append(node.detail);
        names.words.append(node.name);
        values.words.append(node.value);
        best.words.append(node.isBest ? tr("yes") : QString());
        lines.append(QString(2 * node.depth, QLatin1Char(' '))
                     + (node.branch.isEmpty() ? QString() : QStringLiteral("%1 %2: ").arg(node.branch, node.detail))
                     + QStringLiteral("%1 %2").arg(node.name, node.value));
    }
    table.columns = {details, names, values, best};
    setTable(table, lines.join(QLatin1Char('\n')));
    updateGeometry();
    update();
}

double DecisionPicture::rowHeight() const
{
    return 3.1 * fontMetrics().height();
}

int DecisionPicture::endWidth() const
{
    auto bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    int widest = EndLetters * fontMetrics().averageCharWidth();
    for (const auto &node : m_nodes) {
        if (node.kind == DecisionNode::Kind::End)
            widest = std::max(widest, int(NodeSize / 2 + EndGap) + metrics.horizontalAdvance(node.value) + GridUnit);
    }
    return widest;
}

double DecisionPicture::columnWidth() const
{
    const int letter = fontMetrics().averageCharWidth();
    return std::max(26.0 * letter,
                    double(width() - GridUnit - RootLetters * letter - endWidth()) / std::max(1, m_depth));
}

QSize DecisionPicture::minimumSizeHint() const
{
    const int letter = fontMetrics().averageCharWidth();
    return {GridUnit + letter * (RootLetters + 26 * std::max(1, m_depth)) + endWidth(),
            int(rowHeight() * std::max(1, m_rows)) + GridUnit};
}

QSize DecisionPicture::sizeHint() const
{
    return minimumSizeHint();
}

QPointF DecisionPicture::placeOf(const Node &node) const
{
    return {GridUnit + RootLetters * fontMetrics().averageCharWidth() + node.depth * columnWidth(),
            rowHeight() * (node.row + 0.5) + GridUnit / 2.0};
}

void DecisionPicture::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    const auto colors = ThemeColors::of(palette());
    const auto text = palette().color(QPalette::Text);
    const auto metrics = fontMetrics();
    auto bold = font();
    bold.setBold(true);
    for (const auto &node : m_nodes) {
        if (node.parent < 0)
            continue;
        const auto &parent = m_nodes[node.parent];
        const auto from = placeOf(parent);
        const auto to = placeOf(node);
        const double bend = from.x() + 3.0 * NodeSize;
        painter.setPen(QPen(node.isBest ? colors.accent : colors.edge, node.isBest ? 2.5 : 1.5));
        painter.drawPolyline(QPolygonF({from, {bend, to.y()}, to}));
        // The node's own words stand at the right of its branch.
        const int words = std::max(metrics.horizontalAdvance(node.value), metrics.horizontalAdvance(node.name)) * 6 / 5;
        const double room = to.x() - bend - NodeSize - (node.kind == DecisionNode::Kind::End ? 0 : words);
        painter.setPen(text);
        painter.setFont(node.isBest && parent.kind == DecisionNode::Kind::Decision ? bold : font());
        painter.drawText(QPointF(bend + 4, to.y() - 4),
                         painter.fontMetrics().elidedText(node.branch, Qt::ElideRight, int(room)));
        painter.setFont(font());
        painter.setPen(colors.muted);
        painter.drawText(QPointF(bend + 4, to.y() + metrics.ascent() + 2),
                         metrics.elidedText(node.detail, Qt::ElideRight, int(room)));
    }
    for (const auto &node : m_nodes) {
        const auto at = placeOf(node);
        const QRectF box(at.x() - NodeSize / 2, at.y() - NodeSize / 2, NodeSize, NodeSize);
        painter.setPen(QPen(node.isBest ? colors.accent : text, 1.5));
        painter.setBrush(node.isBest ? colors.accent : palette().color(QPalette::Base));
        if (node.kind == DecisionNode::Kind::Decision)
            painter.drawRect(box);
        else if (node.kind == DecisionNode::Kind::Chance)
            painter.drawEllipse(box);
        else
            painter.drawPolygon(QPolygonF({box.topRight(), box.bottomRight(), {box.left(), at.y()}}));
        const bool isEnd = node.kind == DecisionNode::Kind::End;
        painter.setFont(node.isBest ? bold : font());
        painter.setPen(text);
        if (isEnd) {
            painter.drawText(QPointF(box.right() + EndGap, at.y() + metrics.ascent() / 2.0 - 1), node.value);
        } else {
            // Left of the node, above and below the branch that leads to it: the branches that leave it have the right.
            const double wide = columnWidth() / 2;
            const double left = at.x() - 3 - wide; // steep ones leave from the node's middle
            const QRectF above(left, box.top() - metrics.height() - 3, wide, metrics.height());
            painter.drawText(above, Qt::AlignRight | Qt::AlignVCenter,
                             painter.fontMetrics().elidedText(node.value, Qt::ElideRight, int(wide)));
            painter.setFont(font());
            painter.setPen(colors.muted);
            painter.drawText(QRectF(left, box.bottom() + 3, wide, metrics.height()), Qt::AlignRight | Qt::AlignVCenter,
                             metrics.elidedText(node.name, Qt::ElideRight, int(wide)));
        }
    }
}

} // namespace consultantos
