// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/transfer/engagement_copy.h"

#include "base/private_files.h"
#include "evidence/intake/document_vault.h"
#include "storage/folder_use.h"
#include "storage/job_repository.h"
#include "storage/money_ledger.h"
#include "storage/monitor_repository.h"
#include "storage/postgres/postgres_server.h"
#include "storage/postgres/team_engagements.h"
#include "storage/quoted_name.h"
#include "storage/storage.h"
#include "storage/user_repository.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace consultantos {
namespace {

constexpr std::chrono::seconds FolderPatience{5};

/// A store that may be there.
struct Part {
    QString path;
    DatabaseSchema schema;
};

QList<Part> partsOf(const QString &folder, bool withUsers)
{
    QList<Part> parts{{Storage::libraryPath(folder), ReportRepository::schema()},
                      {Storage::factsPath(folder), FactRepository::schema()},
                      {Storage::documentsPath(folder), DocumentRepository::schema()},
                      {Storage::conversationsPath(folder), ConversationRepository::schema()},
                      {MonitorRepository::path(folder), MonitorRepository::schema()},
                      {Storage::egressPath(folder), EgressLedger::schema()},
                      {Storage::moneyPath(folder), MoneyLedger::schema()},
                      {Storage::jobsPath(folder), JobRepository::schema()}};
    if (withUsers)
        parts.append({UserRepository::path(folder), UserRepository::schema()});
    return parts;
}

/// One end of the copy of one engagement.
struct End {
    StorePlace place;
    std::shared_ptr<const FolderUse> use; ///< null on a server
    std::shared_ptr<OriginalRepository> originals;

    [[nodiscard]] QString vault() const { return QDir(place.folder).filePath(QStringLiteral("documents")); }
};

Result<bool> isThere(const End &end, const Part &part)
{
    if (!end.place.server)
        return QFile::exists(part.path);
    const PostgresStoreName name{end.place.engagementId, end.place.title, QFileInfo(part.path).completeBaseName()};
    ConnectionOptions options;
    options.title = part.schema.title;
    options.path = end.place.server->url().text();
    return end.place.server->lease(options, QStringLiteral("consultantos"))
        .and_then([&](const std::shared_ptr<Connection> &connection) {
            return connection->scalar(QStringLiteral("SELECT to_regclass(?) IS NOT NULL"),
                                      {quotedName(name.schema()) + QStringLiteral(".schema_version")});
        })
        .map([](const QVariant &found) { return found.toBool(); });
}

/// A damaged store would be set aside and an empty one stand in its place: here that is an error. So is a target that may
/// only be read.
Result<std::shared_ptr<Database>> openPart(const End &end, const Part &part, const std::shared_ptr<const Clock> &clock,
                                           bool writes)
{
    DatabaseOptions options;
    options.use = end.use;
    auto database = end.place.open(part.path, part.schema, clock, options);
    if (!database)
        return database;
    const auto &notice = (*database)->notice();
    if (notice && (writes || notice->code != ErrorCode::ReadOnly))
        return tl::unexpected(*notice);
    return database;
}

Result<End> endOf(const CopySide &side, const QString &name, bool isTarget, const std::shared_ptr<const Clock> &clock)
{
    // On a server the folder is only a name: nothing is made or looked for there.
    const auto dataDir = side.server ? QDir::tempPath() : side.dataDir;
    if (!side.server && isTarget)
        makePrivateFolder(dataDir);
    const auto engagement = isTarget && !side.server ? openEngagement(dataDir, name) : findEngagement(dataDir, name);
    if (!engagement)
        return tl::unexpected(engagement.error());
    End end;
    end.place = StorePlace::of(*engagement, side.server);
    if (!side.server) {
        auto use = FolderUse::share(engagement->folder, FolderPatience);
        if (!use)
            return tl::unexpected(use.error());
        end.use = *std::move(use);
        return end;
    }
    if (!name.isEmpty())
        end.place.title = name.simplified();
    const Part part{QStringLiteral("originals"), OriginalRepository::schema()};
    if (!isTarget) {
        const auto there = isThere(end, part);
        if (!there)
            return tl::unexpected(there.error());
        if (!*there)
            return end;
    }
    auto database = openPart(end, part, clock, isTarget);
    if (!database)
        return tl::unexpected(database.error());
    end.originals = std::make_shared<OriginalRepository>(*std::move(database));
    return end;
}

Result<OriginalFile> fileAt(const End &end, const QString &documentId)
{
    if (end.originals)
        return end.originals->find(documentId);
    const auto path = copyOf(end.vault(), documentId);
    if (!path)
        return tl::unexpected(path.error());
    QFile file(*path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("Evidence", "%1 can't be read any more.").arg(*path),
                    file.errorString());
    return OriginalFile{QFileInfo(*path).suffix(), file.readAll()};
}

/// Whether it was copied now, and not there before.
Result<bool> copyFile(const End &from, const End &to, const QString &documentId)
{
    const auto there =
        to.originals ? to.originals->contains(documentId) : Result<bool>(copyOf(to.vault(), documentId).has_value());
    if (!there)
        return tl::unexpected(there.error());
    if (*there)
        return false;
    const auto file = fileAt(from, documentId);
    if (!file)
        return tl::unexpected(file.error());
    const auto kept = to.originals ? to.originals->keep(documentId, *file)
                                   : keepCopy(to.vault(), documentId, file->format, file->bytes);
    return kept ? Result<bool>(true) : tl::unexpected(kept.error());
}

Status copyFiles(const End &from, const End &to, const Database &documents, const CopyWatch &watch,
                 CopiedEngagement &copied)
{
    const auto connection = documents.connection();
    if (!connection)
        return tl::unexpected(connection.error());
    QList<std::pair<QString, QString>> known;
    {
        auto rows = (*connection)->run(QStringLiteral("SELECT id, name FROM documents ORDER BY number"));
        if (!rows)
            return tl::unexpected(rows.error());
        while (rows->next())
            known.append({rows->value(0).toString(), rows->value(1).toString()});
        if (auto status = (*connection)->statusOf(*rows); !status)
            return status;
    }
    for (const auto &[id, name] : std::as_const(known)) {
        if (watch.cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QCoreApplication::translate("storage", "Cancelled."));
        const auto done = copyFile(from, to, id);
        if (!done && done.error().code == ErrorCode::NotFound) {
            copied.withoutFile.append(name);
            continue;
        }
        if (!done)
            return tl::unexpected(done.error());
        ++copied.files;
        copied.filesCopied += *done ? 1 : 0;
        if (watch.onRows)
            watch.onRows(name, 1);
    }
    return {};
}

void copyPart(const End &from, const End &to, const Part &part, const std::shared_ptr<const Clock> &clock,
              const CopyWatch &watch, CopiedEngagement &copied)
{
    const auto fail = [&](const Error &error) {
        CopiedStore store;
        store.title = part.schema.title;
        store.failure = error;
        store.name = QFileInfo(part.path).completeBaseName();
        copied.stores.append(store);
    };
    const auto there = isThere(from, part);
    if (!there)
        return fail(there.error());
    if (!*there)
        return;
    const auto source = openPart(from, part, clock, false);
    if (!source)
        return fail(source.error());
    auto targetPart = part;
    targetPart.path = QDir(to.place.folder).filePath(QFileInfo(part.path).fileName());
    const auto target = openPart(to, targetPart, clock, true);
    if (!target)
        return fail(target.error());
    auto store = copyStore(**source, **target, clock, watch);
    store.name = QFileInfo(part.path).completeBaseName();
    const bool hasFiles = store.isWhole() && store.name == QLatin1String("documents");
    copied.stores.append(std::move(store));
    if (!hasFiles)
        return;
    if (const auto files = copyFiles(from, to, **source, watch, copied); !files)
        copied.failure = files.error();
}

} // namespace

QString CopySide::text() const
{
    return server ? server->url().text() : QDir::toNativeSeparators(dataDir);
}

bool CopiedEngagement::isWhole() const
{
    return !failure
           && std::all_of(stores.cbegin(), stores.cend(), [](const CopiedStore &store) { return store.isWhole(); });
}

Result<QStringList> engagementsAt(const CopySide &side)
{
    const auto none = [&] {
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("storage", "There are no stores in %1.").arg(side.text()));
    };
    if (!side.server) {
        auto names = engagementNames(side.dataDir);
        if (QFile::exists(Storage::libraryPath(side.dataDir)))
            names.prepend(QString());
        return names.isEmpty() ? Result<QStringList>(none()) : names;
    }
    const auto known = teamEngagements(*side.server);
    if (!known)
        return tl::unexpected(known.error());
    QStringList names;
    for (const auto &engagement : *known) {
        if (engagement.isMain())
            names.prepend(QString());
        else
            names.append(engagement.title);
    }
    return names.isEmpty() ? Result<QStringList>(none()) : names;
}

CopiedEngagement copyEngagement(const CopySide &from, const CopySide &to, const QString &name,
                                const std::shared_ptr<const Clock> &clock, const CopyWatch &watch)
{
    CopiedEngagement copied;
    copied.name = name;
    const auto source = endOf(from, name, false, clock);
    const auto target = source ? endOf(to, name, true, clock) : Result<End>(tl::unexpected(source.error()));
    if (!target) {
        copied.failure = target.error();
        return copied;
    }
    const auto parts = partsOf(source->place.folder, name.isEmpty());
    for (const auto &part : parts)
        copyPart(*source, *target, part, clock, watch, copied);
    return copied;
}

} // namespace consultantos
