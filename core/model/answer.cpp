// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/answer.h"

#include "base/json.h"

namespace consultantos {

namespace {

QJsonObject withType(QJsonObject object, const QString &type)
{
    object[QStringLiteral("type")] = type;
    return object;
}

QJsonObject factEntry(const Fact &fact)
{
    auto object = withType(toJson(fact), QStringLiteral("fact"));
    const auto &place = fact.latest.place;
    if (!place.isEmpty()) {
        object[QStringLiteral("document")] = place.document;
        object[QStringLiteral("page")] = place.page;
        object[QStringLiteral("cell")] = place.cell;
    }
    return object;
}

QJsonArray evidenceEntries(const Answer &answer)
{
    const auto &book = answer.evidence;
    QJsonArray first;
    QJsonArray rest;
    const auto add = [&](const QString &id, const QJsonObject &object) {
        (answer.refs.contains(id) ? first : rest).append(object);
    };
    for (const auto &computation : book.computations())
        add(computation.id, withType(toJson(computation), QStringLiteral("computation")));
    for (const auto &fact : book.facts())
        add(fact.id, factEntry(fact));
    for (const auto &passage : book.passages())
        add(passage.id, withType(toJson(passage), QStringLiteral("passage")));
    for (const auto &entry : std::as_const(rest))
        first.append(entry);
    return first;
}

} // namespace

QString answerKindName(AnswerKind kind)
{
    switch (kind) {
    case AnswerKind::Figure:
        return QStringLiteral("figure");
    case AnswerKind::Text:
        return QStringLiteral("text");
    case AnswerKind::NotAnswerable:
        break;
    }
    return QStringLiteral("not_answerable");
}

QJsonObject toJson(const Answer &answer)
{
    return {{QStringLiteral("kind"), answerKindName(answer.kind)},
            {QStringLiteral("question"), answer.question},
            {QStringLiteral("answer"), answer.answer},
            {QStringLiteral("value"), json::fromOptional(answer.value)},
            {QStringLiteral("unit"), answer.unit},
            {QStringLiteral("period"), answer.period},
            {QStringLiteral("formula"), answer.formula},
            {QStringLiteral("explanation"), answer.explanation},
            {QStringLiteral("would_help"), answer.wouldHelp},
            {QStringLiteral("refs"), json::fromStrings(answer.refs)},
            {QStringLiteral("evidence"), evidenceEntries(answer)}};
}

} // namespace consultantos
