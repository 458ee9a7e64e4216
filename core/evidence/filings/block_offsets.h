// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <QList>

namespace consultantos {

/// Sets Block::offset of all blocks of a document, in their order.
void setBlockOffsets(QList<Block> &blocks);

} // namespace consultantos
