// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/company_directory.h"

#include "base/json.h"
#include "evidence/company_name.h"
#include "evidence/name_similarity.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <utility>

namespace consultantos {

namespace {

constexpr double LeastSimilarity = 0.5;
constexpr int SuggestedNames = 3;

QStringList namesOf(const Company &company)
{
    return QStringList{company.name, company.legalName} + company.aliases;
}

/// "320193" of "CIK0000320193" and "0000320193"; the text itself where it is no number.
QString idOf(const QString &text)
{
    static const QRegularExpression cik(QStringLiteral("^(?:CIK)?\\s*0*([1-9][0-9]{0,9})$"),
                                        QRegularExpression::CaseInsensitiveOption);
    const auto match = cik.match(text);
    return match.hasMatch() ? match.captured(1) : text;
}

QString suggestion(const QStringList &names)
{
    if (names.isEmpty())
        return QCoreApplication::translate("Evidence", "No known company has a similar name.");
    if (names.size() == 1)
        return QCoreApplication::translate("Evidence", "Did you mean %1?").arg(names.first());
    return QCoreApplication::translate("Evidence", "Did you mean %1 or %2?")
        .arg(names.mid(0, names.size() - 1).join(QStringLiteral(", ")), names.last());
}

} // namespace

CompanyDirectory::CompanyDirectory(QList<Company> companies)
    : m_companies(std::move(companies))
{
    for (qsizetype place = 0; place < m_companies.size(); ++place)
        index(place);
}

Result<CompanyDirectory> CompanyDirectory::load(const QString &resourceDir)
{
    const auto object = json::readObject(QDir(resourceDir).filePath(QStringLiteral("starter/companies.json")));
    if (!object)
        return tl::unexpected(object.error());
    return CompanyDirectory(json::toList<Company>(object->value(QStringLiteral("companies")), companyFromJson));
}

CompanyDirectory CompanyDirectory::with(const QList<Company> &others) const
{
    auto all = *this;
    for (const auto &company : others) {
        if (all.m_byId.contains(company.id))
            continue;
        all.m_companies.append(company);
        all.index(all.m_companies.size() - 1);
    }
    return all;
}

void CompanyDirectory::index(qsizetype place)
{
    const auto &company = m_companies[place];
    m_byId.insert(company.id, place);
    if (!company.ticker.isEmpty())
        m_byName.insert(foldedName(company.ticker), place);
    for (const auto &name : namesOf(company)) {
        m_byName.insert(foldedName(name), place);
        m_byShortName.insert(nameWithoutLegalForm(name), place);
    }
}

const Company *CompanyDirectory::byId(const QString &id) const
{
    const auto place = m_byId.constFind(id);
    return place == m_byId.constEnd() ? nullptr : &m_companies[*place];
}

Result<Company> CompanyDirectory::find(const QString &text) const
{
    const auto wanted = text.trimmed();
    if (const auto *company = byId(idOf(wanted)))
        return *company;
    const auto candidates = [this](const QMultiHash<QString, qsizetype> &index, const QString &key) {
        const auto places = key.isEmpty() ? QList<qsizetype>() : index.values(key);
        QSet<qsizetype> different(places.begin(), places.end());
        QStringList names;
        for (const auto place : std::as_const(different))
            names.append(m_companies[place].name);
        names.sort(Qt::CaseInsensitive);
        return std::make_pair(different, names);
    };
    for (const auto &[places, names] :
         {candidates(m_byName, foldedName(wanted)), candidates(m_byShortName, nameWithoutLegalForm(wanted))}) {
        if (places.size() == 1)
            return m_companies[*places.begin()];
        if (places.size() > 1)
            return fail(ErrorCode::NotFound,
                        QCoreApplication::translate("Evidence", "Several companies are called \"%1\".").arg(wanted),
                        suggestion(names));
    }
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("Evidence", "No company called \"%1\" is known here.").arg(wanted),
                suggestion(nearestNames(wanted, SuggestedNames)));
}

QStringList CompanyDirectory::nearestNames(const QString &text, int limit) const
{
    const auto words = foldedWords(text);
    QList<std::pair<double, QString>> ranked;
    for (const auto &company : m_companies) {
        double best = nameSimilarity(words, foldedWords(company.ticker));
        for (const auto &name : namesOf(company))
            best = std::max(best, nameSimilarity(words, foldedWords(name)));
        if (best >= LeastSimilarity)
            ranked.append({-best, company.name});
    }
    std::sort(ranked.begin(), ranked.end());
    QStringList names;
    for (const auto &entry : std::as_const(ranked)) {
        if (names.size() >= limit)
            break;
        names.append(entry.second);
    }
    return names;
}

} // namespace consultantos
