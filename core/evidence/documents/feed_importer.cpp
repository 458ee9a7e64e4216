// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/feed_importer.h"

#include "evidence/documents/document_errors.h"
#include "evidence/documents/feed.h"
#include "evidence/documents/import_budget.h"
#include "evidence/documents/text_decoding.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace consultantos {

bool XmlFeedImporter::accepts(const QByteArray &head, const QString &) const
{
    static const QRegularExpression root(
        QStringLiteral("^\\s*(<\\?[^>]*>\\s*|<!--.*?-->\\s*|<!DOCTYPE[^>]*>\\s*)*<(rss|feed|rdf:RDF|channel)\\b"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    return looksLikeText(head) && decodeText(head).text.contains(root);
}

void XmlFeedImporter::fill(Document &document, const QByteArray &content, ImportBudget &budget) const
{
    const auto decoded = decodeText(content, declaredCharset(content));
    document.warnings += decodingWarnings(decoded);
    QString fault;
    const auto feed = readXmlFeed(decoded.text, budget, fault);
    if (!fault.isEmpty() && feed.entries.isEmpty())
        budget.fail(document_errors::damaged(budget.name(), fault));
    if (budget.isSpent())
        return;
    if (!fault.isEmpty())
        document.warnings << QCoreApplication::translate(
                                 "Documents", "The feed breaks off; %n entry(ies) before that were read (%1).", nullptr,
                                 int(feed.entries.size()))
                                 .arg(fault);
    fillFromFeed(feed, document, budget);
}

bool JsonFeedImporter::accepts(const QByteArray &head, const QString &) const
{
    static const QRegularExpression items(
        QStringLiteral("\"version\"\\s*:\\s*\"https?://jsonfeed\\.org/|\"items?\"\\s*:\\s*\\["));
    return head.trimmed().startsWith('{') && looksLikeText(head) && QString::fromLatin1(head).contains(items);
}

void JsonFeedImporter::fill(Document &document, const QByteArray &content, ImportBudget &budget) const
{
    const auto feed = readJsonFeed(content);
    if (feed)
        fillFromFeed(*feed, document, budget);
    else
        budget.fail(document_errors::damaged(budget.name()));
}

} // namespace consultantos
