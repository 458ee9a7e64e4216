// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/column_fit.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>

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

} // namespace consultantos
