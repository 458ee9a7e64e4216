// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/data/framework_labels.h"
#include "frameworks/framework_parts.h"

#include <QAbstractTableModel>

namespace consultantos {

class FrameworkDesk;

/// One table of the framework that is being edited. A changed cell changes the framework's text; what the text can't hold
/// there is refused.
class FrameworkPartModel : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int ChoicesRole = Qt::UserRole; ///< QStringList: what a cell may hold; none: anything
    explicit FrameworkPartModel(FrameworkDesk &desk, QObject *parent = nullptr);

    void setPart(const FrameworkPart &part);
    [[nodiscard]] const FrameworkPart &part() const { return m_part; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    /// The name in the file of what the cell holds: "when", "text".
    [[nodiscard]] QString nameAt(const QModelIndex &index) const;
    /// What stands in the cell; null: nothing.
    [[nodiscard]] const LocatedJson *valueAt(const QModelIndex &index) const;
    /// Puts JSON into the cell; an empty one takes its name away.
    bool setLiteral(const QModelIndex &index, const QString &literal);
    [[nodiscard]] bool isTable() const { return m_part.kind == FrameworkPart::Kind::List; }
    [[nodiscard]] bool hasWeights() const;
    [[nodiscard]] double weightSum() const;
    void doubleRow(int row);
    void removeRowAt(int row);
    void balanceWeights();
    /// The row in which the line of the text stands; −1: none.
    [[nodiscard]] int rowOfLine(int line) const;

private:
    void follow();
    [[nodiscard]] const LocatedJson *list() const;
    [[nodiscard]] const LocatedJson *objectAt(int row) const;
    /// Whether it is a part of sentences or thresholds, which have names of their own.
    [[nodiscard]] bool hasLabels() const;
    /// What a sentence or threshold of that name is called: by the file, else by its building block's own file.
    [[nodiscard]] QString labelOf(const QString &name) const;
    void readLabels();
    /// What is wrong in the row's lines, by line ends; empty: nothing.
    [[nodiscard]] QString faultsAt(int row) const;

    FrameworkDesk &m_desk;
    FrameworkPart m_part;
    QStringList m_fields; ///< of a part of fields, those that are no tables
    int m_rows = 0;
    FrameworkLabels m_labels; ///< of the file
    QString m_owner;          ///< put before names of labels: "interest." of a figure of PESTEL
    QString m_source;         ///< the text of which the desk's values are
};

/// A name of a framework's file as the head of a column.
[[nodiscard]] QString frameworkFieldTitle(const QString &name);

} // namespace consultantos
