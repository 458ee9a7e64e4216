// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/document_repository.h"
#include "storage/fact_repository.h"
#include "storage/indexes/store_walks.h"
#include "storage/passage_vectors.h"

namespace consultantos::store_walks {
namespace {

Fact someFact(double value, const QString &document)
{
    Fact fact;
    fact.companyId = QStringLiteral("acme");
    fact.taxonomy = QStringLiteral("us-gaap");
    fact.tag = QStringLiteral("Assets");
    fact.unit = QStringLiteral("USD");
    fact.end = QDate(2024, 12, 31);
    fact.latest.value = value;
    fact.latest.accession = document;
    fact.latest.filed = QDate(2025, 2, int(value));
    fact.latest.place.document = document;
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
    return fact;
}

Document someDocument(const QString &id)
{
    Document document;
    document.id = id;
    document.name = QStringLiteral("report.txt");
    document.format = QStringLiteral("text");
    Block block;
    block.text = QStringLiteral("Assets are what they are.");
    block.page = 1;
    block.section = QStringLiteral("Item 1");
    document.blocks.append(block);
    return document;
}

/// Each filter alone and all together, words together or any of them.
Status searches(const DocumentRepository &documents)
{
    QList<PassageFilter> filters(6);
    filters[1].companyId = QStringLiteral("acme");
    filters[2].fiscalYear = 2024;
    filters[3].format = QStringLiteral("text");
    filters[4].section = QStringLiteral("Item");
    filters[5].documentId = QStringLiteral("d2");
    auto all = filters[1];
    all.fiscalYear = 2024;
    all.format = filters[3].format;
    all.section = filters[4].section;
    all.documentId = filters[5].documentId;
    filters.append(all);
    for (auto filter : std::as_const(filters)) {
        filter.text = QStringLiteral("assets");
        for (const auto match : {WordMatch::All, WordMatch::Any}) {
            filter.match = match;
            if (auto found = done(documents.search(filter)); !found)
                return found;
        }
    }
    return {};
}

} // namespace

Status facts(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock)
{
    FactRepository facts(database, clock);
    Company company;
    company.id = QStringLiteral("acme");
    company.name = QStringLiteral("Acme");
    for (const double value : {1, 2}) {
        if (auto stored = done(facts.store(company, {someFact(value, QStringLiteral("d%1").arg(value))},
                                           QStringLiteral("facts.json")));
            !stored)
            return stored;
    }
    return firstFailure({done(facts.reportsFrom(QStringLiteral("d1"))), done(facts.facts(company.id)),
                         done(facts.factsOfDocument(company.id, QStringLiteral("d1"))), done(facts.companies()),
                         done(facts.imports()), done(facts.changeCounter()), done(facts.versions()),
                         done(facts.replace(QStringLiteral("d1"), company, {someFact(3, QStringLiteral("d1"))},
                                            QStringLiteral("facts.json"))),
                         facts.withdraw(QStringLiteral("d2"))});
}

Status documents(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock)
{
    DocumentRepository documents(database, clock);
    DocumentOrigin origin;
    origin.path = QStringLiteral("/report.txt");
    origin.companyId = QStringLiteral("acme");
    origin.companyName = QStringLiteral("Acme");
    origin.fiscalYear = 2024;
    for (const auto *id : {"d1", "d2"}) {
        if (auto stored = done(documents.store(someDocument(QLatin1String(id)), origin)); !stored)
            return stored;
    }
    if (auto known = done(documents.store(someDocument(QStringLiteral("d1")), origin)); !known)
        return known;
    const auto id = QStringLiteral("d2");
    const auto passages = documents.passages(id);
    if (!passages)
        return tl::unexpected(passages.error());
    if (auto read = firstFailure(
            {done(documents.record(id)), done(documents.contains(id)), done(documents.newestAt(origin.path)),
             done(documents.list()), done(documents.superseded()), documents.setNeverSent({id}, true),
             done(documents.isNeverSent(id)), done(documents.passages(id, 1)),
             passages->isEmpty() ? Status() : done(documents.passage(passages->first().passage.id)),
             searches(documents), done(documents.sections()), done(documents.changeCounter()),
             done(documents.versionFor(origin.companyId))});
        !read)
        return read;
    PassageVectors vectors(database);
    const auto embedder = QStringLiteral("e");
    for (const auto &scope : {PassageScope{}, PassageScope{origin.companyId, {}}, PassageScope{origin.companyId, {id}},
                              PassageScope{{}, {id}}}) {
        const auto missing = vectors.missing(embedder, scope, 1);
        if (!missing)
            return tl::unexpected(missing.error());
        if (!missing->isEmpty()) {
            if (auto stored = vectors.store(embedder, {{missing->first().number, {0.5F, 1.0F}}}); !stored)
                return stored;
        }
        if (auto near = done(vectors.nearest(embedder, {0.5F, 1.0F}, scope, 1)); !near)
            return near;
    }
    const auto record = documents.record(id);
    if (!record)
        return tl::unexpected(record.error());
    return firstFailure({documents.remove(id), documents.restore(*record, *passages), done(documents.takeBack(id))});
}

} // namespace consultantos::store_walks
