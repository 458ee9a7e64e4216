// SPDX-License-Identifier: GPL-3.0-or-later
// The first eight bytes are the value, the rest is a format's code, a formula and an address.
#include "evidence/documents/cell_address.h"
#include "evidence/documents/number_format.h"
#include "fuzz_document.h"

#include <cstring>

using namespace consultantos;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    double value = 0;
    if (size < sizeof value)
        return 0;
    std::memcpy(&value, data, sizeof value);
    const auto code = QString::fromUtf8(fuzz::bytesOf(data + sizeof value, size - sizeof value));
    const NumberFormat format(code);
    static_cast<void>(format.kind());
    static_cast<void>(format.text(value));
    static_cast<void>(format.text(value, true));
    static_cast<void>(shiftedFormula(code, -3, 20'000));
    static_cast<void>(cellRange(code));
    return 0;
}
