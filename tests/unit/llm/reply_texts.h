// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QList>

#include <utility>

namespace consultantos::test {

/// Of a text that may have ' for ", as moc trips over quotes in a test's own file.
inline QJsonObject object(const char *json)
{
    QByteArray text(json);
    if (!text.contains('"'))
        text.replace("'", "\"");
    return QJsonDocument::fromJson(text).object();
}

/// Findings with a text and the ids of their evidence.
inline QJsonObject findingsSchema()
{
    return object(R"({"type":"object","additionalProperties":false,"required":["findings"],"properties":{"findings":
        {"type":"array","minItems":1,"maxItems":5,"items":{"$ref":"#/$defs/finding"}}},
        "$defs":{"finding":{"type":"object","additionalProperties":false,"required":["text","ids","grade"],"properties":{
          "text":{"type":"string","minLength":1},"ids":{"type":"array","items":{"type":"string","pattern":"^[FP][0-9]+$"}},
          "grade":{"enum":["high","low"]}}}}})");
}

inline const char *const ValidReply =
    R"({"findings":[{"text":"Sales rose {a lot} \"here\".","ids":["F1"],"grade":"low"}]})";

/// Texts around the valid reply that hold it alone.
inline QList<std::pair<const char *, QString>> wrappedReplies()
{
    const auto reply = QString::fromUtf8(ValidReply);
    return {
        {"plain", reply},
        {"fence", QStringLiteral("```json\n%1\n```").arg(reply)},
        {"fence without name", QStringLiteral("```\n%1\n```\nDone.").arg(reply)},
        {"fence never closed", QStringLiteral("```json\n%1").arg(reply)},
        {"text around", QStringLiteral("Here you are: %1 I hope that helps.").arg(reply)},
        {"braces around", QStringLiteral("Use {curly} braces {}: %1 }").arg(reply)},
        {"open brace before", QStringLiteral("A brace { and then %1").arg(reply)},
        {"thought", QStringLiteral("<think>{\"findings\":[]} maybe</think>%1").arg(reply)},
        {"thought begun in the prompt", QStringLiteral("well {\"findings\":[]}</think>%1").arg(reply)},
        {"twice the same", QStringLiteral("%1\n\n%1").arg(reply)},
        {"schema echoed", QStringLiteral("Schema: {\"type\":\"object\"}\nReply: %1").arg(reply)},
        {"in a list", QStringLiteral("[%1]").arg(reply)},
        {"byte order mark", QChar(0xFEFF) + reply},
    };
}

/// Replies that no schema of findings lets through, with a word that the fault must name.
inline QList<std::pair<const char *, const char *>> faultyReplies()
{
    return {
        {"Sorry, I can't.", "no complete JSON object"},
        {"", "no complete JSON object"},
        {R"({"findings":[{"text":"a","ids":["F1"],"grade":"low"})", "findings"},
        {R"({"findings":[]})", "findings"},
        {R"({"findings":[{"text":"a","ids":["F1"]}]})", "grade"},
        {R"({"findings":[{"text":"a","ids":["F1"],"grade":"huge"}]})", "grade"},
        {R"({"findings":[{"text":"a","ids":["X1"],"grade":"low"}]})", "ids"},
        {R"({"findings":[{"text":1,"ids":["F1"],"grade":"low"}]})", "text"},
        {R"({"findings":[{"text":"a","ids":["F1"],"grade":"low"}],"more":1})", "more"},
        {R"({"findings":[{"text":"a","ids":["F1"],"grade":"low"}]} {"findings":[{"text":"b","ids":[],"grade":"low"}]})",
         "several"},
        {R"([1,2,3])", "no complete JSON object"},
        {R"("{}")", ""},
    };
}

} // namespace consultantos::test
