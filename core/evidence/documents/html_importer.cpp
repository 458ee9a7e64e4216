// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/html_importer.h"

#include "evidence/documents/block_builder.h"
#include "evidence/documents/html_content.h"
#include "evidence/documents/import_budget.h"
#include "evidence/documents/text_decoding.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace consultantos {

bool HtmlImporter::accepts(const QByteArray &head, const QString &name) const
{
    // The first element decides; comments, a declaration of XML and a document type may stand before it.
    static const QRegularExpression page(
        QStringLiteral("^\\s*(<\\?xml[^>]*>\\s*)?(<!--.*?-->\\s*)*(<!doctype\\s+html|<html|<head|<body|<title|<meta)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression fragment(QStringLiteral("^\\s*<(div|p|table|h[1-6]|ul|section|article|span)\\b"),
                                             QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression ending(QStringLiteral("\\.x?html?$"), QRegularExpression::CaseInsensitiveOption);
    if (!looksLikeText(head))
        return false;
    const auto text = decodeText(head).text;
    return text.contains(page) || text.contains(fragment) || (name.contains(ending) && text.contains(QLatin1Char('<')));
}

void HtmlImporter::fill(Document &document, const QByteArray &content, ImportBudget &budget) const
{
    const auto decoded = decodeText(content, declaredCharset(content));
    document.warnings += decodingWarnings(decoded);
    auto page = readHtml(decoded.text, budget);
    if (budget.isSpent())
        return;
    document.title = page.title;
    document.author = page.author;
    document.date = page.date;
    if (const auto leftOut = keepMainText(page.pieces); leftOut > 0)
        document.warnings << QCoreApplication::translate(
            "Documents", "%n piece(s) of navigation, notices and footers were left out.", nullptr, int(leftOut));
    BlockBuilder builder(document, budget);
    addPieces(page.pieces, builder);
}

} // namespace consultantos
