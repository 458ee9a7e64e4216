// SPDX-License-Identifier: GPL-3.0-or-later
#include "facts_command.h"

#include "base/json.h"
#include "cli_services.h"
#include "concept_filter.h"
#include "evidence/fact_store.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace consultantos {

namespace {

QString optionalYear(int year)
{
    return year == 0 ? QString() : QString::number(year);
}

QStringList rowOf(const Fact &fact)
{
    const auto &place = fact.latest.place;
    return {fact.taxonomy + QLatin1Char(':') + fact.tag,
            fact.unit,
            fact.start ? fact.start->toString(Qt::ISODate) : QString(),
            fact.end.toString(Qt::ISODate),
            optionalYear(fact.latest.fiscalYear),
            fact.latest.fiscalPeriod,
            QString::number(fact.value(), 'f', QLocale::FloatingPointShortest),
            fact.latest.form,
            fact.latest.filed.toString(Qt::ISODate),
            fact.latest.accession,
            fact.source,
            fact.dimensions,
            place.page > 0 ? QString::number(place.page) : QString(),
            place.cell};
}

QStringList titles()
{
    return {QStringLiteral("concept"),   QStringLiteral("unit"),        QStringLiteral("start"),
            QStringLiteral("end"),       QStringLiteral("fiscal_year"), QStringLiteral("fiscal_period"),
            QStringLiteral("value"),     QStringLiteral("form"),        QStringLiteral("filed"),
            QStringLiteral("accession"), QStringLiteral("source"),      QStringLiteral("dimensions"),
            QStringLiteral("page"),      QStringLiteral("cell")};
}

QJsonObject jsonOf(const Fact &fact)
{
    auto object = toJson(fact);
    object[QStringLiteral("concept")] = QString(fact.taxonomy + QLatin1Char(':') + fact.tag);
    return object;
}

} // namespace

QString FactsCommand::name() const
{
    return QStringLiteral("facts");
}

QString FactsCommand::summary() const
{
    return QCoreApplication::translate("Cli", "list a company's facts with their filings");
}

void FactsCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("concept"),
                      QCoreApplication::translate("Cli", "Only this tag (Revenues) or standardised line (revenue)."),
                      QStringLiteral("name")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default), json or csv."),
                      QStringLiteral("format")});
    parser.addPositionalArgument(QStringLiteral("company"), QCoreApplication::translate("Cli", "Name, ticker or CIK."),
                                 QStringLiteral("COMPANY"));
}

ExitCode FactsCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    if (arguments.size() != 1 || arguments.first().trimmed().isEmpty())
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "Name one company."),
                          QCoreApplication::translate("Cli", "consultantos-cli facts COMPANY"));
    const auto format =
        tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json, TableFormat::Csv});
    if (!format)
        return failed(terminal, format.error());
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    const auto company = (*services)->facts().findCompany(arguments.first());
    if (!company)
        return failed(terminal, company.error());
    const auto all = (*services)->facts().facts(company->id);
    if (!all)
        return failed(terminal, all.error());

    const auto wanted = parser.value(QStringLiteral("concept"));
    const auto filter = ConceptFilter::of(wanted);
    if (!filter)
        return failed(terminal, filter.error());
    QList<QStringList> rows;
    QJsonArray objects;
    for (const auto &fact : *all) {
        if (!filter->accepts(fact))
            continue;
        if (*format == TableFormat::Json)
            objects.append(jsonOf(fact));
        else
            rows.append(rowOf(fact));
    }
    if (rows.isEmpty() && objects.isEmpty())
        return failed(terminal,
                      {ErrorCode::NotFound,
                       wanted.isEmpty()
                           ? QCoreApplication::translate("Cli", "No facts of %1 are stored.").arg(company->name)
                           : QCoreApplication::translate("Cli", "No facts of %1 are stored under \"%2\".")
                                 .arg(company->name, wanted),
                       QCoreApplication::translate("Cli", "Without --concept all facts are listed.")});
    switch (*format) {
    case TableFormat::Json:
        terminal.out(QJsonDocument(
                         QJsonObject{{QStringLiteral("company"), toJson(*company)}, {QStringLiteral("facts"), objects}})
                         .toJson());
        break;
    case TableFormat::Csv:
        terminal.out(csvTable(titles(), rows));
        break;
    case TableFormat::Text:
        terminal.out(textTable(titles(), rows));
        break;
    }
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
