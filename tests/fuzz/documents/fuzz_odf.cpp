// SPDX-License-Identifier: GPL-3.0-or-later
// The input is the body of a sheet, which holds all that a text may: the archive around it is always sound.
#include "evidence/documents/odf_importer.h"
#include "fuzz_document.h"

using namespace consultantos;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto content =
        "<o:document xmlns:o=\"o\" xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:draw=\"d\" "
        "xmlns:presentation=\"p\"><o:body>"
        + fuzz::bytesOf(data, size) + "</o:body></o:document>";
    return fuzz::read(OdfImporter(OdfKind::Sheet), test::zipOf({{QStringLiteral("content.xml"), content}}, true));
}
