// SPDX-License-Identifier: GPL-3.0-or-later
// The input is what stands on a slide, and in its chart, diagram, notes and comments: the archive around it is always
// sound.
#include "evidence/documents/pptx_importer.h"
#include "fuzz_document.h"

using namespace consultantos;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto part = "<p:root xmlns:p=\"p\" xmlns:a=\"a\" xmlns:c=\"c\" xmlns:r=\"r\" xmlns:dgm=\"d\">"
                      + fuzz::bytesOf(data, size) + "</p:root>";
    return fuzz::read(
        PptxImporter(),
        test::zipOf({{QStringLiteral("_rels/.rels"), test::relationsXml({"r1 officeDocument ppt/presentation.xml"})},
                     {QStringLiteral("ppt/_rels/presentation.xml.rels"), test::relationsXml({"r1 slide slide.xml"})},
                     {QStringLiteral("ppt/presentation.xml"),
                      "<p:presentation xmlns:p=\"p\" xmlns:r=\"r\"><p:sldIdLst><p:sldId "
                      "r:id=\"r1\"/></p:sldIdLst></p:presentation>"},
                     {QStringLiteral("ppt/_rels/slide.xml.rels"),
                      test::relationsXml({"r1 chart part.xml", "r2 diagramData part.xml", "r3 notesSlide part.xml",
                                          "r4 comments part.xml"})},
                     {QStringLiteral("ppt/slide.xml"), part},
                     {QStringLiteral("ppt/part.xml"), part}},
                    true));
}
