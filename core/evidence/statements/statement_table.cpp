// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/statement_table.h"

#include "evidence/statements/label_text.h"
#include "evidence/statements/row_labels.h"
#include "evidence/statements/section_tracker.h"

#include <algorithm>
#include <cmath>

namespace consultantos::statements {

namespace {

/// Rows of one table under one heading of columns.
struct ColumnBlock {
    QList<PrintedLine> headers; ///< rows over the first figures
    QList<PrintedLine> rows;
    QList<ValueColumn> columns;
};

bool speaksOfPeriods(const PrintedLine &line)
{
    // The label may do so in any row; a heading has it over the figures.
    return std::any_of(line.cells.cbegin(), line.cells.cend(), [](const PrintedCell &cell) {
        const auto words = periodWords(cell.text);
        return cell.first > 0 && (!words.dates.isEmpty() || !words.years.isEmpty());
    });
}

/// A row over the figures that dates or scales them and is no heading of the rows below.
bool isOfTheColumns(const PrintedLine &line)
{
    return speaksOfPeriods(line) || !periodWords(line.text).isEmpty() || moneyScale({line.text}).isStated;
}

/// Takes a region's rows apart where a table ends or new headings come between the figures.
QList<ColumnBlock> columnBlocks(const QList<PrintedLine> &rows)
{
    QList<ColumnBlock> blocks;
    int table = -1;
    for (const auto &row : rows) {
        const bool isHeader =
            !row.hasAmount() && (blocks.isEmpty() || blocks.last().rows.isEmpty() || speaksOfPeriods(row));
        // Headings that came as a table of their own belong to the figures below them.
        const bool hasFigures = !blocks.isEmpty() && !blocks.last().rows.isEmpty();
        const bool startsNew = blocks.isEmpty() || (hasFigures && (row.table != table || isHeader));
        if (startsNew)
            blocks.append(ColumnBlock{});
        table = row.table;
        auto &block = blocks.last();
        const bool belongsToHead = block.rows.isEmpty() && !row.hasAmount();
        (belongsToHead ? block.headers : block.rows).append(row);
    }
    return blocks;
}

/// Columns of a block, those of the block before where it has no headings of its own.
void inherit(QList<ValueColumn> &columns, const QList<ValueColumn> &before)
{
    const bool hasOwn = std::any_of(columns.cbegin(), columns.cend(),
                                    [](const ValueColumn &column) { return column.period.has_value(); });
    if (hasOwn || before.isEmpty())
        return;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        qsizetype same = columns.size() == before.size() ? i : -1;
        for (qsizetype j = 0; same < 0 && j < before.size(); ++j) {
            if (std::min(before[j].last, columns[i].last) >= std::max(before[j].first, columns[i].first))
                same = j;
        }
        if (same < 0)
            continue;
        columns[i].heading = before[same].heading;
        columns[i].period = before[same].period;
        columns[i].isRestated = before[same].isRestated;
    }
}

/// A restated column stands for a period that another column shows as well.
void dropSuperseded(QList<ValueColumn> &columns)
{
    for (qsizetype i = 0; i < columns.size(); ++i) {
        for (qsizetype j = 0; j < columns.size(); ++j) {
            const bool isSame = i != j && columns[i].period && columns[i].period == columns[j].period;
            if (isSame && (columns[j].isRestated || (j < i && !columns[i].isRestated)))
                columns[i].period.reset();
        }
    }
}

class TableBuilder {
public:
    TableBuilder(StatementTable &table, const LabelCatalogue &labels, const QString &document)
        : m_table(table)
        , m_labels(labels)
        , m_document(document)
    {
    }

    /// Headings that stand over the table as text.
    void takeHeadings(const StatementRegion &region)
    {
        for (const auto &line : region.heading) {
            if (moneyScale({line}).isStated || !periodWords(line).isEmpty()
                || m_labels.sectionOf(statementId(m_table.kind), normalisedLabel(line)).isEmpty())
                continue;
            PrintedRow row;
            row.label = displayLabel(line);
            row.page = region.firstPage;
            m_table.rows.append(row);
        }
    }

    void take(const ColumnBlock &block)
    {
        const int firstColumn = block.columns.isEmpty() ? 1 : block.columns.first().first;
        for (const auto &header : block.headers) {
            if (!isOfTheColumns(header))
                append(header, labelOf(header, firstColumn), {});
        }
        for (const auto &row : block.rows)
            append(row, labelOf(row, firstColumn), valuesOf(row, block.columns));
    }

    void finish()
    {
        nameTotals();
        if (m_table.kind == StatementKind::Balance)
            nameEqualTotals();
        QStringList headings;
        QStringList rows;
        for (auto &row : m_table.rows) {
            row.normal = normalisedLabel(row.label);
            (row.isHeading() ? headings : rows).append(row.normal);
        }
        SectionTracker tracker(m_labels, m_table.kind, headings, rows);
        QString part;  // heading of a part of the statement
        QString under; // heading within it, until its total
        for (auto &row : m_table.rows) {
            if (row.isHeading()) {
                const bool opensPart = !m_labels.sectionOf(statementId(m_table.kind), row.normal).isEmpty();
                part = opensPart ? row.label : part;
                under = opensPart ? QString() : row.label;
                tracker.passHeading(row.normal);
            }
            row.section = tracker.section();
            if (row.isHeading())
                continue;
            row.under = under.isEmpty() ? part : under;
            tracker.passRow(row.normal);
            if (row.normal.startsWith(QLatin1String("total ")))
                (under.isEmpty() ? part : under).clear();
        }
    }

private:
    /// Gives a row without a label that is the sum of all rows under its heading the name that others print there.
    void nameTotals()
    {
        qsizetype heading = -1;
        for (qsizetype i = 0; i < m_table.rows.size(); ++i) {
            auto &row = m_table.rows[i];
            if (row.isHeading())
                heading = i;
            else if (row.label.isEmpty() && heading >= 0 && i > heading + 2 && isSum(heading + 1, i))
                row.label = nameOfTotal(m_table.rows[heading].label, hasDepreciation(heading + 1, i));
        }
    }

    /// A balance sheet whose two sums have no label: the last row, and the row further up that equals it.
    void nameEqualTotals()
    {
        if (m_table.rows.isEmpty() || !m_table.rows.last().label.isEmpty())
            return;
        auto &last = m_table.rows.last();
        for (auto row = m_table.rows.rbegin() + 1; row != m_table.rows.rend(); ++row) {
            if (!row->label.isEmpty() || row->isHeading() || !hasSameValues(*row, last))
                continue;
            row->label = QStringLiteral("Total assets");
            last.label = QStringLiteral("Total liabilities and equity");
            return;
        }
    }

    static bool hasSameValues(const PrintedRow &left, const PrintedRow &right)
    {
        return left.values.size() == right.values.size()
               && std::equal(
                   left.values.cbegin(), left.values.cend(), right.values.cbegin(),
                   [](const RowValue &a, const RowValue &b) { return a.period == b.period && a.printed == b.printed; });
    }

    [[nodiscard]] bool isSum(qsizetype first, qsizetype total) const
    {
        for (const auto &value : m_table.rows[total].values) {
            double sum = 0;
            for (auto i = first; i < total; ++i) {
                for (const auto &part : m_table.rows[i].values)
                    sum += part.period == value.period ? part.printed : 0;
            }
            // Each part may be rounded by half a unit of its last digit.
            if (std::abs(sum - value.printed) > static_cast<double>(total - first) / 2)
                return false;
        }
        return true;
    }

    [[nodiscard]] bool hasDepreciation(qsizetype first, qsizetype end) const
    {
        const auto *depreciation = m_labels.find(QStringLiteral("accumulated_depreciation"));
        return std::any_of(m_table.rows.cbegin() + first, m_table.rows.cbegin() + end,
                           [depreciation](const PrintedRow &row) {
                               return depreciation && depreciation->fits(normalisedLabel(row.label));
                           });
    }

    static QString labelOf(const PrintedLine &line, int firstColumn)
    {
        QStringList parts;
        for (const auto &cell : line.cells) {
            if (!cell.isAmount() && (cell.first < firstColumn || parts.isEmpty()))
                parts.append(cell.text);
        }
        return displayLabel(parts.join(QLatin1Char(' ')));
    }

    QList<RowValue> valuesOf(const PrintedLine &line, const QList<ValueColumn> &columns) const
    {
        QList<RowValue> values;
        for (const auto &cell : line.cells) {
            if (!cell.isAmount() || cell.number->isPercent)
                continue;
            const auto index = columnOf(columns, cell);
            if (index < 0 || !columns[index].period)
                continue;
            const auto &column = columns[index];
            const bool isTaken = std::any_of(values.cbegin(), values.cend(), [&column](const RowValue &value) {
                return value.period == *column.period;
            });
            if (isTaken)
                continue;
            RowValue value{*column.period, cell.number->value, cell.number->isDash, {}};
            value.place = {m_document, cell.address.isEmpty() ? column.heading : cell.address, line.page, cell.area};
            values.append(value);
        }
        return values;
    }

    void append(const PrintedLine &line, const QString &label, const QList<RowValue> &values)
    {
        if (label.isEmpty() && values.isEmpty())
            return;
        auto *last = m_table.rows.isEmpty() ? nullptr : &m_table.rows.last();
        const bool isNear = last && last->page == line.page;
        if (isNear && last->isHeading() && goesOn(last->label, label)
            && m_labels.sectionOf(statementId(m_table.kind), normalisedLabel(last->label)).isEmpty()) {
            last->label = (last->label + QLatin1Char(' ') + label).simplified();
            last->values = values;
            return;
        }
        if (isNear && values.isEmpty() && !last->isHeading() && isUnfinished(last->label)
            && !label.endsWith(QLatin1Char(':'))) {
            last->label += QLatin1Char(' ') + label;
            return;
        }
        PrintedRow row;
        row.label = label;
        row.page = line.page;
        row.values = values;
        m_table.rows.append(row);
    }

    StatementTable &m_table;
    const LabelCatalogue &m_labels;
    const QString &m_document;
};

/// Lines that may tell period and scale, nearest to the table first.
QStringList contextOf(const StatementRegion &region)
{
    QStringList lines;
    for (auto line = region.heading.crbegin(); line != region.heading.crend(); ++line)
        lines.append(*line);
    return lines << region.title;
}

QStringList scaleLines(const StatementRegion &region, const QList<ColumnBlock> &blocks)
{
    QStringList lines;
    if (!blocks.isEmpty()) {
        for (const auto &header : blocks.first().headers)
            lines.append(header.text);
    }
    lines += contextOf(region) + region.before;
    // The mark of the currency may stand at the first figures alone.
    constexpr qsizetype FirstRows = 12;
    if (!blocks.isEmpty()) {
        for (const auto &row : blocks.first().rows.mid(0, FirstRows)) {
            for (const auto &cell : row.cells) {
                if (cell.isAmount())
                    lines.append(cell.text);
            }
        }
    }
    return lines;
}

} // namespace

StatementTable statementTable(const StatementRegion &region, StatementKind kind, const LabelCatalogue &labels,
                              const YearEnds &years, const QString &document)
{
    StatementTable table;
    table.kind = kind;
    table.title = region.title;
    table.page = region.firstPage;
    auto blocks = columnBlocks(region.rows);
    table.scale = moneyScale(scaleLines(region, blocks));
    TableBuilder builder(table, labels, document);
    builder.takeHeadings(region);
    QList<ValueColumn> before;
    for (auto &block : blocks) {
        block.columns = valueColumns(block.rows);
        resolvePeriods(block.columns, block.headers, contextOf(region), years, kind == StatementKind::Balance);
        if (block.headers.isEmpty() || std::none_of(block.headers.cbegin(), block.headers.cend(), speaksOfPeriods))
            inherit(block.columns, before);
        table.namedYear = std::max(table.namedYear, namedYear(block.columns));
        dropSuperseded(block.columns);
        if (!block.columns.isEmpty())
            before = block.columns;
        builder.take(block);
        for (const auto &column : std::as_const(block.columns)) {
            if (!column.period)
                ++table.undatedColumns;
            else if (!table.periods.contains(*column.period))
                table.periods.append(*column.period);
        }
    }
    builder.finish();
    return table;
}

} // namespace consultantos::statements
