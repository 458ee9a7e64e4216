// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/valuation_workbook.h"

#include "analysis/scenarios/driver_program.h"
#include "model/fact_words.h"
#include "model/units.h"
#include "report/formula_book.h"
#include "report/sheet_formula.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

const QString AssumptionSheet = QStringLiteral("Assumptions");
const QString DcfSheet = QStringLiteral("DCF");
const QString GridSheet = QStringLiteral("Sensitivity");
const QString WorkingSheet = QStringLiteral("Workings");
constexpr int FirstYearColumn = 1;

QString inWords(const char *text)
{
    return QCoreApplication::translate("Workbook", text);
}

class ValuationWriter {
public:
    ValuationWriter(FormulaBook &book, const AssumptionTable &assumptions, const Dcf &dcf, const QString &title)
        : m_book(book)
        , m_assumptions(assumptions)
        , m_dcf(dcf)
        , m_title(title)
    {
    }

    void write()
    {
        m_book.addSheet(AssumptionSheet, {44, 18, 12, 12, 90});
        m_book.addSheet(DcfSheet, {44, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16});
        m_book.addSheet(GridSheet, {16, 14, 14, 14, 14, 14});
        m_book.addSheet(WorkingSheet, {44, 18, 12, 90});
        writeAssumptions();
        writeDcf();
        writeGrids();
    }

private:
    void writeAssumptions()
    {
        m_book.selectSheet(WorkingSheet);
        m_book.text(0, 0, m_title, FormulaCellStyle::Title);
        header(2, {inWords(QT_TRANSLATE_NOOP("Workbook", "What")), inWords(QT_TRANSLATE_NOOP("Workbook", "Value")),
                   inWords(QT_TRANSLATE_NOOP("Workbook", "Unit")),
                   inWords(QT_TRANSLATE_NOOP("Workbook", "Source or formula"))});
        m_book.selectSheet(AssumptionSheet);
        m_book.text(0, 0, m_title, FormulaCellStyle::Title);
        m_book.text(1, 0, inWords(QT_TRANSLATE_NOOP("Workbook", "Change the framed cells; all other sheets follow.")),
                    FormulaCellStyle::Note);
        header(2, {inWords(QT_TRANSLATE_NOOP("Workbook", "Assumption")),
                   inWords(QT_TRANSLATE_NOOP("Workbook", "Value")), inWords(QT_TRANSLATE_NOOP("Workbook", "Unit")),
                   inWords(QT_TRANSLATE_NOOP("Workbook", "Whose")), inWords(QT_TRANSLATE_NOOP("Workbook", "Source"))});
        // Plain values first: computed ones refer to them, wherever they stand.
        int row = 3;
        for (const auto &assumption : m_assumptions.rows()) {
            m_book.text(row, 0, assumption.title);
            m_book.text(row, 2, assumption.figure.unit);
            m_book.text(row, 3,
                        assumption.isUsers ? inWords(QT_TRANSLATE_NOOP("Workbook", "judgement"))
                                           : inWords(QT_TRANSLATE_NOOP("Workbook", "sourced")));
            m_book.text(row, 4, assumption.source);
            if (!isComputed(assumption.figure) && !m_book.has(assumption.figure.ref))
                m_book.number(row, 1, assumption.figure.value, styleOfUnit(assumption.figure.unit, true),
                              assumption.figure.ref);
            else if (!isComputed(assumption.figure))
                m_book.sheetText(row, 1, m_book.cellOf(assumption.figure.ref), assumption.figure.value,
                                 styleOfUnit(assumption.figure.unit, true));
            ++row;
        }
        row = 3;
        for (const auto &assumption : m_assumptions.rows()) {
            if (isComputed(assumption.figure)) {
                const auto &computation = *m_dcf.evidence.computation(assumption.figure.ref);
                for (const auto &input : computation.inputs())
                    ensure(input);
                m_book.selectSheet(AssumptionSheet);
                place(row, 1, computation, true);
            }
            ++row;
        }
    }

    [[nodiscard]] bool isComputed(const Figure &figure) const
    {
        return m_dcf.evidence.computation(figure.ref) != nullptr;
    }

    /// A computation as a live cell; as a plain value where spreadsheets lack its function.
    void place(int row, int column, const Computation &computation, bool isInput)
    {
        const auto style = styleOfUnit(computation.unit, isInput);
        if (m_book.has(computation.id)) {
            m_book.sheetText(row, column, m_book.cellOf(computation.id), computation.value, style);
            return;
        }
        QHash<QString, QStringList> any;
        for (const auto &binding : computation.bindings)
            any.insert(binding.name, {QStringLiteral("A1")});
        if (sheetFormula(computation.formula, any))
            m_book.computation(row, column, computation, style);
        else
            m_book.number(row, column, computation.value, style, computation.id);
    }

    /// Writes what a computation rests on below the workings, each once.
    void ensure(const QString &id)
    {
        if (m_book.has(id))
            return;
        if (const auto *computation = m_dcf.evidence.computation(id)) {
            for (const auto &input : computation->inputs())
                ensure(input);
            m_book.selectSheet(WorkingSheet);
            const int row = m_workingRow++;
            m_book.text(row, 0, computation->title + u' ' + computation->period.label());
            m_book.text(row, 2, computation->unit);
            m_book.text(row, 3, computation->formula);
            place(row, 1, *computation, false);
        } else if (const auto *fact = m_dcf.evidence.fact(id)) {
            m_book.selectSheet(WorkingSheet);
            const int row = m_workingRow++;
            m_book.text(row, 0, factWords(*fact) + u' ' + fact->end.toString(Qt::ISODate));
            m_book.text(row, 2, fact->unit);
            m_book.text(row, 3, sourceOf(*fact));
            m_book.number(row, 1, fact->value(), styleOfUnit(fact->unit, true), id);
        }
    }

    void header(int row, const QStringList &texts)
    {
        for (qsizetype i = 0; i < texts.size(); ++i)
            m_book.text(row, static_cast<int>(i), texts[i], FormulaCellStyle::Header);
    }

    /// A figure of the DCF at a cell: its own formula, or a reference where it stands elsewhere.
    void figure(int row, int column, const Figure &figure)
    {
        if (const auto *computation = m_dcf.evidence.computation(figure.ref))
            place(row, column, *computation, false);
        else
            m_book.sheetText(row, column, m_book.cellOf(figure.ref), figure.value, styleOfUnit(figure.unit, false));
    }

    void writeDcf()
    {
        m_book.selectSheet(DcfSheet);
        m_book.text(0, 0, m_title, FormulaCellStyle::Title);
        const struct {
            QString title;
            Figure DcfYear::*figure;
        } lines[] = {{inWords(QT_TRANSLATE_NOOP("Workbook", "Growth")), &DcfYear::growth},
                     {inWords(QT_TRANSLATE_NOOP("Workbook", "Revenue")), &DcfYear::revenue},
                     {inWords(QT_TRANSLATE_NOOP("Workbook", "Operating margin")), &DcfYear::margin},
                     {inWords(QT_TRANSLATE_NOOP("Workbook", "Operating income")), &DcfYear::ebit},
                     {inWords(QT_TRANSLATE_NOOP("Workbook", "Operating income after tax")), &DcfYear::nopat},
                     {inWords(QT_TRANSLATE_NOOP("Workbook", "Reinvestment")), &DcfYear::reinvestment},
                     {inWords(QT_TRANSLATE_NOOP("Workbook", "Free cash flow to the firm")), &DcfYear::cashFlow},
                     {inWords(QT_TRANSLATE_NOOP("Workbook", "Present value")), &DcfYear::presentValue}};
        m_book.text(3, 0, inWords(QT_TRANSLATE_NOOP("Workbook", "Years from the valuation")));
        int row = 4;
        for (const auto &line : lines)
            m_book.text(row++, 0, line.title);
        for (const auto &year : m_dcf.years) {
            const int column = FirstYearColumn + year.number - 1;
            m_book.text(2, column, year.period.label(), FormulaCellStyle::Header);
            m_book.number(3, column, m_dcf.plan.isMidYear ? year.number - 0.5 : year.number, FormulaCellStyle::Number,
                          timeKey(year.number));
            row = 4;
            for (const auto &line : lines)
                figure(row++, column, year.*line.figure);
        }
        ++row;
        m_book.text(row, 0, inWords(QT_TRANSLATE_NOOP("Workbook", "Present value of the cash flows")));
        figure(row++, 1, m_dcf.presentCashFlows);
        writeValue(row, inWords(QT_TRANSLATE_NOOP("Workbook", "Terminal value by growth")), m_dcf.byGrowth);
        writeValue(row, inWords(QT_TRANSLATE_NOOP("Workbook", "Terminal value by multiple")), m_dcf.byMultiple);
        for (const auto &refusal : m_dcf.refusals)
            m_book.text(++row, 0, refusal.what + QStringLiteral(": ") + refusal.why, FormulaCellStyle::Note);
    }

    void writeValue(int &row, const QString &title, const std::optional<DcfValue> &value)
    {
        if (!value)
            return;
        m_book.text(++row, 0, title, FormulaCellStyle::Header);
        const auto line = [&](const std::optional<Figure> &shown) {
            if (!shown || shown->ref.isEmpty())
                return;
            const auto *computation = m_dcf.evidence.computation(shown->ref);
            ++row;
            m_book.text(row, 0, computation ? computation->title : QString());
            if (computation) {
                // What isn't a line of its own, such as the last year's EBITDA, stands above it.
                for (const auto &input : computation->inputs()) {
                    if (m_book.has(input))
                        continue;
                    const auto *below = m_dcf.evidence.computation(input);
                    const auto *fact = m_dcf.evidence.fact(input);
                    m_book.text(row, 0, below ? below->title : fact ? factWords(*fact) : input);
                    figure(row++, 1, {0, {}, {}, input});
                    m_book.text(row, 0, computation->title);
                }
            }
            figure(row, 1, *shown);
        };
        line(value->terminalValue);
        line(value->implied);
        line(value->presentTerminalValue);
        line(value->enterpriseValue);
        line(value->terminalShare);
        line(value->equityValue);
        line(value->perShare);
        ++row;
    }

    [[nodiscard]] static QString timeKey(int year) { return QStringLiteral("time/%1").arg(year); }
    [[nodiscard]] QString cell(const char *name) const
    {
        const auto figure = m_assumptions.find(QLatin1String(name));
        return figure ? m_book.cellOf(figure->ref) : QString();
    }

    void writeGrids()
    {
        m_book.selectSheet(GridSheet);
        m_book.text(0, 0, m_title, FormulaCellStyle::Title);
        constexpr double WaccStep = 0.01;
        int row = 2;
        for (const auto &[column, step] :
             {std::pair{QStringLiteral("terminal_growth"), 0.005}, {QStringLiteral("terminal_multiple"), 1.0}}) {
            const auto grid = sensitivityGrid(m_assumptions, m_dcf.plan, column, WaccStep, step);
            if (grid)
                writeGrid(row, *grid, WaccStep, step);
        }
    }

    void writeGrid(int &row, const SensitivityGrid &grid, double waccStep, double step)
    {
        const bool isByGrowth = grid.column == QLatin1String("terminal_growth");
        m_book.text(
            row++, 0,
            isByGrowth ? inWords(QT_TRANSLATE_NOOP("Workbook", "Cost of capital (down) by growth for ever (across)"))
                       : inWords(QT_TRANSLATE_NOOP("Workbook", "Cost of capital (down) by terminal multiple (across)")),
            FormulaCellStyle::Header);
        const int top = row++;
        const auto offset = [](const QString &base, double by) {
            return by < 0 ? base + QString::number(by, 'g', 12) : base + u'+' + QString::number(by, 'g', 12);
        };
        const qsizetype middle = grid.columns.size() / 2;
        for (qsizetype i = 0; i < grid.columns.size(); ++i)
            m_book.sheetText(top, static_cast<int>(i) + 1,
                             offset(cell(isByGrowth ? "terminal_growth" : "terminal_multiple"),
                                    static_cast<double>(i - middle) * step),
                             grid.columns[i], isByGrowth ? FormulaCellStyle::Percent : FormulaCellStyle::Number);
        for (qsizetype r = 0; r < grid.waccs.size(); ++r, ++row) {
            m_book.sheetText(row, 0, offset(cell("wacc"), static_cast<double>(r - middle) * waccStep), grid.waccs[r],
                             FormulaCellStyle::Percent);
            for (qsizetype c = 0; c < grid.columns.size(); ++c) {
                const auto value = grid.values[r][c];
                const auto across = QStringLiteral("%1$%2").arg(QChar(u'B' + static_cast<char16_t>(c))).arg(top + 1);
                m_book.sheetText(row, static_cast<int>(c) + 1,
                                 gridFormula(isByGrowth, grid.isPerShare, QStringLiteral("$A%1").arg(row + 1), across),
                                 value.value_or(0),
                                 grid.isPerShare ? FormulaCellStyle::PerShare : FormulaCellStyle::Money);
            }
        }
        ++row;
    }

    /// The equity value (per share) at a cost of capital and a growth or multiple in the grid's own cells.
    [[nodiscard]] QString gridFormula(bool isByGrowth, bool isPerShare, const QString &wacc,
                                      const QString &across) const
    {
        const auto &first = m_dcf.years.constFirst();
        const auto &last = m_dcf.years.constLast();
        const auto range = [](const QString &from, const QString &to) { return from + u':' + to.section(u'!', 1); };
        const auto flows = range(m_book.cellOf(first.cashFlow.ref), m_book.cellOf(last.cashFlow.ref));
        const auto times = range(m_book.cellOf(timeKey(1)), m_book.cellOf(timeKey(last.number)));
        QString terminal;
        if (isByGrowth) {
            terminal = QStringLiteral("%1*(1+%2)*(1-%2/%3)/(%4-%2)/(1+%4)^%5")
                           .arg(m_book.cellOf(last.nopat.ref), across, cell("terminal_roic"), wacc,
                                m_book.cellOf(timeKey(last.number)));
        } else {
            const auto base = m_dcf.plan.isOfEbitda
                                  ? QStringLiteral("(%1+%2*%3)")
                                        .arg(m_book.cellOf(last.ebit.ref), m_book.cellOf(last.revenue.ref),
                                             cell("depreciation_share"))
                                  : m_book.cellOf(last.ebit.ref);
            terminal = QStringLiteral("%1*%2/(1+%3)^%4").arg(base, across, wacc).arg(last.number);
        }
        auto equity = QStringLiteral("SUMPRODUCT(%1/(1+%2)^%3)+%4-%5+%6")
                          .arg(flows, wacc, times, terminal, cell("debt"), cell("cash"));
        if (m_assumptions.find(QStringLiteral("minority_interest")))
            equity += u'-' + cell("minority_interest");
        const auto value = isPerShare ? QStringLiteral("(%1)/%2").arg(equity, cell("shares")) : equity;
        return isByGrowth ? QStringLiteral("IF(%1<=%2,\"n/a\",%3)").arg(wacc, across, value) : value;
    }

    FormulaBook &m_book;
    const AssumptionTable &m_assumptions;
    const Dcf &m_dcf;
    QString m_title;
    int m_workingRow = 3;
};

} // namespace

Status writeValuationWorkbook(const AssumptionTable &assumptions, const Dcf &dcf, const QString &title,
                              const QString &path)
{
    auto book = FormulaBook::create(path);
    if (!book)
        return tl::unexpected(book.error());
    ValuationWriter(**book, assumptions, dcf, title).write();
    return (*book)->save();
}

Status writeScenarioWorkbook(const ScenarioModel &model, const QString &path)
{
    const auto program = DriverProgram::compile(model);
    if (!program)
        return tl::unexpected(program.error());
    const auto values = program->evaluateAtMedians(model);
    if (!values)
        return tl::unexpected(values.error());
    auto made = FormulaBook::create(path);
    if (!made)
        return tl::unexpected(made.error());
    auto &book = **made;
    book.addSheet(AssumptionSheet, {24, 36, 16, 12, 14, 14, 14, 14, 60});
    book.text(0, 0, model.title, FormulaCellStyle::Title);
    const QStringList titles{
        inWords(QT_TRANSLATE_NOOP("Workbook", "Name")),          inWords(QT_TRANSLATE_NOOP("Workbook", "Assumption")),
        inWords(QT_TRANSLATE_NOOP("Workbook", "Median")),        inWords(QT_TRANSLATE_NOOP("Workbook", "Unit")),
        inWords(QT_TRANSLATE_NOOP("Workbook", "Distribution")),  inWords(QT_TRANSLATE_NOOP("Workbook", "5 % quantile")),
        inWords(QT_TRANSLATE_NOOP("Workbook", "95 % quantile")), inWords(QT_TRANSLATE_NOOP("Workbook", "Whose")),
        inWords(QT_TRANSLATE_NOOP("Workbook", "Source"))};
    for (qsizetype i = 0; i < titles.size(); ++i)
        book.text(2, static_cast<int>(i), titles[i], FormulaCellStyle::Header);
    for (qsizetype i = 0; i < model.drivers.size(); ++i) {
        const auto &driver = model.drivers[i];
        const int row = static_cast<int>(i) + 3;
        const auto distribution = Distribution::make(driver.distribution);
        const auto style = styleOfUnit(driver.unit, false);
        book.text(row, 0, driver.name);
        book.text(row, 1, driver.title);
        book.number(row, 2, (*values)[static_cast<std::size_t>(i)], styleOfUnit(driver.unit, true), driver.name);
        book.text(row, 3, driver.unit);
        book.text(row, 4, distributionKindName(driver.distribution.kind));
        book.number(row, 5, distribution->quantile(0.05), style);
        book.number(row, 6, distribution->quantile(0.95), style);
        book.text(row, 7,
                  driver.source.isEmpty() ? inWords(QT_TRANSLATE_NOOP("Workbook", "judgement"))
                                          : inWords(QT_TRANSLATE_NOOP("Workbook", "sourced")));
        book.text(row, 8, driver.source);
    }
    book.addSheet(QStringLiteral("Model"), {24, 36, 18, 12, 90});
    book.text(0, 0, model.title, FormulaCellStyle::Title);
    int row = 3;
    for (int slot = program->driverCount(); slot < program->slotCount(); ++slot, ++row) {
        const auto &formula = *model.findFormula(program->nameOf(slot));
        const auto names = Expression::parse(formula.formula);
        QHash<QString, QStringList> keys;
        for (const auto &name : names->variables())
            keys.insert(name, {name});
        book.text(row, 0, formula.name);
        book.text(row, 1, formula.title);
        book.formula(row, 2, formula.formula, keys, (*values)[static_cast<std::size_t>(slot)],
                     styleOfUnit(formula.unit, false), formula.name);
        book.text(row, 3, formula.unit);
        book.text(row, 4, formula.formula);
    }
    return book.save();
}

} // namespace consultantos
