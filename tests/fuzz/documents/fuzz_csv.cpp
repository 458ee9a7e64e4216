// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/csv_importer.h"
#include "fuzz_document.h"

using namespace consultantos;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz::read(CsvImporter(), fuzz::bytesOf(data, size));
}
