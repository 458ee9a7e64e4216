// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/store_snapshot.h"

#include "storage/backup/durable_files.h"
#include "storage/sqlite_file_connection.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <sqlite3.h>
#include <thread>
#include <vector>

namespace consultantos {

namespace {

constexpr std::chrono::milliseconds CopyPatience{5'000};

struct Closer {
    void operator()(sqlite3 *database) const { sqlite3_close_v2(database); }
};
using Handle = std::unique_ptr<sqlite3, Closer>;

Error storeError(const QString &path, int code, sqlite3 *database)
{
    const auto name = QDir::toNativeSeparators(path);
    const auto cause = QString::fromUtf8(database ? sqlite3_errmsg(database) : sqlite3_errstr(code)) + u'.';
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Busy, QCoreApplication::translate("backup", "%1 is in use; nothing was changed.").arg(name),
                cause, true};
    case SQLITE_FULL:
        return durable::writeError(path, cause, true);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorCode::Corrupt, QCoreApplication::translate("backup", "%1 is damaged.").arg(name), cause, false};
    case SQLITE_IOERR:
        // A limit on the size of files, or a quota, is told as a failed write.
        return durable::writeError(path, cause, code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_TRUNCATE);
    case SQLITE_PERM:
    case SQLITE_READONLY:
        return {ErrorCode::ReadOnly, QCoreApplication::translate("backup", "%1 can't be written to.").arg(name), cause,
                false};
    default:
        return {ErrorCode::Unreadable, QCoreApplication::translate("backup", "%1 can't be read.").arg(name), cause,
                false};
    }
}

Result<Handle> openStore(const QString &path, int flags, std::chrono::milliseconds patience)
{
    sqlite3 *raw = nullptr;
    const int code =
        sqlite3_open_v2(path.toUtf8().constData(), &raw, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    Handle handle(raw);
    if (code != SQLITE_OK)
        return tl::unexpected(storeError(path, code, raw));
    sqlite3_busy_timeout(raw, int(patience.count()));
    return handle;
}

int execute(const Handle &handle, const char *sql)
{
    return sqlite3_exec(handle.get(), sql, nullptr, nullptr, nullptr);
}

/// The first column of all rows, as text.
Result<QStringList> rowsOf(const Handle &handle, const QString &path, const char *sql)
{
    QStringList rows;
    const auto add = [](void *list, int columns, char **values, char **) {
        static_cast<QStringList *>(list)->append(columns > 0 && values[0] ? QString::fromUtf8(values[0]) : QString());
        return 0;
    };
    const int code = sqlite3_exec(handle.get(), sql, add, &rows, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(storeError(path, code, handle.get()));
    return rows;
}

qint64 numberOf(const Handle &handle, const char *sql)
{
    return rowsOf(handle, {}, sql).value_or(QStringList()).value(0).toLongLong();
}

StoreFacts factsOf(const Handle &handle)
{
    return {quint32(numberOf(handle, "PRAGMA application_id")), int(numberOf(handle, "PRAGMA user_version")),
            numberOf(handle, "PRAGMA page_count") * numberOf(handle, "PRAGMA page_size")};
}

Status demandOk(const Handle &handle, const QString &path, const char *check)
{
    const auto found = rowsOf(handle, path, check);
    if (!found)
        return tl::unexpected(found.error());
    if (found->isEmpty() || *found == QStringList{QStringLiteral("ok")})
        return {};
    return fail(ErrorCode::Corrupt,
                QCoreApplication::translate("backup", "%1 is damaged.").arg(QDir::toNativeSeparators(path)),
                found->mid(0, 3).join(QStringLiteral("; ")));
}

#ifdef Q_OS_WIN
constexpr bool LocksBelongToProcess = false; // but to the open file; and Qt brings a library of its own
#else
constexpr bool LocksBelongToProcess = true;
#endif

/// Two libraries in one process would give up each other's locks on a file where these belong to the process.
Status demandOneLibrary()
{
    if (!LocksBelongToProcess)
        return {};
    SqliteFileOptions options;
    options.path = QStringLiteral(":memory:");
    const auto connection = SqliteFileConnection::open(options);
    if (!connection)
        return tl::unexpected(connection.error());
    const auto id = (*connection)->scalar(QStringLiteral("SELECT sqlite_source_id()"));
    if (!id)
        return tl::unexpected(id.error());
    if (id->toString() != QString::fromLatin1(sqlite3_sourceid()))
        return fail(ErrorCode::Internal,
                    QCoreApplication::translate("backup", "This program was built with two different libraries of "
                                                          "SQLite; nothing was copied."));
    return {};
}

} // namespace

struct StoreSnapshot::State {
    struct Reader {
        QString path;
        Handle handle;
    };
    std::vector<Reader> readers;

    [[nodiscard]] Status begin(const QStringList &paths, std::chrono::milliseconds patience);
};

Status StoreSnapshot::State::begin(const QStringList &paths, std::chrono::milliseconds patience)
{
    readers.clear();
    std::vector<Handle> gates;
    // One for all: a writer of the first store waits while the last one's lock is waited for.
    const auto end = std::chrono::steady_clock::now() + patience;
    for (const auto &path : paths) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        auto gate = openStore(path, SQLITE_OPEN_READWRITE, std::max(left, std::chrono::milliseconds(1)));
        if (!gate)
            return tl::unexpected(gate.error());
        const int code = execute(*gate, "BEGIN IMMEDIATE");
        // A file that can't be written has no writer to be kept out.
        if (code != SQLITE_OK && (code & 0xff) != SQLITE_READONLY)
            return tl::unexpected(storeError(path, code, gate->get()));
        gates.push_back(std::move(*gate));
    }
    for (const auto &path : paths) {
        auto reader = openStore(path, SQLITE_OPEN_READWRITE, patience);
        if (!reader)
            return tl::unexpected(reader.error());
        // BEGIN alone reads nothing: the snapshot is of the first read.
        const int code = execute(*reader, "BEGIN; SELECT count(*) FROM sqlite_schema");
        if (code != SQLITE_OK)
            return tl::unexpected(storeError(path, code, reader->get()));
        readers.push_back({path, std::move(*reader)});
    }
    return {};
}

StoreSnapshot::StoreSnapshot(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

StoreSnapshot::StoreSnapshot(StoreSnapshot &&) noexcept = default;
StoreSnapshot &StoreSnapshot::operator=(StoreSnapshot &&) noexcept = default;
StoreSnapshot::~StoreSnapshot() = default;

Result<StoreSnapshot> StoreSnapshot::take(const QStringList &paths, const Waiting &waiting,
                                          const CancellationToken &cancel)
{
    if (const auto checked = demandOneLibrary(); !checked)
        return tl::unexpected(checked.error());
    auto state = std::make_unique<State>();
    auto sorted = paths;
    sorted.sort(); // the same order in every process, so that two backups can't wait for each other
    for (int i = 1;; ++i) {
        const auto begun = state->begin(sorted, waiting.patience);
        if (begun)
            return StoreSnapshot(std::move(state));
        state->readers.clear();
        if (begun.error().code != ErrorCode::Busy || i >= waiting.tries)
            return tl::unexpected(begun.error());
        if (cancel.waitFor(std::chrono::milliseconds(50 * i)))
            return tl::unexpected(stoppedError());
    }
}

qint64 StoreSnapshot::bytes() const
{
    qint64 sum = 0;
    for (const auto &reader : m_state->readers)
        sum += factsOf(reader.handle).bytes;
    return sum;
}

Result<StoreFacts> StoreSnapshot::copy(const QString &path, const QString &target, const CancellationToken &cancel,
                                       const std::function<void(qint64)> &onBytes) const
{
    const auto found = std::find_if(m_state->readers.cbegin(), m_state->readers.cend(),
                                    [&](const auto &reader) { return reader.path == path; });
    if (found == m_state->readers.cend())
        return fail(
            ErrorCode::NotFound,
            QCoreApplication::translate("backup", "%1 isn't there any more.").arg(QDir::toNativeSeparators(path)));
    auto copy = openStore(target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, CopyPatience);
    if (!copy)
        return tl::unexpected(copy.error());
    // A copy that isn't finished is thrown away, and one that is goes into an archive that is synced itself.
    static_cast<void>(execute(*copy, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"));
    auto *backup = sqlite3_backup_init(copy->get(), "main", found->handle.get(), "main");
    if (!backup)
        return tl::unexpected(storeError(target, sqlite3_extended_errcode(copy->get()), copy->get()));
    constexpr int PagesAtOnce = 256;
    const auto pageSize = numberOf(found->handle, "PRAGMA page_size");
    int code = SQLITE_OK;
    qint64 left = -1;
    while (code == SQLITE_OK && !cancel.isCancelled()) {
        code = sqlite3_backup_step(backup, PagesAtOnce);
        const qint64 done = left < 0 ? sqlite3_backup_pagecount(backup) - sqlite3_backup_remaining(backup)
                                     : left - sqlite3_backup_remaining(backup);
        left = sqlite3_backup_remaining(backup);
        if (onBytes)
            onBytes(done * pageSize);
    }
    const int finished = sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE && code != SQLITE_OK)
        return tl::unexpected(storeError((code & 0xff) == SQLITE_CORRUPT ? path : target, code, nullptr));
    if (code != SQLITE_DONE)
        return tl::unexpected(stoppedError());
    if (finished != SQLITE_OK)
        return tl::unexpected(storeError(target, finished, copy->get()));
    constexpr int StepsBetweenLooks = 10'000;
    const auto isStopped = [](void *token) {
        return static_cast<const CancellationToken *>(token)->isCancelled() ? 1 : 0;
    };
    auto token = cancel;
    sqlite3_progress_handler(copy->get(), StepsBetweenLooks, isStopped, &token);
    const auto whole = demandOk(*copy, path, "PRAGMA quick_check");
    sqlite3_progress_handler(copy->get(), 0, nullptr, nullptr);
    if (!whole)
        return tl::unexpected(cancel.isCancelled() ? stoppedError() : whole.error());
    return factsOf(*copy);
}

Result<StoreFacts> checkStoreFile(const QString &path)
{
    auto handle = openStore(path, SQLITE_OPEN_READWRITE, CopyPatience);
    if (!handle)
        return tl::unexpected(handle.error());
    for (const char *check : {"PRAGMA integrity_check(3)", "PRAGMA foreign_key_check"}) {
        if (const auto whole = demandOk(*handle, path, check); !whole)
            return tl::unexpected(whole.error());
    }
    return factsOf(*handle);
}

bool isStoreOpenElsewhere(const QString &path)
{
    const auto handle = openStore(path, SQLITE_OPEN_READWRITE, std::chrono::milliseconds(500));
    if (!handle)
        return false;
    // Leaving WAL mode is the one thing that SQLite does only where nobody else has the file open at all; locking it
    // exclusively before the first read is the same without a change of the file.
    const int code = execute(*handle, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK; "
                                      "PRAGMA wal_checkpoint(TRUNCATE)");
    return (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED;
}

} // namespace consultantos
