// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/feed_importer.h"
#include "fuzz_document.h"

using namespace consultantos;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto content = fuzz::bytesOf(data, size);
    if (content.startsWith('{'))
        return fuzz::read(JsonFeedImporter(), content);
    return fuzz::read(XmlFeedImporter(), content);
}
