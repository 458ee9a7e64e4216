// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/report_repository.h"

#include <QAbstractTableModel>
#include <QSet>

#include <functional>

namespace consultantos {

/// Stored reports, a row each: the first pages of a list that the store sorts and filters, the next one asked for when
/// the view comes to its end. Qt::UserRole gives values that sort as they mean (dates as dates).
class LibraryModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        CompanyColumn,
        QuestionColumn,
        FrameworksColumn,
        DepthColumn,
        StatusColumn,
        CreatedColumn,
        ColumnCount
    };
    static constexpr int SortRole = Qt::UserRole;
    static constexpr int IdRole = Qt::UserRole + 1;
    using QAbstractTableModel::QAbstractTableModel;

    /// Takes the place of all rows. `isMore`: the list goes on behind them.
    void setReports(const QList<ReportSummary> &reports, bool isMore = false);
    /// The next rows, after moreWanted().
    void append(const QList<ReportSummary> &reports, bool isMore);
    /// The next rows couldn't be had: they are asked for again when the view next comes to its end.
    void appendFailed() { m_isAsked = false; }
    [[nodiscard]] const QList<ReportSummary> &reports() const { return m_reports; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    /// Rows are sorted by the store, of which these are a part only.
    void sort(int column, Qt::SortOrder order) override;

    /// Makes what is dragged of reports; without it they can't be dragged.
    using MakeDrag = std::function<QMimeData *(const QStringList &ids)>;
    void setMakeDrag(MakeDrag makeDrag) { m_makeDrag = std::move(makeDrag); }
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

    /// Ids of the reports that are marked as pinned.
    void setPinned(const QSet<QString> &ids);
    [[nodiscard]] const QSet<QString> &pinned() const { return m_pinned; }

Q_SIGNALS:
    void moreWanted();
    void sortWanted(int column, Qt::SortOrder order);

private:
    QList<ReportSummary> m_reports;
    QSet<QString> m_pinned;
    MakeDrag m_makeDrag;
    bool m_isMore = false;
    bool m_isAsked = false; ///< for more, which hasn't come yet
};

} // namespace consultantos
