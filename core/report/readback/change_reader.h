// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"
#include "report/readback/change_effects.h"
#include "report/readback/row_mark.h"
#include "report/readback/workbook_changes.h"

#include <QHash>
#include <QList>
#include <QMap>

namespace consultantos {

/// A row of a sheet as it stands in a file.
struct SheetRow {
    QString sheet;
    int number = 0;
    int firstColumn = 1;        ///< behind the mark
    QMap<int, TableCell> cells; ///< by the file's columns, the mark left out
};

/// Says what a changed, an added or a removed row means for a report. Of one thread; the report and the rows that were written
/// of it must outlive it.
class ChangeReader {
public:
    ChangeReader(const Report &report, const QList<WrittenRow> &written);

    /// One for each cell that doesn't hold any more what its mark says.
    [[nodiscard]] QList<WorkbookChange> changed(const RowMark &mark, const SheetRow &row) const;
    /// `sheet` as in the ids of its rows.
    [[nodiscard]] WorkbookChange added(const SheetRow &row, const QString &sheet) const;
    [[nodiscard]] WorkbookChange removed(const WrittenRow &row) const;
    [[nodiscard]] WorkbookChange removedSheet(const QString &name) const;

private:
    [[nodiscard]] WorkbookChange ofCell(const RowMark &mark, const CellMark &cell, int column,
                                        const TableCell &now) const;
    void readText(WorkbookChange &change, const RowMark &mark, int column, const QString &now) const;
    void refuseOthers(WorkbookChange &change, const QString &companyId) const;
    void readFact(WorkbookChange &change, const QString &id, const TableCell &now) const;
    void readWeight(WorkbookChange &change, const QString &path, const TableCell &now) const;
    void readFigure(WorkbookChange &change, const QString &label, const TableCell &now) const;
    void readAddedFact(WorkbookChange &change, const SheetRow &row) const;
    [[nodiscard]] QString textBefore(const RowMark &mark, int column) const;

    const Report &m_report;
    ReportEffects m_effects;
    QHash<QString, QString> m_ids;                ///< of evidence, by label
    QHash<QString, const WrittenRow *> m_written; ///< by id and by key
    QHash<QString, QString> m_scores;             ///< "porter/rivalry", by the score's computation
    QHash<QString, Claim> m_claims;
    QString m_factSheet; ///< number of the sheet of facts
};

} // namespace consultantos
