// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/block_offsets.h"

#include <algorithm>

namespace consultantos {

void setBlockOffsets(QList<Block> &blocks)
{
    qsizetype offset = 0;
    for (auto &block : blocks) {
        block.offset = int(offset);
        const auto halves =
            std::count_if(block.text.begin(), block.text.end(), [](QChar c) { return c.isLowSurrogate(); });
        offset += block.text.size() - halves + 1; // of a line feed
    }
}

} // namespace consultantos
