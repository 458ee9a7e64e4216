// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace consultantos {

/// What some evidence rests on, as a tree: computations have their formula's inputs below them, down to facts, passages
/// and playbook entries. Keeps a copy of the evidence book.
class EvidenceTreeModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { WhatColumn, ValueColumn, PeriodColumn, SourceColumn, ColumnCount };
    static constexpr int RefRole = Qt::UserRole;

    explicit EvidenceTreeModel(QObject *parent = nullptr);
    ~EvidenceTreeModel() override;

    void setRoots(const EvidenceBook &book, const QStringList &roots);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;
    void addChildren(Node &node, int depth);
    [[nodiscard]] const Node &nodeOf(const QModelIndex &index) const;

    EvidenceBook m_book;
    std::unique_ptr<Node> m_root;
};

} // namespace consultantos
