// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/playbook_library.h"

#include "base/json.h"

#include <QDir>
#include <QFile>
#include <QMutexLocker>
#include <QRegularExpression>

#include <utility>

namespace consultantos {

namespace {

PlaybookStatement statementFromJson(const QJsonObject &object, const QString &industry)
{
    PlaybookStatement statement;
    statement.entry.id = QStringLiteral("k/%1/%2").arg(industry, object[QStringLiteral("id")].toString());
    statement.entry.industry = industry;
    statement.entry.text = object[QStringLiteral("text")].toString();
    statement.entry.reasoning = object[QStringLiteral("reasoning")].toString();
    statement.uses = json::toStrings(object[QStringLiteral("uses")]);
    statement.topics = json::toStrings(object[QStringLiteral("topics")]);
    statement.regions = json::toStrings(object[QStringLiteral("regions")]);
    const auto fields = object[QStringLiteral("fields")].toObject();
    for (auto field = fields.begin(); field != fields.end(); ++field)
        statement.fields.insert(field.key(), field.value().toString());
    const auto when = object[QStringLiteral("when")].toObject();
    statement.whenRatio = when[QStringLiteral("ratio")].toString();
    statement.whenIs = when[QStringLiteral("is")].toString();
    return statement;
}

/// The id becomes a file's name: nothing but what ids are made of.
bool isIndustryId(const QString &text)
{
    static const QRegularExpression id(QStringLiteral("\\A[a-z0-9_]+\\z"));
    return id.match(text).hasMatch();
}

} // namespace

PlaybookLibrary::PlaybookLibrary(const QString &resourceDir)
    : m_folder(QDir(resourceDir).filePath(QStringLiteral("playbooks")))
{
}

Result<Playbook> PlaybookLibrary::playbook(const QString &industryId) const
{
    Playbook playbook;
    playbook.industry = industryId;
    const auto path = QDir(m_folder).filePath(industryId + QStringLiteral(".json"));
    if (!isIndustryId(industryId))
        return playbook;
    const QMutexLocker lock(&m_mutex);
    if (const auto known = m_known.constFind(industryId); known != m_known.constEnd())
        return *known;
    if (!QFile::exists(path))
        return playbook;
    const auto object = json::readObject(path);
    if (!object)
        return tl::unexpected(object.error());
    playbook.title = object->value(QStringLiteral("title")).toString();
    playbook.competingFactors = json::toStrings(object->value(QStringLiteral("competing_factors")));
    playbook.statements = json::toList<PlaybookStatement>(
        object->value(QStringLiteral("statements")),
        [&industryId](const QJsonObject &statement) { return statementFromJson(statement, industryId); });
    m_known.insert(industryId, playbook);
    return playbook;
}

} // namespace consultantos
