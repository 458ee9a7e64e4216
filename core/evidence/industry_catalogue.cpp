// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/industry_catalogue.h"

#include "base/json.h"
#include "evidence/company_name.h"
#include "evidence/name_similarity.h"
#include "evidence/published_averages.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <utility>

namespace consultantos {

namespace {

constexpr double LeastSimilarity = 0.5;
constexpr qsizetype SuggestedTitles = 3;

Industry industryFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("id")].toString(), object[QStringLiteral("title")].toString(),
            object[QStringLiteral("sector")].toString(), object[QStringLiteral("anchor_industry")].toString(),
            json::toStrings(object[QStringLiteral("aliases")])};
}

QStringList namesOf(const Industry &industry)
{
    return QStringList{industry.id, industry.title} + industry.aliases;
}

} // namespace

Result<IndustryCatalogue> IndustryCatalogue::load(const QString &resourceDir)
{
    const QDir folder(QDir(resourceDir).filePath(QStringLiteral("industry")));
    const auto sectors = json::readObject(folder.filePath(QStringLiteral("sectors.json")));
    if (!sectors)
        return tl::unexpected(sectors.error());
    const auto tables = json::readObject(folder.filePath(QStringLiteral("anchors.json")));
    if (!tables)
        return tl::unexpected(tables.error());

    const PublishedAverages averages(*tables);
    QHash<QString, QList<IndustryAnchor>> byRow;
    for (const auto &row : tables->value(QStringLiteral("rows")).toArray())
        byRow.insert(row[QStringLiteral("name")].toString(), averages.read(row.toObject()));
    IndustryCatalogue catalogue;
    catalogue.m_industries = json::toList<Industry>(sectors->value(QStringLiteral("industries")), industryFromJson);
    for (const auto &industry : std::as_const(catalogue.m_industries))
        catalogue.m_anchors.insert(industry.id, byRow.value(industry.anchorIndustry));
    return catalogue;
}

Result<Industry> IndustryCatalogue::find(const QString &text) const
{
    const auto key = foldedName(text);
    QList<std::pair<double, QString>> similar;
    for (const auto &industry : m_industries) {
        double best = 0;
        for (const auto &name : namesOf(industry)) {
            if (!key.isEmpty() && foldedName(name) == key)
                return industry;
            best = std::max(best, nameSimilarity(foldedWords(text), foldedWords(name)));
        }
        if (best >= LeastSimilarity)
            similar.append({-best, industry.title});
    }
    std::sort(similar.begin(), similar.end());
    QStringList titles;
    for (const auto &entry : similar.mid(0, SuggestedTitles))
        titles.append(entry.second);
    if (titles.isEmpty()) { // few enough to name them all
        for (const auto &industry : m_industries)
            titles.append(industry.id);
    }
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("Evidence", "No industry called \"%1\" is known here.").arg(text.trimmed()),
                QCoreApplication::translate("Evidence", "Choose among: %1.").arg(titles.join(QStringLiteral(", "))));
}

QList<IndustryAnchor> IndustryCatalogue::anchors(const QString &industryId) const
{
    return m_anchors.value(industryId);
}

} // namespace consultantos
