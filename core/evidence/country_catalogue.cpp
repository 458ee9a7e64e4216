// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/country_catalogue.h"

#include "base/json.h"
#include "evidence/company_name.h"
#include "evidence/published_averages.h"

#include <QDir>

namespace consultantos {

Result<CountryCatalogue> CountryCatalogue::load(const QString &resourceDir)
{
    const auto document = json::readObject(QDir(resourceDir).filePath(QStringLiteral("industry/countries.json")));
    if (!document)
        return tl::unexpected(document.error());
    const PublishedAverages averages(*document);
    CountryCatalogue catalogue;
    // Countries first: a name that is both means the country.
    for (const auto &kind : {QStringLiteral("countries"), QStringLiteral("regions")}) {
        for (const auto &entry : document->value(kind).toArray()) {
            QList<Fact> facts;
            for (const auto &average : averages.read(entry.toObject()))
                facts.append(average.fact);
            const auto names =
                QStringList{entry[QStringLiteral("name")].toString(), entry[QStringLiteral("iso")].toString()}
                + json::toStrings(entry[QStringLiteral("aliases")]);
            for (const auto &name : names) {
                const auto key = foldedName(name);
                if (!key.isEmpty() && !catalogue.m_byName.contains(key))
                    catalogue.m_byName.insert(key, catalogue.m_places.size());
            }
            // Parts of a country ("AE-AZ") are in it.
            constexpr qsizetype CountryCode = 2;
            catalogue.m_places.append({entry[QStringLiteral("iso")].toString().left(CountryCode), facts});
        }
    }
    return catalogue;
}

QList<Fact> CountryCatalogue::anchors(const QString &text) const
{
    const auto place = m_byName.constFind(foldedName(text));
    return place == m_byName.constEnd() ? QList<Fact>() : m_places[*place].anchors;
}

QString CountryCatalogue::isoCode(const QString &text) const
{
    const auto place = m_byName.constFind(foldedName(text));
    return place == m_byName.constEnd() ? QString() : m_places[*place].iso;
}

} // namespace consultantos
