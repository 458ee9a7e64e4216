// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/import_budget.h"
#include "evidence/documents/safe_archive.h"
#include "fuzz_document.h"

using namespace consultantos;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ImportBudget budget(QStringLiteral("file"), fuzz::tightLimits(), {});
    auto archive = SafeArchive::open(fuzz::bytesOf(data, size), budget);
    if (!archive)
        return 0;
    for (const auto &entry : archive->entries())
        static_cast<void>(archive->read(entry));
    return 0;
}
