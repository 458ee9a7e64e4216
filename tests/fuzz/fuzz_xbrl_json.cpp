// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as xBRL-JSON: no crash, no endless loop, and only facts with a period and a number come out.
#include "evidence/filings/xbrl_json_reader.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>

using namespace consultantos;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray content(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto report = readXbrlJson(content, {}, ParseBudget(QStringLiteral("fuzz"), {}, {}));
    if (!report)
        return 0;
    for (const auto &fact : report->facts) {
        if (!fact.end.isValid() || !std::isfinite(fact.latest.value))
            std::abort();
    }
    return 0;
}
