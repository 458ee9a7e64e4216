// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/block_reader.h"

#include <QCoreApplication>

#include <cmath>

namespace consultantos::framework_file {

namespace {

/// The weights of a section may miss one by rounding.
constexpr double Rounding = 1e-9;

void readForces(FileReader &reader, const LocatedJson &root, FrameworkFile &file)
{
    auto &parts = file.parts;
    QSet<QString> ids;
    for (const auto &entry : reader.list(root, "sections")) {
        reader.only(entry, {"id", "title", "subject", "drivers"});
        parts.forces.append(readForce(reader, entry, reader.id(entry), reader.text(entry, "title")));
        reader.unique(entry, ids, parts.forces.last().id);
    }
    if (parts.forces.isEmpty())
        reader.fault(
            root,
            inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"%1\" is missing or empty.")).arg(QStringLiteral("sections")));
    const auto *concentration = root.find(QStringLiteral("concentration"));
    file.hasConcentration = concentration != nullptr;
    if (concentration == nullptr)
        return;
    reader.only(*concentration, {"start", "stop", "source"});
    parts.concentrationStart = reader.numberOr(*concentration, "start", 0);
    parts.concentrationStop = reader.numberOr(*concentration, "stop", 0);
    if (parts.concentrationStart >= parts.concentrationStop)
        reader.fault(*concentration, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"start\" must lie below \"stop\".")));
}

void readMeasures(FileReader &reader, const LocatedJson &root, QList<SwotMeasure> &measures)
{
    QSet<QString> ratios;
    for (const auto &entry : reader.list(root, "measures")) {
        reader.only(entry, {"ratio", "floor", "needs_reference", "use", "shield", "repair", "expose"});
        SwotMeasure measure;
        measure.ratio = reader.ratio(entry);
        measure.use = reader.words(entry, "use");
        measure.shield = reader.words(entry, "shield");
        measure.repair = reader.words(entry, "repair");
        measure.expose = reader.words(entry, "expose");
        measure.floor = reader.optionalNumber(entry, "floor");
        measure.needsReference = reader.truthOr(entry, "needs_reference", true);
        reader.unique(entry, ratios, measure.ratio);
        measures.append(measure);
    }
}

void readClasses(FileReader &reader, const LocatedJson &root, QList<PestelClass> &classes)
{
    QSet<QString> ids;
    for (const auto &entry : reader.list(root, "classes")) {
        reader.only(entry, {"id", "title", "fallback", "documents"});
        PestelClass made{reader.id(entry), reader.words(entry, "title"), reader.ratios(entry, "fallback"), {}};
        reader.unique(entry, ids, made.id);
        for (const auto &document : reader.list(entry, "documents")) {
            reader.only(document, {"query", "indicator", "topics", "exposure"});
            PestelTopic topic;
            topic.query = reader.queryId(document, "query");
            topic.indicator = reader.words(document, "indicator");
            topic.topics = reader.texts(document, "topics");
            const auto exposure = reader.textOr(document, "exposure", {});
            topic.isOfForeignRevenue = exposure == QLatin1String("foreign_revenue");
            if (!exposure.isEmpty() && !topic.isOfForeignRevenue)
                reader.fault(
                    *document.find(QStringLiteral("exposure")),
                    inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"exposure\" can only be \"foreign_revenue\".")));
            made.documents.append(topic);
        }
        classes.append(made);
    }
}

void readFactors(FileReader &reader, const LocatedJson &root, QList<CanvasFactor> &factors)
{
    QSet<QString> ids;
    for (const auto &entry : reader.list(root, "factors")) {
        reader.only(entry, {"id", "label", "ratio", "spending", "inverted"});
        factors.append({reader.id(entry), reader.words(entry, "label"), reader.ratio(entry),
                        reader.truthOr(entry, "spending", false), reader.truthOr(entry, "inverted", false)});
        reader.unique(entry, ids, factors.last().id);
    }
}

} // namespace

ForceDefinition readForce(FileReader &reader, const LocatedJson &node, const QString &id, const QString &title)
{
    ForceDefinition force{id, title, reader.textOr(node, "subject", title.toLower()), {}};
    double weights = 0;
    QSet<QString> ids;
    for (const auto &entry : reader.list(node, "drivers")) {
        force.drivers.append(reader.driver(entry));
        reader.unique(entry, ids, force.drivers.last().id);
        weights += force.drivers.last().weight;
    }
    if (!force.drivers.isEmpty() && std::abs(weights - 1) > Rounding)
        reader.fault(
            *node.find(QStringLiteral("drivers")),
            inWords(QT_TRANSLATE_NOOP("FrameworkFile", "the weights of section \"%1\" sum to %2 instead of one."))
                .arg(id, QString::number(weights, 'g', 6)));
    return force;
}

QStringList blockKeys(const QString &derivation)
{
    if (derivation == QLatin1String("porter"))
        return {QStringLiteral("measures"), QStringLiteral("concentration"), QStringLiteral("sections")};
    if (derivation == QLatin1String("swot"))
        return {QStringLiteral("measures")};
    if (derivation == QLatin1String("pestel"))
        return {QStringLiteral("classes")};
    return {QStringLiteral("factors")};
}

void readBlock(FileReader &reader, const LocatedJson &root, FrameworkFile &file)
{
    if (file.derivation == QLatin1String("porter")) {
        readForces(reader, root, file);
        return;
    }
    if (file.derivation == QLatin1String("swot"))
        readMeasures(reader, root, file.parts.swot);
    else if (file.derivation == QLatin1String("pestel"))
        readClasses(reader, root, file.parts.pestel);
    else if (file.derivation == QLatin1String("blue_ocean"))
        readFactors(reader, root, file.parts.canvas);
    const auto list = blockKeys(file.derivation).first();
    const bool isEmpty = file.parts.swot.isEmpty() && file.parts.pestel.isEmpty() && file.parts.canvas.isEmpty();
    if (isEmpty)
        reader.fault(root, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"%1\" is missing or empty.")).arg(list));
}

} // namespace consultantos::framework_file
