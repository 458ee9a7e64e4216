// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/edit_entry_json.h"

#include "base/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace consultantos {

namespace {

constexpr auto Actions = {EditAction::Set, EditAction::Drop, EditAction::Carry, EditAction::Settle, EditAction::Keep};

QJsonObject toJson(const StepDocument &document)
{
    return {{QStringLiteral("id"), document.id}, {QStringLiteral("path"), document.path}};
}

StepDocument stepDocumentFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("id")].toString(), object[QStringLiteral("path")].toString()};
}

/// Earlier versions wrote a settled finding as a request of this beginning.
void readSettlement(EditEntry &entry)
{
    static const auto prefix = QStringLiteral("finding:");
    if (!entry.request.startsWith(prefix))
        return;
    entry.action = EditAction::Settle;
    entry.subjects = {entry.request.mid(prefix.size())};
    entry.request.clear();
}

} // namespace

QString editActionName(EditAction action)
{
    switch (action) {
    case EditAction::Set:
        return QStringLiteral("set");
    case EditAction::Drop:
        return QStringLiteral("drop");
    case EditAction::Carry:
        return QStringLiteral("carry");
    case EditAction::Settle:
        return QStringLiteral("settle");
    case EditAction::Keep:
        break;
    }
    return QStringLiteral("keep");
}

QString toJsonText(const EditEntry &entry)
{
    const QJsonObject object{
        {QStringLiteral("action"), editActionName(entry.action)},
        {QStringLiteral("request"), entry.request},
        {QStringLiteral("subjects"), json::fromStrings(entry.subjects)},
        {QStringLiteral("source"), entry.source},
        {QStringLiteral("edits"),
         json::fromList(entry.edits, [](const ReportEdit &edit) { return consultantos::toJson(edit); })},
        {QStringLiteral("facts"),
         json::fromList(entry.facts, [](const Fact &fact) { return consultantos::toJson(fact); })},
        {QStringLiteral("documents"),
         json::fromList(entry.documents, [](const StepDocument &one) { return toJson(one); })}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

EditEntry editEntryFromJson(qint64 number, bool isUndone, const QString &text)
{
    const auto object = QJsonDocument::fromJson(text.toUtf8()).object();
    const auto action = object[QStringLiteral("action")].toString();
    EditEntry entry;
    entry.number = number;
    entry.isUndone = isUndone;
    for (const auto known : Actions) {
        if (action == editActionName(known))
            entry.action = known;
    }
    entry.request = object[QStringLiteral("request")].toString();
    entry.subjects = json::toStrings(object[QStringLiteral("subjects")]);
    entry.source = object[QStringLiteral("source")].toString();
    entry.edits = json::toList<ReportEdit>(object[QStringLiteral("edits")], reportEditFromJson);
    entry.facts = json::toList<Fact>(object[QStringLiteral("facts")], factFromJson);
    entry.documents = json::toList<StepDocument>(object[QStringLiteral("documents")], stepDocumentFromJson);
    readSettlement(entry);
    return entry;
}

} // namespace consultantos
