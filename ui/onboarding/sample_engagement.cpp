// SPDX-License-Identifier: GPL-3.0-or-later
#include "onboarding/sample_engagement.h"

#include "base/json.h"
#include "model/request.h"
#include "shell/window_state.h"
#include "storage/engagement.h"

#include <QDir>
#include <QJsonDocument>

namespace consultantos {

Result<QString> prepareSampleEngagement(const QString &dataDir, const QString &resourceDir, const QString &language)
{
    const QDir folder(QDir(resourceDir).filePath(QStringLiteral("sample")));
    const auto sample = json::readObject(folder.filePath(QStringLiteral("brief.json")));
    if (!sample)
        return tl::unexpected(sample.error());
    const auto all = sample->value(QStringLiteral("texts")).toObject();
    const auto code = all.contains(language) ? language : QStringLiteral("en");
    const auto texts = all.value(code).toObject();
    const auto engagement = openEngagement(dataDir, texts.value(QStringLiteral("engagement")).toString());
    if (!engagement)
        return tl::unexpected(engagement.error());
    auto state = WindowState::load(dataDir, engagement->name);
    if (!state.draft.isEmpty() || !state.openReports.isEmpty())
        return engagement->name;
    auto request = analysisRequestFromJson(sample->value(QStringLiteral("request")).toObject());
    request.question = texts.value(QStringLiteral("question")).toString();
    request.context = texts.value(QStringLiteral("context")).toString();
    request.language = code;
    request.factsFiles = {folder.filePath(QStringLiteral("memo-%1.md").arg(code))};
    state.draft = QJsonDocument(toJson(request)).toJson(QJsonDocument::Compact);
    state.isWelcomed = true;
    state.page = 0;
    state.save(dataDir, engagement->name);
    return engagement->name;
}

} // namespace consultantos
