// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

class ImportBudget;

struct FeedEntry {
    QString title; ///< may hold HTML, as all texts of an entry
    QString link;
    QString author;
    QString date; ///< as written
    QString summary;
    QString content;
};

/// A feed of any kind, its entries in the order of the file.
struct Feed {
    QString title;
    QString author;
    QString date;
    QList<FeedEntry> entries;
};

/// A text of an entry, or a title, without its HTML, on one line.
[[nodiscard]] QString plainFeedText(const QString &text, ImportBudget &budget);

/// Writes a feed as a document: a heading for each entry's title, then its day and address as a note, then its text. The
/// document's date is the feed's, or its newest entry's.
void fillFromFeed(const Feed &feed, Document &document, ImportBudget &budget);

/// Reads RSS 0.9x, 1.0 (RDF), 2.0 and Atom. `fault` tells where the XML breaks; what stands before it is read.
[[nodiscard]] Feed readXmlFeed(const QString &xml, ImportBudget &budget, QString &fault);

/// Reads JSON Feed and the JSON that programs make of RSS: entries under "items" of the whole, "feed" or "channel".
/// nullopt if there are none such.
[[nodiscard]] std::optional<Feed> readJsonFeed(const QByteArray &json);

} // namespace consultantos
