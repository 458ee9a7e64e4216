// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/evidence.h"
#include "report/readback/row_mark.h"

#include <QDate>
#include <QHash>
#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

struct lxw_format;
struct lxw_workbook;
struct lxw_worksheet;

namespace consultantos {

/// How a cell looks.
enum class FormulaCellStyle {
    Plain,
    Title,
    Header,
    Note,
    Money,
    PerShare,
    Percent,
    Number,
    InputMoney,
    InputPerShare,
    InputPercent,
    InputNumber,
    Wrapped ///< text over several lines
};

/// The style for values of a unit of model/units.h.
[[nodiscard]] FormulaCellStyle styleOfUnit(const QString &unit, bool isInput);

/// A native chart over cells: a row of category names above, a row a series, its name in the first column.
struct FormulaChart {
    QString title;
    QString alternative;
    bool isLines = false;
    int firstRow = 0; ///< of the categories; series follow below
    int seriesCount = 0;
    int categoryCount = 0;
    int row = 0;         ///< where it is put, in the first column
    QStringList colours; ///< "#1f3864", one a series, from the start again
    bool isPercent = false;
};

/// An XLSX file whose cells refer to each other by the ids of evidence. Of one thread. After a failure it writes nothing more and
/// save() returns the first one.
class FormulaBook {
public:
    [[nodiscard]] static Result<std::unique_ptr<FormulaBook>> create(const QString &path);
    ~FormulaBook();
    FormulaBook(const FormulaBook &) = delete;
    FormulaBook &operator=(const FormulaBook &) = delete;

    /// From the first sheet on: each row keeps in a hidden first column what stands in it, so that a copy that was edited can
    /// be read back. `label` names the evidence of a key.
    void keepMarks(std::function<QString(const QString &key)> label);
    /// What a row means; see RowMark::key.
    void rowKey(int row, const QString &key);
    /// What was written, in order; nothing without marks.
    [[nodiscard]] QList<WrittenRow> rows() const;
    /// The file's properties; without them the time of writing is one.
    void describe(const QString &title, const QString &author, const QDate &date);
    /// Sheets in their order; what is written next goes to the one added or selected last.
    void addSheet(const QString &name, const QList<int> &columnWidths);
    void selectSheet(const QString &name);
    void text(int row, int column, const QString &text, FormulaCellStyle style = FormulaCellStyle::Plain);
    /// A plain value that others may refer to by `key`.
    void number(int row, int column, double value, FormulaCellStyle style, const QString &key = {});
    /// A formula of ours, its variables bound to keys of cells written before.
    void formula(int row, int column, const QString &formula, const QHash<QString, QStringList> &keys, double value,
                 FormulaCellStyle style, const QString &key = {});
    /// A computation's formula over the cells of what it is bound to; a fact or computation that isn't there yet fails.
    void computation(int row, int column, const Computation &computation, FormulaCellStyle style);
    /// A formula as spreadsheets write it, without "=".
    void sheetText(int row, int column, const QString &formula, double value, FormulaCellStyle style);
    /// The cell of `key`, times a factor: `value` is what comes out.
    void reference(int row, int column, const QString &key, double value, FormulaCellStyle style, double factor = 1);
    void comment(int row, int column, const QString &text);
    /// A name for the cell of `key` in the whole book; none where the key is unknown.
    void define(const QString &name, const QString &key);
    /// An address of the web as a link.
    void link(int row, int column, const QString &address);
    void chart(const FormulaChart &chart);
    /// In points; a sheet's rows are 15.
    void rowHeight(int row, double height);
    /// Rows and columns that stay while the rest scrolls.
    void freeze(int rows, int columns);
    /// "'DCF'!$C$5"; empty for an unknown key.
    [[nodiscard]] QString cellOf(const QString &key) const { return m_cells.value(key); }
    [[nodiscard]] bool has(const QString &key) const { return m_cells.contains(key); }
    [[nodiscard]] Status save();

private:
    FormulaBook(QString path, QString partPath);
    [[nodiscard]] lxw_format *formatOf(FormulaCellStyle style) const;
    void remember(const QString &key, int row, int column);
    /// The row's entry on the sheet that is written; null without marks.
    [[nodiscard]] WrittenRow *rowOf(int row);
    void markFormula(int row, int column, const QString &formula, const QString &key);
    void writeMarks();
    [[nodiscard]] int columnOf(int column) const { return column + m_firstColumn; }

    QString m_path;
    QString m_partPath;
    lxw_workbook *m_book;
    lxw_worksheet *m_sheet = nullptr;
    QString m_sheetName;
    int m_firstColumn = 0; ///< 1 with marks
    std::function<QString(const QString &)> m_label;
    QHash<QString, int> m_sheetNumbers;
    QMap<std::pair<int, int>, WrittenRow> m_rows; ///< by sheet and row
    QList<lxw_format *> m_formats;
    QHash<QString, lxw_worksheet *> m_sheets;
    QHash<QString, QString> m_cells;
    Status m_status;
};

} // namespace consultantos
