// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/evidence_tree_model.h"

#include "model/fact_words.h"
#include "report/operand_words.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"

namespace consultantos {

namespace {

// Deeper than any formula of ours; a cycle in a damaged report ends here.
constexpr int MaxDepth = 24;

} // namespace

struct EvidenceTreeModel::Node {
    QString ref;
    QString name; ///< of the variable in the formula above
    Node *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Node>> children;

    Node &add(const QString &childRef, const QString &childName)
    {
        auto child = std::make_unique<Node>();
        child->ref = childRef;
        child->name = childName;
        child->parent = this;
        child->row = int(children.size());
        children.push_back(std::move(child));
        return *children.back();
    }
};

EvidenceTreeModel::EvidenceTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

EvidenceTreeModel::~EvidenceTreeModel() = default;

void EvidenceTreeModel::setRoots(const EvidenceBook &book, const QStringList &roots)
{
    beginResetModel();
    m_book = book;
    m_root = std::make_unique<Node>();
    for (const auto &ref : roots)
        addChildren(m_root->add(ref, {}), 0);
    endResetModel();
}

void EvidenceTreeModel::addChildren(Node &node, int depth)
{
    const auto *computation = m_book.computation(node.ref);
    if (!computation || depth >= MaxDepth)
        return;
    for (const auto &binding : computation->bindings) {
        for (const auto &ref : binding.refs)
            addChildren(node.add(ref, binding.name), depth + 1);
    }
}

const EvidenceTreeModel::Node &EvidenceTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? *static_cast<const Node *>(index.constInternalPointer()) : *m_root;
}

QModelIndex EvidenceTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent).children[std::size_t(row)].get());
}

QModelIndex EvidenceTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    auto *parent = nodeOf(child).parent;
    return parent == nullptr || parent == m_root.get() ? QModelIndex() : createIndex(parent->row, 0, parent);
}

int EvidenceTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent).children.size());
}

int EvidenceTreeModel::columnCount(const QModelIndex & /*parent*/) const
{
    return ColumnCount;
}

QVariant EvidenceTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &node = nodeOf(index);
    if (role == RefRole)
        return node.ref;
    if (role == Qt::TextAlignmentRole && index.column() == ValueColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const auto named = [&node](const QString &title) {
        const auto words = node.name.isEmpty() ? QString() : shownName(operandWords(node.name));
        // "Revenue: Revenues" says nothing more.
        return words.isEmpty() || title.startsWith(words, Qt::CaseInsensitive)
                   ? title
                   : tr("%1: %2", "a formula's input, and what it is taken from").arg(words, title);
    };
    if (const auto *fact = m_book.fact(node.ref)) {
        switch (index.column()) {
        case WhatColumn:
            return named(shownName(factWords(*fact)));
        case ValueColumn:
            return shownValue(fact->value(), fact->unit);
        case PeriodColumn: {
            // "FY2024" where that is what the formula above is of: the dates, which take much more room, are in the tip.
            const auto *above = node.parent != nullptr ? m_book.computation(node.parent->ref) : nullptr;
            const bool isOfFormula =
                above != nullptr && fact->start && above->period.start == fact->start && above->period.end == fact->end;
            return role == Qt::DisplayRole && isOfFormula ? shownPeriod(above->period)
                                                          : shownDates(fact->start, fact->end);
        }
        case SourceColumn:
            return fact->latest.accession.isEmpty()
                       ? fact->source
                       : QStringLiteral("%1 %2").arg(fact->latest.form, fact->latest.accession);
        default:
            return {};
        }
    }
    if (const auto *computation = m_book.computation(node.ref)) {
        switch (index.column()) {
        case WhatColumn:
            return named(shownName(computation->title));
        case ValueColumn:
            return shownValue(computation->value, computation->unit);
        case PeriodColumn:
            return shownPeriod(computation->period);
        case SourceColumn:
            return role == Qt::ToolTipRole ? computation->formula : formulaWords(*computation);
        default:
            return {};
        }
    }
    if (const auto *passage = m_book.passage(node.ref))
        return index.column() == WhatColumn     ? named(passage->text)
               : index.column() == SourceColumn ? passage->document
                                                : QVariant();
    if (const auto *entry = m_book.playbookEntry(node.ref))
        return index.column() == WhatColumn     ? named(entry->text)
               : index.column() == SourceColumn ? tr("Playbook")
                                                : QVariant();
    return index.column() == WhatColumn ? QVariant(tr("%1 (not in this report)").arg(node.ref)) : QVariant();
}

QVariant EvidenceTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhatColumn:
        return tr("What");
    case ValueColumn:
        return tr("Value");
    case PeriodColumn:
        return tr("Period");
    case SourceColumn:
        return tr("Formula or filing");
    default:
        return {};
    }
}

} // namespace consultantos
