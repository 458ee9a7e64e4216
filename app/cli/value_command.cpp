// SPDX-License-Identifier: GPL-3.0-or-later
#include "value_command.h"

#include "analysis/valuation/valuation_case.h"
#include "base/json.h"
#include "base/paths.h"
#include "cli_services.h"
#include "evidence/known_peer.h"
#include "evidence/valuation_basis.h"
#include "model/units.h"
#include "report/valuation_workbook.h"
#include "report_keeping.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

/// "wacc=0.09": an assumption of the user's own.
Status readSettings(const QStringList &settings, const AssumptionTable &table, const QString &currency,
                    ValuationChanges &changes)
{
    QStringList names;
    for (const auto &known : table.rows())
        names.append(known.name);
    for (const auto &known : optionalAssumptions(currency)) {
        if (!names.contains(known.name))
            names.append(known.name);
    }
    for (const auto &setting : settings) {
        const auto name = setting.section(u'=', 0, 0).trimmed();
        bool isNumber = false;
        const double value = setting.section(u'=', 1).toDouble(&isNumber);
        if (!isNumber || !std::isfinite(value) || !names.contains(name)) {
            return fail(
                ErrorCode::InvalidArgument,
                QCoreApplication::translate("Cli", "\"%1\" sets no assumption.").arg(setting),
                QCoreApplication::translate("Cli", "Assumptions are: %1.").arg(names.join(QStringLiteral(", "))));
        }
        changes.own.insert(name, value);
    }
    return {};
}

/// "Ford:ev_ebitda=5.2,pe=8": multiples of a peer.
Status readPeers(const QStringList &peers, const FactStore &facts, QDate date, ValuationChanges &changes)
{
    constexpr MultipleKind Kinds[] = {MultipleKind::EvToEbitda, MultipleKind::EvToEbit, MultipleKind::EvToSales,
                                      MultipleKind::PriceToEarnings, MultipleKind::PriceToBook};
    for (const auto &peer : peers) {
        const auto name = peer.section(u':', 0, -2).trimmed();
        const auto multiples = peer.section(u':', -1).split(u',');
        for (const auto &multiple : multiples) {
            const auto kind = std::find_if(std::begin(Kinds), std::end(Kinds), [&](MultipleKind one) {
                return multipleName(one) == multiple.section(u'=', 0, 0).trimmed();
            });
            bool isNumber = false;
            const double value = multiple.section(u'=', 1).toDouble(&isNumber);
            if (!name.isEmpty() && isNumber && multiple.section(u'=', 0, 0).trimmed() == QLatin1String("price")) {
                changes.known.append(knownPeer(facts, resourceDir(), date, name, value));
                continue;
            }
            if (name.isEmpty() || kind == std::end(Kinds) || !isNumber || !std::isfinite(value))
                return fail(ErrorCode::InvalidArgument,
                            QCoreApplication::translate("Cli", "\"%1\" names no peer and multiple.").arg(peer),
                            QCoreApplication::translate(
                                "Cli",
                                "For example --peer Ford:price=12.5 or --peer Ford:ev_ebitda=5.2,pe=8; multiples are "
                                "ev_ebitda, ev_ebit, ev_sales, pe and pb."));
            changes.peers.append({name, *kind, value, {}});
        }
    }
    return {};
}

QByteArray gridText(const SensitivityGrid &grid, const QString &unit)
{
    const bool isByGrowth = grid.column == QLatin1String("terminal_growth");
    QStringList heads{isByGrowth ? QStringLiteral("wacc / terminal growth")
                                 : QStringLiteral("wacc / terminal multiple")};
    for (const double column : grid.columns)
        heads.append(formatValue(column, isByGrowth ? units::Ratio : units::Multiple));
    QList<QStringList> rows;
    for (qsizetype row = 0; row < grid.values.size(); ++row) {
        QStringList cells{formatValue(grid.waccs[row], units::Ratio)};
        for (const auto &value : grid.values[row])
            cells.append(value ? formatValue(*value, unit) : QStringLiteral("-"));
        rows.append(cells);
    }
    return textTable(heads, rows);
}

QByteArray textOf(const ValuationOutcome &outcome, const QStringList &notes)
{
    const auto &dcf = outcome.dcf;
    QList<QStringList> rows;
    for (const auto &row : outcome.assumptions.rows())
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
    rows.clear();
    for (const auto &value : outcome.peers) {
        for (const auto &peer : value.peers)
            rows.append({translatedMultiple(value.kind), peer.peer, formatValue(peer.multiple.value, units::Multiple),
                         peer.source});
    }
    if (!rows.isEmpty())
        text += '\n'
                + textTable({QStringLiteral("multiple"), QStringLiteral("peer"), QStringLiteral("value"),
                             QStringLiteral("source")},
                            rows);
    rows.clear();
    for (const auto &bar : outcome.field.bars)
        rows.append({bar.method, formatValue(bar.low, outcome.field.unit),
                     bar.middle ? formatValue(*bar.middle, outcome.field.unit) : QStringLiteral("-"),
                     formatValue(bar.high, outcome.field.unit), bar.note});
    text += '\n'
            + textTable({QStringLiteral("method"), QStringLiteral("low"), QStringLiteral("middle"),
                         QStringLiteral("high"), QStringLiteral("what its ends are")},
                        rows);
    for (const auto *grid : {&outcome.byGrowth, &outcome.byMultiple}) {
        if (*grid)
            text += '\n' + gridText(**grid, outcome.field.unit);
    }
    for (const auto &refusal : outcome.refusals)
        text += (refusal.what + QStringLiteral(": ") + refusal.why + u'\n').toUtf8();
    for (const auto &note : notes)
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
    parser.addOption({QStringLiteral("peer"),
                      QCoreApplication::translate(
                          "Cli", "A peer by its stored figures and its share's price (Ford:price=12.5), or its "
                                 "multiples (Ford:ev_ebitda=5.2,pe=8). May stand several times."),
                      QStringLiteral("name:multiple=number")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
    parser.addOption({QStringLiteral("workbook"),
                      QCoreApplication::translate("Cli", "Write it as XLSX with live formulas, too."),
                      QStringLiteral("file")});
    describeKeeping(parser);
    parser.addPositionalArgument(QStringLiteral("company"), QCoreApplication::translate("Cli", "Name, ticker or CIK."),
                                 QStringLiteral("COMPANY"));
}

ExitCode ValueCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    if (arguments.size() != 1 || arguments.first().trimmed().isEmpty())
        return wrongUsage(
            terminal, QCoreApplication::translate("Cli", "Name one company."),
            QCoreApplication::translate(
                "Cli",
                "consultantos-cli value COMPANY [--set NAME=NUMBER] [--peer NAME:MULTIPLE=NUMBER] [--format json]"));
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
    auto start = startingValuation(sources);
    if (!start)
        return failed(terminal, start.error());
    start = withMetrics(*start, sources.financials);
    ValuationChanges changes;
    if (const auto read = readSettings(parser.values(QStringLiteral("set")), start->assumptions,
                                       sources.financials.currency, changes);
        !read)
        return failed(terminal, read.error());
    if (const auto read = readPeers(parser.values(QStringLiteral("peer")), (*services)->facts(), sources.date, changes);
        !read)
        return failed(terminal, read.error());
    const auto outcome = valueCompany(*start, sources, changes);
    if (!outcome)
        return failed(terminal, outcome.error());
    if (const auto workbook = parser.value(QStringLiteral("workbook")); !workbook.isEmpty()) {
        if (const auto written = writeValuationWorkbook(outcome->assumptions, outcome->dcf, company->name, workbook);
            !written)
            return failed(terminal, written.error());
    }
    if (const auto kept =
            keepAsAsked(**services, parser, valuationExhibit(*outcome, company->name, start->notes), terminal);
        !kept)
        return failed(terminal, kept.error());
    if (*format == TableFormat::Text) {
        terminal.out(textOf(*outcome, start->notes));
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    auto answer = toJson(outcome->dcf);
    answer[QStringLiteral("company")] = toJson(*company);
    answer[QStringLiteral("assumptions")] = toJson(outcome->assumptions);
    answer[QStringLiteral("notes")] = json::fromStrings(start->notes);
    // Everything that a figure of this answer refers to, the peers' multiples too.
    auto evidence = outcome->dcf.evidence;
    QJsonArray multiples;
    for (const auto &value : outcome->peers) {
        evidence.merge(value.evidence);
        multiples.append(toJson(value));
    }
    answer[QStringLiteral("evidence")] = toJson(evidence);
    answer[QStringLiteral("peer_multiples")] = multiples;
    answer[QStringLiteral("football_field")] = toJson(outcome->field);
    if (outcome->byGrowth)
        answer[QStringLiteral("sensitivity_terminal_growth")] = toJson(*outcome->byGrowth);
    if (outcome->byMultiple)
        answer[QStringLiteral("sensitivity_terminal_multiple")] = toJson(*outcome->byMultiple);
    terminal.out(QJsonDocument(answer).toJson());
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
