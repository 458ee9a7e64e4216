// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_workbook.h"

#include "model/units.h"
#include "report/chart_picture.h"
#include "report/evidence_sheets.h"
#include "report/formula_book.h"
#include "report/laid_out.h"
#include "report/office/xml_part.h"
#include "report/outline/outline_builder.h"
#include "report/outline/source_notes.h"
#include "report/report_text.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>

#include <algorithm>

namespace consultantos {

namespace {

using namespace outline;

constexpr double Million = 1e6;
constexpr int ChartRows = 18;
constexpr int FirstColumn = 70; ///< characters
constexpr int OtherColumn = 15;
constexpr double LineHeight = 15;
constexpr qsizetype MostSheetName = 31;
/// A part with a table of more columns of numbers has a sheet of its own.
constexpr qsizetype WideTable = 5;

bool isWide(const Section &section)
{
    return std::any_of(section.blocks.cbegin(), section.blocks.cend(), [](const Block &block) {
        return block.table && block.table->columns.size() > WideTable + 1 && block.table->columns[1].isNumber;
    });
}

class ReportBook {
public:
    ReportBook(FormulaBook &book, const Report &report, const ExportOptions &options)
        : m_book(book)
        , m_report(report)
        , m_wording(options.wording)
        , m_outline(buildOutline(report, options.wording))
        , m_notes(report, options.wording)
        , m_evidence(book, report, m_notes, options.wording)
        , m_colours(paletteOf(options.brand.colour).series)
    {
    }

    void write()
    {
        m_book.describe(m_outline.title, m_outline.engine, m_outline.date);
        m_book.keepMarks([this](const QString &key) {
            return key.startsWith(QLatin1String("weight:")) ? key : m_notes.index().label(key);
        });
        plan();
        m_evidence.write();
        for (const auto &[name, section] : std::as_const(m_plan))
            writeSheet(name, section);
        defineNames();
    }

private:
    /// Sheets stand in the order of reading, the evidence behind them, though its cells must be known first.
    void plan()
    {
        for (const auto &section : std::as_const(m_outline.sections)) {
            if (section.id == QLatin1String("sources") || section.id == QLatin1String("evidence"))
                continue;
            auto rest = section;
            QList<Section> own;
            for (auto i = rest.sections.size() - 1; i >= 0; --i) {
                if (isWide(rest.sections[i]))
                    own.prepend(rest.sections.takeAt(i));
            }
            m_plan.append({sheetName(rest.title), rest});
            for (const auto &part : std::as_const(own))
                m_plan.append({sheetName(part.title), part});
        }
        for (const auto &[name, section] : std::as_const(m_plan))
            m_book.addSheet(name, {FirstColumn, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15});
        m_evidence.add();
    }

    QString sheetName(const QString &title)
    {
        static const QRegularExpression Forbidden(QStringLiteral("[\\[\\]:*?/\\\\']"));
        auto base = title;
        base.remove(Forbidden);
        base = office::XmlPart::cleaned(base).simplified().left(MostSheetName - 3);
        if (!base.isEmpty() && base.back().isHighSurrogate())
            base.chop(1);
        if (base.isEmpty())
            base = QStringLiteral("Section");
        auto name = base;
        static const auto Fixed = EvidenceSheets::names();
        for (int i = 2; m_names.contains(name.toLower()) || Fixed.contains(name.toLower()); ++i)
            name = base + QLatin1Char(' ') + QString::number(i);
        m_names.insert(name.toLower());
        return name;
    }

    void header(int row, const QStringList &titles)
    {
        for (qsizetype i = 0; i < titles.size(); ++i)
            m_book.text(row, static_cast<int>(i), m_wording.say(titles[i]), FormulaCellStyle::Header);
    }

    void writeSheet(const QString &name, const Section &section)
    {
        m_book.selectSheet(name);
        m_book.rowKey(0, reportKey(m_report.id, m_wording.language()));
        m_book.text(0, 0, section.title, FormulaCellStyle::Title);
        int row = 1;
        if (!section.message.isEmpty())
            writeText(row++, section.message, {});
        writeBlocks(row, section);
        for (const auto &part : section.sections)
            writePart(row, part);
    }

    void writePart(int &row, const Section &section)
    {
        ++row;
        m_book.text(row++, 0, section.title, FormulaCellStyle::Title);
        if (!section.message.isEmpty())
            writeText(row++, section.message, {});
        writeBlocks(row, section);
        for (const auto &part : section.sections)
            writePart(row, part);
    }

    void writeText(int row, const Text &text, const QString &before)
    {
        const auto written = before + plain(text);
        if (const auto claims = claimsOf(text); !claims.isEmpty())
            m_book.rowKey(row, QStringLiteral("claim:") + claims.join(QLatin1Char(' ')));
        m_book.text(row, 0, written, FormulaCellStyle::Wrapped);
        m_book.rowHeight(row, LineHeight * static_cast<double>(1 + written.size() / FirstColumn));
        if (const auto refs = outline::refsOf(text); !refs.isEmpty())
            m_book.comment(row, 0, m_notes.note(refs));
    }

    void writeBlocks(int &row, const Section &section)
    {
        for (const auto &block : section.blocks) {
            switch (block.kind) {
            case Block::Kind::Paragraph:
                writeText(row++, block.text, {});
                break;
            case Block::Kind::Bullet:
                writeText(row++, block.text,
                          QString(2 * block.level, QLatin1Char(' ')) + QChar(0x2022) + QLatin1Char(' '));
                break;
            case Block::Kind::Table:
                writeTable(row, *block.table);
                break;
            case Block::Kind::Chart:
                writeChart(row, *block.chart);
                break;
            }
        }
    }

    void writeTable(int &row, const Table &table)
    {
        ++row;
        if (!table.caption.isEmpty()) {
            // Amounts are whole here; the caption speaks of the texts' millions.
            auto caption = table.caption;
            m_book.text(row++, 0, caption.remove(QStringLiteral(", ") + m_wording.say(QStringLiteral("M: millions"))),
                        FormulaCellStyle::Header);
        }
        QStringList titles;
        for (const auto &column : table.columns)
            titles.append(column.title);
        header(row++, titles);
        for (qsizetype of = 0; of < table.rows.size(); ++of) {
            const auto &cells = table.rows[of];
            m_book.rowKey(row, table.rowKeys.value(of));
            qsizetype lines = 1;
            for (qsizetype i = 0; i < cells.size(); ++i) {
                writeCell(row, static_cast<int>(i), cells[i]);
                if (!cells[i].value)
                    lines = std::max(lines, 1 + cells[i].text.size() / (i == 0 ? FirstColumn : OtherColumn));
            }
            if (lines > 1)
                m_book.rowHeight(row, LineHeight * static_cast<double>(lines));
            ++row;
        }
    }

    void writeCell(int row, int column, const Cell &cell)
    {
        if (!cell.value)
            return m_book.text(row, column, cell.text, FormulaCellStyle::Wrapped);
        const auto style = styleOfUnit(cell.unit, false);
        if (m_book.has(cell.input))
            return m_book.reference(row, column, cell.input, *cell.value, style);
        if (!m_book.has(cell.ref))
            return m_book.number(row, column, *cell.value, style);
        m_book.reference(row, column, cell.ref, *cell.value, style);
    }

    void writeChart(int &row, const Chart &chart)
    {
        if (chart.categories.isEmpty() || chart.series.isEmpty())
            return;
        ++row;
        m_book.text(row++, 0, chart.title, FormulaCellStyle::Header);
        FormulaChart native{chart.title,
                            chart.alternative,
                            chart.kind == Chart::Kind::Lines,
                            row,
                            static_cast<int>(chart.series.size()),
                            static_cast<int>(chart.categories.size()),
                            0,
                            m_colours,
                            chart.unit == units::Ratio};
        for (qsizetype i = 0; i < chart.categories.size(); ++i)
            m_book.text(row, static_cast<int>(i) + 1, chart.categories[i], FormulaCellStyle::Header);
        ++row;
        const auto style = styleOfUnit(chart.unit, false);
        const double factor = isCurrency(chart.unit) ? 1 / Million : 1;
        for (const auto &series : chart.series) {
            m_book.text(row, 0, series.name);
            for (qsizetype i = 0; i < series.values.size(); ++i) {
                if (!series.values[i])
                    continue;
                const auto ref = series.refs.value(i);
                if (m_book.has(ref))
                    m_book.reference(row, static_cast<int>(i) + 1, ref, *series.values[i], style, factor);
                else
                    m_book.number(row, static_cast<int>(i) + 1, *series.values[i], style);
            }
            ++row;
        }
        native.row = row + 1;
        m_book.chart(native);
        row += ChartRows + 1;
    }

    void define(const QString &name, const QString &period, const QString &ref)
    {
        static const QRegularExpression NotInName(QStringLiteral("[^A-Za-z0-9]+"));
        auto whole = name + QLatin1Char('_') + period;
        whole.replace(NotInName, QStringLiteral("_"));
        if (!m_defined.contains(whole.toLower())) {
            m_defined.insert(whole.toLower());
            m_book.define(whole, ref);
        }
    }

    void defineNames()
    {
        for (const auto &statement : m_report.financials.statements) {
            for (const auto &line : statement.lines) {
                for (qsizetype i = 0; i < statement.periods.size(); ++i) {
                    if (const auto figure = line.values.value(i))
                        define(line.concept_, statement.periods[i].label(), figure->ref);
                }
            }
        }
        for (const auto &ratio : m_report.financials.ratios) {
            for (const auto &value : ratio.values) {
                if (value.figure)
                    define(ratio.id, value.period.label(), value.figure->ref);
            }
        }
        for (const auto &framework : m_report.frameworks) {
            for (const auto &section : framework.sections) {
                if (!section.score)
                    continue;
                define(QStringLiteral("score_") + framework.id, section.id, section.score->ref);
                for (const auto &driver : section.drivers)
                    define(QStringLiteral("weight_") + framework.id + QLatin1Char('_') + section.id, driver.id,
                           weightKey(framework.id, section.id, driver.id));
            }
        }
    }

    FormulaBook &m_book;
    const Report &m_report;
    Wording m_wording;
    Outline m_outline;
    SourceNotes m_notes;
    EvidenceSheets m_evidence;
    QStringList m_colours;
    QList<std::pair<QString, Section>> m_plan;
    QSet<QString> m_names;
    QSet<QString> m_defined;
};

} // namespace

Result<QByteArray> renderWorkbook(const Report &report, const ExportOptions &options)
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("report.xlsx"));
    auto book = FormulaBook::create(path);
    if (!book)
        return tl::unexpected(book.error());
    const auto shown = laidOut(report, true);
    ReportBook(**book, shown, options).write();
    if (const auto saved = (*book)->save(); !saved)
        return tl::unexpected(saved.error());
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unreadable, file.errorString());
    return file.readAll();
}

Result<QList<WrittenRow>> workbookRows(const Report &report, const Wording &wording)
{
    ExportOptions options;
    options.wording = wording;
    const QTemporaryDir folder;
    auto book = FormulaBook::create(folder.filePath(QStringLiteral("report.xlsx")));
    if (!book)
        return tl::unexpected(book.error());
    const auto shown = laidOut(report, true);
    ReportBook(**book, shown, options).write();
    return (*book)->rows();
}

} // namespace consultantos
