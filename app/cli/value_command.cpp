// SPDX-License-Identifier: GPL-3.0-or-later
#include "value_command.h"

#include "analysis/valuation/starting_assumptions.h"
#include "base/json.h"
#include "base/paths.h"
#include "cli_services.h"
#include "evidence/valuation_basis.h"
#include "model/units.h"
#include "report/valuation_workbook.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace consultantos {

namespace {

/// "wacc=0.09": replaces an assumption by the user's own value.
Status applySettings(const QStringList &settings, AssumptionTable &table)
{
    for (const auto &setting : settings) {
        const auto name = setting.section(u'=', 0, 0).trimmed();
        bool isNumber = false;
        const double value = setting.section(u'=', 1).toDouble(&isNumber);
        const auto &rows = table.rows();
        const auto row = std::find_if(rows.begin(), rows.end(),
                                      [&](const Assumption &assumption) { return assumption.name == name; });
        if (!isNumber || row == rows.end()) {
            QStringList names;
            for (const auto &known : rows)
                names.append(known.name);
            return fail(
                ErrorCode::InvalidArgument,
                QCoreApplication::translate("Cli", "\"%1\" sets no assumption: NAME=NUMBER is expected.").arg(setting),
                QCoreApplication::translate("Cli", "Assumptions are: %1.").arg(names.join(QStringLiteral(", "))));
        }
        table.setUsers(name, QString(row->title), value, QString(row->figure.unit));
    }
    return {};
}

/// A changed rate changes the cost of capital, unless that was set itself.
Status recompute(StartingValuation &valuation, const QStringList &settings)
{
    for (const auto &setting : settings) {
        if (setting.startsWith(QLatin1String("wacc=")))
            return {};
    }
    auto capital = costOfCapital(valuation.assumptions);
    if (!capital)
        return tl::unexpected(capital.error());
    valuation.assumptions.setComputed(QStringLiteral("wacc"), QStringLiteral("Weighted average cost of capital"),
                                      capital->wacc, capital->evidence,
                                      QCoreApplication::translate("Valuation", "computed from the rates above"));
    return {};
}

QByteArray textOf(const StartingValuation &valuation, const Dcf &dcf)
{
    QList<QStringList> rows;
    for (const auto &row : valuation.assumptions.rows())
        rows.append({row.title, formatValue(row.figure.value, row.figure.unit),
                     row.isUsers ? QStringLiteral("judgement") : QStringLiteral("sourced"), row.source});
    auto text = textTable(
        {QStringLiteral("assumption"), QStringLiteral("value"), QStringLiteral("whose"), QStringLiteral("source")},
        rows);
    rows.clear();
    for (const auto &year : dcf.years)
        rows.append({year.period.label(), formatValue(year.growth.value, units::Ratio),
                     formatValue(year.revenue.value, year.revenue.unit), formatValue(year.ebit.value, year.ebit.unit),
                     formatValue(year.cashFlow.value, year.cashFlow.unit),
                     formatValue(year.presentValue.value, year.presentValue.unit)});
    text += '\n'
            + textTable({QStringLiteral("year"), QStringLiteral("growth"), QStringLiteral("revenue"),
                         QStringLiteral("operating income"), QStringLiteral("free cash flow"),
                         QStringLiteral("present value")},
                        rows);
    rows.clear();
    const auto add = [&](const QString &way, const std::optional<DcfValue> &value) {
        if (!value)
            return;
        const auto shown = [](const std::optional<Figure> &figure) {
            return figure ? formatValue(figure->value, figure->unit) : QStringLiteral("-");
        };
        rows.append({way, shown(value->enterpriseValue), formatValue(value->terminalShare.value, units::Ratio),
                     shown(value->equityValue), shown(value->perShare), shown(value->implied)});
    };
    add(QStringLiteral("by growth"), dcf.byGrowth);
    add(QStringLiteral("by multiple"), dcf.byMultiple);
    text += '\n'
            + textTable({QStringLiteral("terminal value"), QStringLiteral("enterprise value"),
                         QStringLiteral("of it terminal"), QStringLiteral("equity"), QStringLiteral("per share"),
                         QStringLiteral("implied")},
                        rows);
    for (const auto &refusal : dcf.refusals)
        text += (refusal.what + QStringLiteral(": ") + refusal.why + u'\n').toUtf8();
    for (const auto &note : valuation.notes)
        text += note.toUtf8() + '\n';
    return text;
}

} // namespace

QString ValueCommand::name() const
{
    return QStringLiteral("value");
}

QString ValueCommand::summary() const
{
    return QCoreApplication::translate("Cli", "value a company by its cash flows, with the source of each assumption");
}

void ValueCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption(
        {QStringLiteral("set"),
         QCoreApplication::translate("Cli", "An assumption of your own, e.g. wacc=0.09. May stand several times."),
         QStringLiteral("name=number")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
    parser.addOption({QStringLiteral("workbook"),
                      QCoreApplication::translate("Cli", "Write it as XLSX with live formulas, too."),
                      QStringLiteral("file")});
    parser.addPositionalArgument(QStringLiteral("company"), QCoreApplication::translate("Cli", "Name, ticker or CIK."),
                                 QStringLiteral("COMPANY"));
}

ExitCode ValueCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    if (arguments.size() != 1 || arguments.first().trimmed().isEmpty())
        return wrongUsage(
            terminal, QCoreApplication::translate("Cli", "Name one company."),
            QCoreApplication::translate("Cli", "consultantos-cli value COMPANY [--set NAME=NUMBER] [--format json]"));
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    const auto basis =
        valuationBasis((*services)->facts(), arguments.first(), resourceDir(), (*services)->clock().nowUtc().date());
    if (!basis)
        return failed(terminal, basis.error());
    const auto *company = &basis->company;
    const auto &sources = basis->sources;
    auto valuation = startingValuation(sources);
    if (!valuation)
        return failed(terminal, valuation.error());
    const auto settings = parser.values(QStringLiteral("set"));
    if (const auto applied = applySettings(settings, valuation->assumptions); !applied)
        return failed(terminal, applied.error());
    if (const auto computed = recompute(*valuation, settings); !computed)
        return failed(terminal, computed.error());
    const auto dcf = discountCashFlows(valuation->assumptions, valuation->plan);
    if (!dcf)
        return failed(terminal, dcf.error());
    if (const auto workbook = parser.value(QStringLiteral("workbook")); !workbook.isEmpty()) {
        if (const auto written = writeValuationWorkbook(valuation->assumptions, *dcf, company->name, workbook);
            !written)
            return failed(terminal, written.error());
    }
    if (*format == TableFormat::Text) {
        terminal.out(textOf(*valuation, *dcf));
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    auto answer = toJson(*dcf);
    answer[QStringLiteral("company")] = toJson(*company);
    answer[QStringLiteral("assumptions")] = toJson(valuation->assumptions);
    answer[QStringLiteral("notes")] = json::fromStrings(valuation->notes);
    answer[QStringLiteral("evidence")] = toJson(dcf->evidence);
    for (const auto &[column, step] :
         {std::pair{QStringLiteral("terminal_growth"), 0.005}, {QStringLiteral("terminal_multiple"), 1.0}}) {
        if (const auto grid = sensitivityGrid(valuation->assumptions, valuation->plan, column, 0.01, step))
            answer[QStringLiteral("sensitivity_") + column] = toJson(*grid);
    }
    terminal.out(QJsonDocument(answer).toJson());
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
