// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/valuation/driver_forecast.h"

#include <QAbstractTableModel>

namespace consultantos {

class ScenarioDesk;
struct DrawSummary;

/// A driver tree by year: a row a line from growth to free cash flow, a column a year. Each year's cell can be edited: a value of
/// the user's own takes the formula's place, an empty text gives it back.
class DriverYearModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TitleColumn, LastColumn, FirstYearColumn };

    explicit DriverYearModel(ScenarioDesk &desk, QObject *parent = nullptr);

    /// The tree as it came, with its formulas; the desk has it with the user's changes.
    void setDrivers(const CompanyDrivers &drivers);
    [[nodiscard]] const CompanyDrivers &drivers() const { return m_drivers; }
    [[nodiscard]] static DriverLine lineAt(int row) { return DriverLines[row]; }
    /// Where a line's year lies, sliders included; null until it is computed.
    [[nodiscard]] const DrawSummary *summaryOf(DriverLine line, int year) const;
    /// The same without sliders.
    [[nodiscard]] const DrawSummary *unpinnedOf(DriverLine line, int year) const;
    [[nodiscard]] std::optional<double> lastOf(DriverLine line) const;
    [[nodiscard]] bool isOwn(DriverLine line, int year) const;
    [[nodiscard]] QString unitOf(DriverLine line) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void failed(const Error &error);

private:
    [[nodiscard]] static int yearAt(int column) { return column - FirstYearColumn + 1; }

    ScenarioDesk &m_desk;
    CompanyDrivers m_drivers;
};

} // namespace consultantos
