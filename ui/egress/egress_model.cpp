// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/egress_model.h"

#include "egress/egress_words.h"
#include "widgets/async.h"
#include "widgets/theme.h"

#include <QGuiApplication>
#include <QLocale>
#include <QPalette>

#include <algorithm>

namespace consultantos {

EgressModel::EgressModel(std::shared_ptr<const EgressLedger> ledger, QThreadPool *pool, QObject *parent)
    : QAbstractTableModel(parent)
    , m_ledger(std::move(ledger))
    , m_pool(pool)
{
}

void EgressModel::setFilter(const EgressFilter &filter)
{
    m_filter = filter;
    read(0, PageSize);
}

void EgressModel::reload()
{
    read(0, std::max(PageSize, int(m_entries.size())));
}

void EgressModel::setReportTitles(const QHash<QString, QString> &titles)
{
    m_reportTitles = titles;
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0, ReportColumn), index(int(m_entries.size()) - 1, ReportColumn));
}

QString EgressModel::reportId(int row) const
{
    const auto &id = m_entries[row].reportId;
    return m_reportTitles.contains(id) ? id : QString();
}

void EgressModel::read(int offset, int limit)
{
    if (m_ledger == nullptr) {
        Q_EMIT loaded();
        return;
    }
    m_isReading = true;
    auto filter = m_filter;
    filter.offset = offset;
    filter.limit = limit;
    runAsync(
        m_pool, this,
        [ledger = m_ledger, filter]() -> Result<Page> {
            const auto totals = ledger->totals(filter);
            if (!totals)
                return tl::unexpected(totals.error());
            return ledger->list(filter).map([&](const QList<EgressEntry> &entries) { return Page{*totals, entries}; });
        },
        [this, offset, query = ++m_query](const Result<Page> &page) {
            if (query != m_query)
                return;
            if (page) {
                take(offset, *page);
            } else {
                m_isReading = false;
                Q_EMIT failed(page.error());
            }
        });
}

void EgressModel::take(int offset, const Page &page)
{
    if (offset > 0 && page.totals != m_totals) {
        // The rows have moved since the page before.
        read(0, int(m_entries.size()) + PageSize);
        return;
    }
    if (offset > 0 && !page.entries.isEmpty()) {
        beginInsertRows({}, offset, offset + int(page.entries.size()) - 1);
        m_entries += page.entries;
        // Not before: a view may ask for more while it is told of these.
        m_isReading = false;
        endInsertRows();
    } else if (offset == 0 && (page.totals != m_totals || page.entries != m_entries)) {
        beginResetModel();
        m_totals = page.totals;
        m_entries = page.entries;
        m_isReading = false;
        endResetModel();
    } else {
        m_isReading = false;
    }
    Q_EMIT loaded();
}

int EgressModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int EgressModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool EgressModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isReading && m_entries.size() < m_totals.requests;
}

void EgressModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        read(int(m_entries.size()), PageSize);
}

QString EgressModel::text(const EgressEntry &entry, int column) const
{
    switch (column) {
    case WhenColumn:
        return QLocale().toString(entry.when.toLocalTime(), QLocale::ShortFormat);
    case HostColumn:
        return entry.host;
    case PurposeColumn:
        return egressPurpose(entry.kind);
    case SentColumn:
        return bytesText(entry.bytesSent);
    case ReceivedColumn:
        return bytesText(entry.bytesReceived);
    case OutcomeColumn:
        return egressOutcome(entry.outcome);
    case ReportColumn:
        return entry.reportId.isEmpty() ? QString() : m_reportTitles.value(entry.reportId, tr("Not in this library"));
    default:
        return {};
    }
}

QVariant EgressModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &entry = m_entries[index.row()];
    const bool isNumber = index.column() == SentColumn || index.column() == ReceivedColumn;
    const auto colors = [] { return ThemeColors::of(QGuiApplication::palette()); };
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, index.column());
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return egressDetails(entry);
    case Qt::TextAlignmentRole:
        return int((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (index.column() == OutcomeColumn && entry.outcome != QLatin1String("ok"))
            return colors().negative;
        if (index.column() == ReportColumn)
            return reportId(index.row()).isEmpty() ? colors().muted : colors().accent;
        return {};
    default:
        return {};
    }
}

QVariant EgressModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == SentColumn || section == ReceivedColumn))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhenColumn:
        return tr("When");
    case HostColumn:
        return tr("Where to");
    case PurposeColumn:
        return tr("What for");
    case SentColumn:
        return tr("Sent");
    case ReceivedColumn:
        return tr("Received");
    case OutcomeColumn:
        return tr("Outcome");
    case ReportColumn:
        return tr("For the report");
    default:
        return {};
    }
}

} // namespace consultantos
