// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/local_fact_store.h"

#include "base/logging.h"
#include "evidence/companyfacts.h"
#include "storage/restatement.h"

#include <QDir>
#include <QFile>
#include <QMutexLocker>

namespace consultantos {

namespace {

/// Two lists ordered by id as one.
QList<Fact> mergedById(const QList<Fact> &left, const QList<Fact> &right)
{
    if (left.isEmpty() || right.isEmpty())
        return left.isEmpty() ? right : left;
    QList<Fact> merged;
    merged.reserve(left.size() + right.size());
    auto l = left.begin();
    auto r = right.begin();
    while (l != left.end() || r != right.end()) {
        if (r == right.end() || (l != left.end() && l->id < r->id))
            merged.append(*l++);
        else if (l == left.end() || r->id < l->id)
            merged.append(*r++);
        else
            merged.append(mergeFacts(*l++, *r++));
    }
    return merged;
}

} // namespace

Result<std::shared_ptr<LocalFactStore>> LocalFactStore::load(const QString &resourceDir,
                                                             std::shared_ptr<FactRepository> imports,
                                                             StarterFacts starterFacts)
{
    auto companies = CompanyDirectory::load(resourceDir);
    if (!companies)
        return tl::unexpected(companies.error());
    auto industries = IndustryCatalogue::load(resourceDir);
    if (!industries)
        return tl::unexpected(industries.error());
    auto countries = CountryCatalogue::load(resourceDir);
    if (!countries)
        return tl::unexpected(countries.error());
    std::shared_ptr<LocalFactStore> store(new LocalFactStore(resourceDir, std::move(imports), std::move(*companies),
                                                             std::move(*industries), std::move(*countries)));
    store->m_use = starterFacts;
    return store;
}

LocalFactStore::LocalFactStore(QString resourceDir, std::shared_ptr<FactRepository> imports, CompanyDirectory starter,
                               IndustryCatalogue industries, CountryCatalogue countries)
    : m_resourceDir(std::move(resourceDir))
    , m_imports(std::move(imports))
    , m_starter(std::move(starter))
    , m_industries(std::move(industries))
    , m_countries(std::move(countries))
    , m_playbooks(m_resourceDir)
    , m_directory(m_starter)
{
}

Result<qint64> LocalFactStore::changeCounter() const
{
    return m_imports ? m_imports->changeCounter() : Result<qint64>(0);
}

CompanyDirectory LocalFactStore::directory() const
{
    const QMutexLocker lock(&m_mutex);
    // The counter comes first: a change in between is then seen at the next question.
    const auto changes = changeCounter();
    if (changes && m_directoryChanges == *changes)
        return m_directory;
    const auto imported = changes && m_imports ? m_imports->companies() : Result<QList<Company>>();
    if (!changes || !imported) {
        // The starter companies can be worked with all the same.
        qCWarning(lcStorage) << "imported companies can't be read:"
                             << (changes ? imported.error() : changes.error()).message;
        return m_directory;
    }
    m_directory = m_starter.with(*imported);
    m_directoryChanges = *changes;
    return m_directory;
}

QList<Company> LocalFactStore::companies() const
{
    return directory().companies();
}

Result<Company> LocalFactStore::findCompany(const QString &text) const
{
    return directory().find(text);
}

QStringList LocalFactStore::nearestNames(const QString &text, int limit) const
{
    return directory().nearestNames(text, limit);
}

std::shared_ptr<LocalFactStore::CompanyCache> LocalFactStore::cacheOf(const QString &companyId) const
{
    const QMutexLocker lock(&m_mutex);
    auto &cache = m_caches[companyId];
    if (!cache)
        cache = std::make_shared<CompanyCache>();
    return cache;
}

Result<QList<Fact>> LocalFactStore::starterFacts(const QString &companyId) const
{
    if (m_use == StarterFacts::LeaveOut || !m_starter.byId(companyId))
        return QList<Fact>();
    const auto path = QDir(m_resourceDir)
                          .filePath(QStringLiteral("starter/facts/CIK%1.json.gz").arg(companyId, 10, QLatin1Char('0')));
    if (!QFile::exists(path))
        return QList<Fact>();
    auto read = readCompanyFacts(path, QStringLiteral("SEC filings (starter facts)"));
    if (!read)
        return tl::unexpected(read.error());
    return std::move(read->facts);
}

Result<QList<Fact>> LocalFactStore::facts(const QString &companyId) const
{
    const auto changes = changeCounter();
    if (!changes)
        return tl::unexpected(changes.error());
    const auto cache = cacheOf(companyId);
    const QMutexLocker lock(&cache->mutex);
    if (cache->changes == *changes)
        return cache->merged;
    if (!cache->starter) {
        auto starter = starterFacts(companyId);
        if (!starter)
            return starter;
        cache->starter = std::move(*starter);
    }
    const auto imported = m_imports ? m_imports->facts(companyId) : Result<QList<Fact>>();
    if (!imported)
        return imported;
    cache->merged = mergedById(*cache->starter, *imported);
    cache->changes = *changes;
    return cache->merged;
}

Result<QString> LocalFactStore::version(const QStringList &companyIds) const
{
    // Starter facts are resources; only the user's imports change while they stay the same.
    if (!m_imports)
        return QString();
    const auto imported = m_imports->versions();
    if (!imported)
        return tl::unexpected(imported.error());
    QStringList versions;
    for (const auto &id : companyIds) {
        if (const auto found = imported->constFind(id); found != imported->constEnd())
            versions.append(id + QLatin1Char('=') + *found);
    }
    versions.sort();
    if (m_use == StarterFacts::LeaveOut)
        versions.prepend(QStringLiteral("no starter facts"));
    return versions.join(QLatin1Char(','));
}

QList<Industry> LocalFactStore::industries() const
{
    return m_industries.industries();
}

Result<Industry> LocalFactStore::findIndustry(const QString &text) const
{
    return m_industries.find(text);
}

QList<IndustryAnchor> LocalFactStore::anchors(const QString &industryId) const
{
    return m_industries.anchors(industryId);
}

QList<Fact> LocalFactStore::countryAnchors(const QString &region) const
{
    return m_countries.anchors(region);
}

QString LocalFactStore::countryCode(const QString &region) const
{
    return m_countries.isoCode(region);
}

Result<Playbook> LocalFactStore::playbook(const QString &industryId) const
{
    auto playbook = m_playbooks.playbook(industryId);
    if (playbook && playbook->title.isEmpty()) {
        for (const auto &industry : m_industries.industries()) {
            if (industry.id == industryId)
                playbook->title = industry.title;
        }
    }
    return playbook;
}

} // namespace consultantos
