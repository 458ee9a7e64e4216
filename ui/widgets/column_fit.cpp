// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/column_fit.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>
#include <QTreeView>

#include <algorithm>
#include <utility>

namespace consultantos {

namespace {

int contentsOf(const QAbstractItemView &table, int column)
{
    return table.sizeHintForColumn(column);
}

void fit(QTableView &table, int mostOfContents)
{
    auto *header = table.horizontalHeader();
    for (int column = 0; column < header->count(); ++column) {
        if (header->isSectionHidden(column) || header->sectionResizeMode(column) != QHeaderView::Interactive)
            continue;
        int wanted = std::max(header->sectionSize(column), header->sectionSizeHint(column));
        if (mostOfContents > 0 && !(header->stretchLastSection() && column == header->count() - 1))
            wanted = std::max(wanted, std::min(contentsOf(table, column), mostOfContents));
        if (wanted > header->sectionSize(column))
            header->resizeSection(column, wanted);
    }
}

/// Decides anew whenever the table's width or what is in it changes.
class ReadableStretch : public QObject {
public:
    ReadableStretch(QTableView &table, int column)
        : QObject(&table)
        , m_column(column)
    {
        table.viewport()->installEventFilter(this);
        connect(table.model(), &QAbstractItemModel::modelReset, this, &ReadableStretch::decide);
        connect(table.model(), &QAbstractItemModel::layoutChanged, this, &ReadableStretch::decide);
        connect(table.model(), &QAbstractItemModel::rowsInserted, this, &ReadableStretch::decide);
        decide();
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Resize)
            decide();
        return QObject::eventFilter(watched, event);
    }

private:
    void decide()
    {
        // While it is taken down it is no table any more, but still tells of sizes and models.
        const auto *table = qobject_cast<QTableView *>(parent());
        if (table == nullptr)
            return;
        auto *header = table->horizontalHeader();
        int wanted = std::max(header->sectionSizeHint(m_column), contentsOf(*table, m_column));
        for (int column = 0; column < header->count(); ++column) {
            if (column != m_column && !header->isSectionHidden(column))
                wanted += std::max(header->sectionSizeHint(column), contentsOf(*table, column));
        }
        const auto mode = wanted > table->viewport()->width() ? QHeaderView::ResizeToContents : QHeaderView::Stretch;
        if (header->sectionResizeMode(m_column) != mode)
            header->setSectionResizeMode(m_column, mode);
    }

    int m_column;
};

/// Decides anew whenever the table's width, another column's or what is in it changes.
class SharedWidth : public QObject {
public:
    SharedWidth(QTableView &table, const QList<int> &columns)
        : QObject(&table)
        , m_columns(columns)
    {
        for (const int column : columns)
            table.horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
        table.viewport()->installEventFilter(this);
        connect(table.model(), &QAbstractItemModel::modelReset, this, &SharedWidth::measure);
        connect(table.model(), &QAbstractItemModel::layoutChanged, this, &SharedWidth::measure);
        connect(table.model(), &QAbstractItemModel::rowsInserted, this, &SharedWidth::measure);
        connect(table.model(), &QAbstractItemModel::dataChanged, this, &SharedWidth::measure);
        connect(table.horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
            if (!m_columns.contains(column))
                decide();
        });
        measure();
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
            measure();
        else if (event->type() == QEvent::Resize)
            decide();
        return QObject::eventFilter(watched, event);
    }

private:
    /// What the columns hold asks hundreds of rows: not for each step of a window's edge.
    void measure()
    {
        const auto *table = qobject_cast<QTableView *>(parent());
        if (table == nullptr)
            return;
        m_contents.clear();
        for (const int column : std::as_const(m_columns))
            m_contents.append(contentsOf(*table, column));
        decide();
    }

    void decide()
    {
        // See ReadableStretch: it may be no table any more.
        const auto *table = qobject_cast<QTableView *>(parent());
        if (table == nullptr)
            return;
        auto *header = table->horizontalHeader();
        int left = table->viewport()->width();
        for (int column = 0; column < header->count(); ++column)
            left -= m_columns.contains(column) ? 0 : header->sectionSize(column);
        QList<std::pair<int, int>> wanted; // width and column
        for (qsizetype i = 0; i < m_columns.size(); ++i)
            wanted.append({std::max(header->sectionSizeHint(m_columns[i]), m_contents[i]), m_columns[i]});
        // From the one that wants least on, nobody gets more than an equal share of what is left: those that want less leave
        // theirs to the others.
        std::sort(wanted.begin(), wanted.end());
        QList<std::pair<int, int>> given;
        for (qsizetype i = 0; i < wanted.size(); ++i) {
            const auto [width, column] = wanted[i];
            const int share = left / int(wanted.size() - i);
            given.append({std::max(std::min(width, share), header->sectionSizeHint(column)), column});
            left -= given.last().first;
        }
        for (qsizetype i = 0; i < given.size(); ++i) {
            const int more = left > 0 ? left / int(given.size() - i) : 0;
            left -= more;
            header->resizeSection(given[i].second, given[i].first + more);
        }
    }

    QList<int> m_columns;
    QList<int> m_contents; ///< widths of what they hold, in the same order
};

} // namespace

void fitHeadings(QTableView &table)
{
    fit(table, 0);
}

void fitContents(QTableView &table, int letters)
{
    fit(table, table.fontMetrics().averageCharWidth() * letters);
}

void stretchReadably(QTableView &table, int column)
{
    new ReadableStretch(table, column);
}

void shareWidth(QTableView &table, const QList<int> &columns)
{
    new SharedWidth(table, columns);
}

void fitBeginning(QTreeView &tree, int count, int letters)
{
    int left = tree.viewport()->width();
    for (int column = 1; column < tree.header()->count(); ++column) {
        tree.resizeColumnToContents(column);
        if (column < count)
            left -= tree.columnWidth(column);
    }
    tree.setColumnWidth(0, std::max(left, tree.fontMetrics().averageCharWidth() * letters));
}

} // namespace consultantos
