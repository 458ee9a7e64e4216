// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/document_reader.h"

#include "evidence/documents/document_errors.h"
#include "evidence/documents/file_probe.h"

#include <QFileInfo>

#include <new>

namespace consultantos {

DocumentReader::DocumentReader(std::vector<std::unique_ptr<DocumentImporter>> importers)
    : m_importers(std::move(importers))
{
}

DocumentReader::~DocumentReader() = default;

Result<Document> DocumentReader::read(const QString &path, const ImportLimits &limits,
                                      const CancellationToken &cancel) const
try {
    const auto name = QFileInfo(path).fileName();
    if (cancel.isCancelled())
        return document_errors::cancelled(name);
    const auto probe = probeFile(path, limits.inputBytes, cancel);
    if (!probe)
        return tl::unexpected<Error>(probe.error());
    for (const auto &importer : m_importers) {
        if (probe->isOle || !importer->accepts(probe->head, name))
            continue;
        auto document = importer->read(path, limits, cancel);
        if (document) {
            document->id = probe->id;
            document->name = name;
        }
        return document;
    }
    return unreadableKind(path, *probe);
} catch (const std::bad_alloc &) {
    return document_errors::outOfMemory(QFileInfo(path).fileName());
}

QStringList DocumentReader::formats() const
{
    QStringList formats;
    for (const auto &importer : m_importers)
        formats << importer->format();
    return formats;
}

} // namespace consultantos
