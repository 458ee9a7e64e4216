// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/file_probe.h"

#include "evidence/documents/document_errors.h"
#include "evidence/documents/ole_directory.h"
#include "evidence/documents/zip_listing.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

namespace consultantos {

namespace {

constexpr qint64 ChunkBytes = 1024 * 1024;
constexpr qint64 HeadBytes = 64 * 1024;
constexpr qint64 TailBytes = 128 * 1024; // a directory of a thousand entries
constexpr qsizetype IdLength = 16;

Status hashFile(QFile &file, qint64 sizeLimit, const CancellationToken &cancel, FileProbe &probe)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    qint64 size = 0;
    while (true) {
        const auto chunk = file.read(ChunkBytes);
        if (file.error() != QFileDevice::NoError)
            return document_errors::unreadable(file.fileName(), file.errorString());
        if (chunk.isEmpty())
            break;
        if (cancel.isCancelled())
            return document_errors::cancelled(QFileInfo(file).fileName());
        size += chunk.size();
        if (size > sizeLimit) // it grew meanwhile
            return document_errors::tooLarge(QFileInfo(file).fileName(), sizeLimit);
        if (probe.head.isEmpty())
            probe.head = chunk.left(HeadBytes);
        hash.addData(chunk);
    }
    if (size == 0)
        return document_errors::empty(QFileInfo(file).fileName());
    probe.id = QString::fromLatin1(hash.result().toHex()).left(IdLength);
    return {};
}

void addTail(QFile &file, FileProbe &probe)
{
    const auto from = std::max(qint64(probe.head.size()), file.size() - TailBytes);
    if (file.seek(from))
        probe.head += file.read(TailBytes);
}

tl::unexpected<Error> unreadableOle(const QString &path)
{
    const auto name = QFileInfo(path).fileName();
    QFile file(path);
    switch (file.open(QIODevice::ReadOnly) ? oleKind(file) : OleKind::Other) {
    case OleKind::EncryptedOffice:
        return document_errors::encrypted(name);
    case OleKind::Excel:
        return document_errors::notSupported(
            name, QCoreApplication::translate("Documents", "a workbook of Excel 97-2003"),
            QCoreApplication::translate("Documents",
                                        "Open it in Excel or LibreOffice, save it as XLSX, and import that."));
    case OleKind::Word:
        return document_errors::notSupported(
            name, QCoreApplication::translate("Documents", "a document of Word 97-2003"),
            QCoreApplication::translate("Documents",
                                        "Open it in Word or LibreOffice, save it as DOCX, and import that."));
    case OleKind::PowerPoint:
        return document_errors::notSupported(
            name, QCoreApplication::translate("Documents", "a presentation of PowerPoint 97-2003"),
            QCoreApplication::translate("Documents",
                                        "Open it in PowerPoint or LibreOffice, save it as PPTX, and import that."));
    case OleKind::OutlookMessage:
        return document_errors::notSupported(
            name, QCoreApplication::translate("Documents", "a message of Outlook"),
            QCoreApplication::translate("Documents", "Save the message as EML, text or PDF, and import that."));
    case OleKind::Other:
        break;
    }
    return document_errors::unknownFormat(name);
}

tl::unexpected<Error> unreadableZip(const QString &name, const QList<QByteArray> &entries)
{
    if (entries.contains("xl/workbook.bin"))
        return document_errors::notSupported(
            name, QCoreApplication::translate("Documents", "a binary workbook of Excel (XLSB)"),
            QCoreApplication::translate("Documents",
                                        "Open it in Excel or LibreOffice, save it as XLSX, and import that."));
    return document_errors::notSupported(
        name, QCoreApplication::translate("Documents", "an archive of other files"),
        QCoreApplication::translate("Documents", "Unpack it and import the files in it."));
}

} // namespace

Result<FileProbe> probeFile(const QString &path, qint64 sizeLimit, const CancellationToken &cancel)
{
    const QFileInfo info(path);
    if (!info.exists())
        return document_errors::notFound(path);
    if (!info.isFile())
        return document_errors::notRegular(path);
    if (info.size() > sizeLimit)
        return document_errors::tooLarge(info.fileName(), sizeLimit);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return document_errors::unreadable(path, file.errorString());
    FileProbe probe;
    if (const auto hashed = hashFile(file, sizeLimit, cancel, probe); !hashed)
        return tl::unexpected<Error>(hashed.error());
    probe.isOle = isOleContainer(probe.head);
    if (probe.head.startsWith("PK"))
        addTail(file, probe);
    return probe;
}

tl::unexpected<Error> unreadableKind(const QString &path, const FileProbe &probe)
{
    const auto name = QFileInfo(path).fileName();
    if (probe.isOle)
        return unreadableOle(path);
    if (const auto listing = ZipListing::of(probe.head); !listing.names.isEmpty())
        return unreadableZip(name, listing.names);
    if (probe.head.startsWith("{\\rtf"))
        return document_errors::notSupported(
            name, QCoreApplication::translate("Documents", "a document in Rich Text Format (RTF)"),
            QCoreApplication::translate("Documents",
                                        "Open it in Word or LibreOffice, save it as DOCX, and import that."));
    return document_errors::unknownFormat(name);
}

} // namespace consultantos
