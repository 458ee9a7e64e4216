// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/growth_anchors.h"

#include "base/json.h"
#include "evidence/industry_catalogue.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

#include <cmath>
#include <optional>
#include <utility>

namespace consultantos {

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("GrowthAnchors", text);
}

/// The names that industry/economies.json gives, for translators; see growthOf().
[[maybe_unused]] constexpr const char *Economies[] = {
    QT_TRANSLATE_NOOP("GrowthAnchors", "Australia"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "Brazil"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "Canada"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "Switzerland"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "China"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "Germany"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "Spain"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "France"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "the United Kingdom"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "Ireland"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "India"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "Italy"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "Japan"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "Korea, Rep."),
    QT_TRANSLATE_NOOP("GrowthAnchors", "the Netherlands"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "Sweden"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "the United States"),
    QT_TRANSLATE_NOOP("GrowthAnchors", "the world"),
};

/// Nothing for an economy without values.
std::optional<GrowthAnchor> growthOf(const QJsonObject &economy, const QString &source, const QString &id)
{
    const auto values = economy[QStringLiteral("gdp")].toObject();
    const auto years = values.keys(); // sorted
    if (years.size() < 2 || !(values[years.first()].toDouble() > 0.0))
        return std::nullopt;
    const int first = years.first().toInt();
    const int last = years.last().toInt();
    GrowthAnchor anchor;
    anchor.id = id;
    anchor.title =
        inWords(QT_TRANSLATE_NOOP("GrowthAnchors", "Gross domestic product of %1, nominal, in US dollars, a year "
                                                   "from %2 to %3"))
            .arg(inWords(economy[QStringLiteral("name")].toString().toUtf8().constData()), years.first(), years.last());
    anchor.rate =
        std::pow(values[years.last()].toDouble() / values[years.first()].toDouble(), 1.0 / (last - first)) - 1.0;
    anchor.source = source;
    anchor.year = last;
    return anchor;
}

} // namespace

Result<QList<GrowthAnchor>> growthAnchors(const Company &company, const QString &resourceDir)
{
    QList<GrowthAnchor> anchors;
    const auto industries = IndustryCatalogue::load(resourceDir);
    if (!industries)
        return tl::unexpected(industries.error());
    for (const auto &anchor : industries->anchors(company.industry)) {
        if (anchor.ratioId == QLatin1String("expected_growth"))
            anchors.append({QStringLiteral("industry"),
                            inWords(QT_TRANSLATE_NOOP(
                                "GrowthAnchors", "Growth of earnings that is expected in its industry, a year over "
                                                 "five years")),
                            anchor.fact.value(), anchor.fact.source, anchor.fact.end.year()});
    }
    const auto document = json::readObject(QDir(resourceDir).filePath(QStringLiteral("industry/economies.json")));
    if (!document)
        return tl::unexpected(document.error());
    const auto source = document->value(QStringLiteral("source")).toString();
    const auto country = company.country.isEmpty() ? QStringLiteral("US") : company.country;
    for (const auto &[code, id] :
         {std::pair(country, QStringLiteral("economy")), std::pair(QStringLiteral("world"), QStringLiteral("world"))}) {
        for (const auto &entry : document->value(QStringLiteral("economies")).toArray()) {
            if (entry[QStringLiteral("country")].toString() != code)
                continue;
            if (auto anchor = growthOf(entry.toObject(), source, id))
                anchors.append(*std::move(anchor));
        }
    }
    return anchors;
}

} // namespace consultantos
