// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/definitions.h"

#include "base/json.h"

#include <QCoreApplication>

#include <cmath>

namespace consultantos {

namespace {

QString message(const char *text)
{
    return QCoreApplication::translate("FrameworkDefinitions", text);
}

std::optional<double> optionalNumber(const QJsonObject &object, const QString &key)
{
    return json::toOptionalDouble(object[key]);
}

DriverDefinition driverFrom(const QJsonObject &object)
{
    return {object[QStringLiteral("id")].toString(),
            object[QStringLiteral("label")].toString(),
            object[QStringLiteral("measure")].toString(),
            object[QStringLiteral("ratio")].toString(),
            object[QStringLiteral("anchor")].toString(),
            object[QStringLiteral("query")].toString(),
            object[QStringLiteral("direction")].toString() == QLatin1String("raises"),
            object[QStringLiteral("weight")].toDouble(),
            optionalNumber(object, QStringLiteral("start")),
            optionalNumber(object, QStringLiteral("stop")),
            json::toStrings(object[QStringLiteral("needs")])};
}

Status readForces(const QJsonObject &file, FrameworkDefinitions &definitions)
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
    definitions.concentrationStart = concentration[QStringLiteral("start")].toDouble();
    definitions.concentrationStop = concentration[QStringLiteral("stop")].toDouble();
    for (const auto &entry : file[QStringLiteral("sections")].toArray()) {
        const auto object = entry.toObject();
        ForceDefinition force{object[QStringLiteral("id")].toString(),
                              object[QStringLiteral("title")].toString(),
                              object[QStringLiteral("subject")].toString(),
                              {}};
        double weights = 0;
        for (const auto &driver : object[QStringLiteral("drivers")].toArray()) {
            force.drivers.append(driverFrom(driver.toObject()));
            weights += force.drivers.last().weight;
        }
        if (force.id.isEmpty() || std::abs(weights - 1) > 1e-9) {
            return fail(ErrorCode::Malformed,
                        message("The weights of force \"%1\" in porter.json don't sum to one.").arg(force.id));
        }
        definitions.forces.append(force);
    }
    return {};
}

void readPestel(const QJsonObject &file, FrameworkDefinitions &definitions)
{
    for (const auto &entry : file[QStringLiteral("classes")].toArray()) {
        const auto object = entry.toObject();
        PestelClass definition{object[QStringLiteral("id")].toString(),
                               object[QStringLiteral("title")].toString(),
                               json::toStrings(object[QStringLiteral("fallback")]),
                               {}};
        for (const auto &document : object[QStringLiteral("documents")].toArray()) {
            const auto topic = document.toObject();
            definition.documents.append(
                {topic[QStringLiteral("query")].toString(), topic[QStringLiteral("indicator")].toString(),
                 json::toStrings(topic[QStringLiteral("topics")]),
                 topic[QStringLiteral("exposure")].toString() == QLatin1String("foreign_revenue")});
        }
        definitions.pestel.append(definition);
    }
}

/// Every query that a framework names must be there: else its documents would silently be left unread.
Status checkQueries(const FrameworkDefinitions &definitions)
{
    QStringList named;
    for (const auto &force : definitions.forces) {
        for (const auto &driver : force.drivers)
            named.append(driver.query);
    }
    for (const auto &definition : definitions.pestel) {
        for (const auto &topic : definition.documents)
            named.append(topic.query);
    }
    named.removeAll(QString());
    for (const auto &id : std::as_const(named)) {
        if (definitions.queries.find(id) == nullptr)
            return fail(
                ErrorCode::Malformed,
                message("A framework names the query \"%1\", which evidence_queries.json doesn't have.").arg(id));
    }
    return {};
}

void readSwot(const QJsonObject &file, FrameworkDefinitions &definitions)
{
    for (const auto &entry : file[QStringLiteral("measures")].toArray()) {
        const auto object = entry.toObject();
        definitions.swot.append(
            {object[QStringLiteral("ratio")].toString(), object[QStringLiteral("use")].toString(),
             object[QStringLiteral("shield")].toString(), object[QStringLiteral("repair")].toString(),
             object[QStringLiteral("expose")].toString(), optionalNumber(object, QStringLiteral("floor")),
             object[QStringLiteral("needs_reference")].toBool(true)});
    }
}

void readCanvas(const QJsonObject &file, FrameworkDefinitions &definitions)
{
    for (const auto &entry : file[QStringLiteral("factors")].toArray()) {
        const auto object = entry.toObject();
        definitions.canvas.append({object[QStringLiteral("id")].toString(), object[QStringLiteral("label")].toString(),
                                   object[QStringLiteral("ratio")].toString(),
                                   object[QStringLiteral("spending")].toBool(),
                                   object[QStringLiteral("inverted")].toBool()});
    }
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
    const auto swot = read("swot.json");
    const auto canvas = read("blue_ocean.json");
    const auto pestel = read("pestel.json");
    const auto regions = read("tables/regions.json");
    for (const auto *file : {&porter, &swot, &canvas, &pestel, &regions}) {
        if (!*file)
            return tl::unexpected(file->error());
    }
    auto queries = EvidenceQueries::load(resourceDir);
    if (!queries)
        return tl::unexpected(queries.error());
    definitions->queries = std::move(*queries);
    if (const auto status = readForces(*porter, *definitions); !status)
        return tl::unexpected(status.error());
    readSwot(*swot, *definitions);
    readCanvas(*canvas, *definitions);
    readPestel(*pestel, *definitions);
    readRegions(*regions, *definitions);
    if (const auto status = checkQueries(*definitions); !status)
        return tl::unexpected(status.error());
    return std::shared_ptr<const FrameworkDefinitions>(definitions);
}

QStringList FrameworkDefinitions::regionCodes(const QString &region) const
{
    return regions.value(region.trimmed().toLower());
}

} // namespace consultantos
