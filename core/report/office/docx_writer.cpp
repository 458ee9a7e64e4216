// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/office/docx_writer.h"

#include "report/chart_picture.h"
#include "report/laid_out.h"
#include "report/office/docx_styles.h"
#include "report/office/office_package.h"
#include "report/office/xml_part.h"
#include "report/outline/outline_builder.h"
#include "report/outline/paper_table.h"
#include "report/outline/source_notes.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHash>

#include <algorithm>

namespace consultantos {

namespace {

using namespace office;
using namespace outline;

constexpr int EmuPerPoint = 12700;
constexpr int TwipsPerMm = 57; ///< rounded up: 56.7
constexpr int MarginTwips = 1134;
constexpr int FirstFootnote = 2; ///< after the two separators
constexpr qsizetype MostNumberColumns = 6;
constexpr double PictureScale = 3;

struct Page {
    int width; ///< twips
    int height;

    [[nodiscard]] int textWidth() const { return width - 2 * MarginTwips; }
};

Page pageOf(PaperSize paper)
{
    return paper == PaperSize::Letter ? Page{12240, 15840} : Page{11906, 16838};
}

QString number(qint64 value)
{
    return QString::number(value);
}

const QString MainSpace = QStringLiteral("http://schemas.openxmlformats.org/wordprocessingml/2006/main");
const QString RelationSpace = QStringLiteral("http://schemas.openxmlformats.org/officeDocument/2006/relationships");
const QString DrawingSpace = QStringLiteral("http://schemas.openxmlformats.org/drawingml/2006/main");
const QString PictureSpace = QStringLiteral("http://schemas.openxmlformats.org/drawingml/2006/picture");
const QString WordType = QStringLiteral("application/vnd.openxmlformats-officedocument.wordprocessingml.%1+xml");
const QString DocumentPart = QStringLiteral("word/document.xml");

void openRoot(XmlPart &xml, const char *name)
{
    xml.open(name,
             {{"xmlns:w", MainSpace},
              {"xmlns:r", RelationSpace},
              {"xmlns:a", DrawingSpace},
              {"xmlns:pic", PictureSpace},
              {"xmlns:wp", QStringLiteral("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")}});
}

void openParagraph(XmlPart &xml, const QString &style)
{
    xml.open("w:p").open("w:pPr").leaf("w:pStyle", {{"w:val", style}}).close();
}

void writeText(XmlPart &xml, const QString &text)
{
    xml.element("w:t", text, {{"xml:space", QStringLiteral("preserve")}});
}

void writeField(XmlPart &xml, const QString &instruction, const QString &shown)
{
    const auto mark = [&](const QString &type) {
        xml.open("w:r").leaf("w:fldChar", {{"w:fldCharType", type}}).close();
    };
    mark(QStringLiteral("begin"));
    xml.open("w:r").element("w:instrText", instruction, {{"xml:space", QStringLiteral("preserve")}}).close();
    mark(QStringLiteral("separate"));
    xml.open("w:r");
    writeText(xml, shown);
    xml.close();
    mark(QStringLiteral("end"));
}

/// An inline picture of the width in points that its relation names.
void writePicture(XmlPart &xml, const QString &relation, int id, const QString &name, const QString &alternative,
                  double width, double height)
{
    const auto cx = number(qRound64(width * EmuPerPoint));
    const auto cy = number(qRound64(height * EmuPerPoint));
    xml.open("w:r").open("w:drawing").open("wp:inline");
    xml.leaf("wp:extent", {{"cx", cx}, {"cy", cy}});
    xml.leaf("wp:docPr", {{"id", number(id)}, {"name", name}, {"descr", alternative}});
    xml.open("a:graphic").open("a:graphicData", {{"uri", PictureSpace}}).open("pic:pic");
    xml.open("pic:nvPicPr")
        .leaf("pic:cNvPr", {{"id", number(id)}, {"name", name}, {"descr", alternative}})
        .leaf("pic:cNvPicPr")
        .close();
    xml.open("pic:blipFill").leaf("a:blip", {{"r:embed", relation}});
    xml.open("a:stretch").leaf("a:fillRect").close(2);
    xml.open("pic:spPr").open("a:xfrm");
    xml.leaf("a:off", {{"x", number(0)}, {"y", number(0)}}).leaf("a:ext", {{"cx", cx}, {"cy", cy}}).close();
    xml.open("a:prstGeom", {{"prst", QStringLiteral("rect")}}).leaf("a:avLst").close(2);
    xml.close(6);
}

QByteArray pngOf(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

/// Writes one report; belongs to one rendering.
class DocxBook {
public:
    DocxBook(const Report &report, const ExportOptions &options)
        : m_report(laidOut(report))
        , m_outline(buildOutline(report, options.wording))
        , m_notes(m_report, options.wording)
        , m_options(options)
        , m_page(pageOf(options.paper))
    {
    }

    Result<QByteArray> write()
    {
        openRoot(m_footnotes, "w:footnotes");
        writeSeparator(0, QStringLiteral("separator"), "w:separator");
        writeSeparator(1, QStringLiteral("continuationSeparator"), "w:continuationSeparator");
        openRoot(m_body, "w:document");
        m_body.open("w:body");
        addFixedParts();
        const auto header = addBand(true);
        const auto footer = addBand(false);
        openParagraph(m_body, QStringLiteral("Title"));
        writeRun({m_outline.title});
        m_body.close();
        openParagraph(m_body, QStringLiteral("Subtitle"));
        writeRun({m_options.wording.date(m_outline.date) + QStringLiteral(" · ") + m_outline.engine});
        m_body.close();
        if (!m_outline.isOnePage)
            writeContents();
        for (const auto &section : m_outline.sections)
            writeSection(section, 1);
        writePageSetup(header, footer);
        m_package.add(DocumentPart, m_body.finished(), WordType.arg(QStringLiteral("document.main")));
        m_package.add(QStringLiteral("word/footnotes.xml"), m_footnotes.finished(),
                      WordType.arg(QStringLiteral("footnotes")));
        m_package.addProperties(m_outline.title, m_outline.engine, m_outline.language, m_outline.date);
        return m_package.bytes();
    }

private:
    void addFixedParts()
    {
        m_package.relate({}, QStringLiteral("officeDocument"), DocumentPart);
        const auto add = [&](const QString &name, const QByteArray &bytes) {
            m_package.add(QStringLiteral("word/") + name + QStringLiteral(".xml"), bytes, WordType.arg(name));
            m_package.relate(DocumentPart, name, name + QStringLiteral(".xml"));
        };
        add(QStringLiteral("styles"), docxStyles(m_options.brand, m_outline.language, m_outline.isOnePage));
        add(QStringLiteral("numbering"), docxNumbering());
        add(QStringLiteral("settings"), docxSettings(m_outline.language));
        m_package.relate(DocumentPart, QStringLiteral("footnotes"), QStringLiteral("footnotes.xml"));
    }

    void writeSeparator(int id, const QString &type, const char *element)
    {
        m_footnotes.open("w:footnote", {{"w:type", type}, {"w:id", number(id)}});
        m_footnotes.open("w:p").open("w:r").leaf(element).close(3);
    }

    /// The header or footer of all pages; returns its relation.
    QString addBand(bool isHeader)
    {
        const auto kind = isHeader ? QStringLiteral("header") : QStringLiteral("footer");
        const auto part = QStringLiteral("word/") + kind + QStringLiteral("1.xml");
        XmlPart xml;
        openRoot(xml, isHeader ? "w:hdr" : "w:ftr");
        xml.open("w:p").open("w:pPr").leaf("w:pStyle",
                                           {{"w:val", isHeader ? QStringLiteral("Header") : QStringLiteral("Footer")}});
        xml.open("w:tabs")
            .leaf("w:tab", {{"w:val", QStringLiteral("right")}, {"w:pos", number(m_page.textWidth())}})
            .close(2);
        xml.open("w:r");
        const auto &brand = m_options.brand;
        writeText(xml, isHeader ? m_outline.company : brand.footer.isEmpty() ? m_outline.engine : brand.footer);
        xml.leaf("w:tab").close();
        if (isHeader)
            writeHeaderEnd(xml, part);
        else
            writePageNumber(xml);
        xml.close();
        m_package.add(part, xml.finished(), WordType.arg(kind));
        return m_package.relate(DocumentPart, kind, kind + QStringLiteral("1.xml"));
    }

    void writeHeaderEnd(XmlPart &xml, const QString &part)
    {
        const auto logo = QImage::fromData(m_options.brand.logo, "PNG");
        if (logo.isNull()) {
            xml.open("w:r");
            writeText(xml, m_options.wording.date(m_outline.date));
            xml.close();
            return;
        }
        constexpr double LogoHeight = 22;
        m_package.add(QStringLiteral("word/media/logo.png"), m_options.brand.logo);
        const auto relation = m_package.relate(part, QStringLiteral("image"), QStringLiteral("media/logo.png"));
        writePicture(xml, relation, 1, QStringLiteral("Logo"), QStringLiteral("Logo"),
                     std::min(200.0, LogoHeight * logo.width() / std::max(1, logo.height())), LogoHeight);
    }

    void writePageNumber(XmlPart &xml) const
    {
        xml.open("w:r");
        writeText(xml, m_options.wording.say(QStringLiteral("Page")) + QLatin1Char(' '));
        xml.close();
        writeField(xml, QStringLiteral(" PAGE "), QStringLiteral("1"));
        xml.open("w:r");
        writeText(xml, QLatin1Char(' ') + m_options.wording.say(QStringLiteral("of")) + QLatin1Char(' '));
        xml.close();
        writeField(xml, QStringLiteral(" NUMPAGES "), QStringLiteral("1"));
    }

    /// The field with its entries written out as links, so that it serves before a program updates it, with the pages.
    void writeContents()
    {
        openParagraph(m_body, QStringLiteral("ContentsHeading"));
        writeRun({m_options.wording.say(QStringLiteral("Contents"))});
        m_body.close();
        QList<std::pair<QString, int>> entries;
        for (const auto &section : m_outline.sections) {
            entries.append({section.title, 1});
            for (const auto &part : section.sections)
                entries.append({part.title, 2});
        }
        int bookmark = 0;
        const auto fieldMark = [&](const QString &type) {
            m_body.open("w:r").leaf("w:fldChar", {{"w:fldCharType", type}}).close();
        };
        for (qsizetype i = 0; i < entries.size(); ++i) {
            openParagraph(m_body, QStringLiteral("TOC%1").arg(entries[i].second));
            if (i == 0) {
                fieldMark(QStringLiteral("begin"));
                m_body.open("w:r")
                    .element("w:instrText", QStringLiteral(" TOC \\o \"1-2\" \\h \\z \\u "),
                             {{"xml:space", QStringLiteral("preserve")}})
                    .close();
                fieldMark(QStringLiteral("separate"));
            }
            const auto anchor = QStringLiteral("_Toc%1").arg(++bookmark);
            m_body.open("w:hyperlink", {{"w:anchor", anchor}, {"w:history", number(1)}});
            writeRun({entries[i].first});
            m_body.close();
            if (i + 1 == entries.size())
                fieldMark(QStringLiteral("end"));
            m_body.close();
        }
    }

    void writeSection(const Section &section, int level)
    {
        const auto style = QStringLiteral("Heading%1").arg(std::min(level, 3));
        m_body.open("w:p").open("w:pPr").leaf("w:pStyle", {{"w:val", style}});
        // Short appendices share a page.
        if (level == 1 && !m_outline.isOnePage && !(section.isAppendix && m_isInAppendix && section.sections.isEmpty()))
            m_body.leaf("w:pageBreakBefore");
        m_isInAppendix = m_isInAppendix || section.isAppendix;
        m_body.close();
        const bool isListed = level <= 2;
        if (isListed) {
            ++m_bookmark;
            m_body.leaf("w:bookmarkStart",
                        {{"w:id", number(m_bookmark)}, {"w:name", QStringLiteral("_Toc%1").arg(m_bookmark)}});
        }
        writeRun({section.title});
        if (isListed)
            m_body.leaf("w:bookmarkEnd", {{"w:id", number(m_bookmark)}});
        m_body.close();
        if (!section.message.isEmpty())
            writeParagraph(section.message, level == 1 ? QStringLiteral("Message") : QStringLiteral("Normal"));
        for (const auto &block : section.blocks)
            writeBlock(block);
        for (const auto &part : section.sections)
            writeSection(part, level + 1);
    }

    void writeBlock(const Block &block)
    {
        switch (block.kind) {
        case Block::Kind::Paragraph:
            return writeParagraph(block.text, QStringLiteral("Normal"));
        case Block::Kind::Bullet:
            m_body.open("w:p").open("w:pPr").leaf("w:pStyle", {{"w:val", QStringLiteral("ListBullet")}});
            m_body.open("w:numPr")
                .leaf("w:ilvl", {{"w:val", number(std::min(block.level, 1))}})
                .leaf("w:numId", {{"w:val", number(1)}})
                .close(2);
            writeRuns(block.text);
            m_body.close();
            return;
        case Block::Kind::Table:
            return writeTable(fittedTo(*block.table, MostNumberColumns));
        case Block::Kind::Chart:
            return writeChart(*block.chart);
        }
    }

    void writeParagraph(const Text &text, const QString &style)
    {
        openParagraph(m_body, style);
        writeRuns(text);
        m_body.close();
    }

    void writeRun(const Run &run)
    {
        m_body.open("w:r");
        if (run.isStrong || run.isMuted) {
            m_body.open("w:rPr");
            if (run.isMuted)
                m_body.leaf("w:rStyle", {{"w:val", QStringLiteral("Grade")}});
            if (run.isStrong)
                m_body.leaf("w:b");
            m_body.close();
        }
        writeText(m_body, run.text);
        m_body.close();
        writeFootnote(run.refs.isEmpty() ? QString() : m_notes.note(run.refs));
    }

    void writeRuns(const Text &text)
    {
        for (const auto &run : text)
            writeRun(run);
    }

    /// The reference, and the note itself at the end of the notes' part. A note said before is referred to by its number.
    void writeFootnote(const QString &note)
    {
        if (note.isEmpty())
            return;
        const auto id = number(FirstFootnote + m_noteCount++);
        const auto style = QStringLiteral("FootnoteReference");
        m_body.open("w:r").open("w:rPr").leaf("w:rStyle", {{"w:val", style}}).close();
        m_body.leaf("w:footnoteReference", {{"w:id", id}}).close();
        m_footnotes.open("w:footnote", {{"w:id", id}});
        openParagraph(m_footnotes, QStringLiteral("FootnoteText"));
        m_footnotes.open("w:r").open("w:rPr").leaf("w:rStyle", {{"w:val", style}}).close();
        m_footnotes.leaf("w:footnoteRef").close().open("w:r");
        const auto earlier = m_said.constFind(note);
        if (earlier == m_said.constEnd()) {
            m_said.insert(note, m_noteCount);
            writeText(m_footnotes, QLatin1Char(' ') + note);
        } else {
            writeText(m_footnotes, QStringLiteral(" As note %1").arg(*earlier));
        }
        m_footnotes.close(3);
    }

    void writeCaption(const QString &caption, const QStringList &refs)
    {
        if (caption.isEmpty())
            return;
        openParagraph(m_body, QStringLiteral("Caption"));
        writeRun({m_options.wording.sayParts(caption)});
        writeFootnote(m_notes.origins(refs));
        m_body.close();
    }

    void writeTable(const Table &table)
    {
        writeCaption(table.caption, table.refs);
        int shares = 0;
        for (const auto &column : table.columns)
            shares += column.width;
        m_body.open("w:tbl").open("w:tblPr").leaf("w:tblStyle", {{"w:val", QStringLiteral("ReportTable")}});
        m_body.leaf("w:tblW", {{"w:w", number(m_page.textWidth())}, {"w:type", QStringLiteral("dxa")}});
        m_body.leaf("w:tblLayout", {{"w:type", QStringLiteral("fixed")}});
        m_body.leaf("w:tblLook",
                    {{"w:val", QStringLiteral("0420")}, {"w:firstRow", number(1)}, {"w:noVBand", number(1)}});
        m_body.close().open("w:tblGrid");
        QList<int> widths;
        for (const auto &column : table.columns) {
            widths.append(m_page.textWidth() * column.width / std::max(1, shares));
            m_body.leaf("w:gridCol", {{"w:w", number(widths.last())}});
        }
        m_body.close();
        QList<Cell> head;
        for (const auto &column : table.columns)
            head.append({column.title});
        writeRow(table, head, widths, true);
        for (const auto &row : table.rows)
            writeRow(table, row, widths, false);
        m_body.close();
        // Two tables in a row would be one.
        m_body.open("w:p").open("w:pPr").leaf("w:spacing", {{"w:before", number(0)}, {"w:after", number(60)}}).close(2);
    }

    void writeRow(const Table &table, const QList<Cell> &row, const QList<int> &widths, bool isHead)
    {
        m_body.open("w:tr").open("w:trPr").leaf("w:cantSplit");
        if (isHead)
            m_body.leaf("w:tblHeader");
        m_body.close();
        for (qsizetype i = 0; i < table.columns.size(); ++i) {
            m_body.open("w:tc").open("w:tcPr");
            m_body.leaf("w:tcW", {{"w:w", number(widths[i])}, {"w:type", QStringLiteral("dxa")}}).close();
            m_body.open("w:p").open("w:pPr").leaf("w:pStyle", {{"w:val", QStringLiteral("Cell")}});
            if (isHead)
                m_body.leaf("w:keepNext");
            const bool isNumber =
                isHead ? table.columns[i].isNumber : outline::isNumberCell(table.columns[i], row.value(i));
            if (isNumber)
                m_body.leaf("w:jc", {{"w:val", QStringLiteral("right")}});
            m_body.close();
            if (const auto text = row.value(i).text; !text.isEmpty()) {
                m_body.open("w:r");
                writeText(m_body, text);
                m_body.close();
            }
            m_body.close(2);
        }
        m_body.close();
    }

    void writeChart(const Chart &chart)
    {
        const auto drawing = drawingOf(chart, paletteOf(m_options.brand.colour));
        if (drawing.svg.isEmpty())
            return;
        writeCaption(chart.title, chart.refs);
        const auto name = QStringLiteral("chart%1.png").arg(++m_pictures);
        m_package.add(QStringLiteral("word/media/") + name, pngOf(pictureOf(drawing, PictureScale)));
        const auto relation = m_package.relate(DocumentPart, QStringLiteral("image"), QStringLiteral("media/") + name);
        constexpr double PointsPerPixel = 0.75;
        constexpr double TwipsPerPoint = 20;
        const double width = std::min(drawing.width * PointsPerPixel, m_page.textWidth() / TwipsPerPoint);
        openParagraph(m_body, QStringLiteral("Normal"));
        writePicture(m_body, relation, 1 + m_pictures, chart.title, chart.alternative, width,
                     width * drawing.height / drawing.width);
        m_body.close();
    }

    void writePageSetup(const QString &header, const QString &footer)
    {
        m_body.open("w:sectPr");
        const auto all = QStringLiteral("default");
        m_body.leaf("w:headerReference", {{"w:type", all}, {"r:id", header}});
        m_body.leaf("w:footerReference", {{"w:type", all}, {"r:id", footer}});
        m_body.leaf("w:pgSz", {{"w:w", number(m_page.width)}, {"w:h", number(m_page.height)}});
        const auto margin = number(MarginTwips);
        const auto band = number(10 * TwipsPerMm);
        m_body.leaf("w:pgMar", {{"w:top", number(MarginTwips + 200)},
                                {"w:right", margin},
                                {"w:bottom", margin},
                                {"w:left", margin},
                                {"w:header", band},
                                {"w:footer", band},
                                {"w:gutter", number(0)}});
        m_body.close();
    }

    Report m_report; ///< as the template shows it
    Outline m_outline;
    SourceNotes m_notes;
    const ExportOptions &m_options;
    Page m_page;
    OfficePackage m_package;
    XmlPart m_body;
    XmlPart m_footnotes;
    QHash<QString, int> m_said;
    int m_noteCount = 0;
    bool m_isInAppendix = false;
    int m_bookmark = 0;
    int m_pictures = 0;
};

} // namespace

Result<QByteArray> renderDocx(const Report &report, const ExportOptions &options)
{
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return fail(ErrorCode::Internal, QCoreApplication::translate(
                                             "Report", "This program has no fonts to draw a document's charts with."));
    return DocxBook(report, options).write();
}

} // namespace consultantos
