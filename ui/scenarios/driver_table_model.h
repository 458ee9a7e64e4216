// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/scenario_model.h"

#include <QAbstractTableModel>

#include <optional>

namespace consultantos {

class ScenarioDesk;

/// The drivers of a desk's scenario as a table that can be edited in place: which distribution, its parameters and where the
/// assumption comes from. What can't be is refused by failed() and the cell keeps its value.
class DriverTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        TitleColumn,
        SliderColumn, ///< the view puts a slider there
        NowColumn,    ///< the slider's value; may be typed, empty releases the slider
        KindColumn,
        MinColumn,
        MiddleColumn, ///< the most likely value, mean or constant
        MaxColumn,
        SpreadColumn, ///< standard deviation
        SourceColumn,
        ColumnCount
    };

    explicit DriverTableModel(ScenarioDesk &desk, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void failed(const Error &error);

private:
    [[nodiscard]] QString textOf(int row, int column, bool isEditing) const;
    void refreshPins();

    ScenarioDesk &m_desk;
    QStringList m_names; ///< of the rows
};

[[nodiscard]] QString distributionTitle(DistributionKind kind);
/// Another kind with about the same middle and spread, so that changing the kind changes the picture little. Empirical
/// distributions can only be left, not entered.
[[nodiscard]] DistributionSpec convertDistribution(const DistributionSpec &spec, DistributionKind kind);

} // namespace consultantos
