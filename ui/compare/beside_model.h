// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparing/companies_beside.h"

#include <QAbstractTableModel>

namespace consultantos {

/// Companies beside each other as a table: by a figure a row a company, with years, rank and percentile; by a framework a
/// row a section and a column a company.
class BesideModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        RefRole = Qt::UserRole, ///< evidence of the figure or score in the cell; empty where there is none
        ReportRole,             ///< id of the report that the cell is taken from; empty of figures
        ClaimRole,              ///< of the sentence in the cell
        FullTextRole,
    };
    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void setFigures(const FiguresBeside &figures);
    void setFramework(const FrameworkBeside &framework);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Cell {
        QString text;
        QString note{}; ///< tool tip
        QString ref{};
        QString report{};
        QString claim{};
        bool isNumber = false;
    };
    [[nodiscard]] static Cell cellOf(const SectionBeside &section, const ReportBeside &report);

    QStringList m_titles;
    QList<QList<Cell>> m_rows;
};

} // namespace consultantos
