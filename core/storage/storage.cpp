// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/storage.h"

#include "base/private_files.h"
#include "storage/backup/restore.h"
#include "storage/collections/query_cache.h"
#include "storage/database.h"
#include "storage/folder_use.h"

#include <QCoreApplication>
#include <QDir>

namespace consultantos {

namespace {

/// A folder that can't be written is one message, not one for each of its stores.
QList<Error> noticesOf(const QList<std::shared_ptr<Database>> &databases)
{
    QList<Error> notices;
    QList<Error> readOnly;
    for (const auto &database : databases) {
        if (const auto &notice = database->notice())
            (notice->code == ErrorCode::ReadOnly ? readOnly : notices).append(*notice);
    }
    if (readOnly.size() < 2)
        return readOnly + notices;
    auto one = readOnly.first();
    one.message = QCoreApplication::translate("storage", "The data folder can't be written to: nothing will be saved.");
    return QList<Error>{one} + notices;
}

} // namespace

QString Storage::libraryPath(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("library.db"));
}

QString Storage::factsPath(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("facts.db"));
}

QString Storage::documentsPath(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("documents.db"));
}

QString Storage::egressPath(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("egress.db"));
}

QString Storage::jobsPath(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("jobs.db"));
}

QString Storage::metricsPath(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("metrics.db"));
}

QString Storage::conversationsPath(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("conversations.db"));
}

QString Storage::moneyPath(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("money.db"));
}

Result<Storage> Storage::open(const StorePlace &place, std::shared_ptr<const Clock> clock,
                              std::shared_ptr<ProgramMetrics> metrics)
{
    DatabaseOptions options;
    options.metrics = std::move(metrics);
    options.queries = QueryCache::inMemory(clock);
    makePrivateFolder(place.folder);
    const auto dataFolder = FolderUse::dataFolderOf(place.folder);
    for (const auto &folder : {dataFolder, place.folder})
        withdrawDataFromOthers(folder);
    if (const auto settled = finishRestore(dataFolder, options.busyTimeout); !settled)
        return tl::unexpected(settled.error());
    auto use = FolderUse::share(place.folder, options.busyTimeout);
    if (!use)
        return tl::unexpected(use.error());
    options.use = *std::move(use);
    auto library = place.open(libraryPath(place.folder), ReportRepository::schema(), clock, options);
    if (!library)
        return tl::unexpected(library.error());
    auto facts = place.open(factsPath(place.folder), FactRepository::schema(), clock, options);
    if (!facts)
        return tl::unexpected(facts.error());
    auto documents = place.open(documentsPath(place.folder), DocumentRepository::schema(), clock, options);
    if (!documents)
        return tl::unexpected(documents.error());
    auto egress = place.open(egressPath(place.folder), EgressLedger::schema(), clock, options);
    if (!egress)
        return tl::unexpected(egress.error());
    auto conversations = place.open(conversationsPath(place.folder), ConversationRepository::schema(), clock, options);
    if (!conversations)
        return tl::unexpected(conversations.error());
    Storage storage;
    storage.notices = noticesOf({*library, *facts, *documents, *egress, *conversations});
    storage.edits = std::make_shared<ReportEdits>(*library);
    storage.reports = std::make_shared<ReportRepository>(std::move(*library));
    storage.facts = std::make_shared<FactRepository>(std::move(*facts), clock);
    storage.passageVectors = std::make_shared<PassageVectors>(*documents);
    storage.documents = std::make_shared<DocumentRepository>(std::move(*documents), clock);
    storage.egress = std::make_shared<EgressLedger>(std::move(*egress), options.metrics);
    storage.conversations = std::make_shared<ConversationRepository>(std::move(*conversations));
    storage.place = place;
    if (place.server) {
        auto originals = place.open(QStringLiteral("originals"), OriginalRepository::schema(), clock, options);
        if (!originals)
            return tl::unexpected(originals.error());
        storage.originals = std::make_shared<OriginalRepository>(std::move(*originals));
    }
    return storage;
}

} // namespace consultantos
