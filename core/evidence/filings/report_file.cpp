// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/report_file.h"

#include "evidence/compressed_file.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <zlib.h>

#include <array>

namespace consultantos {

namespace {

constexpr qsizetype IdDigits = 16;
constexpr int GzipWindow = 15 + 16;

QString idOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    return QString::fromLatin1(hash.result().toHex().left(IdDigits));
}

} // namespace

Result<ReportFile> readReportFile(const QString &path, const ImportLimits &limits)
{
    FileLimits fileLimits;
    fileLimits.maxFileBytes = limits.inputBytes;
    fileLimits.maxContentBytes = limits.expandedBytes;
    fileLimits.maxRatio = qint64(limits.expansionRatio);
    auto content = readPossiblyGzipped(path, fileLimits);
    if (!content)
        return tl::unexpected(content.error());
    return ReportFile{*std::move(content), idOf(path), QFileInfo(path).fileName()};
}

QByteArray unpackedHead(const QByteArray &head)
{
    if (!head.startsWith("\x1f\x8b"))
        return head;
    z_stream stream{};
    if (inflateInit2(&stream, GzipWindow) != Z_OK)
        return head;
    std::array<char, 16 * 1024> unpacked{};
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(head.constData()));
    stream.avail_in = uInt(head.size());
    stream.next_out = reinterpret_cast<Bytef *>(unpacked.data());
    stream.avail_out = uInt(unpacked.size());
    inflate(&stream, Z_SYNC_FLUSH); // a head is cut off: whatever came out will do
    const auto size = qsizetype(unpacked.size() - stream.avail_out);
    inflateEnd(&stream);
    return {unpacked.data(), size};
}

} // namespace consultantos
