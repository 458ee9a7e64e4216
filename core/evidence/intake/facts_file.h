// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// Whether a file is to be read as the SEC's companyfacts: a JSON object, plain or gzip, that isn't a feed, a report in
/// xBRL-JSON or anything else that is read as a document; also whatever is called JSON and is none. Looks at its first kilobytes; false if it can't be read.
[[nodiscard]] bool isFactsFile(const QString &path);

} // namespace consultantos
