// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/report.h"

#include <QHash>
#include <QList>
#include <QString>

namespace consultantos {

class DocumentRepository;

/// Where all evidence of `book` comes from: documents with the pages and sections cited, newest first; filings, newest
/// first; news and web pages, newest first; published data; playbooks; the request. `known` tells title, date and, of
/// what was fetched, address and time: of documents and pages by their id, of data by its name. Pure.
[[nodiscard]] QList<Source> sourcesOf(const EvidenceBook &book, const QHash<QString, Source> &known);

/// What is known of every stored document, by its id: figures of peers and of earlier versions of a file may be cited,
/// too. Does I/O; empty without a repository.
[[nodiscard]] Result<QHash<QString, Source>> documentSources(const DocumentRepository *documents);

} // namespace consultantos
