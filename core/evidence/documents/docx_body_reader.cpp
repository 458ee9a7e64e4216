// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/docx_body_reader.h"

#include "evidence/documents/safe_xml_reader.h"

#include <QSet>

#include <utility>

namespace consultantos {

namespace {

constexpr int MaxSpan = 1'000;

bool isOneOf(QStringView name, const QSet<QString> &names)
{
    return names.contains(name.toString());
}

/// Elements around blocks or runs that mean nothing for the text.
bool isWrapper(QStringView name)
{
    static const QSet<QString> names{
        QStringLiteral("hyperlink"),  QStringLiteral("ins"),       QStringLiteral("moveTo"),
        QStringLiteral("smartTag"),   QStringLiteral("fldSimple"), QStringLiteral("sdt"),
        QStringLiteral("sdtContent"), QStringLiteral("customXml"), QStringLiteral("bdo"),
        QStringLiteral("dir"),        QStringLiteral("ruby"),      QStringLiteral("rubyBase"),
        QStringLiteral("Choice"),     QStringLiteral("Fallback"),  QStringLiteral("tbody")};
    return isOneOf(name, names);
}

struct CellProperties {
    int span = 1;
    bool isContinued = false;
};

CellProperties readCellProperties(SafeXmlReader &xml)
{
    CellProperties properties;
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("gridSpan"))
            properties.span = xml.attribute(QLatin1String("val")).toInt();
        else if (xml.name() == QLatin1String("vMerge"))
            properties.isContinued = xml.attribute(QLatin1String("val")) != QLatin1String("restart");
        xml.skip();
    }
    return properties;
}

int readColumnsBefore(SafeXmlReader &xml)
{
    int columns = 0;
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("gridBefore"))
            columns = xml.attribute(QLatin1String("val")).toInt();
        xml.skip();
    }
    return columns;
}

} // namespace

/// Gathers the cells of a table whose vertical merges are told cell by cell.
class DocxTableGatherer {
public:
    void beginRow()
    {
        ++m_row;
        m_column = 0;
    }
    void skipColumns(int count) { m_column += std::clamp(count, 0, MaxSpan); }

    /// `isContinued`: the cell is the lower part of the one above.
    void add(const QString &text, int span, bool isContinued)
    {
        const int width = std::clamp(span, 1, MaxSpan);
        const auto above = m_above.constFind(m_column);
        if (isContinued && above != m_above.constEnd()) {
            auto &cell = m_table.cells[*above];
            cell.rowSpan = m_row - cell.row + 1;
            if (!text.trimmed().isEmpty())
                cell.text += QLatin1Char('\n') + text;
        } else {
            auto cell = textCell(m_row, m_column, text);
            cell.columnSpan = width;
            m_above[m_column] = m_table.cells.size();
            m_table.cells.append(std::move(cell));
        }
        m_column += width;
    }
    Table take() { return std::move(m_table); }

private:
    Table m_table;
    QHash<int, qsizetype> m_above; ///< by column, the last cell that begins there
    int m_row = -1;
    int m_column = 0;
};

DocxBodyReader::DocxBodyReader(const DocxStyles &styles, BlockBuilder &builder)
    : m_styles(styles)
    , m_builder(builder)
{
}

void DocxBodyReader::readBlocks(SafeXmlReader &xml)
{
    while (xml.nextChild())
        readBlock(xml);
}

void DocxBodyReader::readBlock(SafeXmlReader &xml)
{
    if (xml.name() == QLatin1String("p"))
        readParagraph(xml);
    else if (xml.name() == QLatin1String("tbl"))
        readTable(xml);
    else if (xml.name() == QLatin1String("AlternateContent"))
        readAlternatives(xml, nullptr);
    else if (isWrapper(xml.name()))
        readBlocks(xml);
    else
        xml.skip();
}

QString DocxBodyReader::readText(SafeXmlReader &xml)
{
    QString text;
    auto *outer = std::exchange(m_cell, &text);
    readBlocks(xml);
    m_cell = outer;
    return text;
}

void DocxBodyReader::readParagraph(SafeXmlReader &xml)
{
    Paragraph paragraph;
    readInlines(xml, paragraph);
    emitParagraph(paragraph);
}

void DocxBodyReader::emitParagraph(const Paragraph &paragraph)
{
    const auto &style = paragraph.style;
    if (m_cell) {
        if (!m_cell->isEmpty() && !paragraph.text.isEmpty())
            *m_cell += QLatin1Char('\n');
        *m_cell += paragraph.text;
    } else if (style.isTitle || style.headingLevel > 0) {
        if (style.isTitle && m_title.isEmpty())
            m_title = paragraph.text.simplified();
        m_builder.addHeading(paragraph.text, style.isTitle ? 1 : style.headingLevel);
    } else {
        m_builder.add(style.isList ? BlockKind::ListItem : BlockKind::Paragraph, paragraph.text);
    }
}

void DocxBodyReader::readParagraphProperties(SafeXmlReader &xml, Paragraph &paragraph) const
{
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("pStyle"))
            paragraph.style = m_styles.value(xml.attribute(QLatin1String("val")));
        else if (xml.name() == QLatin1String("outlineLvl"))
            paragraph.style.headingLevel = docxOutlineLevel(xml);
        if (xml.name() == QLatin1String("numPr"))
            paragraph.style.isList = readDocxNumbering(xml);
        else
            xml.skip();
    }
}

void DocxBodyReader::readInlines(SafeXmlReader &xml, Paragraph &paragraph)
{
    while (xml.nextChild()) {
        const auto name = xml.name();
        if (name == QLatin1String("pPr")) {
            readParagraphProperties(xml, paragraph);
        } else if (name == QLatin1String("r")) {
            while (xml.nextChild())
                readRunPart(xml, paragraph);
        } else if (name == QLatin1String("oMath") || name == QLatin1String("oMathPara")) {
            paragraph.text += xml.text();
        } else if (name == QLatin1String("AlternateContent")) {
            readAlternatives(xml, &paragraph);
        } else if (isWrapper(name)) {
            readInlines(xml, paragraph);
        } else {
            xml.skip(); // deletions, marks of comments and bookmarks
        }
    }
}

void DocxBodyReader::readRunPart(SafeXmlReader &xml, Paragraph &paragraph)
{
    const auto name = xml.name();
    if (name == QLatin1String("t")) {
        paragraph.text += xml.text();
    } else if (name == QLatin1String("AlternateContent")) {
        readAlternatives(xml, &paragraph);
    } else if (name == QLatin1String("drawing") || name == QLatin1String("pict") || name == QLatin1String("object")) {
        readDrawing(xml);
    } else if (name == QLatin1String("ruby")) {
        readInlines(xml, paragraph);
    } else {
        if (name == QLatin1String("tab") || name == QLatin1String("br") || name == QLatin1String("cr"))
            paragraph.text += QLatin1Char(' ');
        else if (name == QLatin1String("noBreakHyphen"))
            paragraph.text += QLatin1Char('-');
        xml.skip();
    }
}

/// The same content in several ways, the newest first: the first that holds anything is read.
void DocxBodyReader::readAlternatives(SafeXmlReader &xml, Paragraph *paragraph)
{
    bool isRead = false;
    while (xml.nextChild()) {
        if (std::exchange(isRead, true)) {
            xml.skip();
        } else if (!paragraph) {
            readBlocks(xml);
        } else {
            while (xml.nextChild())
                readRunPart(xml, *paragraph);
        }
    }
}

/// The text boxes anywhere within a drawing.
void DocxBodyReader::readDrawing(SafeXmlReader &xml)
{
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("txbxContent"))
            readBlocks(xml);
        else
            readDrawing(xml);
    }
}

void DocxBodyReader::readTable(SafeXmlReader &xml)
{
    DocxTableGatherer gatherer;
    readRows(xml, gatherer);
    auto table = gatherer.take();
    if (!m_cell) {
        m_builder.addTable(std::move(table));
        return;
    }
    for (const auto &cell : std::as_const(table.cells)) // a table within a cell is text of that cell
        *m_cell += (m_cell->isEmpty() ? QString() : QStringLiteral("\n")) + cell.text;
}

/// Rows may stand in content controls and insertions.
void DocxBodyReader::readRows(SafeXmlReader &xml, DocxTableGatherer &gatherer)
{
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("tr")) {
            gatherer.beginRow();
            readCells(xml, gatherer);
        } else if (isWrapper(xml.name())) {
            readRows(xml, gatherer);
        } else {
            xml.skip();
        }
    }
}

void DocxBodyReader::readCells(SafeXmlReader &xml, DocxTableGatherer &gatherer)
{
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("trPr")) {
            gatherer.skipColumns(readColumnsBefore(xml));
        } else if (xml.name() == QLatin1String("tc")) {
            CellProperties properties;
            QString text;
            auto *outer = std::exchange(m_cell, &text);
            while (xml.nextChild()) {
                if (xml.name() == QLatin1String("tcPr"))
                    properties = readCellProperties(xml);
                else
                    readBlock(xml);
            }
            m_cell = outer;
            gatherer.add(text, properties.span, properties.isContinued);
        } else if (isWrapper(xml.name())) {
            readCells(xml, gatherer);
        } else {
            xml.skip();
        }
    }
}

} // namespace consultantos
