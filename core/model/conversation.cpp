// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/conversation.h"

#include "base/json.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int SchemaVersion = 1;

QString roleName(ChatRole role)
{
    return role == ChatRole::User ? QStringLiteral("user") : QStringLiteral("assistant");
}

ChatState stateFromName(const QString &name)
{
    if (name == QLatin1String("stopped"))
        return ChatState::Stopped;
    return name == QLatin1String("fallback") ? ChatState::Fallback : ChatState::Complete;
}

ChatSource sourceFromJson(const QJsonObject &object)
{
    ChatSource source;
    source.number = object[QStringLiteral("number")].toInt();
    source.kind = object[QStringLiteral("kind")].toString();
    source.ref = object[QStringLiteral("ref")].toString();
    source.label = object[QStringLiteral("label")].toString();
    source.text = object[QStringLiteral("text")].toString();
    source.document = object[QStringLiteral("document")].toString();
    source.page = object[QStringLiteral("page")].toInt();
    source.reportId = object[QStringLiteral("report_id")].toString();
    return source;
}

QJsonObject sentenceToJson(const ChatSentence &sentence)
{
    QJsonArray sources;
    for (const auto number : sentence.sources)
        sources.append(number);
    return {{QStringLiteral("start"), sentence.start},
            {QStringLiteral("length"), sentence.length},
            {QStringLiteral("grade"), gradeName(sentence.grade)},
            {QStringLiteral("sources"), sources}};
}

ChatSentence sentenceFromJson(const QJsonObject &object)
{
    ChatSentence sentence;
    sentence.start = object[QStringLiteral("start")].toInteger();
    sentence.length = object[QStringLiteral("length")].toInteger();
    sentence.grade = gradeFromName(object[QStringLiteral("grade")].toString());
    for (const auto &number : object[QStringLiteral("sources")].toArray())
        sentence.sources.append(number.toInt());
    return sentence;
}

QJsonObject placedToJson(const StruckNumber &struck)
{
    auto object = toJson(struck);
    object[QStringLiteral("start")] = struck.start;
    return object;
}

/// Of messages from before there was such a thing: nothing.
ChatReuse reuseFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("is_reused")].toBool(), object[QStringLiteral("earlier_question")].toString(),
            object[QStringLiteral("age_s")].toDouble(), json::toStrings(object[QStringLiteral("cache_entries")])};
}

StruckNumber struckFromJson(const QJsonObject &object)
{
    StruckNumber struck;
    struck.start = object[QStringLiteral("start")].toInteger();
    struck.text = object[QStringLiteral("text")].toString();
    struck.verdict = object[QStringLiteral("verdict")].toString();
    struck.expected = object[QStringLiteral("expected")].toString();
    struck.reason = object[QStringLiteral("reason")].toString();
    return struck;
}

Answer answerFromJson(const QJsonObject &object)
{
    Answer answer;
    const auto kind = object[QStringLiteral("kind")].toString();
    answer.kind = kind == QLatin1String("figure") ? AnswerKind::Figure
                  : kind == QLatin1String("text") ? AnswerKind::Text
                                                  : AnswerKind::NotAnswerable;
    answer.question = object[QStringLiteral("question")].toString();
    answer.answer = object[QStringLiteral("answer")].toString();
    answer.value = json::toOptionalDouble(object[QStringLiteral("value")]);
    answer.unit = object[QStringLiteral("unit")].toString();
    answer.period = object[QStringLiteral("period")].toString();
    answer.formula = object[QStringLiteral("formula")].toString();
    answer.explanation = object[QStringLiteral("explanation")].toString();
    answer.wouldHelp = object[QStringLiteral("would_help")].toString();
    answer.refs = json::toStrings(object[QStringLiteral("refs")]);
    return answer;
}

/// A damaged row must not make a text be cut at places that it doesn't have.
bool hasPlacesWithin(const ChatMessage &message)
{
    const auto size = message.text.size();
    qsizetype at = 0;
    for (const auto &sentence : message.sentences) {
        if (sentence.start < at || sentence.length < 0 || sentence.length > size - sentence.start)
            return false;
        at = sentence.start + sentence.length;
    }
    return std::all_of(message.struck.begin(), message.struck.end(), [&message](const StruckNumber &struck) {
        return struck.start >= 0 && message.text.mid(struck.start, StruckMark.size()) == StruckMark;
    });
}

} // namespace

QString chatStateName(ChatState state)
{
    switch (state) {
    case ChatState::Stopped:
        return QStringLiteral("stopped");
    case ChatState::Fallback:
        return QStringLiteral("fallback");
    case ChatState::Complete:
        break;
    }
    return QStringLiteral("complete");
}

QJsonObject toJson(const ConversationScope &scope)
{
    return {{QStringLiteral("company"), scope.company},
            {QStringLiteral("report_id"), scope.reportId},
            {QStringLiteral("documents"), json::fromStrings(scope.documents)}};
}

ConversationScope conversationScopeFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("company")].toString(), object[QStringLiteral("report_id")].toString(),
            json::toStrings(object[QStringLiteral("documents")])};
}

QJsonObject toJson(const ChatSource &source)
{
    return {{QStringLiteral("number"), source.number}, {QStringLiteral("kind"), source.kind},
            {QStringLiteral("ref"), source.ref},       {QStringLiteral("label"), source.label},
            {QStringLiteral("text"), source.text},     {QStringLiteral("document"), source.document},
            {QStringLiteral("page"), source.page},     {QStringLiteral("report_id"), source.reportId}};
}

QJsonObject toJson(const ChatReuse &reuse)
{
    return {{QStringLiteral("is_reused"), reuse.isReused},
            {QStringLiteral("earlier_question"), reuse.earlierQuestion},
            {QStringLiteral("age_s"), reuse.ageS},
            {QStringLiteral("cache_entries"), json::fromStrings(reuse.entries)}};
}

QJsonObject toJson(const StruckNumber &struck)
{
    return {{QStringLiteral("text"), struck.text},
            {QStringLiteral("verdict"), struck.verdict},
            {QStringLiteral("expected"), struck.expected},
            {QStringLiteral("reason"), struck.reason}};
}

QJsonObject toJson(const ChatMessage &message)
{
    QJsonObject object{{QStringLiteral("schema_version"), SchemaVersion},
                       {QStringLiteral("id"), message.id},
                       {QStringLiteral("role"), roleName(message.role)},
                       {QStringLiteral("at"), message.when.toUTC().toString(Qt::ISODateWithMs)},
                       {QStringLiteral("text"), message.text}};
    if (message.role == ChatRole::User)
        return object;
    object[QStringLiteral("state")] = chatStateName(message.state);
    object[QStringLiteral("understood_as")] = message.understoodAs;
    object[QStringLiteral("grade")] = gradeName(message.grade);
    object[QStringLiteral("provider")] = message.provider;
    object[QStringLiteral("model")] = message.model;
    object[QStringLiteral("reuse")] = toJson(message.reuse);
    object[QStringLiteral("note")] = message.note;
    object[QStringLiteral("sentences")] = json::fromList(message.sentences, sentenceToJson);
    object[QStringLiteral("sources")] = json::fromList(message.sources);
    object[QStringLiteral("struck")] = json::fromList(message.struck, placedToJson);
    if (message.answer) {
        auto answer = toJson(*message.answer);
        answer.remove(QStringLiteral("evidence"));
        object[QStringLiteral("answer")] = answer;
    }
    object[QStringLiteral("evidence")] = toJson(message.evidence);
    return object;
}

Result<ChatMessage> chatMessageFromJson(const QJsonObject &object)
{
    const auto malformed = [] {
        return fail(ErrorCode::Malformed, QCoreApplication::translate("model", "A stored message can't be read."));
    };
    const auto version = object[QStringLiteral("schema_version")].toInt();
    if (version > SchemaVersion)
        return fail(ErrorCode::NewerVersion,
                    QCoreApplication::translate("model", "A message was written by a newer version of the program."));
    if (version < 1 || !object[QStringLiteral("text")].isString())
        return malformed();
    ChatMessage message;
    message.id = object[QStringLiteral("id")].toString();
    message.role =
        object[QStringLiteral("role")].toString() == QLatin1String("user") ? ChatRole::User : ChatRole::Assistant;
    message.when = QDateTime::fromString(object[QStringLiteral("at")].toString(), Qt::ISODateWithMs);
    message.text = object[QStringLiteral("text")].toString();
    if (message.role == ChatRole::User)
        return message;
    message.state = stateFromName(object[QStringLiteral("state")].toString());
    message.understoodAs = object[QStringLiteral("understood_as")].toString();
    message.grade = gradeFromName(object[QStringLiteral("grade")].toString());
    message.provider = object[QStringLiteral("provider")].toString();
    message.model = object[QStringLiteral("model")].toString();
    message.reuse = reuseFromJson(object[QStringLiteral("reuse")].toObject());
    message.note = object[QStringLiteral("note")].toString();
    message.sentences = json::toList<ChatSentence>(object[QStringLiteral("sentences")], sentenceFromJson);
    message.sources = json::toList<ChatSource>(object[QStringLiteral("sources")], sourceFromJson);
    message.struck = json::toList<StruckNumber>(object[QStringLiteral("struck")], struckFromJson);
    message.evidence = evidenceBookFromJson(object[QStringLiteral("evidence")].toObject());
    if (object.contains(QStringLiteral("answer"))) {
        message.answer = answerFromJson(object[QStringLiteral("answer")].toObject());
        message.answer->evidence = message.evidence.reachableFrom(message.answer->refs);
    }
    if (!hasPlacesWithin(message))
        return malformed();
    return message;
}

QJsonObject toJson(const ConversationSummary &summary)
{
    return {{QStringLiteral("id"), summary.id},
            {QStringLiteral("title"), summary.title},
            {QStringLiteral("scope"), toJson(summary.scope)},
            {QStringLiteral("created_at"), summary.createdAt.toUTC().toString(Qt::ISODateWithMs)},
            {QStringLiteral("changed_at"), summary.changedAt.toUTC().toString(Qt::ISODateWithMs)},
            {QStringLiteral("messages"), summary.messages},
            {QStringLiteral("excerpt"), summary.excerpt}};
}

QString citedText(const ChatMessage &message)
{
    QString text;
    qsizetype at = 0;
    for (const auto &sentence : message.sentences) {
        const auto end = sentence.start + sentence.length;
        text += message.text.mid(at, end - at);
        for (const auto number : sentence.sources)
            text += QStringLiteral(" [%1]").arg(number);
        at = end;
    }
    return text + message.text.mid(at);
}

} // namespace consultantos
