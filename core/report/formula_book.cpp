// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/formula_book.h"

#include "base/whole_file.h"
#include "model/units.h"
#include "report/office/xml_part.h"
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
                                         "0.00##",
                                         nullptr};

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
    case FormulaCellStyle::Wrapped:
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        break;
    default:
        break;
    }
}

QString columnLetters(int column)
{
    QString letters;
    for (int left = column + 1; left > 0; left = (left - 1) / 26)
        letters.prepend(QChar(u'A' + (left - 1) % 26));
    return letters;
}

/// What a cell takes.
constexpr qsizetype MostText = 32'000;

lxw_col_t place(int column)
{
    return static_cast<lxw_col_t>(column);
}

/// The library writes texts of cells safely; what goes into names, titles, properties and comments as it is given.
QByteArray xmlSafe(const QString &text)
{
    return office::XmlPart::cleaned(text).toUtf8();
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

void FormulaBook::describe(const QString &title, const QString &author, const QDate &date)
{
    auto titleBytes = xmlSafe(title);
    auto authorBytes = xmlSafe(author);
    lxw_doc_properties properties{};
    properties.title = titleBytes.data();
    properties.author = authorBytes.data();
    properties.created = date.startOfDay(Qt::UTC).toSecsSinceEpoch();
    workbook_set_properties(m_book, &properties);
}

void FormulaBook::addSheet(const QString &name, const QList<int> &columnWidths)
{
    auto *sheet = workbook_add_worksheet(m_book, name.toUtf8().constData());
    if (sheet == nullptr) // a name that the library refuses: one of its own, which no formula names
        sheet = workbook_add_worksheet(m_book, nullptr);
    m_sheets.insert(name, sheet);
    selectSheet(name);
    m_sheetNumbers.insert(name, static_cast<int>(m_sheetNumbers.size()));
    if (m_firstColumn > 0) {
        lxw_row_col_options hidden{};
        hidden.hidden = 1;
        worksheet_set_column_opt(m_sheet, 0, 0, LXW_DEF_COL_WIDTH, nullptr, &hidden);
    }
    // Printed, a sheet is as wide as its page.
    worksheet_set_landscape(m_sheet);
    worksheet_fit_to_pages(m_sheet, 1, 0);
    for (qsizetype i = 0; i < columnWidths.size(); ++i)
        worksheet_set_column(m_sheet, place(columnOf(static_cast<int>(i))), place(columnOf(static_cast<int>(i))),
                             columnWidths[i], nullptr);
}

void FormulaBook::keepMarks(std::function<QString(const QString &)> label)
{
    m_firstColumn = 1;
    m_label = std::move(label);
}

WrittenRow *FormulaBook::rowOf(int row)
{
    if (m_firstColumn == 0)
        return nullptr;
    const int sheet = m_sheetNumbers.value(m_sheetName);
    auto &written = m_rows[{sheet, row}];
    written.sheet = m_sheetName;
    written.mark.id = QString::number(sheet) + QLatin1Char('.') + QString::number(row);
    return &written;
}

void FormulaBook::rowKey(int row, const QString &key)
{
    if (auto *written = rowOf(row))
        written->mark.key = key;
}

QList<WrittenRow> FormulaBook::rows() const
{
    return m_rows.values();
}

void FormulaBook::markFormula(int row, int column, const QString &formula, const QString &key)
{
    if (auto *written = rowOf(row))
        written->mark.cells.insert(
            column, {CellMark::Kind::Formula, hashOfFormula(formula), 0, key.isEmpty() ? QString() : m_label(key)});
}

void FormulaBook::writeMarks()
{
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it)
        worksheet_write_string(m_sheets.value(it->sheet), static_cast<lxw_row_t>(it.key().second), 0,
                               it->mark.text().left(MostText).toUtf8().constData(), nullptr);
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
    m_cells.insert(key, QStringLiteral("'%1'!$%2$%3").arg(m_sheetName, columnLetters(columnOf(column))).arg(row + 1));
}

void FormulaBook::text(int row, int column, const QString &text, FormulaCellStyle style)
{
    worksheet_write_string(m_sheet, static_cast<lxw_row_t>(row), place(columnOf(column)),
                           text.left(MostText).toUtf8().constData(), formatOf(style));
    if (auto *written = rowOf(row); written != nullptr && !text.simplified().isEmpty()) {
        written->mark.cells.insert(column, {CellMark::Kind::Text, hashOfText(text.left(MostText)), 0, {}});
        written->texts.insert(column, text.left(MostText));
    }
}

void FormulaBook::number(int row, int column, double value, FormulaCellStyle style, const QString &key)
{
    worksheet_write_number(m_sheet, static_cast<lxw_row_t>(row), place(columnOf(column)), value, formatOf(style));
    if (auto *written = rowOf(row))
        written->mark.cells.insert(column, {CellMark::Kind::Number, {}, value, {}});
    remember(key, row, column);
}

void FormulaBook::sheetText(int row, int column, const QString &formula, double value, FormulaCellStyle style)
{
    worksheet_write_formula_num(m_sheet, static_cast<lxw_row_t>(row), place(columnOf(column)),
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
    markFormula(row, column, *written, key);
    remember(key, row, column);
}

void FormulaBook::computation(int row, int column, const Computation &computation, FormulaCellStyle style)
{
    QHash<QString, QStringList> keys;
    for (const auto &binding : computation.bindings)
        keys.insert(binding.name, binding.refs);
    formula(row, column, computation.formula, keys, computation.value, style, computation.id);
}

void FormulaBook::reference(int row, int column, const QString &key, double value, FormulaCellStyle style,
                            double factor)
{
    const auto cell = cellOf(key);
    const auto formula = factor == 1 ? cell : cell + u'*' + QString::number(factor, 'g', 17);
    sheetText(row, column, formula, value, style);
    // What shows a figure in another measure isn't the figure's own cell.
    markFormula(row, column, formula, factor == 1 ? key : QString());
}

void FormulaBook::comment(int row, int column, const QString &text)
{
    lxw_comment_options options{};
    options.width = 380;
    options.height = 130;
    worksheet_write_comment_opt(m_sheet, static_cast<lxw_row_t>(row), place(columnOf(column)),
                                xmlSafe(text.left(MostText)).constData(), &options);
}

void FormulaBook::define(const QString &name, const QString &key)
{
    if (has(key))
        workbook_define_name(m_book, name.toUtf8().constData(), (u'=' + cellOf(key)).toUtf8().constData());
}

void FormulaBook::link(int row, int column, const QString &address)
{
    worksheet_write_url(m_sheet, static_cast<lxw_row_t>(row), place(columnOf(column)), address.toUtf8().constData(),
                        nullptr);
    if (auto *written = rowOf(row))
        written->mark.cells.insert(column, {CellMark::Kind::Text, hashOfText(address), 0, {}});
}

void FormulaBook::rowHeight(int row, double height)
{
    worksheet_set_row(m_sheet, static_cast<lxw_row_t>(row), height, nullptr);
}

void FormulaBook::freeze(int rows, int columns)
{
    worksheet_freeze_panes(m_sheet, static_cast<lxw_row_t>(rows), columns == 0 ? 0 : place(columnOf(columns)));
}

void FormulaBook::chart(const FormulaChart &of)
{
    auto *chart = workbook_add_chart(m_book, of.isLines ? LXW_CHART_LINE : LXW_CHART_COLUMN);
    const auto range = [&](int row, int first, int last) {
        return QStringLiteral("='%1'!$%2$%3:$%4$%3")
            .arg(m_sheetName, columnLetters(columnOf(first)))
            .arg(row + 1)
            .arg(columnLetters(columnOf(last)))
            .toUtf8();
    };
    for (int i = 0; i < of.seriesCount; ++i) {
        const int row = of.firstRow + 1 + i;
        auto *series = chart_add_series(chart, range(of.firstRow, 1, of.categoryCount).constData(),
                                        range(row, 1, of.categoryCount).constData());
        chart_series_set_name(series, QStringLiteral("='%1'!$%2$%3")
                                          .arg(m_sheetName, columnLetters(columnOf(0)))
                                          .arg(row + 1)
                                          .toUtf8()
                                          .constData());
        if (of.colours.isEmpty())
            continue;
        const auto colour = of.colours[i % of.colours.size()].mid(1).toUInt(nullptr, 16);
        lxw_chart_line line{};
        line.color = colour;
        lxw_chart_fill fill{};
        fill.color = colour;
        if (of.isLines)
            chart_series_set_line(series, &line);
        else
            chart_series_set_fill(series, &fill);
    }
    chart_title_set_name(chart, xmlSafe(of.title).constData());
    chart_legend_set_position(chart, of.seriesCount > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
    // Names of the years stay below the plot, also where a value is negative.
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_set_num_format(chart->y_axis, of.isPercent ? "0%" : "#,##0.##");
    const auto alternative = xmlSafe(of.alternative);
    lxw_chart_options options{};
    options.x_scale = 1.5;
    options.y_scale = 1.1;
    options.description = const_cast<char *>(alternative.constData());
    worksheet_insert_chart_opt(m_sheet, static_cast<lxw_row_t>(of.row), place(columnOf(0)), chart, &options);
}

Status FormulaBook::save()
{
    if (!m_status)
        return m_status;
    writeMarks();
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
