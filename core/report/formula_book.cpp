// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/formula_book.h"

#include "model/units.h"
#include "report/report_file.h"
#include "report/sheet_formula.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryFile>

#include <xlsxwriter.h>

#include <utility>

namespace consultantos {

namespace {

constexpr const char *NumberFormats[] = {nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         "#,##0;[Red]-#,##0",
                                         "#,##0.00;[Red]-#,##0.00",
                                         "0.0%",
                                         "0.00##",
                                         "#,##0;[Red]-#,##0",
                                         "#,##0.00;[Red]-#,##0.00",
                                         "0.0%",
                                         "0.00##"};

void apply(lxw_format *format, FormulaCellStyle style)
{
    constexpr lxw_color_t Blue = 0x1F3864;
    constexpr lxw_color_t Yellow = 0xFFF8DC;
    if (const auto *number = NumberFormats[static_cast<int>(style)])
        format_set_num_format(format, number);
    switch (style) {
    case FormulaCellStyle::Title:
        format_set_bold(format);
        format_set_font_size(format, 14);
        format_set_font_color(format, Blue);
        break;
    case FormulaCellStyle::Header:
        format_set_bold(format);
        format_set_bottom(format, LXW_BORDER_THIN);
        break;
    case FormulaCellStyle::Note:
        format_set_italic(format);
        break;
    case FormulaCellStyle::InputMoney:
    case FormulaCellStyle::InputPerShare:
    case FormulaCellStyle::InputPercent:
    case FormulaCellStyle::InputNumber:
        // A border as well: not everybody can tell the colour.
        format_set_bg_color(format, Yellow);
        format_set_border(format, LXW_BORDER_THIN);
        break;
    default:
        break;
    }
}

} // namespace

FormulaCellStyle styleOfUnit(const QString &unit, bool isInput)
{
    auto style = FormulaCellStyle::Number;
    if (unit == units::Ratio || unit == units::Points)
        style = FormulaCellStyle::Percent;
    else if (isCurrency(unit) || unit == units::Shares)
        style = FormulaCellStyle::Money;
    else if (unit.endsWith(QStringLiteral("/shares")))
        style = FormulaCellStyle::PerShare;
    constexpr int ToInput = static_cast<int>(FormulaCellStyle::InputMoney) - static_cast<int>(FormulaCellStyle::Money);
    return isInput ? static_cast<FormulaCellStyle>(static_cast<int>(style) + ToInput) : style;
}

Result<std::unique_ptr<FormulaBook>> FormulaBook::create(const QString &path)
{
    // Written elsewhere and put in place as a whole by writeFile().
    QTemporaryFile part;
    part.setAutoRemove(false);
    if (!part.open())
        return fail(
            ErrorCode::Unreadable,
            QCoreApplication::translate("Workbook", "No temporary file can be written: %1.").arg(part.errorString()));
    part.close();
    return std::unique_ptr<FormulaBook>(new FormulaBook(path, part.fileName()));
}

FormulaBook::FormulaBook(QString path, QString partPath)
    : m_path(std::move(path))
    , m_partPath(std::move(partPath))
    , m_book(workbook_new(QFile::encodeName(m_partPath).constData()))
{
    for (std::size_t i = 0; i < std::size(NumberFormats); ++i) {
        m_formats.append(workbook_add_format(m_book));
        apply(m_formats.last(), static_cast<FormulaCellStyle>(i));
    }
}

FormulaBook::~FormulaBook()
{
    if (m_book)
        workbook_close(m_book);
    QFile::remove(m_partPath);
}

lxw_format *FormulaBook::formatOf(FormulaCellStyle style) const
{
    return m_formats[static_cast<int>(style)];
}

void FormulaBook::addSheet(const QString &name, const QList<int> &columnWidths)
{
    m_sheets.insert(name, workbook_add_worksheet(m_book, name.toUtf8().constData()));
    selectSheet(name);
    for (qsizetype i = 0; i < columnWidths.size(); ++i)
        worksheet_set_column(m_sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), columnWidths[i], nullptr);
}

void FormulaBook::selectSheet(const QString &name)
{
    m_sheetName = name;
    m_sheet = m_sheets.value(name);
}

void FormulaBook::remember(const QString &key, int row, int column)
{
    if (key.isEmpty())
        return;
    QString letters;
    for (int left = column + 1; left > 0; left = (left - 1) / 26)
        letters.prepend(QChar(u'A' + (left - 1) % 26));
    m_cells.insert(key, QStringLiteral("'%1'!$%2$%3").arg(m_sheetName, letters).arg(row + 1));
}

void FormulaBook::text(int row, int column, const QString &text, FormulaCellStyle style)
{
    worksheet_write_string(m_sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                           text.toUtf8().constData(), formatOf(style));
}

void FormulaBook::number(int row, int column, double value, FormulaCellStyle style, const QString &key)
{
    worksheet_write_number(m_sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), value,
                           formatOf(style));
    remember(key, row, column);
}

void FormulaBook::sheetText(int row, int column, const QString &formula, double value, FormulaCellStyle style)
{
    worksheet_write_formula_num(m_sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                (u'=' + formula).toUtf8().constData(), formatOf(style), value);
}

void FormulaBook::formula(int row, int column, const QString &formula, const QHash<QString, QStringList> &keys,
                          double value, FormulaCellStyle style, const QString &key)
{
    if (!m_status)
        return;
    QHash<QString, QStringList> cells;
    for (auto it = keys.begin(); it != keys.end(); ++it) {
        QStringList listed;
        for (const auto &of : it.value()) {
            if (m_cells.contains(of))
                listed.append(m_cells.value(of));
        }
        if (listed.size() == it.value().size())
            cells.insert(it.key(), listed);
    }
    const auto written = sheetFormula(formula, cells);
    if (!written) {
        m_status = tl::unexpected(written.error());
        return;
    }
    sheetText(row, column, *written, value, style);
    remember(key, row, column);
}

void FormulaBook::computation(int row, int column, const Computation &computation, FormulaCellStyle style)
{
    QHash<QString, QStringList> keys;
    for (const auto &binding : computation.bindings)
        keys.insert(binding.name, binding.refs);
    formula(row, column, computation.formula, keys, computation.value, style, computation.id);
}

Status FormulaBook::save()
{
    if (!m_status)
        return m_status;
    const auto outcome = workbook_close(std::exchange(m_book, nullptr));
    QFile part(m_partPath);
    if (outcome != LXW_NO_ERROR || !part.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("Workbook", "The workbook could not be written: %1.")
                        .arg(outcome != LXW_NO_ERROR ? QString::fromUtf8(lxw_strerror(outcome)) : part.errorString()));
    }
    return writeFile(m_path, part.readAll());
}

} // namespace consultantos
