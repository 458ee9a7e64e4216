// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite_store.h"

#include "base/private_files.h"
#include "storage/sqlite_file_connection.h"
#include "storage/thread_connections.h"
#include "storage/writer_queue.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <algorithm>

namespace consultantos {
namespace {

QString lockPath(const QString &path)
{
    return path + QStringLiteral(".opening");
}

/// A process that is killed between making the lock's file and writing its number into it leaves one that names nobody,
/// which QLockFile takes for held. None stays empty for a second while its process lives.
bool tryLock(QLockFile &lock, std::chrono::milliseconds timeout)
{
    constexpr std::chrono::milliseconds First{1'000};
    if (lock.tryLock(int(std::min(First, timeout).count())))
        return true;
    if (lock.error() != QLockFile::LockFailedError)
        return false;
    if (const QFileInfo left(lock.fileName()); left.exists() && left.size() == 0)
        QFile::remove(lock.fileName());
    return lock.tryLock(int(std::max(timeout - First, std::chrono::milliseconds(0)).count()));
}

} // namespace

SqliteStore::SqliteStore(QString path, DatabaseSchema schema, DatabaseOptions options)
    : m_path(std::move(path))
    , m_schema(std::move(schema))
    , m_options(std::move(options))
    , m_writers(std::make_shared<WriterQueue>(m_options.metrics))
    , m_poolId(thread_connections::newPool())
{
}

SqliteStore::~SqliteStore()
{
    thread_connections::closePool(m_poolId);
}

Result<std::unique_ptr<StoreBackend>> SqliteStore::open(const QString &path, const DatabaseSchema &schema,
                                                        const Clock &clock, const DatabaseOptions &options)
{
    auto store = std::unique_ptr<SqliteStore>(new SqliteStore(path, schema, options));
    if (auto opened = store->openFile(clock); !opened)
        return tl::unexpected(opened.error());
    return store;
}

Status SqliteStore::openFile(const Clock &clock)
{
    // The ordinary case needs no lock, whose file costs more than all the rest.
    if (QFileInfo::exists(m_path)) {
        for (const auto &suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
            withdrawFromOthers(m_path + suffix);
        if (openAndMigrate())
            return {};
        thread_connections::closePool(m_poolId);
        m_poolId = thread_connections::newPool();
    }
    makePrivateFolder(QFileInfo(m_path).absolutePath());
    // Two instances that start at once must not both set a damaged file aside: the second would move the first's new
    // one. The lock covers opening only, and is known as stale when its process is gone.
    QLockFile lock(lockPath(m_path));
    if (!tryLock(lock, m_options.busyTimeout)) {
        if (lock.error() == QLockFile::LockFailedError)
            return fail(
                ErrorCode::Busy,
                QCoreApplication::translate("storage", "%1 is being opened by another process.").arg(m_schema.title),
                QCoreApplication::translate("storage", "Try again in a moment: %1.").arg(m_path), true);
        return openReadOnly(
            {ErrorCode::ReadOnly,
             QCoreApplication::translate("storage", "%1 can't be written to: nothing will be saved.")
                 .arg(m_schema.title),
             QCoreApplication::translate("storage", "Check that the data folder exists and can be written: %1.")
                 .arg(QFileInfo(m_path).absolutePath())});
    }
    if (!QFileInfo::exists(m_path)) {
        if (auto created = create(); !created)
            return created.error().code == ErrorCode::DiskFull || created.error().code == ErrorCode::ReadOnly
                       ? openReadOnly(created.error())
                       : created;
    }
    auto opened = openAndMigrate();
    if (opened)
        return opened;
    const auto error = opened.error();
    thread_connections::closePool(m_poolId);
    m_poolId = thread_connections::newPool();
    switch (error.code) {
    case ErrorCode::Corrupt:
        return setAsideAndCreate(clock, error);
    case ErrorCode::NewerVersion:
    case ErrorCode::ReadOnly:
    case ErrorCode::DiskFull:
    case ErrorCode::Unreadable:
        return openReadOnly(error);
    default:
        return opened;
    }
}

Status SqliteStore::openReadOnly(const Error &reason)
{
    m_notice = reason;
    if (!QFileInfo::exists(m_path)) {
        m_mode = Mode::Memory;
        return connection().map([](const auto &) {});
    }
    auto lastError = reason;
    for (const auto mode : {Mode::ReadOnly, Mode::Immutable}) {
        // Immutable ignores the write-ahead log, so it must not be tried where one holds commits.
        if (mode == Mode::Immutable && QFileInfo(m_path + QStringLiteral("-wal")).size() > 0)
            break;
        m_mode = mode;
        auto opened = connection();
        if (opened) {
            auto version = (*opened)->scalar(QStringLiteral("PRAGMA user_version"));
            if (version)
                return {};
            lastError = version.error();
        } else {
            lastError = opened.error();
        }
        thread_connections::closePool(m_poolId);
        m_poolId = thread_connections::newPool();
    }
    return tl::unexpected(lastError);
}

Status SqliteStore::setAsideAndCreate(const Clock &clock, const Error &damage)
{
    const auto stem =
        m_path + QStringLiteral(".corrupt-") + clock.nowUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    auto target = stem;
    for (int number = 2; QFileInfo::exists(target); ++number)
        target = stem + QLatin1Char('-') + QString::number(number);
    // The write-ahead log goes first: beside a new file of the same name SQLite would delete it.
    for (const auto &suffix : {QStringLiteral("-wal"), QStringLiteral("-shm"), QString()}) {
        if (!QFileInfo::exists(m_path + suffix))
            continue;
        QFile file(m_path + suffix);
        if (!file.rename(target + suffix))
            return fail(
                ErrorCode::Corrupt,
                QCoreApplication::translate("storage", "%1 is damaged and can't be set aside.").arg(m_schema.title),
                QCoreApplication::translate("storage", "Nothing was changed. %1: %2.")
                    .arg(file.fileName(), file.errorString()));
    }
    if (auto created = create(); !created)
        return created;
    if (auto opened = openAndMigrate(); !opened)
        return opened;
    m_notice = Error{
        ErrorCode::Corrupt,
        QCoreApplication::translate("storage", "%1 was damaged. It was set aside as %2 and a new, empty one was begun.")
            .arg(m_schema.title, QFileInfo(target).fileName()),
        damage.detail, false};
    return {};
}

Status SqliteStore::create()
{
    // Born under another name and renamed when complete: a file under the real name that lacks a schema is damage, not
    // a start that was cut short.
    const auto newPath = m_path + QStringLiteral(".new");
    for (const auto &suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm"), QStringLiteral("-journal")})
        QFile::remove(newPath + suffix);
    {
        makePrivateFile(newPath); // its -wal and -shm take its rights over
        auto connection = connect(newPath, Mode::ReadWrite);
        if (!connection) {
            auto error = connection.error();
            if (error.code == ErrorCode::Unreadable)
                error.code = ErrorCode::ReadOnly;
            return tl::unexpected(error);
        }
        const auto marked =
            (*connection)->run(QStringLiteral("PRAGMA application_id = %1").arg(qint32(m_schema.applicationId)));
        if (!marked)
            return tl::unexpected(marked.error());
        if (auto migrated = migrate(**connection); !migrated)
            return migrated;
        if (auto wal = (*connection)->scalar(QStringLiteral("PRAGMA journal_mode = WAL")); !wal)
            return tl::unexpected(wal.error());
    }
    QFile file(newPath);
    if (!file.rename(m_path))
        return fail(ErrorCode::ReadOnly,
                    QCoreApplication::translate("storage", "%1 can't be created.").arg(m_schema.title),
                    QCoreApplication::translate("storage", "%1: %2.").arg(m_path, file.errorString()));
    return {};
}

Status SqliteStore::openAndMigrate()
{
    // SQLite falls back to read-only by itself where the file can't be written; that must be known at the start, not at
    // the first save.
    if (!QFileInfo(m_path).isWritable())
        return fail(ErrorCode::ReadOnly,
                    QCoreApplication::translate("storage", "%1 can't be written to: nothing will be saved.")
                        .arg(m_schema.title),
                    m_path);
    m_mode = Mode::ReadWrite;
    const auto opened = connection();
    if (!opened)
        return tl::unexpected(opened.error());
    auto &connection = **opened;
    const auto version = connection.scalar(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return tl::unexpected(version.error());
    const auto application = connection.scalar(QStringLiteral("PRAGMA application_id"));
    if (!application)
        return tl::unexpected(application.error());
    if (quint32(application->toInt()) != m_schema.applicationId || version->toInt() < 1)
        return fail(ErrorCode::Corrupt, QCoreApplication::translate("storage", "%1 is damaged.").arg(m_schema.title),
                    QCoreApplication::translate("storage", "The file is empty or was not made by this program: %1.")
                        .arg(m_path));
    if (version->toInt() > m_schema.migrations.size())
        return fail(
            ErrorCode::NewerVersion,
            QCoreApplication::translate(
                "storage",
                "%1 was written by a newer version of the program and opens read-only: nothing will be saved.")
                .arg(m_schema.title),
            QCoreApplication::translate("storage", "Install the newer version, or choose another data folder: %1.")
                .arg(m_path));
    const auto check = connection.scalar(QStringLiteral("PRAGMA quick_check(1)"));
    if (!check)
        return tl::unexpected(check.error());
    if (check->toString() != QLatin1String("ok"))
        return fail(ErrorCode::Corrupt, QCoreApplication::translate("storage", "%1 is damaged.").arg(m_schema.title),
                    check->toString());
    return migrate(connection);
}

Status SqliteStore::migrate(Connection &connection) const
{
    for (int number = 0; number < int(m_schema.migrations.size()); ++number) {
        const auto &migration = m_schema.migrations[number];
        // Looked at before the transaction, so that opening an up-to-date file never waits for a writer, and again in
        // it, as another process may have been quicker.
        const auto present = connection.scalar(QStringLiteral("PRAGMA user_version"));
        if (!present)
            return tl::unexpected(present.error());
        if (present->toInt() >= migration.version)
            continue;
        auto transaction = Transaction::begin(connection);
        if (!transaction)
            return tl::unexpected(transaction.error());
        const auto version = connection.scalar(QStringLiteral("PRAGMA user_version"));
        if (!version)
            return tl::unexpected(version.error());
        if (version->toInt() >= migration.version)
            continue;
        for (const auto &statement : migration.statements) {
            if (auto done = connection.run(statement); !done)
                return tl::unexpected(done.error());
        }
        const auto marked = connection.run(QStringLiteral("PRAGMA user_version = %1").arg(migration.version));
        if (!marked)
            return tl::unexpected(marked.error());
        if (auto committed = transaction->commit(); !committed)
            return committed;
    }
    return {};
}

Result<std::unique_ptr<Connection>> SqliteStore::connect(const QString &path, Mode mode) const
{
    SqliteFileOptions options;
    options.path = mode == Mode::Memory ? QStringLiteral(":memory:") : path;
    options.title = m_schema.title;
    options.readOnly = mode == Mode::ReadOnly || mode == Mode::Immutable;
    options.immutable = mode == Mode::Immutable;
    options.busyTimeoutMs = int(m_options.busyTimeout.count());
    options.metrics = m_options.metrics;
    options.slowAfter = m_options.slowAfter;
    options.recorder = m_options.recorder;
    options.writers = m_writers;
    auto connection = SqliteFileConnection::open(options);
    if (!connection || mode != Mode::Memory)
        return connection;
    if (auto migrated = migrate(**connection); !migrated)
        return tl::unexpected(migrated.error());
    if (auto sealed = (*connection)->run(QStringLiteral("PRAGMA query_only = ON")); !sealed)
        return tl::unexpected(sealed.error());
    return connection;
}

Result<std::shared_ptr<Connection>> SqliteStore::connection() const
{
    return thread_connections::get(m_poolId, [this] { return connect(m_path, m_mode); }).map([](Connection *own) {
        return std::shared_ptr<Connection>(std::shared_ptr<Connection>(), own); // it belongs to the thread
    });
}

Status SqliteStore::checkIntegrity() const
{
    const auto opened = connection();
    if (!opened)
        return tl::unexpected(opened.error());
    for (const auto &pragma :
         {QStringLiteral("PRAGMA integrity_check(10)"), QStringLiteral("PRAGMA foreign_key_check")}) {
        auto query = (*opened)->run(pragma);
        if (!query)
            return tl::unexpected(query.error());
        QStringList findings;
        while (query->next()) {
            if (query->value(0).toString() != QLatin1String("ok"))
                findings.append(query->value(0).toString());
        }
        if (auto status = (*opened)->statusOf(*query); !status)
            return status;
        if (!findings.isEmpty())
            return fail(ErrorCode::Corrupt,
                        QCoreApplication::translate("storage", "%1 is damaged.").arg(m_schema.title),
                        findings.join(QStringLiteral("; ")));
    }
    return {};
}

} // namespace consultantos
