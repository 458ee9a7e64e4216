// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/structured_reply.h"

#include "llm/json_schema.h"
#include "llm/think_filter.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <optional>

namespace consultantos {
namespace {

/// A text with more braces that open something else is no reply to be taken apart.
constexpr int MaxTries = 64;
/// What of a faulty reply is shown to the model again.
constexpr qsizetype MaxQuoted = 16'000;

std::optional<QJsonObject> parseObject(QStringView text)
{
    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson(text.toUtf8(), &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return std::nullopt;
    return document.object();
}

/// Where the object that begins at `begin` ends (one behind its brace); -1 if it doesn't.
qsizetype endOfObject(QStringView text, qsizetype begin)
{
    qsizetype depth = 0;
    bool isInString = false;
    for (qsizetype i = begin; i < text.size(); ++i) {
        const auto c = text[i];
        if (isInString) {
            if (c == QLatin1Char('\\'))
                ++i;
            else if (c == QLatin1Char('"'))
                isInString = false;
        } else if (c == QLatin1Char('"')) {
            isInString = true;
        } else if (c == QLatin1Char('{')) {
            ++depth;
        } else if (c == QLatin1Char('}') && --depth == 0) {
            return i + 1;
        }
    }
    return -1;
}

tl::unexpected<Error> unusable(const QString &fault)
{
    return fail(ErrorCode::Malformed,
                QCoreApplication::translate("Llm", "The model's reply is not of the form that was asked for."), fault);
}

LlmRequest repairRequest(const LlmRequest &request, const LlmReply &reply, const QString &fault)
{
    auto repair = request;
    // Providers refuse an empty message.
    if (const auto text = reply.text.left(MaxQuoted); !text.trimmed().isEmpty())
        repair.messages.append({LlmRole::Assistant, text});
    repair.messages.append(
        {LlmRole::User,
         QStringLiteral("Your reply can't be used:\n%1\nReply again with nothing but one JSON object that "
                        "satisfies the schema. Keep the content; change what is wrong.")
             .arg(fault)});
    return repair;
}

std::optional<LlmUsage> sum(const std::optional<LlmUsage> &first, const std::optional<LlmUsage> &second)
{
    if (!first || !second)
        return std::nullopt;
    return LlmUsage{first->input + second->input, first->cachedInput + second->cachedInput,
                    first->cacheWrite + second->cacheWrite, first->output + second->output,
                    first->reasoning + second->reasoning};
}

/// What is whole of an object that was cut off: an open text ends where it was cut; of an open list what came before the
/// last comma or brace. Empty if that is nothing.
std::optional<QJsonObject> wholePartOf(const QString &text)
{
    const auto plain = withoutThoughts(text);
    const auto begin = plain.indexOf(QLatin1Char('{'));
    if (begin < 0)
        return std::nullopt;
    QString closing; // of what is open, the innermost first
    bool isInString = false;
    qsizetype endOfEntry = -1; // behind the last whole object of a list
    QString closingThere;
    for (auto i = begin; i < plain.size(); ++i) {
        const auto c = plain[i];
        if (isInString) {
            if (c == QLatin1Char('\\'))
                ++i;
            else if (c == QLatin1Char('"'))
                isInString = false;
        } else if (c == QLatin1Char('"')) {
            isInString = true;
        } else if (c == QLatin1Char('{') || c == QLatin1Char('[')) {
            if (closing.size() >= MaxTries)
                return std::nullopt;
            closing.prepend(c == QLatin1Char('{') ? QLatin1Char('}') : QLatin1Char(']'));
        } else if (!closing.isEmpty() && c == closing.front()) {
            closing.remove(0, 1);
            if (c == QLatin1Char('}') && closing.startsWith(QLatin1Char(']'))) {
                endOfEntry = i + 1;
                closingThere = closing;
            }
        }
    }
    const auto cut = plain.mid(begin);
    if (auto object = parseObject(cut + (isInString ? QStringLiteral("\"") : QString()) + closing);
        object && isInString)
        return object;
    return endOfEntry < 0 ? std::nullopt : parseObject(plain.mid(begin, endOfEntry - begin) + closingThere);
}

/// The reply with its object; an Error whose repair makes no sense is in `isFinal`.
Result<LlmReply> checked(LlmReply reply, const QJsonObject &schema, bool &isFinal)
{
    isFinal = true;
    if (reply.finish == LlmFinish::Refused)
        return fail(ErrorCode::Denied, QCoreApplication::translate("Llm", "The model refused to answer."),
                    QCoreApplication::translate("Llm", "Word the question differently, or choose another model."));
    auto object = readStructured(reply.text, schema);
    if (!object && reply.finish == LlmFinish::Length) {
        if (auto whole = wholePartOf(reply.text); whole && checkAgainstSchema(*whole, schema))
            object = *std::move(whole);
    }
    if (object) {
        reply.json = *object;
        return reply;
    }
    if (reply.finish == LlmFinish::Length)
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Llm", "The model's reply was cut off: it is longer than allowed."),
                    QCoreApplication::translate("Llm", "Ask for less, or choose a model with less to think."));
    isFinal = object.error().code != ErrorCode::Malformed;
    return tl::unexpected(object.error());
}

} // namespace

QList<QJsonObject> jsonObjectsIn(const QString &text)
{
    const auto plain = withoutThoughts(text);
    if (const auto whole = parseObject(plain))
        return {*whole};
    QList<QJsonObject> objects;
    const QStringView view(plain);
    qsizetype at = view.indexOf(QLatin1Char('{'));
    for (int tries = 0; at >= 0 && tries < MaxTries; ++tries) {
        const auto end = endOfObject(view, at);
        const auto object = end < 0 ? std::nullopt : parseObject(view.mid(at, end - at));
        if (object)
            objects.append(*object);
        at = view.indexOf(QLatin1Char('{'), object ? end : at + 1);
    }
    return objects;
}

Result<QJsonObject> readStructured(const QString &text, const QJsonObject &schema)
{
    const auto objects = jsonObjectsIn(text);
    if (objects.isEmpty())
        return unusable(QStringLiteral("It holds no complete JSON object."));
    std::optional<QJsonObject> found;
    std::optional<Error> lastFault;
    for (const auto &object : objects) {
        const auto fits = checkAgainstSchema(object, schema);
        if (!fits) {
            lastFault = fits.error();
            continue;
        }
        if (found && *found != object)
            return unusable(QStringLiteral("It holds several JSON objects, and not one alone."));
        found = object;
    }
    if (!found)
        return tl::unexpected(*lastFault);
    return *found;
}

QString schemaInstructions(const QJsonObject &schema)
{
    return QStringLiteral("Reply with nothing but one JSON object that satisfies this JSON Schema:\n%1")
        .arg(QString::fromUtf8(QJsonDocument(schema).toJson(QJsonDocument::Compact)));
}

Result<LlmReply> completeStructured(const LlmRequest &request, const AskModel &ask)
{
    const auto first = ask(request);
    if (!first)
        return first;
    bool isFinal = false;
    auto reply = checked(*first, request.schema, isFinal);
    if (reply || isFinal)
        return reply;
    auto second = ask(repairRequest(request, *first, reply.error().detail));
    if (!second)
        return second;
    second->usage = sum(first->usage, second->usage);
    return checked(std::move(*second), request.schema, isFinal);
}

} // namespace consultantos
