// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask_command.h"

#include "agents/conversation/conversation_service.h"
#include "base/duration_text.h"
#include "base/json.h"
#include "chat_output.h"
#include "cli_services.h"
#include "evidence/intake/evidence_intake.h"
#include "interrupt_watcher.h"
#include "model/units.h"
#include "model_options.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace consultantos {

namespace {

QString sourceOf(const Fact &fact)
{
    const auto &report = fact.latest;
    if (const auto &place = report.place; !place.isEmpty()) {
        const auto name = place.name.isEmpty() ? fact.source : place.name;
        return place.page > 0 ? QCoreApplication::translate("Cli", "%1, page %2, %3")
                                    .arg(name, QString::number(place.page), place.cell)
                              : QStringLiteral("%1, %2").arg(name, place.cell);
    }
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

void printBuiltIn(const Answer &answer, Terminal &terminal)
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

/// Whence the answer, and how to say that it is wrong.
QString reuseText(const ChatReuse &reuse, const QString &conversationId)
{
    constexpr int ShortId = 8;
    const auto ago = durationText(reuse.ageS);
    const auto whence =
        reuse.earlierQuestion.isEmpty()
            ? QCoreApplication::translate("Cli", "From an earlier answer to this question, %1 ago.").arg(ago)
            : QCoreApplication::translate("Cli", "From an earlier question, %1 ago: %2")
                  .arg(ago, reuse.earlierQuestion);
    return whence + QLatin1Char('\n')
           + QCoreApplication::translate("Cli", "Is it wrong? consultantos-cli ask --wrong --conversation %1")
                 .arg(conversationId.left(ShortId));
}

void printText(const ChatReply &reply, Terminal &terminal)
{
    const auto &message = reply.answer;
    if (!message.understoodAs.isEmpty())
        terminal.note(QCoreApplication::translate("Cli", "Understood as: %1").arg(message.understoodAs));
    if (!message.note.isEmpty())
        terminal.note(message.note);
    if (message.reuse.isReused)
        terminal.note(reuseText(message.reuse, reply.conversationId));
    if (message.provider.isEmpty()) {
        printBuiltIn(*message.answer, terminal);
        return;
    }
    if (message.answer->kind == AnswerKind::Figure)
        terminal.line(message.answer->answer + QLatin1Char('\n'));
    terminal.line(chatText(message));
}

QJsonObject jsonOf(const ChatReply &reply)
{
    const auto &message = reply.answer;
    auto object = toJson(*message.answer);
    object[QStringLiteral("response")] = citedText(message);
    object[QStringLiteral("conversation_id")] = reply.conversationId;
    object[QStringLiteral("understood_as")] = message.understoodAs;
    object[QStringLiteral("grade")] = gradeName(message.grade);
    object[QStringLiteral("state")] = chatStateName(message.state);
    object[QStringLiteral("note")] = message.note;
    object[QStringLiteral("reuse")] = toJson(message.reuse);
    object[QStringLiteral("provider")] = message.provider.isEmpty() ? QStringLiteral("none") : message.provider;
    object[QStringLiteral("model")] = message.model;
    object[QStringLiteral("sources")] = json::fromList(message.sources);
    object[QStringLiteral("struck")] = json::fromList(message.struck);
    return object;
}

/// Takes the documents into the stores and asks of these alone; without any, of `company` or the one that is named.
Result<QuestionScope> scopeOf(const QString &question, const QString &company, const QStringList &files,
                              CliServices &services, Terminal &terminal)
{
    QuestionScope scope{question, company, {}};
    if (files.isEmpty())
        return scope;
    const auto intake = services.intake();
    if (!intake)
        return tl::unexpected(intake.error());
    QString asked;
    for (const auto &file : files) {
        const auto taken = (*intake)->take(file, {company, false});
        if (!taken)
            return tl::unexpected(taken.error());
        terminal.note(taken->summary());
        if (!taken->documentId.isEmpty()) {
            scope.documents.append(taken->documentId);
            continue;
        }
        // A facts file is no document: its company is asked.
        if (!asked.isEmpty() && asked != taken->company.name)
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Cli", "The files are of several companies: %1 and %2.")
                            .arg(asked, taken->company.name),
                        QCoreApplication::translate("Cli", "Ask of one company at a time."));
        asked = taken->company.name;
        scope.company = taken->company.id;
    }
    return scope;
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
    parser.addOption({QStringLiteral("conversation"),
                      QCoreApplication::translate("Cli", "Ask within this conversation; the first characters of its id "
                                                         "will do. Without it, a new one begins."),
                      QStringLiteral("id")});
    parser.addOption(
        {QStringLiteral("wrong"),
         QCoreApplication::translate("Cli", "The last answer of --conversation was wrong: forget the "
                                            "language model's kept reply, and ask the same anew. Without a "
                                            "QUESTION.")});
    addModelOptions(parser);
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
    const bool isWrong = parser.isSet(QStringLiteral("wrong"));
    if (isWrong && (!arguments.isEmpty() || parser.value(QStringLiteral("conversation")).isEmpty()))
        return wrongUsage(terminal,
                          QCoreApplication::translate("Cli", "Which answer was wrong? Name its conversation, and no "
                                                             "question: the one before is asked again."),
                          QCoreApplication::translate("Cli", "consultantos-cli ask --wrong --conversation ID"));
    if (!isWrong && (arguments.size() != 1 || arguments.first().trimmed().isEmpty()))
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "Ask one question, in quotation marks."),
                          QCoreApplication::translate("Cli", "consultantos-cli ask QUESTION"));
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    const auto chosen = withModelOptions(line, parser);
    if (!chosen)
        return failed(terminal, chosen.error());
    const InterruptWatcher interrupt;
    auto services = CliServices::open(*chosen, terminal);
    if (!services)
        return failed(terminal, services.error());
    ChatTurn turn;
    turn.question = arguments.value(0);
    if (const auto id = parser.value(QStringLiteral("conversation")); !id.isEmpty()) {
        const auto whole = wholeConversationId(*(*services)->storage().conversations, id);
        if (!whole)
            return failed(terminal, whole.error());
        turn.conversationId = *whole;
    }
    if (isWrong) {
        const auto conversation = (*services)->storage().conversations->load(turn.conversationId);
        if (!conversation)
            return failed(terminal, conversation.error());
        if (conversation->messages.isEmpty())
            return failed(terminal, {ErrorCode::NotFound,
                                     QCoreApplication::translate("Cli", "The conversation has no answer yet."),
                                     {},
                                     false});
        turn.wrongAnswer = conversation->messages.last().id;
    }
    const auto scope = scopeOf(turn.question, parser.value(QStringLiteral("company")),
                               parser.values(QStringLiteral("document")), **services, terminal);
    if (!scope)
        return failed(terminal, scope.error());
    if (turn.conversationId.isEmpty() || !scope->company.isEmpty() || !scope->documents.isEmpty())
        turn.scope = ConversationScope{scope->company, {}, scope->documents};
    const auto conversation = (*services)->conversation(parser.isSet(QStringLiteral("provider")));
    if (!conversation)
        return failed(terminal, conversation.error());
    const auto reply = (*conversation)->ask(turn, {}, interrupt.token());
    if (!reply)
        return failed(terminal, reply.error());
    if (reply->unsaved)
        terminal.note(reply->unsaved->message);
    if (*format == TableFormat::Json)
        terminal.out(QJsonDocument(jsonOf(*reply)).toJson());
    else
        printText(*reply, terminal);
    if (reply->answer.state == ChatState::Stopped)
        return ExitCode::Interrupted;
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
