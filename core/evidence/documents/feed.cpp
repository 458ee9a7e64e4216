// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/feed.h"

#include "evidence/documents/block_builder.h"
#include "evidence/documents/html_content.h"
#include "evidence/documents/import_budget.h"
#include "evidence/documents/mime_header.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

bool mayBeHtml(const QString &text)
{
    return text.contains(QLatin1Char('<')) || text.contains(QLatin1Char('&'));
}

void addEntry(const FeedEntry &entry, BlockBuilder &builder, ImportBudget &budget)
{
    builder.addHeading(plainFeedText(entry.title, budget), 2);
    const auto date = internetDate(entry.date);
    const auto day = date ? date->date().toString(Qt::ISODate) : entry.date;
    builder.add(BlockKind::Note, QStringLiteral("%1 %2").arg(day, entry.link));
    // Many feeds give the text once in short and once in full.
    const auto &text = entry.content.size() >= entry.summary.size() ? entry.content : entry.summary;
    if (mayBeHtml(text))
        addPieces(readHtml(text, budget).pieces, builder, 2);
    else
        builder.add(BlockKind::Paragraph, text);
}

std::optional<QDate> dateOf(const Feed &feed)
{
    if (const auto date = internetDate(feed.date))
        return date->date();
    std::optional<QDateTime> newest;
    for (const auto &entry : feed.entries) {
        const auto date = internetDate(entry.date);
        if (date && (!newest || *date > *newest))
            newest = date;
    }
    return newest ? std::optional(newest->date()) : std::nullopt;
}

} // namespace

QString plainFeedText(const QString &text, ImportBudget &budget)
{
    if (!mayBeHtml(text))
        return text.simplified();
    QStringList parts;
    for (const auto &piece : readHtml(text, budget).pieces)
        parts << piece.text;
    return parts.join(QLatin1Char(' ')).simplified();
}

void fillFromFeed(const Feed &feed, Document &document, ImportBudget &budget)
{
    document.title = plainFeedText(feed.title, budget);
    document.author = feed.author.simplified();
    document.date = dateOf(feed);
    BlockBuilder builder(document, budget);
    builder.addHeading(document.title, 1);
    qsizetype undated = 0;
    for (const auto &entry : feed.entries) {
        if (budget.isSpent() || !builder.isOpen())
            return;
        addEntry(entry, builder, budget);
        undated += internetDate(entry.date) ? 0 : 1;
    }
    if (undated > 0)
        document.warnings << QCoreApplication::translate("Documents", "%n entry(ies) have no date that can be read.",
                                                         nullptr, int(undated));
}

} // namespace consultantos
