// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "model/report.h"
#include "model/report_edit.h"
#include "report/language/report_languages.h"
#include "report/readback/change_effects.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

enum class WorkbookChangeKind {
    Fact,       ///< another value of a fact
    Weight,     ///< of a driver, a share of its section's score
    Score,      ///< typed over its formula
    Figure,     ///< another computation, typed over its formula
    Statement,  ///< a claim in other words
    RowAdded,   ///< a row that the program didn't write
    RowRemoved, ///< one that it wrote and that is gone or empty
    Formula,    ///< a formula that computes something else
    Text,       ///< a heading, a label or a note
};
[[nodiscard]] QString changeKindName(WorkbookChangeKind kind); ///< "fact", "weight", …, "row_added", …

/// What somebody changed in a workbook of a report.
struct WorkbookChange {
    WorkbookChangeKind kind = WorkbookChangeKind::Text;
    /// Id of the fact, computation or claim; "porter/rivalry/growth" of a weight or a driver's row, "porter/rivalry" of a score.
    QString target;
    QString title; ///< of the target, in the language of the workbook
    QString place; ///< "Facts!G12"
    QString before;
    QString after;
    std::optional<double> value{}; ///< of `after`, where it is a number
    QString unit{};                ///< of it
    EditReading reading{};         ///< of a statement: in the language of the workbook
    ChangeEffects effects;
    QString refused; ///< why it can't be taken over; empty if it can

    [[nodiscard]] bool canAccept() const { return refused.isEmpty(); }
};

struct WorkbookReading {
    QList<WorkbookChange> changes; ///< in order of the sheets and rows
    QStringList notes;             ///< translated: what was not looked at
};

/// What was changed in `content`, a workbook that renderWorkbook() made of `report` and that any program saved since. Cells
/// that were only computed anew are no change, nor are rows and sheets that were moved or renamed. `report` is in English, as
/// it is kept; the workbook may be in any of `languages`, and its sentences are told in that one. Malformed: no workbook, or
/// none of a report; InvalidArgument: one of another report, or in another language. `name` is what errors call the file. Any
/// thread.
[[nodiscard]] Result<WorkbookReading> readWorkbook(const Report &report, const QByteArray &content, const QString &name,
                                                   const ReportLanguages &languages = {},
                                                   const CancellationToken &cancel = {});

/// {number, kind, target, title, place, before, after, refused, scores[{framework, section, title, before, after}], figures}
[[nodiscard]] QJsonObject toJson(const WorkbookChange &change, qsizetype number);

} // namespace consultantos
