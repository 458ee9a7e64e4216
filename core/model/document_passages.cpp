// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/document_passages.h"

#include <QTextBoundaryFinder>

namespace consultantos {

namespace {

constexpr qsizetype LongestParagraph = 1'500; ///< a screenful; what is longer is hard to judge as one hit
constexpr qsizetype LongestRows = 1'000;

int codePoints(QStringView text)
{
    int count = 0;
    for (const QChar c : text)
        count += c.isLowSurrogate() ? 0 : 1;
    return count;
}

/// Cuts between sentences, in pieces of at most LongestParagraph where a sentence allows it. Blanks between pieces belong
/// to neither.
QList<QStringView> piecesOf(const QString &text)
{
    if (text.size() <= LongestParagraph)
        return {text};
    QList<QStringView> pieces;
    QTextBoundaryFinder sentences(QTextBoundaryFinder::Sentence, text);
    qsizetype start = 0;
    qsizetype lastEnd = 0;
    while (sentences.toNextBoundary() != -1) {
        const auto end = sentences.position();
        if (end - start > LongestParagraph && lastEnd > start) {
            pieces.append(QStringView(text).mid(start, lastEnd - start));
            start = lastEnd;
        }
        lastEnd = end;
    }
    pieces.append(QStringView(text).mid(start));
    return pieces;
}

class PassageBuilder {
public:
    explicit PassageBuilder(const Document &document)
        : m_document(document)
    {
    }

    void add(const Block &block)
    {
        if (block.kind == BlockKind::TableRow) {
            addRow(block);
            return;
        }
        flushRows();
        for (const auto piece : piecesOf(block.text))
            addText(block, piece);
    }

    QList<PlacedPassage> take()
    {
        flushRows();
        return std::move(m_passages);
    }

private:
    void addText(const Block &block, QStringView piece)
    {
        const auto trimmed = piece.trimmed();
        if (trimmed.isEmpty())
            return;
        const auto before = QStringView(block.text).first(trimmed.data() - block.text.constData());
        append(block, block.offset + codePoints(before), trimmed.toString());
    }

    void addRow(const Block &block)
    {
        const bool goesOn = !m_rows.isEmpty() && m_first.page == block.page && m_first.section == block.section
                            && m_next == block.offset && m_rows.size() + block.text.size() < LongestRows;
        if (!goesOn) {
            flushRows();
            m_first = block;
            m_rows = block.text;
        } else {
            m_rows += QLatin1Char('\n') + block.text;
            m_first.area = m_first.area.united(block.area);
        }
        m_next = block.offset + codePoints(block.text) + 1;
    }

    void flushRows()
    {
        if (!m_rows.trimmed().isEmpty())
            append(m_first, m_first.offset, m_rows);
        m_rows.clear();
    }

    void append(const Block &block, int offset, const QString &text)
    {
        PlacedPassage placed;
        placed.passage.id = QStringLiteral("p/%1/%2").arg(m_document.id).arg(m_passages.size() + 1);
        placed.passage.document = m_document.name;
        placed.passage.page = block.page;
        placed.passage.offset = offset;
        placed.passage.text = text;
        placed.kind = block.kind;
        placed.level = block.level;
        placed.section = block.section;
        placed.area = block.area;
        m_passages.append(placed);
    }

    const Document &m_document;
    QList<PlacedPassage> m_passages;
    Block m_first; ///< of the rows that are being joined
    QString m_rows;
    int m_next = 0; ///< offset at which the next row must stand to belong to them
};

} // namespace

QList<PlacedPassage> passagesOf(const Document &document)
{
    PassageBuilder builder(document);
    for (const auto &block : document.blocks)
        builder.add(block);
    return builder.take();
}

} // namespace consultantos
