// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a filing in inline XBRL: no crash, no endless loop, and what comes out keeps the rules of Document.
#include "evidence/filings/filing_reader.h"

#include <cstdint>
#include <cstdlib>

using namespace consultantos;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray content(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto filing = readFiling(content, {}, ParseBudget(QStringLiteral("fuzz"), {}, {}));
    if (!filing)
        return 0;
    if (filing->text.tables.size() != filing->text.tableStarts.size())
        std::abort();
    for (const auto start : filing->text.tableStarts) {
        if (start < 0 || start >= filing->text.blocks.size())
            std::abort();
    }
    for (const auto &section : filing->sections) {
        if (section.first < 0 || section.end <= section.first || section.end > filing->text.blocks.size())
            std::abort();
    }
    for (const auto &fact : filing->facts) {
        if (!fact.end.isValid() || fact.latest.value != fact.latest.value)
            std::abort();
    }
    return 0;
}
