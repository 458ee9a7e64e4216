// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace consultantos {

class ScenarioDesk;

/// The correlations of a scenario's uncertain drivers as a symmetric table: of ranks, or of normal scores where the file says so.
/// A number from −1 to 1 in a cell sets the pair, 0 or nothing takes its correlation out; each change can be undone.
/// Where what is written contradicts itself the scenario is told to take the nearest that can hold.
class CorrelationTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit CorrelationTableModel(ScenarioDesk &desk, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void failed(const Error &error);

private:
    void read();
    /// Of the pair; 0 where there is none.
    [[nodiscard]] double valueAt(const QModelIndex &index) const;
    [[nodiscard]] QString tipAt(const QModelIndex &index) const;

    ScenarioDesk &m_desk;
    QStringList m_drivers; ///< names
};

} // namespace consultantos
