// SPDX-License-Identifier: GPL-3.0-or-later
// The input is the content of a sheet, and its styles and strings too: the archive around it is always sound.
#include "evidence/documents/xlsx_importer.h"
#include "fuzz_document.h"

using namespace consultantos;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto xml = fuzz::bytesOf(data, size);
    const auto shared = "<root>" + xml + "</root>";
    return fuzz::read(XlsxImporter(), test::xlsxOf(xml, {{QStringLiteral("xl/styles.xml"), shared},
                                                         {QStringLiteral("xl/sharedStrings.xml"), shared}}));
}
