// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/plain_text_importer.h"

#include "evidence/documents/block_builder.h"
#include "evidence/documents/import_budget.h"
#include "evidence/documents/text_decoding.h"

#include <QRegularExpression>
#include <QStringTokenizer>

namespace consultantos {

namespace {

bool isListMark(QStringView line)
{
    const auto trimmed = line.trimmed();
    if (trimmed.size() < 3 || trimmed[1] != QLatin1Char(' '))
        return false;
    return QStringView(u"-*+\u2022\u25CF\u25E6\u2013").contains(trimmed[0]);
}

} // namespace

bool PlainTextImporter::accepts(const QByteArray &head, const QString &name) const
{
    const auto start = head.trimmed().left(1);
    const bool isNamedAsText = name.endsWith(QLatin1String(".txt"), Qt::CaseInsensitive);
    const bool isForMachines = start == "{" || start == "[" || start == "<";
    return looksLikeText(head) && (isNamedAsText || !isForMachines) && !head.startsWith("%PDF-")
           && !head.startsWith("{\\rtf");
}

void PlainTextImporter::fill(Document &document, const QByteArray &content, ImportBudget &budget) const
{
    const auto decoded = decodeText(content);
    document.warnings += decodingWarnings(decoded);
    BlockBuilder builder(document, budget);
    addPlainText(decoded.text, builder, budget);
}

void addPlainText(const QString &text, BlockBuilder &builder, ImportBudget &budget)
{
    static const QRegularExpression blankLine(QStringLiteral("\\n[ \\t\\r]*\\n"));
    const bool isLineParagraph = !text.contains(blankLine);
    QString paragraph;
    auto kind = BlockKind::Paragraph;
    const auto flush = [&] {
        builder.add(kind, paragraph);
        paragraph.clear();
        kind = BlockKind::Paragraph;
    };
    for (const auto line : QStringTokenizer(text, u'\n')) {
        if (budget.isSpent() || !builder.isOpen())
            return;
        if (line.trimmed().isEmpty()) {
            flush();
            continue;
        }
        if (isListMark(line)) {
            flush();
            kind = BlockKind::ListItem;
        }
        paragraph += line;
        paragraph += QLatin1Char('\n');
        if (isLineParagraph)
            flush();
    }
    flush();
}

} // namespace consultantos
