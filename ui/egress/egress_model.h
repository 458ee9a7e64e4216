// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/egress_ledger.h"

#include <QAbstractTableModel>
#include <QHash>

#include <memory>

class QThreadPool;

namespace consultantos {

/// The egress ledger, a row for each request, the newest first, read page by page on the pool as a view asks for more.
/// Requests that are recorded while somebody leafs don't double or lose rows: what is there is then read anew.
class EgressModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { WhenColumn, HostColumn, PurposeColumn, SentColumn, ReceivedColumn, OutcomeColumn, ReportColumn };
    static constexpr int ColumnCount = ReportColumn + 1;
    static constexpr int PageSize = 200;

    /// Without a ledger there are no rows. The pool must outlive the model.
    EgressModel(std::shared_ptr<const EgressLedger> ledger, QThreadPool *pool, QObject *parent = nullptr);

    /// Its limit and offset don't count.
    void setFilter(const EgressFilter &filter);
    [[nodiscard]] const EgressFilter &filter() const { return m_filter; }
    /// Reads anew as many rows as there are; nothing changes if nothing was recorded meanwhile.
    void reload();
    /// What reports are called, by id. A report that isn't among them is shown as one that isn't there.
    void setReportTitles(const QHash<QString, QString> &titles);

    [[nodiscard]] const EgressEntry &entry(int row) const { return m_entries[row]; }
    /// Of all that the filter lets through, shown or not.
    [[nodiscard]] const EgressTotals &totals() const { return m_totals; }
    /// Of the row's report, if it can be opened.
    [[nodiscard]] QString reportId(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// After each reading, whether it changed anything or not.
    void loaded();
    void failed(const consultantos::Error &error);

private:
    struct Page {
        EgressTotals totals;
        QList<EgressEntry> entries;
    };
    void read(int offset, int limit);
    void take(int offset, const Page &page);
    [[nodiscard]] QString text(const EgressEntry &entry, int column) const;

    std::shared_ptr<const EgressLedger> m_ledger;
    QThreadPool *m_pool = nullptr;
    EgressFilter m_filter;
    EgressTotals m_totals;
    QList<EgressEntry> m_entries;
    QHash<QString, QString> m_reportTitles;
    int m_query = 0; ///< answers to an older query are dropped
    bool m_isReading = false;
};

} // namespace consultantos
