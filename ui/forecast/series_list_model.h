// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace consultantos {

class ForecastController;
struct ForecastEntry;

/// The series, a row each: name, what is forecast last, MASE, and method or why there is none.
class SeriesListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, ForecastColumn, MaseColumn, StateColumn, ColumnCount };
    static constexpr int SortRole = Qt::UserRole; ///< values that sort as they mean

    /// `controller` must outlive it.
    explicit SeriesListModel(ForecastController *controller, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const ForecastEntry &entry, int column);
    [[nodiscard]] static QVariant sortValue(const ForecastEntry &entry, int column);

    ForecastController *m_controller;
};

} // namespace consultantos
