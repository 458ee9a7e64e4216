// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report_edit.h"

#include "base/json.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>

namespace consultantos {

namespace {

constexpr std::array Kinds = {EditKind::Text, EditKind::Score, EditKind::Weight, EditKind::Answer};
constexpr std::array States = {EditState::Applied, EditState::Conflict, EditState::Absent};

QJsonObject jsonOf(const EditCheck &check)
{
    return {{QStringLiteral("text"), check.text},
            {QStringLiteral("verdict"), check.verdict},
            {QStringLiteral("reason"), check.reason}};
}

EditCheck checkFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("text")].toString(), object[QStringLiteral("verdict")].toString(),
            object[QStringLiteral("reason")].toString()};
}

QString hashOf(const QString &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex());
}

} // namespace

QString editKindName(EditKind kind)
{
    switch (kind) {
    case EditKind::Text:
        return QStringLiteral("text");
    case EditKind::Score:
        return QStringLiteral("score");
    case EditKind::Weight:
        return QStringLiteral("weight");
    case EditKind::Answer:
        break;
    }
    return QStringLiteral("answer");
}

std::optional<EditKind> editKindFromName(const QString &name)
{
    for (const auto kind : Kinds) {
        if (editKindName(kind) == name)
            return kind;
    }
    return std::nullopt;
}

QString editStateName(EditState state)
{
    switch (state) {
    case EditState::Applied:
        return QStringLiteral("applied");
    case EditState::Conflict:
        return QStringLiteral("conflict");
    case EditState::Absent:
        break;
    }
    return QStringLiteral("absent");
}

QString ReportEdit::shown() const
{
    return kind == EditKind::Text ? text : editNumber(value);
}

bool ReportEdit::isDenied() const
{
    return std::any_of(checks.cbegin(), checks.cend(),
                       [](const EditCheck &check) { return check.verdict == QLatin1String("mismatch"); });
}

QString editNumber(double value)
{
    constexpr int Digits = 10; // as formulas print their weights
    return QString::number(value, 'g', Digits);
}

QJsonObject toJson(const ReportEdit &edit)
{
    QJsonObject object{{QStringLiteral("kind"), editKindName(edit.kind)},
                       {QStringLiteral("target"), edit.target},
                       {QStringLiteral("base"), edit.base},
                       {QStringLiteral("base_sha256"), hashOf(edit.base)},
                       {QStringLiteral("computed"), edit.computed},
                       {QStringLiteral("state"), editStateName(edit.state)},
                       {QStringLiteral("note"), edit.note},
                       {QStringLiteral("author"), edit.author},
                       {QStringLiteral("at"), edit.at.toUTC().toString(Qt::ISODateWithMs)}};
    if (edit.kind == EditKind::Text) {
        object.insert(QStringLiteral("text"), edit.text);
        object.insert(QStringLiteral("checks"),
                      json::fromList(edit.checks, [](const EditCheck &check) { return jsonOf(check); }));
        if (edit.original)
            object.insert(QStringLiteral("original"), toJson(*edit.original));
        if (!edit.reading.language.isEmpty()) {
            object.insert(QStringLiteral("language"), edit.reading.language);
            object.insert(QStringLiteral("number_words"), json::fromStrings(edit.reading.numberWords));
        }
    } else {
        object.insert(QStringLiteral("value"), edit.value);
    }
    if (edit.kind == EditKind::Answer) {
        object.insert(QStringLiteral("unit"), edit.unit);
        object.insert(QStringLiteral("source"), edit.source);
    }
    return object;
}

ReportEdit reportEditFromJson(const QJsonObject &object)
{
    ReportEdit edit;
    edit.kind = editKindFromName(object[QStringLiteral("kind")].toString()).value_or(EditKind::Text);
    edit.target = object[QStringLiteral("target")].toString();
    edit.text = object[QStringLiteral("text")].toString();
    edit.value = object[QStringLiteral("value")].toDouble();
    edit.unit = object[QStringLiteral("unit")].toString();
    edit.source = object[QStringLiteral("source")].toString();
    edit.note = object[QStringLiteral("note")].toString();
    edit.author = object[QStringLiteral("author")].toString();
    edit.at = QDateTime::fromString(object[QStringLiteral("at")].toString(), Qt::ISODateWithMs);
    edit.base = object[QStringLiteral("base")].toString();
    edit.computed = object[QStringLiteral("computed")].toString();
    for (const auto state : States) {
        if (editStateName(state) == object[QStringLiteral("state")].toString())
            edit.state = state;
    }
    edit.checks = json::toList<EditCheck>(object[QStringLiteral("checks")], checkFromJson);
    if (const auto original = object[QStringLiteral("original")]; original.isObject())
        edit.original = claimFromJson(original.toObject());
    edit.reading = {object[QStringLiteral("language")].toString(),
                    json::toStrings(object[QStringLiteral("number_words")])};
    return edit;
}

} // namespace consultantos
