// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell_widget_table.h"

#include <QAccessibleWidget>
#include <QApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMap>
#include <QPointer>

#include <utility>

namespace consultantos {

namespace {

/// The section of a row that stands for the heads of columns, of a column for the heads of rows.
constexpr int Head = -1;

QString spokenText(const QVariant &spoken, const QVariant &shown)
{
    const auto text = spoken.toString();
    return text.isEmpty() ? shown.toString() : text;
}

/// A cell, or a head where its row or column is `Head`: a place, whatever stands there now.
class CellInterface : public QAccessibleInterface, public QAccessibleTableCellInterface {
public:
    CellInterface(QTableView *view, int row, int column)
        : m_view(view)
        , m_row(row)
        , m_column(column)
    {
    }

    [[nodiscard]] bool isValid() const override
    {
        return m_view && m_view->model() != nullptr && m_row < m_view->model()->rowCount()
               && m_column < m_view->model()->columnCount();
    }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QWindow *window() const override { return spokenView()->window(); }
    [[nodiscard]] QAccessibleInterface *parent() const override { return spokenView(); }
    [[nodiscard]] int childCount() const override { return widget() != nullptr ? 1 : 0; }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        return index == 0 && widget() != nullptr ? QAccessible::queryAccessibleInterface(widget()) : nullptr;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        return rect().contains(x, y) ? child(0) : nullptr;
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        return child != nullptr && child->object() != nullptr && child->object() == widget() ? 0 : -1;
    }
    [[nodiscard]] QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text kind, const QString &text) override;
    [[nodiscard]] QRect rect() const override;
    [[nodiscard]] QAccessible::Role role() const override;
    [[nodiscard]] QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface *>(this) : nullptr;
    }

    [[nodiscard]] bool isSelected() const override { return m_view->selectionModel()->isSelected(index()); }
    [[nodiscard]] QList<QAccessibleInterface *> columnHeaderCells() const override;
    [[nodiscard]] QList<QAccessibleInterface *> rowHeaderCells() const override;
    [[nodiscard]] int columnIndex() const override { return m_column; }
    [[nodiscard]] int rowIndex() const override { return m_row; }
    [[nodiscard]] int columnExtent() const override { return 1; }
    [[nodiscard]] int rowExtent() const override { return 1; }
    [[nodiscard]] QAccessibleInterface *table() const override { return spokenView(); }

private:
    [[nodiscard]] bool isHead() const { return m_row == Head || m_column == Head; }
    [[nodiscard]] const QHeaderView *header() const
    {
        return m_row == Head ? m_view->horizontalHeader() : m_view->verticalHeader();
    }
    [[nodiscard]] QModelIndex index() const
    {
        return isHead() ? QModelIndex() : m_view->model()->index(m_row, m_column, m_view->rootIndex());
    }
    [[nodiscard]] QWidget *widget() const { return isHead() ? nullptr : m_view->indexWidget(index()); }
    [[nodiscard]] QAccessibleInterface *spokenView() const { return QAccessible::queryAccessibleInterface(m_view); }

    QPointer<QTableView> m_view;
    int m_row;
    int m_column;
};

/// Its children are, row by row, the corner and the heads of the columns, then each row's head and its cells: so does Qt count
/// where it tells which cell is the current one.
class CellTableInterface : public QAccessibleWidget, public QAccessibleTableInterface {
public:
    explicit CellTableInterface(QTableView *view)
        : QAccessibleWidget(view, QAccessible::Table)
    {
    }
    CellTableInterface(const CellTableInterface &) = delete;
    CellTableInterface &operator=(const CellTableInterface &) = delete;
    ~CellTableInterface() override { forgetCells(); }

    [[nodiscard]] int childCount() const override { return (rowCount() + 1) * (columnCount() + 1); }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        const int across = columnCount() + 1;
        return index >= 0 && index < childCount() ? cell(index / across - 1, index % across - 1) : nullptr;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override;
    [[nodiscard]] QAccessibleInterface *focusChild() const override;
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableInterface ? static_cast<QAccessibleTableInterface *>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }

    [[nodiscard]] QAccessibleInterface *caption() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *summary() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *cellAt(int row, int column) const override
    {
        const bool isThere = row >= 0 && row < rowCount() && column >= 0 && column < columnCount();
        return isThere ? cell(row, column) : nullptr;
    }
    [[nodiscard]] int rowCount() const override { return model() != nullptr ? model()->rowCount() : 0; }
    [[nodiscard]] int columnCount() const override { return model() != nullptr ? model()->columnCount() : 0; }
    [[nodiscard]] QString columnDescription(int column) const override
    {
        return model()->headerData(column, Qt::Horizontal).toString();
    }
    [[nodiscard]] QString rowDescription(int row) const override
    {
        return model()->headerData(row, Qt::Vertical).toString();
    }
    [[nodiscard]] int selectedCellCount() const override { return int(selection()->selectedIndexes().size()); }
    [[nodiscard]] QList<QAccessibleInterface *> selectedCells() const override;
    [[nodiscard]] int selectedColumnCount() const override { return int(selectedColumns().size()); }
    [[nodiscard]] int selectedRowCount() const override { return int(selectedRows().size()); }
    [[nodiscard]] QList<int> selectedColumns() const override;
    [[nodiscard]] QList<int> selectedRows() const override;
    [[nodiscard]] bool isColumnSelected(int column) const override { return selection()->isColumnSelected(column); }
    [[nodiscard]] bool isRowSelected(int row) const override { return selection()->isRowSelected(row); }
    bool selectRow(int row) override { return select(model()->index(row, 0), QItemSelectionModel::Rows); }
    bool selectColumn(int column) override { return select(model()->index(0, column), QItemSelectionModel::Columns); }
    bool unselectRow(int row) override { return unselect(model()->index(row, 0), QItemSelectionModel::Rows); }
    bool unselectColumn(int column) override
    {
        return unselect(model()->index(0, column), QItemSelectionModel::Columns);
    }
    void modelChange(QAccessibleTableModelChangeEvent *event) override
    {
        if (event->modelChangeType() != QAccessibleTableModelChangeEvent::DataChanged)
            forgetCells();
    }

private:
    [[nodiscard]] QTableView *view() const { return static_cast<QTableView *>(widget()); }
    [[nodiscard]] QAbstractItemModel *model() const { return view()->model(); }
    [[nodiscard]] QItemSelectionModel *selection() const { return view()->selectionModel(); }
    [[nodiscard]] QAccessibleInterface *cell(int row, int column) const;
    bool select(const QModelIndex &index, QItemSelectionModel::SelectionFlag whole);
    bool unselect(const QModelIndex &index, QItemSelectionModel::SelectionFlag whole);
    void forgetCells();

    mutable QMap<std::pair<int, int>, QAccessible::Id> m_cells;
};

QString CellInterface::text(QAccessible::Text kind) const
{
    const auto *model = m_view->model();
    if (m_row == Head && m_column == Head)
        return {};
    if (isHead()) {
        const int section = m_row == Head ? m_column : m_row;
        const auto direction = header()->orientation();
        return kind == QAccessible::Name ? spokenText(model->headerData(section, direction, Qt::AccessibleTextRole),
                                                      model->headerData(section, direction))
                                         : QString();
    }
    if (kind == QAccessible::Name)
        return spokenText(index().data(Qt::AccessibleTextRole), index().data());
    return kind == QAccessible::Description ? index().data(Qt::AccessibleDescriptionRole).toString() : QString();
}

void CellInterface::setText(QAccessible::Text /*kind*/, const QString &text)
{
    if (index().flags() & Qt::ItemIsEditable)
        m_view->model()->setData(index(), text);
}

QRect CellInterface::rect() const
{
    if (!isHead()) {
        const auto place = m_view->visualRect(index());
        return {m_view->viewport()->mapToGlobal(place.topLeft()), place.size()};
    }
    const auto *head = header();
    if (m_row == Head && m_column == Head)
        return {m_view->mapToGlobal(QPoint(0, 0)), QSize(m_view->verticalHeader()->width(), head->height())};
    const int section = m_row == Head ? m_column : m_row;
    const int at = head->sectionViewportPosition(section);
    const int extent = head->sectionSize(section);
    const bool isAcross = m_row == Head;
    return {head->viewport()->mapToGlobal(isAcross ? QPoint(at, 0) : QPoint(0, at)),
            isAcross ? QSize(extent, head->height()) : QSize(head->width(), extent)};
}

QAccessible::Role CellInterface::role() const
{
    if (m_row == Head)
        return m_column == Head ? QAccessible::Pane : QAccessible::ColumnHeader;
    return m_column == Head ? QAccessible::RowHeader : QAccessible::Cell;
}

QAccessible::State CellInterface::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    if (isHead()) {
        state.invisible = header()->isHidden() || (m_column == Head && m_view->verticalHeader()->isHidden());
        return state;
    }
    const auto place = m_view->visualRect(index());
    state.invisible = place.isEmpty();
    state.offscreen = !m_view->viewport()->rect().intersects(place);
    const auto flags = index().flags();
    state.disabled = !(flags & Qt::ItemIsEnabled);
    state.editable = bool(flags & Qt::ItemIsEditable);
    state.focusable = bool(flags & Qt::ItemIsEnabled);
    state.selectable = bool(flags & Qt::ItemIsSelectable);
    state.selected = isSelected();
    state.focused = m_view->hasFocus() && m_view->currentIndex() == index();
    return state;
}

QList<QAccessibleInterface *> CellInterface::columnHeaderCells() const
{
    return isHead() ? QList<QAccessibleInterface *>() : QList{spokenView()->child(m_column + 1)};
}

QList<QAccessibleInterface *> CellInterface::rowHeaderCells() const
{
    if (isHead() || m_view->verticalHeader()->isHidden())
        return {};
    return {spokenView()->child((m_row + 1) * (m_view->model()->columnCount() + 1))};
}

QAccessibleInterface *CellTableInterface::cell(int row, int column) const
{
    auto &id = m_cells[{row, column}];
    if (id == 0)
        id = QAccessible::registerAccessibleInterface(new CellInterface(view(), row, column));
    return QAccessible::accessibleInterface(id);
}

QAccessibleInterface *CellTableInterface::childAt(int x, int y) const
{
    const auto index = view()->indexAt(view()->viewport()->mapFromGlobal(QPoint(x, y)));
    return index.isValid() ? cell(index.row(), index.column()) : nullptr;
}

int CellTableInterface::indexOfChild(const QAccessibleInterface *child) const
{
    for (auto found = m_cells.cbegin(); found != m_cells.cend(); ++found) {
        if (QAccessible::accessibleInterface(found.value()) == child)
            return (found.key().first + 1) * (columnCount() + 1) + found.key().second + 1;
    }
    return -1;
}

QAccessibleInterface *CellTableInterface::focusChild() const
{
    const auto *focused = QApplication::focusWidget();
    if (focused != nullptr && view()->viewport()->isAncestorOf(focused))
        return QAccessible::queryAccessibleInterface(const_cast<QWidget *>(focused));
    const auto current = view()->currentIndex();
    return view()->hasFocus() && current.isValid() ? cell(current.row(), current.column()) : nullptr;
}

QList<QAccessibleInterface *> CellTableInterface::selectedCells() const
{
    QList<QAccessibleInterface *> cells;
    for (const auto &index : selection()->selectedIndexes())
        cells.append(cell(index.row(), index.column()));
    return cells;
}

QList<int> CellTableInterface::selectedColumns() const
{
    QList<int> columns;
    for (const auto &index : selection()->selectedColumns())
        columns.append(index.column());
    return columns;
}

QList<int> CellTableInterface::selectedRows() const
{
    QList<int> rows;
    for (const auto &index : selection()->selectedRows())
        rows.append(index.row());
    return rows;
}

bool CellTableInterface::select(const QModelIndex &index, QItemSelectionModel::SelectionFlag whole)
{
    if (!index.isValid() || view()->selectionMode() == QAbstractItemView::NoSelection)
        return false;
    selection()->select(index, QItemSelectionModel::ClearAndSelect | whole);
    return true;
}

bool CellTableInterface::unselect(const QModelIndex &index, QItemSelectionModel::SelectionFlag whole)
{
    if (!index.isValid())
        return false;
    selection()->select(index, QItemSelectionModel::Deselect | whole);
    return true;
}

void CellTableInterface::forgetCells()
{
    for (const auto id : std::as_const(m_cells))
        QAccessible::deleteAccessibleInterface(id);
    m_cells.clear();
}

/// Asked with the name of each class of an object, from its own to QObject.
QAccessibleInterface *makeTableInterface(const QString &className, QObject *object)
{
    return className == QLatin1String(CellWidgetTable::staticMetaObject.className())
               ? new CellTableInterface(static_cast<QTableView *>(object))
               : nullptr;
}

} // namespace

CellWidgetTable::CellWidgetTable(QWidget *parent)
    : QTableView(parent)
{
    [[maybe_unused]] static const bool isInstalled = (QAccessible::installFactory(makeTableInterface), true);
}

} // namespace consultantos
