// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/driver_workbook.h"

#include "analysis/expression.h"
#include "analysis/scenarios/driver_program.h"
#include "report/formula_book.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

const QString AssumptionSheet = QStringLiteral("Assumptions");
const QString DriverSheet = QStringLiteral("Drivers");
const QString IntervalSheet = QStringLiteral("Intervals");
constexpr int FirstRow = 3;

QString inWords(const char *text)
{
    return QCoreApplication::translate("Workbook", text);
}

class DriverWriter {
public:
    DriverWriter(FormulaBook &book, const DriverForecast &forecast)
        : m_book(book)
        , m_forecast(forecast)
        , m_model(forecast.drivers.model)
    {
    }

    Status write()
    {
        const auto program = DriverProgram::compile(m_model);
        if (!program)
            return tl::unexpected(program.error());
        const auto values = program->evaluateAtMedians(m_model);
        if (!values)
            return tl::unexpected(values.error());
        for (int slot = 0; slot < program->slotCount(); ++slot)
            m_values.insert(program->nameOf(slot), (*values)[static_cast<std::size_t>(slot)]);
        writeAssumptions();
        writeYears();
        writeIntervals();
        return {};
    }

private:
    void header(int row, const QStringList &texts)
    {
        for (qsizetype i = 0; i < texts.size(); ++i)
            m_book.text(row, static_cast<int>(i), texts[i], FormulaCellStyle::Header);
    }

    void begin(const QString &sheet, const QList<int> &widths, const QString &note)
    {
        m_book.addSheet(sheet, widths);
        m_book.text(0, 0, m_model.title, FormulaCellStyle::Title);
        m_book.text(1, 0, note, FormulaCellStyle::Note);
    }

    void writeAssumptions()
    {
        begin(AssumptionSheet, {44, 18, 14, 16, 16, 14, 14, 90},
              inWords(QT_TRANSLATE_NOOP("Workbook", "Change the framed cells; all other sheets follow.")));
        header(2,
               {inWords(QT_TRANSLATE_NOOP("Workbook", "Assumption")), inWords(QT_TRANSLATE_NOOP("Workbook", "Value")),
                inWords(QT_TRANSLATE_NOOP("Workbook", "Unit")), inWords(QT_TRANSLATE_NOOP("Workbook", "80 % from")),
                inWords(QT_TRANSLATE_NOOP("Workbook", "80 % to")),
                inWords(QT_TRANSLATE_NOOP("Workbook", "Distribution")), inWords(QT_TRANSLATE_NOOP("Workbook", "Whose")),
                inWords(QT_TRANSLATE_NOOP("Workbook", "Source"))});
        int row = FirstRow;
        for (const auto &driver : m_model.drivers) {
            const auto distribution = Distribution::make(driver.distribution);
            const auto style = styleOfUnit(driver.unit, false);
            m_book.text(row, 0, driver.title.isEmpty() ? driver.name : driver.title);
            m_book.number(row, 1, m_values.value(driver.name), styleOfUnit(driver.unit, true), driver.name);
            m_book.text(row, 2, driver.unit);
            m_book.number(row, 3, distribution->quantile(0.1), style);
            m_book.number(row, 4, distribution->quantile(0.9), style);
            m_book.text(row, 5, distributionKindName(driver.distribution.kind));
            m_book.text(row, 6,
                        driver.source.isEmpty() ? inWords(QT_TRANSLATE_NOOP("Workbook", "yours"))
                                                : inWords(QT_TRANSLATE_NOOP("Workbook", "sourced")));
            m_book.text(row, 7, driver.source);
            ++row;
        }
        m_book.freeze(FirstRow, 1);
    }

    /// A quantity's live cell, or a reference where the user's own value stands among the assumptions.
    void place(int row, int column, const QString &name)
    {
        const double value = m_values.value(name);
        const auto style = styleOfUnit(m_model.unitOf(name), false);
        const auto *formula = m_model.findFormula(name);
        if (formula == nullptr) {
            m_book.reference(row, column, name, value, style);
            return;
        }
        const auto parsed = Expression::parse(formula->formula);
        QHash<QString, QStringList> keys;
        for (const auto &variable : parsed->variables())
            keys.insert(variable, {variable});
        m_book.formula(row, column, formula->formula, keys, value, style, name);
    }

    void writeYears()
    {
        const int years = m_forecast.drivers.years;
        QList<int> widths{44, 18};
        for (int year = 0; year < years; ++year)
            widths.append(18);
        begin(DriverSheet, widths,
              inWords(QT_TRANSLATE_NOOP("Workbook", "With all assumptions at their middle; each cell is a formula.")));
        header(2, {inWords(QT_TRANSLATE_NOOP("Workbook", "Line")), driverYearLabel(m_forecast.drivers, 0)});
        for (int year = 1; year <= years; ++year)
            m_book.text(2, year + 1, driverYearLabel(m_forecast.drivers, year), FormulaCellStyle::Header);
        int row = FirstRow;
        for (const auto line : DriverLines) {
            m_book.text(row, 0, driverLineTitle(line));
            const auto last = line == DriverLine::Revenue  ? QStringLiteral("revenue")
                              : line == DriverLine::Margin ? QStringLiteral("operating_margin")
                                                           : QString();
            if (m_values.contains(last))
                m_book.reference(row, 1, last, m_values.value(last), styleOfUnit(m_model.unitOf(last), false));
            ++row;
        }
        // Year by year: a formula refers to cells that are there already.
        for (int year = 1; year <= years; ++year) {
            row = FirstRow;
            for (const auto line : DriverLines)
                place(row++, year + 1, driverQuantity(line, year));
        }
        row += 1;
        for (const auto *name : {"terminal_value", "enterprise_value", "equity_value", "value_per_share"}) {
            if (m_model.findFormula(QLatin1String(name)) == nullptr)
                continue;
            m_book.text(row, 0, m_model.titleOf(QLatin1String(name)));
            place(row++, 1, QLatin1String(name));
        }
        m_book.freeze(FirstRow, 1);
    }

    void writeIntervals()
    {
        begin(
            IntervalSheet, {44, 18, 18, 18, 18, 18, 18, 18},
            inWords(QT_TRANSLATE_NOOP("Workbook", "From %1 draws with the seed %2; these don't follow a changed cell."))
                .arg(m_forecast.draws)
                .arg(m_forecast.seed));
        header(2,
               {inWords(QT_TRANSLATE_NOOP("Workbook", "Line")), inWords(QT_TRANSLATE_NOOP("Workbook", "Year")),
                inWords(QT_TRANSLATE_NOOP("Workbook", "Middle")), inWords(QT_TRANSLATE_NOOP("Workbook", "Mean")),
                inWords(QT_TRANSLATE_NOOP("Workbook", "80 % from")), inWords(QT_TRANSLATE_NOOP("Workbook", "80 % to")),
                inWords(QT_TRANSLATE_NOOP("Workbook", "95 % from")),
                inWords(QT_TRANSLATE_NOOP("Workbook", "95 % to"))});
        int row = FirstRow;
        const auto add = [&](const QString &title, const QString &year, const QString &unit, const DriverStep &step) {
            const auto style = styleOfUnit(unit, false);
            m_book.text(row, 0, title);
            m_book.text(row, 1, year);
            int column = 2;
            for (const double value : {step.middle, step.mean, step.lower80, step.upper80, step.lower95, step.upper95})
                m_book.number(row, column++, value, style);
            ++row;
        };
        for (const auto &line : m_forecast.lines) {
            for (qsizetype i = 0; i < line.steps.size(); ++i)
                add(driverLineTitle(line.line), driverYearLabel(m_forecast.drivers, static_cast<int>(i) + 1), line.unit,
                    line.steps[i]);
        }
        for (const auto &[name, step] : m_forecast.values)
            add(m_model.titleOf(name), {}, m_model.unitOf(name), step);
        m_book.freeze(FirstRow, 1);
    }

    FormulaBook &m_book;
    const DriverForecast &m_forecast;
    const ScenarioModel &m_model;
    QHash<QString, double> m_values;
};

} // namespace

Status writeDriverWorkbook(const DriverForecast &forecast, const QString &path)
{
    auto book = FormulaBook::create(path);
    if (!book)
        return tl::unexpected(book.error());
    if (const auto written = DriverWriter(**book, forecast).write(); !written)
        return written;
    return (*book)->save();
}

} // namespace consultantos
