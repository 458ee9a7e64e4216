// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask_command.h"

#include "ask_sources.h"
#include "base/paths.h"
#include "cli_services.h"
#include "model/units.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace consultantos {

namespace {

QString sourceOf(const Fact &fact)
{
    const auto &report = fact.latest;
    if (!report.place.isEmpty())
        return report.place.page > 0 ? QCoreApplication::translate("Cli", "%1, page %2, %3")
                                           .arg(fact.source, QString::number(report.place.page), report.place.cell)
                                     : QStringLiteral("%1, %2").arg(fact.source, report.place.cell);
    return report.form.isEmpty() ? fact.source
                                 : QCoreApplication::translate("Cli", "%1 filed %2 (%3)")
                                       .arg(report.form, report.filed.toString(Qt::ISODate), report.accession);
}

QString lineOf(const Fact &fact)
{
    const auto when = fact.start
                          ? fact.start->toString(Qt::ISODate) + QStringLiteral("…") + fact.end.toString(Qt::ISODate)
                          : fact.end.toString(Qt::ISODate);
    return QStringLiteral("%1 %2 = %3: %4").arg(fact.tag, when, formatValue(fact.value(), fact.unit), sourceOf(fact));
}

QString lineOf(const Computation &computation)
{
    return QStringLiteral("%1 = %2 [%3]")
        .arg(computation.title, formatValue(computation.value, computation.unit), computation.formula);
}

void printText(const Answer &answer, Terminal &terminal)
{
    if (answer.kind == AnswerKind::NotAnswerable) {
        terminal.line(QCoreApplication::translate("Cli", "Not answerable: %1").arg(answer.explanation));
        if (!answer.wouldHelp.isEmpty())
            terminal.line(answer.wouldHelp);
        return;
    }
    terminal.line(answer.answer);
    terminal.line(answer.explanation);
    for (const auto &computation : answer.evidence.computations())
        terminal.line(QStringLiteral("  ") + lineOf(computation));
    for (const auto &fact : answer.evidence.facts())
        terminal.line(QStringLiteral("  ") + lineOf(fact));
}

/// Without a company there is nothing to ask of; the names that the store knows may help.
Answer withoutCompany(const QString &question)
{
    Answer answer;
    answer.question = question;
    answer.explanation =
        QCoreApplication::translate("Cli", "The question names no company that is known, and no document was given.");
    answer.wouldHelp = QCoreApplication::translate(
        "Cli", "Name it by --company or give its report by --document; consultantos-cli companies lists those known.");
    return answer;
}

} // namespace

QString AskCommand::name() const
{
    return QStringLiteral("ask");
}

QString AskCommand::summary() const
{
    return QCoreApplication::translate("Cli", "answer a question from facts or documents");
}

void AskCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption({QStringLiteral("company"),
                      QCoreApplication::translate("Cli", "Ask of this company: name, ticker or CIK. Without it, of the "
                                                         "one that the question names."),
                      QStringLiteral("name")});
    parser.addOption(
        {QStringLiteral("document"),
         QCoreApplication::translate("Cli", "Answer from this document alone; may be given several times."),
         QStringLiteral("file")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
    parser.addPositionalArgument(
        QStringLiteral("question"),
        QCoreApplication::translate("Cli", "E.g. \"What was Tesla's FY2021 gross margin in percent?\""),
        QStringLiteral("QUESTION"));
}

ExitCode AskCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    if (arguments.size() != 1 || arguments.first().trimmed().isEmpty())
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "Ask one question, in quotation marks."),
                          QCoreApplication::translate("Cli", "consultantos-cli ask QUESTION"));
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    const auto answerer = QuestionAnswerer::load(resourceDir());
    if (!answerer)
        return failed(terminal, answerer.error());

    const auto &question = arguments.first();
    const auto company = parser.value(QStringLiteral("company"));
    const auto documents = parser.values(QStringLiteral("document"));
    auto sources = documents.isEmpty() ? sourcesOfStore((*services)->facts(), question, company)
                                       : sourcesOfDocuments((*services)->facts(), documents, company);
    if (!sources)
        return failed(terminal, sources.error());
    sources->context.passages = sources->passages.get();
    const bool hasSource = !documents.isEmpty() || !sources->context.company.id.isEmpty();
    const auto answer = hasSource ? answerer->answer(question, sources->context) : withoutCompany(question);
    if (*format == TableFormat::Json)
        terminal.out(QJsonDocument(toJson(answer)).toJson());
    else
        printText(answer, terminal);
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
