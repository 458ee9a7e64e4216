// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/archive_writer.h"

#include "storage/backup/durable_files.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <memory>
#include <zip.h>

namespace consultantos {

namespace {

using Zip = std::unique_ptr<zip_t, decltype(&zip_discard)>;

/// Level 1 packs stores a fifth worse than level 6, in less than half of the time; see docs/backup.md.
constexpr zip_uint32_t Level = 1;

Error zipError(const QString &path, zip_error_t *error)
{
    const auto cause = QString::fromLocal8Bit(zip_error_strerror(error));
    if (zip_error_code_zip(error) == ZIP_ER_CANCELLED)
        return stoppedError();
    const int number = zip_error_system_type(error) == ZIP_ET_SYS ? zip_error_code_system(error) : 0;
    return durable::writeError(path, cause, durable::isNoRoom(number));
}

struct Watch {
    const BackupProgress *progress;
    qint64 bytes;
};

void onProgress(zip_t *, double share, void *data)
{
    const auto *watch = static_cast<Watch *>(data);
    watch->progress->tell(qint64(share * double(watch->bytes)), watch->bytes);
}

int onCancelAsked(zip_t *, void *data)
{
    return static_cast<Watch *>(data)->progress->cancel.isCancelled() ? 1 : 0;
}

Status addEntry(zip_t *zip, const QString &target, const QString &name, zip_source_t *source,
                const QByteArray &password)
{
    if (!source)
        return tl::unexpected(zipError(target, zip_get_error(zip)));
    const auto index = zip_file_add(zip, name.toUtf8().constData(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return tl::unexpected(zipError(target, zip_get_error(zip)));
    }
    const auto at = zip_uint64_t(index);
    if (zip_set_file_compression(zip, at, ZIP_CM_DEFLATE, Level) != 0
        || (!password.isEmpty() && zip_file_set_encryption(zip, at, ZIP_EM_AES_256, password.constData()) != 0))
        return tl::unexpected(zipError(target, zip_get_error(zip)));
    return {};
}

/// Writes the digest behind the seal, and syncs.
Status seal(const QString &target, const CancellationToken &cancel)
{
    QFile file(target);
    if (!file.open(QIODevice::ReadWrite))
        return tl::unexpected(durable::writeError(file));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    constexpr qint64 Chunk = 1024 * 1024;
    const auto end = file.size() - ArchiveDigestLength;
    while (file.pos() < end) {
        if (cancel.isCancelled())
            return tl::unexpected(stoppedError());
        const auto bytes = file.read(std::min(Chunk, end - file.pos()));
        if (bytes.isEmpty())
            return tl::unexpected(durable::writeError(file));
        hash.addData(bytes);
    }
    const auto digest = hash.result().toHex();
    if (!file.seek(end) || file.write(digest) != digest.size())
        return tl::unexpected(durable::writeError(file));
    return durable::sync(file);
}

Status writeZip(const QString &target, const BackupManifest &manifest, const QHash<QString, QString> &sources,
                const QByteArray &password, const BackupProgress &progress)
{
    int code = 0;
    Zip zip(zip_open(target.toUtf8().constData(), ZIP_CREATE | ZIP_EXCL, &code), zip_discard);
    if (!zip) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const auto told = zipError(target, &error);
        zip_error_fini(&error);
        return tl::unexpected(told);
    }
    const auto json = manifest.toJson(); // lives until zip_close()
    if (const auto added =
            addEntry(zip.get(), target, QString::fromLatin1(ManifestEntry),
                     zip_source_buffer(zip.get(), json.constData(), zip_uint64_t(json.size()), 0), password);
        !added)
        return added;
    for (const auto &file : manifest.files) {
        auto *source = zip_source_file(zip.get(), sources.value(file.path).toUtf8().constData(), 0, -1);
        if (const auto added = addEntry(zip.get(), target, file.entry, source, password); !added)
            return added;
    }
    const auto comment = QByteArray(ArchiveSeal) + QByteArray(ArchiveDigestLength, '0');
    zip_set_archive_comment(zip.get(), comment.constData(), zip_uint16_t(comment.size()));
    Watch watch{&progress, manifest.bytes()};
    zip_register_progress_callback_with_state(zip.get(), 0.01, onProgress, nullptr, &watch);
    zip_register_cancel_callback_with_state(zip.get(), onCancelAsked, nullptr, &watch);
    if (zip_close(zip.get()) != 0)
        return tl::unexpected(zipError(target, zip_get_error(zip.get())));
    static_cast<void>(zip.release()); // closed
    return {};
}

} // namespace

Status writeArchive(const QString &target, BackupManifest manifest, const QHash<QString, QString> &sources,
                    const QByteArray &password, const BackupProgress &progress)
{
    int number = 0;
    for (auto &file : manifest.files)
        file.entry = password.isEmpty() ? file.path : QStringLiteral("%1").arg(++number, 6, 10, QLatin1Char('0'));
    auto written = writeZip(target, manifest, sources, password, progress);
    if (written)
        written = seal(target, progress.cancel);
    if (!written)
        QFile::remove(target);
    return written;
}

Result<QByteArray> readPasswordFile(const QString &path)
{
    QFile file(path);
    constexpr qint64 Longest = 4'096;
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("backup", "%1 can't be read.").arg(QDir::toNativeSeparators(path)),
                    file.errorString() + u'.');
    const auto password = file.readLine(Longest).trimmed();
    if (password.size() < LeastPasswordLength)
        return fail(
            ErrorCode::InvalidArgument,
            QCoreApplication::translate("backup", "The password in %1 is too short; nothing was done.")
                .arg(QDir::toNativeSeparators(path)),
            QCoreApplication::translate("backup", "It needs %1 characters; \"openssl rand -base64 32\" makes one.")
                .arg(LeastPasswordLength));
    return password;
}

} // namespace consultantos
