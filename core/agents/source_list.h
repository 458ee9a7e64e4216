// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QHash>
#include <QList>
#include <QString>

namespace consultantos {

/// Where all evidence of `book` comes from: documents with the pages and sections cited, newest first; filings, newest
/// first; published data; playbooks; the request. `documents` tells title and date by document id. Pure.
[[nodiscard]] QList<Source> sourcesOf(const EvidenceBook &book, const QHash<QString, Source> &documents);

} // namespace consultantos
