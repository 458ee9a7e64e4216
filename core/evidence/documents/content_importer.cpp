// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/content_importer.h"

#include "evidence/documents/document_errors.h"
#include "evidence/documents/import_budget.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <new>

namespace consultantos {

Result<Document> ContentImporter::read(const QString &path, const ImportLimits &limits,
                                       const CancellationToken &cancel) const
try {
    const auto content = readFileContent(path, limits.inputBytes);
    if (!content)
        return tl::unexpected<Error>(content.error());
    return parse(*content, QFileInfo(path).fileName(), limits, cancel);
} catch (const std::bad_alloc &) {
    return document_errors::outOfMemory(QFileInfo(path).fileName());
}

Result<Document> ContentImporter::parse(const QByteArray &content, const QString &name, const ImportLimits &limits,
                                        const CancellationToken &cancel) const
try {
    ImportBudget budget(name, limits, cancel);
    Document document;
    document.format = format();
    if (budget.status())
        fill(document, content, budget);
    if (const auto status = budget.status(); !status)
        return tl::unexpected<Error>(status.error());
    document.warnings += budget.limitWarnings();
    if (document.blocks.isEmpty())
        document.warnings << QCoreApplication::translate("Documents", "No text was found in it.");
    return document;
} catch (const std::bad_alloc &) {
    return document_errors::outOfMemory(name);
}

Result<QByteArray> readFileContent(const QString &path, qint64 limit)
{
    const QFileInfo info(path);
    if (!info.exists())
        return document_errors::notFound(path);
    if (!info.isFile())
        return document_errors::notRegular(path);
    if (info.size() > limit)
        return document_errors::tooLarge(info.fileName(), limit);
    QFile file(path);
    QByteArray bytes;
    if (file.open(QIODevice::ReadOnly))
        bytes = file.read(limit + 1);
    if (!file.isOpen() || file.error() != QFileDevice::NoError)
        return document_errors::unreadable(path, file.errorString());
    if (bytes.size() > limit) // it grew meanwhile
        return document_errors::tooLarge(info.fileName(), limit);
    if (bytes.isEmpty())
        return document_errors::empty(info.fileName());
    return bytes;
}

} // namespace consultantos
