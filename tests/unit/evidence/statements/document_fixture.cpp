// SPDX-License-Identifier: GPL-3.0-or-later
#include "document_fixture.h"

#include <QStringList>

namespace consultantos::test {

namespace {

constexpr double LineHeight = 12;
constexpr double ColumnWidth = 80;

class Drawer {
public:
    Drawer()
    {
        m_document.id = QStringLiteral("0123456789abcdef");
        m_document.name = QStringLiteral("report.pdf");
        m_document.format = QStringLiteral("pdf");
    }

    void take(const QString &line)
    {
        if (line == QLatin1String("---")) {
            ++m_page;
            m_line = 0;
            m_inTable = false;
        } else if (line.trimmed().isEmpty()) {
            m_inTable = false;
        } else if (line.contains(QLatin1Char('|'))) {
            row(line);
        } else {
            m_inTable = false;
            block(BlockKind::Paragraph, line.trimmed());
        }
        ++m_line;
    }

    [[nodiscard]] Document document() const { return m_document; }

private:
    void block(BlockKind kind, const QString &text)
    {
        Block block;
        block.kind = kind;
        block.text = text;
        block.page = m_page;
        block.area = QRectF(40, LineHeight * m_line, 500, LineHeight);
        m_document.blocks.append(block);
    }

    void row(const QString &line)
    {
        if (!m_inTable) {
            Table table;
            table.page = m_page;
            m_document.tables.append(table);
            m_row = 0;
            m_inTable = true;
        }
        QStringList texts;
        int column = 0;
        for (auto part : line.split(QLatin1Char('|'))) {
            part = part.trimmed();
            TableCell cell;
            cell.row = m_row;
            cell.column = column;
            const auto span = part.lastIndexOf(QLatin1Char('>'));
            if (span >= 0) {
                cell.columnSpan = part.mid(span + 1).toInt();
                part = part.left(span);
            }
            column += cell.columnSpan;
            if (part.isEmpty() || part == QLatin1String("_"))
                continue;
            cell.text = part;
            cell.area = QRectF(40 + ColumnWidth * cell.column, LineHeight * m_line, ColumnWidth * cell.columnSpan - 10,
                               LineHeight);
            texts.append(part);
            m_document.tables.last().cells.append(cell);
        }
        block(BlockKind::TableRow, texts.join(QLatin1Char('\t')));
        ++m_row;
    }

    Document m_document;
    int m_page = 1;
    int m_line = 0;
    int m_row = 0;
    bool m_inTable = false;
};

} // namespace

Document drawnDocument(const QString &drawing)
{
    Drawer drawer;
    for (const auto &line : drawing.split(QLatin1Char('\n')))
        drawer.take(line);
    return drawer.document();
}

} // namespace consultantos::test
