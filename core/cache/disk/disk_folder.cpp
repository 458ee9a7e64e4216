// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/disk_folder.h"

#include "base/private_files.h"
#include "cache/disk/disk_head.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QRandomGenerator>
#include <QThread>

namespace consultantos {
namespace {

using namespace std::chrono_literals;

constexpr qint64 ApplicationId = 0x434f4c33; // "COL3"
constexpr qint64 FormatVersion = 1;

constexpr unsigned long AttemptPause = 25; // milliseconds

/// The version with its complement beside it, so that a damaged one isn't taken for a newer one.
qint64 markedVersion(qint64 version)
{
    return qint32(quint32(version) | (~quint32(version) << 16));
}

QString inWords(const char *text)
{
    return QCoreApplication::translate("cache", text);
}

/// A process that is killed between making the lock's file and writing its number into it leaves one that names nobody,
/// which QLockFile takes for held. None stays empty for long while its process lives.
bool tryLock(QLockFile &lock)
{
    constexpr int PatienceMs = 1'000;
    if (lock.tryLock(PatienceMs))
        return true;
    if (const QFileInfo left(lock.fileName());
        lock.error() != QLockFile::LockFailedError || !left.exists() || left.size() != 0)
        return false;
    QFile::remove(lock.fileName());
    return lock.tryLock(0);
}

SqliteFault lockFault(const QLockFile &lock)
{
    switch (lock.error()) {
    case QLockFile::LockFailedError:
        return SqliteFault::Busy;
    case QLockFile::UnknownError: // of a file that could be made and not written, or whose folder there isn't
        return QFileInfo(lock.fileName()).dir().exists() ? SqliteFault::Full : SqliteFault::Denied;
    default:
        return SqliteFault::Denied;
    }
}

/// What each connection needs. cell_size_check finds damaged pages early. secure_delete=FAST overwrites what a page held
/// where the page is written anyway: a damaged pointer then finds no entry that was deleted. No mmap: a file that is cut
/// off by someone else would end the program (docs/decisions/0017).
constexpr auto ConnectionPragmas = "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;"
                                   "PRAGMA secure_delete=FAST; PRAGMA temp_store=MEMORY;"
                                   "PRAGMA cache_size=-4096; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=1000;"
                                   "PRAGMA journal_size_limit=16777216;";

SqliteFault numberOf(const SqliteConnection &connection, const char *sql, qint64 *value)
{
    SqliteStatement statement;
    if (const auto fault = statement.prepare(connection, sql); fault != SqliteFault::None)
        return fault;
    return statement.number(value);
}

} // namespace

DiskFolder::DiskFolder(QString folder, std::chrono::milliseconds busyLimit)
    : m_folder(std::move(folder))
    , m_busyLimit(busyLimit)
{
}

QString DiskFolder::filePath() const
{
    return QDir(m_folder).filePath(QStringLiteral("cache.sqlite"));
}

Result<std::unique_ptr<SqliteConnection>> DiskFolder::open(const Clock &clock, quint64 leastSequence,
                                                           std::unique_ptr<SqliteConnection> damaged)
{
    makePrivateFolder(m_folder);
    QLockFile lock(QDir(m_folder).filePath(QStringLiteral("cache.lock")));
    if (!tryLock(lock))
        return tl::unexpected(toError(lockFault(lock)));

    if (damaged) {
        const bool isStillThere = !damaged->isMoved();
        damaged.reset();
        if (isStillThere && !setAside(clock))
            return tl::unexpected(toError(SqliteFault::Denied));
    }
    std::unique_ptr<SqliteConnection> connection;
    bool isNewer = false;
    auto fault = openFile(leastSequence, &connection, &isNewer);
    if (!isNewer && explained(fault) == SqliteFault::Damaged) {
        connection.reset();
        if (!setAside(clock))
            return tl::unexpected(toError(SqliteFault::Denied));
        fault = openFile(leastSequence, &connection, &isNewer);
    }
    if (isNewer)
        return fail(
            ErrorCode::NewerVersion,
            inWords(QT_TRANSLATE_NOOP("cache", "The cache on disk was written by a newer version of the program.")),
            filePath());
    if (fault != SqliteFault::None)
        return tl::unexpected(toError(fault));
    return connection;
}

SqliteFault DiskFolder::openReader(const QString &path, std::chrono::milliseconds busyLimit,
                                   std::unique_ptr<SqliteConnection> *connection)
{
    if (const auto fault = SqliteConnection::open(path, false, busyLimit, connection); fault != SqliteFault::None)
        return fault;
    return (*connection)->execute(ConnectionPragmas);
}

SqliteFault DiskFolder::openFile(quint64 leastSequence, std::unique_ptr<SqliteConnection> *connection,
                                 bool *isNewer) const
{
    makePrivateFile(filePath());
    withdrawFromOthers(filePath());
    if (const auto fault = SqliteConnection::open(filePath(), true, m_busyLimit, connection);
        fault != SqliteFault::None)
        return fault;
    auto &opened = **connection;
    qint64 tables = 0;
    // These two only have an effect on a file without pages.
    for (const auto *sql : {"PRAGMA page_size=4096; PRAGMA auto_vacuum=INCREMENTAL;", ConnectionPragmas})
        if (const auto fault = opened.execute(sql); fault != SqliteFault::None)
            return fault;
    if (const auto fault = numberOf(opened, "SELECT count(*) FROM sqlite_schema", &tables); fault != SqliteFault::None)
        return fault;
    if (tables == 0)
        return createSchema(opened, leastSequence);
    qint64 application = 0;
    qint64 version = 0;
    if (const auto fault = numberOf(opened, "PRAGMA application_id", &application); fault != SqliteFault::None)
        return fault;
    if (const auto fault = numberOf(opened, "PRAGMA user_version", &version); fault != SqliteFault::None)
        return fault;
    const auto number = version & 0xffff;
    if (application != ApplicationId || version != markedVersion(number) || number < FormatVersion)
        return SqliteFault::Damaged;
    *isNewer = number > FormatVersion;
    if (*isNewer)
        return SqliteFault::Denied;
    // A damaged header may say that the file can only be read.
    const auto fault = opened.execute("BEGIN IMMEDIATE; ROLLBACK");
    return fault == SqliteFault::Busy ? SqliteFault::None : fault;
}

SqliteFault DiskFolder::createSchema(SqliteConnection &connection, quint64 leastSequence)
{
    // Entries are found by the key's hash and stand in the order of their coming: new ones are written side by side. `changes`
    // holds what was invalidated, `uses` how often an entry was read, apart so that counting doesn't rewrite the value.
    const auto schema = QStringLiteral("PRAGMA journal_mode=WAL;"
                                       "BEGIN IMMEDIATE;"
                                       "CREATE TABLE head(id INTEGER PRIMARY KEY, state BLOB NOT NULL);"
                                       "CREATE TABLE entries(id INTEGER PRIMARY KEY, hash INTEGER NOT NULL,"
                                       " mark INTEGER NOT NULL, key BLOB NOT NULL, meta BLOB NOT NULL,"
                                       " value BLOB NOT NULL);"
                                       "CREATE UNIQUE INDEX entries_hash ON entries(hash);"
                                       "CREATE TABLE changes(seq INTEGER PRIMARY KEY, scope INTEGER NOT NULL,"
                                       " name BLOB NOT NULL, at INTEGER NOT NULL, origin INTEGER NOT NULL,"
                                       " mark INTEGER NOT NULL);"
                                       "CREATE TABLE uses(hash INTEGER PRIMARY KEY, hits INTEGER NOT NULL);"
                                       "PRAGMA application_id=%1; PRAGMA user_version=%2;")
                            .arg(ApplicationId)
                            .arg(markedVersion(FormatVersion));
    if (const auto fault = connection.execute(schema.toLatin1().constData()); fault != SqliteFault::None)
        return fault;
    DiskHead head;
    head.identity = QRandomGenerator::system()->generate64();
    head.sequence = head.floor = head.swept = leastSequence + 1;
    const auto state = head.encode();
    SqliteStatement insert;
    if (const auto fault = insert.prepare(connection, "INSERT INTO head VALUES(1, ?1)"); fault != SqliteFault::None)
        return fault;
    insert.bind(1, QByteArrayView(state));
    if (const auto fault = insert.run(); fault != SqliteFault::None)
        return fault;
    return connection.execute("COMMIT");
}

bool DiskFolder::setAside(const Clock &clock) const
{
    const auto path = filePath();
    const auto aside = QStringLiteral("cache.sqlite.corrupt-");
    QDir folder(m_folder);
    // One is enough to look into, and a cache must not fill the disk with what it can't use.
    for (const auto &name : folder.entryList({aside + QLatin1Char('*')}, QDir::Files))
        folder.remove(name);
    const auto target = folder.filePath(aside + clock.nowUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")));
    // The file goes first: whoever finds none begins a new one, and must not find these two beside it.
    const auto moved = [&] { return QFile::rename(path, target) || QFile::remove(path) || !QFileInfo::exists(path); };
    bool isGone = moved();
#ifdef Q_OS_WIN
    // A file can't be moved there while a reader is in the middle of a call, which may wait for a lock.
    for (const QDeadlineTimer deadline(m_busyLimit + 1s); !isGone && !deadline.hasExpired(); isGone = moved())
        QThread::msleep(AttemptPause);
#endif
    removeCompanions();
    return isGone;
}

void DiskFolder::removeCompanions() const
{
    for (const auto *ending : {"-wal", "-shm"})
        QFile::remove(filePath() + QLatin1String(ending));
}

bool DiskFolder::remove() const
{
    QLockFile lock(QDir(m_folder).filePath(QStringLiteral("cache.lock")));
    if (!tryLock(lock) && lock.error() == QLockFile::LockFailedError)
        return false;
    // The order is that of setAside().
    const bool isGone = QFile::remove(filePath()) || !QFileInfo::exists(filePath());
    if (isGone)
        removeCompanions();
    return isGone;
}

SqliteFault DiskFolder::explained(SqliteFault fault) const
{
    const QFileInfo file(filePath());
    return fault == SqliteFault::Denied && file.exists() && file.isWritable() ? SqliteFault::Damaged : fault;
}

Error DiskFolder::toError(SqliteFault fault) const
{
    const auto path = filePath();
    switch (fault) {
    case SqliteFault::Busy:
        return {ErrorCode::Busy,
                inWords(QT_TRANSLATE_NOOP("cache",
                                          "The cache on disk is in use by another process; work goes on without it.")),
                path, true};
    case SqliteFault::Full:
        return {
            ErrorCode::DiskFull,
            inWords(QT_TRANSLATE_NOOP("cache", "The cache can't be written: the disk is full or a limit on its use was "
                                               "reached. Work goes on without it.")),
            path, true};
    case SqliteFault::Denied:
    case SqliteFault::Missing:
        return {ErrorCode::ReadOnly,
                inWords(QT_TRANSLATE_NOOP("cache",
                                          "The cache on disk can't be opened for writing; work goes on without it.")),
                path, true};
    case SqliteFault::Damaged:
        return {ErrorCode::Corrupt,
                inWords(QT_TRANSLATE_NOOP("cache", "The cache on disk is damaged; it is set aside and begun anew.")),
                path, true};
    case SqliteFault::Io:
    case SqliteFault::None:
        break;
    }
    return {ErrorCode::Unreadable,
            inWords(QT_TRANSLATE_NOOP("cache",
                                      "The cache can't be read or written: the disk reports an error. Work goes on "
                                      "without it.")),
            path, true};
}

} // namespace consultantos
