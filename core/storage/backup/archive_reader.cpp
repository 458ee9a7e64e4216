// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/archive_reader.h"

#include "storage/backup/archive_writer.h"
#include "storage/backup/durable_files.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <zip.h>

namespace consultantos {

namespace {

constexpr qint64 Chunk = 1024 * 1024;
constexpr qint64 LongestManifest = 256 * 1024 * 1024;

Error damaged(const QString &path, const QString &detail)
{
    return {ErrorCode::Malformed,
            QCoreApplication::translate("backup", "The archive %1 is damaged; nothing was changed.")
                .arg(QDir::toNativeSeparators(path)),
            detail, false};
}

Error foreign(const QString &path)
{
    return {ErrorCode::Malformed,
            QCoreApplication::translate("backup", "%1 is no complete archive of this program; nothing was changed.")
                .arg(QDir::toNativeSeparators(path)),
            QCoreApplication::translate("backup", "Its end is missing or isn't what a backup writes."), false};
}

Status checkSeal(const QString &path, const BackupProgress &progress)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("backup", "%1 can't be read.").arg(QDir::toNativeSeparators(path)),
                    file.errorString() + u'.');
    const QByteArray seal(ArchiveSeal);
    const auto end = file.size() - ArchiveDigestLength;
    if (end < seal.size() || !file.seek(end - seal.size()))
        return tl::unexpected(foreign(path));
    if (file.read(seal.size()) != seal)
        return tl::unexpected(foreign(path));
    const auto told = file.read(ArchiveDigestLength);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.seek(0))
        return tl::unexpected(foreign(path));
    while (file.pos() < end) {
        if (progress.cancel.isCancelled())
            return tl::unexpected(stoppedError());
        const auto bytes = file.read(std::min(Chunk, end - file.pos()));
        if (bytes.isEmpty())
            return fail(ErrorCode::Unreadable,
                        QCoreApplication::translate("backup", "%1 can't be read.").arg(QDir::toNativeSeparators(path)),
                        file.errorString() + u'.');
        hash.addData(bytes);
        progress.tell(file.pos(), end);
    }
    if (hash.result().toHex() != told)
        return tl::unexpected(damaged(
            path,
            QCoreApplication::translate("backup", "Its bytes aren't those that were written. Use another backup.")));
    return {};
}

} // namespace

struct ArchiveReader::State {
    QString path;
    QByteArray password;
    std::unique_ptr<zip_t, decltype(&zip_discard)> zip{nullptr, zip_discard};
    BackupManifest manifest;

    [[nodiscard]] Error errorOf(zip_error_t *error) const;
    [[nodiscard]] Status open();
    [[nodiscard]] Status readManifest();
    [[nodiscard]] Status demandEntries() const;
};

Error ArchiveReader::State::errorOf(zip_error_t *error) const
{
    switch (zip_error_code_zip(error)) {
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_WRONGPASSWD:
        return {
            ErrorCode::Denied,
            password.isEmpty()
                ? QCoreApplication::translate("backup", "The archive is encrypted; nothing was changed.")
                : QCoreApplication::translate("backup", "The archive's password is another one; nothing was changed."),
            QCoreApplication::translate("backup", "Name the file with its password by --password-file."), false};
    default:
        return damaged(path, QString::fromLocal8Bit(zip_error_strerror(error)) + u'.');
    }
}

Status ArchiveReader::State::open()
{
    int code = 0;
    zip.reset(zip_open(path.toUtf8().constData(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
    if (!zip) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const auto told = errorOf(&error);
        zip_error_fini(&error);
        return tl::unexpected(told);
    }
    if (!password.isEmpty())
        zip_set_default_password(zip.get(), password.constData());
    if (const auto read = readManifest(); !read)
        return read;
    return demandEntries();
}

Status ArchiveReader::State::readManifest()
{
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> entry(zip_fopen(zip.get(), ManifestEntry, 0), zip_fclose);
    if (!entry)
        return tl::unexpected(errorOf(zip_get_error(zip.get())));
    QByteArray text;
    QByteArray chunk(Chunk, Qt::Uninitialized);
    for (;;) {
        const auto count = zip_fread(entry.get(), chunk.data(), zip_uint64_t(Chunk));
        if (count == 0)
            break;
        if (count < 0 || text.size() + count > LongestManifest)
            return tl::unexpected(count < 0 ? errorOf(zip_file_get_error(entry.get()))
                                            : damaged(path, QString::fromLatin1(ManifestEntry)));
        text.append(chunk.constData(), count);
    }
    auto read = BackupManifest::fromJson(text);
    if (!read)
        return tl::unexpected(read.error());
    manifest = *std::move(read);
    return {};
}

/// Nothing is in the archive but what the manifest names.
Status ArchiveReader::State::demandEntries() const
{
    const auto count = zip_get_num_entries(zip.get(), 0);
    if (count != manifest.files.size() + 1)
        return tl::unexpected(
            damaged(path, QCoreApplication::translate("backup", "It has other files than it lists.")));
    for (const auto &file : manifest.files) {
        const auto index = zip_name_locate(zip.get(), file.entry.toUtf8().constData(), 0);
        if (index < 0 || file.entry == QLatin1String(ManifestEntry))
            return tl::unexpected(damaged(path, file.entry.left(200)));
    }
    return {};
}

ArchiveReader::ArchiveReader(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

ArchiveReader::ArchiveReader(ArchiveReader &&) noexcept = default;
ArchiveReader &ArchiveReader::operator=(ArchiveReader &&) noexcept = default;
ArchiveReader::~ArchiveReader() = default;

Result<ArchiveReader> ArchiveReader::open(const QString &path, const QByteArray &password,
                                          const BackupProgress &progress)
{
    if (const auto whole = checkSeal(path, progress); !whole)
        return tl::unexpected(whole.error());
    auto state = std::make_unique<State>();
    state->path = path;
    state->password = password;
    if (const auto opened = state->open(); !opened)
        return tl::unexpected(opened.error());
    return ArchiveReader(std::move(state));
}

const BackupManifest &ArchiveReader::manifest() const
{
    return m_state->manifest;
}

Status ArchiveReader::extract(const BackupFile &file, const QString &target, const CancellationToken &cancel)
{
    auto *zip = m_state->zip.get();
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> entry(zip_fopen(zip, file.entry.toUtf8().constData(), 0),
                                                                   zip_fclose);
    if (!entry)
        return tl::unexpected(m_state->errorOf(zip_get_error(zip)));
    QFile output(target);
    if (!target.isEmpty() && !output.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return tl::unexpected(durable::writeError(output));
    const auto give = [&](const Error &error) -> Status {
        if (!target.isEmpty())
            output.remove();
        return tl::unexpected(error);
    };
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray chunk(Chunk, Qt::Uninitialized);
    qint64 size = 0;
    for (;;) {
        if (cancel.isCancelled())
            return give(stoppedError());
        const auto count = zip_fread(entry.get(), chunk.data(), zip_uint64_t(Chunk));
        if (count < 0)
            return give(m_state->errorOf(zip_file_get_error(entry.get())));
        if (count == 0)
            break;
        size += count;
        if (size > file.size)
            return give(damaged(m_state->path, file.path));
        hash.addData(QByteArrayView(chunk.constData(), count));
        if (!target.isEmpty() && output.write(chunk.constData(), count) != count)
            return give(durable::writeError(output));
    }
    if (size != file.size || hash.result().toHex() != file.sha256)
        return give(damaged(m_state->path, file.path));
    if (!target.isEmpty()) {
        output.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        if (const auto synced = durable::sync(output); !synced)
            return give(synced.error());
    }
    return {};
}

} // namespace consultantos
