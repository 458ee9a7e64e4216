// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/compressed_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace consultantos {

namespace {

constexpr int GzipWindow = 15 + 16; // the largest window; gzip's header and checksum are demanded
constexpr qint64 FirstRoom = 64 * 1024;
constexpr qsizetype SizeFieldBytes = 4; // gzip ends with the content's size, little-endian

QString shown(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

tl::unexpected<Error> tooLarge(const QString &path)
{
    return fail(ErrorCode::Malformed,
                QCoreApplication::translate("Evidence", "%1 holds more than any facts file does; nothing was imported.")
                    .arg(shown(path)),
                QCoreApplication::translate("Evidence", "Check that it is the file you mean."));
}

tl::unexpected<Error> damaged(const QString &path, const QString &message)
{
    return fail(ErrorCode::Malformed, message.arg(shown(path)),
                QCoreApplication::translate("Evidence", "Download it again and import it once more."));
}

bool isGzip(const QByteArray &bytes)
{
    return bytes.startsWith("\x1f\x8b");
}

/// Ends zlib's state on every way out.
class Inflater {
public:
    Inflater()
        : m_isOpen(inflateInit2(&stream, GzipWindow) == Z_OK)
    {
    }
    ~Inflater()
    {
        if (m_isOpen)
            inflateEnd(&stream);
    }
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;
    [[nodiscard]] bool isOpen() const { return m_isOpen; }

    z_stream stream{};

private:
    bool m_isOpen;
};

/// How much the last member says that it holds: a hint for the first allocation, never trusted further.
qint64 announcedSize(const QByteArray &packed, const FileLimits &limits)
{
    if (packed.size() < SizeFieldBytes)
        return FirstRoom;
    const auto *end = reinterpret_cast<const uchar *>(packed.constData() + packed.size() - SizeFieldBytes);
    const qint64 size = qint64(end[0]) | qint64(end[1]) << 8 | qint64(end[2]) << 16 | qint64(end[3]) << 24;
    return std::clamp(size + 1, FirstRoom,
                      std::max(FirstRoom, std::min(limits.ratioFreeBytes, limits.maxContentBytes)));
}

Result<QByteArray> inflated(const QByteArray &packed, const QString &path, const FileLimits &limits)
{
    Inflater inflater;
    if (!inflater.isOpen())
        return tooLarge(path); // zlib found no memory
    auto &stream = inflater.stream;
    const qint64 ratioLimit = std::max(limits.ratioFreeBytes, limits.maxRatio * qint64(packed.size()));
    const qint64 limit = std::min(limits.maxContentBytes, ratioLimit);

    QByteArray content(announcedSize(packed, limits), Qt::Uninitialized);
    qint64 filled = 0;
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.constData()));
    stream.avail_in = uInt(packed.size()); // the limit of a file's size keeps it in range
    while (true) {
        if (filled == content.size()) {
            if (filled > limit)
                return tooLarge(path);
            content.resize(filled * 2);
        }
        const auto room = uInt(std::min<qint64>(content.size() - filled, std::numeric_limits<uInt>::max()));
        stream.next_out = reinterpret_cast<Bytef *>(content.data() + filled);
        stream.avail_out = room;
        const int state = inflate(&stream, Z_NO_FLUSH);
        filled += room - stream.avail_out;
        if (filled > limit)
            return tooLarge(path);
        if (state == Z_STREAM_END) {
            // Some writers pad with zeros; whatever else follows must be a further member.
            while (stream.avail_in > 0 && *stream.next_in == 0) {
                ++stream.next_in;
                --stream.avail_in;
            }
            if (stream.avail_in == 0)
                break;
            if (inflateReset(&stream) == Z_OK)
                continue;
        }
        if (state == Z_OK && (stream.avail_in > 0 || stream.avail_out == 0))
            continue;
        if (state == Z_MEM_ERROR)
            return tooLarge(path);
        if (state == Z_OK || state == Z_BUF_ERROR)
            return damaged(path,
                           QCoreApplication::translate(
                               "Evidence", "%1 is cut short: its compressed data end early; nothing was imported."));
        return damaged(path, QCoreApplication::translate(
                                 "Evidence", "%1 is damaged: its compressed data don't unpack; nothing was imported."));
    }
    content.truncate(filled);
    return content;
}

} // namespace

Result<QByteArray> readPossiblyGzipped(const QString &path, const FileLimits &limits)
try {
    const QFileInfo info(path);
    if (!info.exists())
        return fail(
            ErrorCode::Unreadable,
            QCoreApplication::translate("Evidence", "There is no file %1; nothing was imported.").arg(shown(path)),
            QCoreApplication::translate("Evidence", "Check the name and the folder."));
    if (!info.isFile())
        return fail(
            ErrorCode::Unreadable,
            info.isDir()
                ? QCoreApplication::translate("Evidence", "%1 is a folder; nothing was imported.").arg(shown(path))
                : QCoreApplication::translate("Evidence", "%1 is no ordinary file; nothing was imported.")
                      .arg(shown(path)),
            QCoreApplication::translate("Evidence", "Name the file itself."));
    if (info.size() > limits.maxFileBytes)
        return tooLarge(path);
    QFile file(path);
    QByteArray bytes;
    if (file.open(QIODevice::ReadOnly))
        bytes = file.read(limits.maxFileBytes + 1);
    if (!file.isOpen() || file.error() != QFileDevice::NoError)
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("Evidence", "%1 can't be read: %2; nothing was imported.")
                        .arg(shown(path), file.errorString()),
                    QCoreApplication::translate("Evidence", "Check that you may read it."));
    if (bytes.size() > limits.maxFileBytes) // it grew meanwhile
        return tooLarge(path);
    return isGzip(bytes) ? inflated(bytes, path, limits) : Result<QByteArray>(std::move(bytes));
} catch (const std::bad_alloc &) {
    return tooLarge(path);
}

} // namespace consultantos
