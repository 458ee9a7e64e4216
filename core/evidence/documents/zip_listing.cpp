// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/zip_listing.h"

#include <QtEndian>

namespace consultantos {

namespace {

// Offsets of APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16.
constexpr qsizetype LocalHeaderBytes = 30;
constexpr qsizetype LocalNameLength = 26;
constexpr qsizetype DirectoryHeaderBytes = 46;
constexpr qsizetype DirectoryNameLength = 28;
constexpr qsizetype EndBytes = 22;
constexpr qsizetype EndDirectorySize = 12;

template <typename Number>
Number numberAt(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<Number>(bytes.constData() + at);
}

/// All names behind headers with this signature, from `at` on.
QList<QByteArray> namesBehind(const QByteArray &bytes, QByteArrayView signature, qsizetype headerBytes,
                              qsizetype nameLength, qsizetype at)
{
    QList<QByteArray> names;
    while ((at = bytes.indexOf(signature, at)) >= 0 && at + headerBytes <= bytes.size()) {
        names.append(bytes.mid(at + headerBytes, numberAt<quint16>(bytes, at + nameLength)));
        at += headerBytes;
    }
    return names;
}

/// Where the directory begins, if all of it is seen; else -1. An archive stored in this one has a directory too, so it is
/// found from the end.
qsizetype directoryStart(const QByteArray &bytes)
{
    const auto end = bytes.lastIndexOf("PK\5\6");
    if (end < 0 || end + EndBytes > bytes.size())
        return -1;
    return std::max<qsizetype>(-1, end - qsizetype(numberAt<quint32>(bytes, end + EndDirectorySize)));
}

} // namespace

ZipListing ZipListing::of(const QByteArray &head)
{
    if (!head.startsWith("PK\3\4") && !head.startsWith("PK\5\6"))
        return {};
    const auto start = directoryStart(head);
    if (start >= 0)
        return {namesBehind(head, "PK\1\2", DirectoryHeaderBytes, DirectoryNameLength, start), true};
    return {namesBehind(head, "PK\3\4", LocalHeaderBytes, LocalNameLength, 0)
                + namesBehind(head, "PK\1\2", DirectoryHeaderBytes, DirectoryNameLength, 0),
            false};
}

bool isOfficePackage(const QByteArray &head, const QString &name, const QByteArray &mainPart, QLatin1String ending)
{
    const auto listing = ZipListing::of(head);
    const bool isNamed = name.section(QLatin1Char('.'), -1).startsWith(ending, Qt::CaseInsensitive);
    if (listing.isComplete)
        return listing.names.contains(mainPart);
    return !listing.names.isEmpty() && (listing.names.contains(mainPart) || isNamed);
}

} // namespace consultantos
