// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/definitions.h"

#include "base/json.h"

namespace consultantos {

namespace {

void readScoring(const QJsonObject &file, FrameworkDefinitions &definitions)
{
    const auto scoring = file[QStringLiteral("scoring")].toObject();
    for (auto method = scoring.begin(); method != scoring.end(); ++method) {
        const auto object = method.value().toObject();
        definitions.scoring.insert(method.key(), {object[QStringLiteral("raises")].toString(),
                                                  object[QStringLiteral("lowers")].toString(),
                                                  object[QStringLiteral("half_width")].toDouble(),
                                                  object[QStringLiteral("source")].toString()});
    }
    const auto concentration = file[QStringLiteral("concentration")].toObject();
    definitions.parts.concentrationStart = concentration[QStringLiteral("start")].toDouble();
    definitions.parts.concentrationStop = concentration[QStringLiteral("stop")].toDouble();
}

void readRegions(const QJsonObject &file, FrameworkDefinitions &definitions)
{
    for (const auto &entry : file[QStringLiteral("regions")].toArray()) {
        const auto object = entry.toObject();
        const auto codes = json::toStrings(object[QStringLiteral("codes")]);
        const auto names = json::toStrings(object[QStringLiteral("names")]);
        for (const auto &name : names)
            definitions.regions.insert(name, codes);
    }
}

} // namespace

Result<std::shared_ptr<const FrameworkDefinitions>> FrameworkDefinitions::load(const QString &resourceDir)
{
    auto definitions = std::make_shared<FrameworkDefinitions>();
    const auto read = [&resourceDir](const char *name) {
        return json::readObject(resourceDir + QStringLiteral("/frameworks/") + QLatin1String(name));
    };
    const auto porter = read("porter.json");
    const auto regions = read("tables/regions.json");
    for (const auto *file : {&porter, &regions}) {
        if (!*file)
            return tl::unexpected(file->error());
    }
    auto queries = EvidenceQueries::load(resourceDir);
    if (!queries)
        return tl::unexpected(queries.error());
    definitions->queries = std::move(*queries);
    readScoring(*porter, *definitions);
    readRegions(*regions, *definitions);
    return std::shared_ptr<const FrameworkDefinitions>(definitions);
}

QStringList FrameworkDefinitions::regionCodes(const QString &region) const
{
    return regions.value(region.trimmed().toLower());
}

} // namespace consultantos
