// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/readback/workbook_changes.h"

#include "base/json.h"
#include "evidence/documents/workbook_tables.h"
#include "model/edited_report.h"
#include "report/language/report_translation.h"
#include "report/readback/change_reader.h"
#include "report/report_workbook.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

/// A row of the file with its mark, if it has one.
struct FileRow {
    std::optional<RowMark> mark;
    SheetRow row;
};

/// The rows of a sheet. A mark may have moved to another column; cells are counted from behind it.
QList<FileRow> rowsOf(const Table &table)
{
    QMap<int, FileRow> rows;
    int markColumn = 0;
    for (const auto &cell : table.cells) {
        auto &row = rows[cell.row];
        row.row.sheet = table.name;
        row.row.number = cell.row;
        if (!row.mark) {
            row.mark = RowMark::parse(cell.text);
            if (row.mark) {
                markColumn = cell.column;
                row.row.firstColumn = cell.column + 1;
                continue;
            }
        }
        if (cell.value || !cell.text.trimmed().isEmpty() || !cell.formula.isEmpty())
            row.row.cells.insert(cell.column, cell);
    }
    for (auto &row : rows) {
        if (!row.mark)
            row.row.firstColumn = markColumn + 1;
    }
    return rows.values();
}

/// The language that a workbook says it is in.
QString languageOf(const QList<Table> &tables)
{
    for (const auto &table : tables) {
        for (const auto &row : rowsOf(table)) {
            const auto language = row.mark ? reportOfKey(row.mark->key).second : QString();
            if (!language.isEmpty())
                return language;
        }
    }
    return {};
}

QString sheetOf(const QString &rowId)
{
    return rowId.section(QLatin1Char('.'), 0, 0);
}

/// One workbook against one report.
class WorkbookComparison {
public:
    WorkbookComparison(const Report &report, const QList<WrittenRow> &written)
        : m_written(written)
        , m_reader(report, written)
    {
        for (const auto &row : written)
            m_layout.insert(row.mark.id, row.mark.key);
    }

    void read(const QList<Table> &tables)
    {
        for (const auto &table : tables)
            readSheet(table);
        if (m_isSameLayout)
            findRemoved();
        else
            m_reading.notes.append(QCoreApplication::translate(
                "ReadBack",
                "Another version of the program made this workbook: rows that were removed can't be told."));
    }

    [[nodiscard]] const QSet<QString> &reports() const { return m_reports; }
    [[nodiscard]] bool isEmpty() const { return m_seen.isEmpty(); }
    [[nodiscard]] WorkbookReading take() { return std::move(m_reading); }

private:
    void readSheet(const Table &table)
    {
        const auto rows = rowsOf(table);
        const auto first =
            std::find_if(rows.cbegin(), rows.cend(), [](const FileRow &row) { return row.mark.has_value(); });
        if (first == rows.cend()) {
            if (!rows.isEmpty())
                m_reading.notes.append(
                    QCoreApplication::translate("ReadBack", "The sheet \"%1\" isn't the report's and was not read.")
                        .arg(table.name));
            return;
        }
        const auto sheet = sheetOf(first->mark->id);
        for (const auto &row : rows) {
            if (!row.mark || m_seen.contains(row.mark->id)) {
                if (!row.row.cells.isEmpty())
                    m_reading.changes.append(m_reader.added(row.row, sheet));
                continue;
            }
            if (row.row.cells.isEmpty() && !row.mark->cells.isEmpty())
                continue; // emptied: found as removed
            m_seen.insert(row.mark->id);
            if (const auto named = reportOfKey(row.mark->key).first; !named.isEmpty())
                m_reports.insert(named);
            m_isSameLayout =
                m_isSameLayout && m_layout.contains(row.mark->id) && m_layout.value(row.mark->id) == row.mark->key;
            m_reading.changes.append(m_reader.changed(*row.mark, row.row));
        }
    }

    void findRemoved()
    {
        QSet<QString> sheets;
        for (const auto &id : std::as_const(m_seen))
            sheets.insert(sheetOf(id));
        QSet<QString> gone;
        for (const auto &row : m_written) {
            const auto sheet = sheetOf(row.mark.id);
            if (m_seen.contains(row.mark.id) || gone.contains(sheet))
                continue;
            if (!sheets.contains(sheet)) {
                gone.insert(sheet);
                m_reading.changes.append(m_reader.removedSheet(row.sheet));
            } else if (!row.mark.cells.isEmpty()) {
                m_reading.changes.append(m_reader.removed(row));
            }
        }
    }

    const QList<WrittenRow> &m_written;
    ChangeReader m_reader;
    QHash<QString, QString> m_layout; ///< keys by ids
    QSet<QString> m_seen;
    QSet<QString> m_reports;
    bool m_isSameLayout = true;
    WorkbookReading m_reading;
};

} // namespace

QString changeKindName(WorkbookChangeKind kind)
{
    switch (kind) {
    case WorkbookChangeKind::Fact:
        return QStringLiteral("fact");
    case WorkbookChangeKind::Weight:
        return QStringLiteral("weight");
    case WorkbookChangeKind::Score:
        return QStringLiteral("score");
    case WorkbookChangeKind::Figure:
        return QStringLiteral("figure");
    case WorkbookChangeKind::Statement:
        return QStringLiteral("statement");
    case WorkbookChangeKind::RowAdded:
        return QStringLiteral("row_added");
    case WorkbookChangeKind::RowRemoved:
        return QStringLiteral("row_removed");
    case WorkbookChangeKind::Formula:
        return QStringLiteral("formula");
    case WorkbookChangeKind::Text:
        break;
    }
    return QStringLiteral("text");
}

Result<WorkbookReading> readWorkbook(const Report &report, const QByteArray &content, const QString &name,
                                     const ReportLanguages &languages, const CancellationToken &cancel)
{
    const auto tables = readWorkbookTables(content, name, {}, cancel);
    if (!tables)
        return tl::unexpected(tables.error());
    const auto wording = languages.wording(languageOf(*tables));
    if (!wording)
        return tl::unexpected(wording.error());
    const auto shown = translated(report, *wording).report;
    const auto written = workbookRows(shown, *wording);
    if (!written)
        return tl::unexpected(written.error());
    WorkbookComparison comparison(shown, *written);
    comparison.read(*tables);
    if (comparison.isEmpty())
        return fail(
            ErrorCode::Malformed, QCoreApplication::translate("ReadBack", "%1 is no workbook of a report.").arg(name),
            QCoreApplication::translate(
                "ReadBack", "Take a copy that was saved as XLSX from a report; its first column, which is hidden, "
                            "tells what each row means and must stay."));
    if (!comparison.reports().isEmpty() && !comparison.reports().contains(report.id))
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("ReadBack", "%1 is a workbook of another report.").arg(name),
                    QCoreApplication::translate("ReadBack", "It was made of the report %1.")
                        .arg(*comparison.reports().cbegin()));
    auto reading = comparison.take();
    for (auto &change : reading.changes) {
        if (change.kind == WorkbookChangeKind::Statement && !wording->isEnglish())
            change.reading = editReadingOf(report, shown, wording->language(), change.target);
    }
    return reading;
}

QJsonObject toJson(const WorkbookChange &change, qsizetype number)
{
    return {{QStringLiteral("number"), number},
            {QStringLiteral("kind"), changeKindName(change.kind)},
            {QStringLiteral("target"), change.target},
            {QStringLiteral("title"), change.title},
            {QStringLiteral("place"), change.place},
            {QStringLiteral("before"), change.before},
            {QStringLiteral("after"), change.after},
            {QStringLiteral("value"), change.value ? QJsonValue(*change.value) : QJsonValue()},
            {QStringLiteral("unit"), change.unit},
            {QStringLiteral("refused"), change.refused},
            {QStringLiteral("figures"), change.effects.figures},
            {QStringLiteral("scores"), json::fromList(change.effects.scores, [](const ScoreEffect &effect) {
                 return QJsonObject{{QStringLiteral("framework"), effect.framework},
                                    {QStringLiteral("section"), effect.section},
                                    {QStringLiteral("title"), effect.title},
                                    {QStringLiteral("before"), effect.before},
                                    {QStringLiteral("after"), effect.after ? QJsonValue(*effect.after) : QJsonValue()}};
             })}};
}

} // namespace consultantos
