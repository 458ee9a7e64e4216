// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

struct DataSpace;
struct RetentionShare;

/// Words of the data section. They know no widget.
namespace data_words {

[[nodiscard]] QString size(qint64 bytes);
/// What stores, documents, cache and the rest take, in one sentence.
[[nodiscard]] QString space(const DataSpace &space);
/// "3 reports, the oldest of 12/05/2024"; empty where nothing goes.
[[nodiscard]] QString share(const RetentionShare &share);

} // namespace data_words

} // namespace consultantos
