// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_chat.h"

#include "sample_answers.h"
#include "sample_documents.h"
#include "storage/conversation_repository.h"

namespace consultantos::test {

namespace {

ChatMessage sampleQuestion(const QString &text, const QDateTime &when)
{
    ChatMessage message;
    message.id = QStringLiteral("q");
    message.when = when;
    message.text = text;
    return message;
}

void add(AppServices &services, const QString &id, const QString &company, const QList<ChatMessage> &messages)
{
    ConversationSummary summary;
    summary.id = id;
    summary.title = titleOfQuestion(messages.first().text);
    summary.scope.company = company;
    summary.createdAt = summary.changedAt = messages.last().when;
    if (const auto stored = services.conversations->append(summary, messages); !stored)
        qFatal("%s", qPrintable(stored.error().toText()));
}

} // namespace

ChatMessage sampleChatAnswer()
{
    const auto answer = sampleFigureAnswer();
    const auto quoted = sampleTextAnswer();
    ChatMessage message;
    message.role = ChatRole::Assistant;
    message.id = QStringLiteral("a");
    message.grade = Grade::Model;
    message.provider = QStringLiteral("openai");
    message.model = QStringLiteral("qwen2.5-7b-instruct");
    message.reuse = {true,
                     QStringLiteral("How high was Tesla's gross margin in 2023, and for what reasons?"),
                     3 * 3600.0,
                     {QStringLiteral("model_reply/sample/1")}};
    const QStringList sentences{
        QStringLiteral("Tesla's gross margin was 18.2 % in FY2023, on revenue of USD 96,773 M."),
        QStringLiteral("Rivals keep […] of each sale on average."),
        QStringLiteral("Its suppliers of battery cells are few, which weighs on its costs.")};
    const QList<int> sources[] = {{1, 2}, {}, {3, 4}};
    for (qsizetype i = 0; i < sentences.size(); ++i) {
        if (i > 0)
            message.text += QLatin1Char(' ');
        message.sentences.append({message.text.size(), sentences[i].size(), Grade::Model, sources[i]});
        message.text += sentences[i];
    }
    message.struck = {{message.text.indexOf(StruckMark),
                       QStringLiteral("21.4 %"),
                       QStringLiteral("unsupported"),
                       {},
                       QStringLiteral("No fact at hand gives it.")}};
    const auto &passage = *quoted.evidence.passage(quoted.refs.first());
    message.sources = {{1,
                        QStringLiteral("computation"),
                        answer.refs.first(),
                        QStringLiteral("Gross margin, FY2023"),
                        QStringLiteral("18.2 %"),
                        {},
                        0,
                        {}},
                       {2,
                        QStringLiteral("fact"),
                        sampleRevenue().id,
                        QStringLiteral("Revenues, 2023"),
                        QStringLiteral("USD 96,773 M"),
                        sampleAnnualReport().id,
                        2,
                        {}},
                       {3,
                        QStringLiteral("passage"),
                        passage.id,
                        QStringLiteral("annual-report-2023.pdf, page 1"),
                        passage.text,
                        sampleAnnualReport().id,
                        1,
                        {}},
                       {4,
                        QStringLiteral("claim"),
                        QStringLiteral("porter.suppliers.1"),
                        QStringLiteral("Report on Tesla"),
                        QStringLiteral("Suppliers of cells have much power."),
                        {},
                        0,
                        QStringLiteral("r1")}};
    message.evidence = answer.evidence;
    message.evidence.merge(quoted.evidence);
    message.answer = answer;
    return message;
}

void fillConversations(AppServices &services, const QString &reportId)
{
    const auto now = services.clock->nowUtc();
    auto margin = sampleChatAnswer();
    margin.when = now;
    if (!reportId.isEmpty())
        margin.sources.last().reportId = reportId;
    add(services, QStringLiteral("c1"), {},
        {sampleQuestion(QStringLiteral("Who are the rivals of Ford in Europe?"), now.addDays(-2))});
    add(services, QStringLiteral("c2"), QStringLiteral("Apple"),
        {sampleQuestion(QStringLiteral("How did Apple's revenue grow from FY2021 to FY2023?"), now.addDays(-1))});
    add(services, QStringLiteral("c3"), QStringLiteral("Tesla"),
        {sampleQuestion(QStringLiteral("What was Tesla's gross margin in 2023, and why?"), now.addSecs(-60)), margin});
}

} // namespace consultantos::test
