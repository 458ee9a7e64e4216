// SPDX-License-Identifier: GPL-3.0-or-later
#include "concept_filter.h"

#include "base/json.h"
#include "base/paths.h"

#include <QJsonArray>
#include <QJsonObject>

namespace consultantos {

namespace {

/// The tags of a standardised line in resources/concepts.json; empty for a name that is none.
Result<QStringList> tagsOfLine(const QString &name)
{
    const auto catalogue = json::readObject(resourcePath(QStringLiteral("concepts.json")));
    if (!catalogue)
        return tl::unexpected(catalogue.error());
    for (const auto &entry : (*catalogue)[QStringLiteral("concepts")].toArray()) {
        const auto line = entry.toObject();
        if (line[QStringLiteral("id")].toString().compare(name, Qt::CaseInsensitive) == 0)
            return json::toStrings(line[QStringLiteral("tags")]);
    }
    return QStringList();
}

} // namespace

Result<ConceptFilter> ConceptFilter::of(const QString &name)
{
    ConceptFilter filter;
    if (name.isEmpty())
        return filter;
    filter.m_takesAll = false;
    filter.m_tags.append(name.toLower());
    const auto tags = tagsOfLine(name);
    if (!tags)
        return tl::unexpected(tags.error());
    for (const auto &tag : *tags)
        filter.m_tags.append(tag.toLower());
    return filter;
}

bool ConceptFilter::accepts(const Fact &fact) const
{
    const auto tag = fact.tag.toLower();
    return m_takesAll || m_tags.contains(tag) || m_tags.contains(fact.taxonomy.toLower() + QLatin1Char(':') + tag);
}

qsizetype ConceptFilter::rankOf(const Fact &fact) const
{
    const auto tag = fact.tag.toLower();
    const auto byTag = m_tags.indexOf(tag);
    const auto byFullName = m_tags.indexOf(fact.taxonomy.toLower() + QLatin1Char(':') + tag);
    return byTag >= 0 && (byFullName < 0 || byTag < byFullName) ? byTag : byFullName;
}

} // namespace consultantos
