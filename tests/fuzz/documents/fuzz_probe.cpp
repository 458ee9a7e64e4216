// SPDX-License-Identifier: GPL-3.0-or-later
// What looks at a file before an importer is chosen.
#include "evidence/documents/document_reader.h"
#include "evidence/documents/mime_header.h"
#include "evidence/documents/ole_directory.h"
#include "evidence/documents/zip_listing.h"
#include "fuzz_document.h"

#include <QBuffer>

using namespace consultantos;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const auto importers = standardDocumentImporters();
    auto bytes = fuzz::bytesOf(data, size);
    for (const auto &importer : importers)
        static_cast<void>(importer->accepts(bytes, QStringLiteral("file.docx")));
    static_cast<void>(ZipListing::of(bytes));
    static_cast<void>(internetDate(QString::fromUtf8(bytes)));
    QBuffer buffer(&bytes);
    if (buffer.open(QIODevice::ReadOnly))
        static_cast<void>(oleKind(buffer));
    return 0;
}
