// SPDX-License-Identifier: GPL-3.0-or-later
// The input is the body of a document, and its styles and comments too: the archive around it is always sound.
#include "evidence/documents/docx_importer.h"
#include "fuzz_document.h"

using namespace consultantos;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto xml = fuzz::bytesOf(data, size);
    const auto styles = "<w:styles xmlns:w=\"w\">" + xml + "</w:styles>";
    return fuzz::read(DocxImporter(), test::docxOf(xml, {{QStringLiteral("word/styles.xml"), styles},
                                                         {QStringLiteral("word/comments.xml"), styles}}));
}
