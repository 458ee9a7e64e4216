// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financials/concept_catalogue.h"

#include "analysis/expression.h"
#include "analysis/financials/catalogue_error.h"
#include "base/json.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

const QString DefaultTaxonomy = QStringLiteral("us-gaap");
const QString StatementTaxonomy = QStringLiteral("statement");

Result<ConceptDefinition> conceptFromJson(const QJsonObject &object, const QString &path)
{
    ConceptDefinition line;
    line.id = object[QStringLiteral("id")].toString();
    line.label = object[QStringLiteral("label")].toString();
    line.statement = object[QStringLiteral("statement")].toString();
    if (line.id.isEmpty() || line.label.isEmpty())
        return catalogueError(path, line.id, QCoreApplication::translate("Financials", "it needs an id and a label"));
    if (!QStringList{QString(), QStringLiteral("income"), QStringLiteral("balance"), QStringLiteral("cash_flow")}
             .contains(line.statement))
        return catalogueError(
            path, line.id,
            QCoreApplication::translate("Financials", "the statement \"%1\" is not known").arg(line.statement));
    const auto measure = object[QStringLiteral("measure")].toString();
    if (measure == QLatin1String("money"))
        line.measure = Measure::Money;
    else if (measure == QLatin1String("per_share"))
        line.measure = Measure::PerShare;
    else if (measure == QLatin1String("shares"))
        line.measure = Measure::Shares;
    else
        return catalogueError(
            path, line.id, QCoreApplication::translate("Financials", "the measure \"%1\" is not known").arg(measure));
    const auto time = object[QStringLiteral("time")].toString();
    if (time != QLatin1String("instant") && time != QLatin1String("duration"))
        return catalogueError(path, line.id,
                              QCoreApplication::translate("Financials", "the time \"%1\" is not known").arg(time));
    line.isInstant = time == QLatin1String("instant");
    for (const auto &tag : json::toStrings(object[QStringLiteral("tags")]))
        line.tags.append(tag.contains(QLatin1Char(':')) ? tag : DefaultTaxonomy + QLatin1Char(':') + tag);
    const bool isReported = !line.tags.isEmpty();
    for (const auto &entry : object[QStringLiteral("derive")].toArray()) {
        if (entry.isObject())
            line.derive.append({entry.toObject()[QStringLiteral("formula")].toString(),
                                entry.toObject()[QStringLiteral("title")].toString()});
        else
            line.derive.append({entry.toString(), line.label});
    }
    const auto plausible = object[QStringLiteral("plausible")].toObject();
    line.plausibleIf = plausible[QStringLiteral("that")].toString();
    line.otherwise = plausible[QStringLiteral("otherwise")].toString();
    line.tellsConflicts = object[QStringLiteral("tells_conflicts")].toBool();
    if (!isReported && line.derive.isEmpty())
        return catalogueError(path, line.id,
                              QCoreApplication::translate("Financials", "it has neither tags nor formulas"));
    // Last: what a filing tags itself stands before what was read from the print of its statements.
    const auto printed = StatementTaxonomy + QLatin1Char(':') + line.id;
    line.tags.removeAll(printed);
    line.tags.append(printed);
    return line;
}

} // namespace

Result<ConceptCatalogue> ConceptCatalogue::load(const QString &path)
{
    const auto document = json::readObject(path);
    if (!document)
        return tl::unexpected(document.error());
    ConceptCatalogue catalogue;
    for (const auto &entry : (*document)[QStringLiteral("concepts")].toArray()) {
        auto line = conceptFromJson(entry.toObject(), path);
        if (!line)
            return tl::unexpected(line.error());
        if (catalogue.m_places.contains(line->id))
            return catalogueError(path, line->id,
                                  QCoreApplication::translate("Financials", "the id stands there twice"));
        catalogue.m_places.insert(line->id, catalogue.m_concepts.size());
        catalogue.m_concepts.append(std::move(*line));
    }
    if (catalogue.m_concepts.isEmpty())
        return catalogueError(path, QStringLiteral("concepts"),
                              QCoreApplication::translate("Financials", "the list is missing or empty"));
    for (const auto &line : std::as_const(catalogue.m_concepts)) {
        QStringList formulas;
        for (const auto &derivation : line.derive)
            formulas.append(derivation.formula);
        if (!line.plausibleIf.isEmpty())
            formulas.append(line.plausibleIf);
        for (const auto &formula : std::as_const(formulas)) {
            const auto parsed = Expression::parse(formula);
            if (!parsed)
                return catalogueError(path, line.id, parsed.error().message);
            for (const auto &variable : parsed->variables()) {
                if (!catalogue.m_places.contains(variable))
                    return catalogueError(path, line.id,
                                          QCoreApplication::translate("Financials", "\"%1\" is no line").arg(variable));
            }
        }
    }
    return catalogue;
}

const ConceptDefinition *ConceptCatalogue::find(const QString &id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? nullptr : &m_concepts[*place];
}

} // namespace consultantos
