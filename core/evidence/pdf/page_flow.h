// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/page_stream.h"

#include <QList>

namespace consultantos::pdf {

/// The words of a page parted into what is read one after the other: where running text is set in columns beside each
/// other, each column is a flow, and so is what stands across them above or below. The columns of a table are not
/// parted. Most pages are one flow.
[[nodiscard]] QList<QList<Word>> flowsOf(const QList<Word> &words);

} // namespace consultantos::pdf
