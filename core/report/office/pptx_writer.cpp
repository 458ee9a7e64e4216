// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/office/pptx_writer.h"

#include "report/laid_out.h"
#include "report/office/chart_part.h"
#include "report/office/deck_plan.h"
#include "report/office/deck_template.h"
#include "report/office/office_package.h"
#include "report/office/xml_part.h"
#include "report/outline/outline_builder.h"
#include "report/outline/source_notes.h"

#include <algorithm>

namespace consultantos {

namespace {

using namespace office;
using namespace outline;

const QString PresentationPart = QStringLiteral("ppt/presentation.xml");
const QString NotesMasterPart = QStringLiteral("ppt/notesMasters/notesMaster1.xml");
const QString MainSpace = QStringLiteral("http://schemas.openxmlformats.org/drawingml/2006/main");
const QString RelationSpace = QStringLiteral("http://schemas.openxmlformats.org/officeDocument/2006/relationships");
const QString PresentationSpace = QStringLiteral("http://schemas.openxmlformats.org/presentationml/2006/main");
const QString TableUri = QStringLiteral("http://schemas.openxmlformats.org/drawingml/2006/table");
const QString ChartUri = QStringLiteral("http://schemas.openxmlformats.org/drawingml/2006/chart");
/// "Medium Style 2, Accent 1", which each program of presentations has: it takes the theme's colours.
const QString TableStyle = QStringLiteral("{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}");
/// Slide numbers of the list; layouts have those from 2^31.
constexpr int FirstSlideId = 256;

QString number(qint64 value)
{
    return QString::number(value);
}

QString presentationType(const char *name)
{
    return QStringLiteral("application/vnd.openxmlformats-officedocument.presentationml.%1+xml")
        .arg(QLatin1String(name));
}

void openRoot(XmlPart &xml, const char *name)
{
    xml.open(name, {{"xmlns:a", MainSpace}, {"xmlns:r", RelationSpace}, {"xmlns:p", PresentationSpace}});
}

void openTree(XmlPart &xml)
{
    xml.open("p:cSld").open("p:spTree").open("p:nvGrpSpPr");
    xml.leaf("p:cNvPr", {{"id", number(1)}, {"name", QString()}}).leaf("p:cNvGrpSpPr").leaf("p:nvPr").close();
    xml.leaf("p:grpSpPr");
}

void writeBox(XmlPart &xml, const char *element, const QRect &box)
{
    xml.open(element).leaf("a:off", {{"x", number(box.x())}, {"y", number(box.y())}});
    xml.leaf("a:ext", {{"cx", number(box.width())}, {"cy", number(box.height())}}).close();
}

class PptxDeck {
public:
    PptxDeck(const Report &report, const ExportOptions &options, const DeckTemplate &look)
        : m_report(laidOut(report))
        , m_outline(buildOutline(report, options.wording))
        , m_notes(m_report, options.wording)
        , m_options(options)
        , m_look(look)
    {
    }

    Result<QByteArray> write()
    {
        for (auto it = m_look.parts.cbegin(); it != m_look.parts.cend(); ++it)
            m_package.add(it.key(), it.value(), m_look.types.value(it.key()));
        m_package.relate({}, QStringLiteral("officeDocument"), PresentationPart);
        writeNotesMaster();
        if (!m_outline.isOnePage)
            writeOpener();
        for (auto slide : planDeck(m_outline, roomOf(m_look))) {
            slide.title = titled(slide.title);
            if (const auto written = writeSlide(slide); !written)
                return tl::unexpected(written.error());
        }
        writePresentation();
        m_package.addProperties(m_outline.title, m_outline.engine, m_outline.language, m_outline.date);
        return m_package.bytes();
    }

private:
    /// A slide that goes on from another says so behind its title.
    [[nodiscard]] QString titled(const QString &title) const
    {
        const auto more = QStringLiteral(" (continued)");
        const auto &wording = m_options.wording;
        return title.endsWith(more) ? wording.sayParts(title.chopped(more.size())) + QStringLiteral(" (")
                                          + wording.say(QStringLiteral("continued")) + QLatin1Char(')')
                                    : wording.sayParts(title);
    }

    [[nodiscard]] QString slidePart() const
    {
        return QStringLiteral("ppt/slides/slide%1.xml").arg(m_slides.size() + 1);
    }

    static QString above(const QString &part) { return QStringLiteral("../") + part.mid(4); }

    void writeTitle(XmlPart &xml, const QString &type, const QString &text)
    {
        xml.open("p:sp").open("p:nvSpPr").leaf("p:cNvPr", {{"id", number(2)}, {"name", QStringLiteral("Title")}});
        xml.open("p:cNvSpPr").leaf("a:spLocks", {{"noGrp", number(1)}}).close();
        xml.open("p:nvPr").leaf("p:ph", {{"type", type}}).close(2).leaf("p:spPr");
        xml.open("p:txBody").open("a:bodyPr").leaf("a:normAutofit").close().leaf("a:lstStyle").open("a:p");
        xml.open("a:r");
        // A message is a sentence, not a name: where a template's titles are large, it would not fit.
        if (type == QLatin1String("title"))
            xml.leaf("a:rPr", {{"lang", m_outline.language},
                               {"sz", text.size() > 110 ? QStringLiteral("2000") : QStringLiteral("2400")}});
        else
            xml.leaf("a:rPr", {{"lang", m_outline.language}, {"sz", QStringLiteral("3600")}});
        xml.element("a:t", text).close(4);
    }

    void openText(XmlPart &xml, const QRect &box, const QString &name)
    {
        xml.open("p:sp").open("p:nvSpPr").leaf("p:cNvPr", {{"id", number(++m_shape)}, {"name", name}});
        xml.leaf("p:cNvSpPr", {{"txBox", number(1)}}).leaf("p:nvPr").close();
        xml.open("p:spPr");
        writeBox(xml, "a:xfrm", box);
        xml.open("a:prstGeom", {{"prst", QStringLiteral("rect")}}).leaf("a:avLst").close(2);
        xml.open("p:txBody")
            .open("a:bodyPr", {{"wrap", QStringLiteral("square")}, {"lIns", number(0)}, {"rIns", number(0)}});
        xml.leaf("a:normAutofit").close().leaf("a:lstStyle");
    }

    void writeRuns(XmlPart &xml, const Text &text, const QString &size)
    {
        for (const auto &run : text) {
            xml.open("a:r").open("a:rPr", {{"lang", m_outline.language},
                                           {"sz", run.isMuted ? QStringLiteral("1000") : size},
                                           {"b", number(run.isStrong ? 1 : 0)}});
            if (run.isMuted)
                xml.open("a:solidFill").leaf("a:schemeClr", {{"val", QStringLiteral("tx2")}}).close();
            xml.leaf("a:latin", {{"typeface", QStringLiteral("+mn-lt")}});
            xml.close().element("a:t", run.text).close();
        }
    }

    void writeBullets(XmlPart &xml, const DeckSlide &slide, const QRect &box, bool isSmall)
    {
        openText(xml, box, QStringLiteral("Text"));
        const auto size = isSmall ? QStringLiteral("1200") : QStringLiteral("1400");
        if (!slide.lead.isEmpty()) {
            xml.open("a:p").open("a:pPr").open("a:spcAft").leaf("a:spcPts", {{"val", QStringLiteral("400")}}).close(2);
            writeRuns(xml, slide.lead, size);
            xml.close();
        }
        for (const auto &bullet : slide.bullets) {
            constexpr int Indent = 228'600;
            const bool isBullet = bullet.kind == Block::Kind::Bullet;
            xml.open("a:p");
            xml.open("a:pPr", {{"marL", number(isBullet ? Indent * (bullet.level + 1) : 0)},
                               {"indent", number(isBullet ? -Indent : 0)}});
            xml.open("a:spcAft").leaf("a:spcPts", {{"val", QStringLiteral("400")}}).close();
            if (isBullet)
                xml.leaf("a:buChar", {{"char", QString(QChar(bullet.level == 0 ? 0x2022 : 0x2013))}});
            else
                xml.leaf("a:buNone");
            xml.close();
            writeRuns(xml, bullet.text, bullet.level == 0 ? size : QStringLiteral("1200"));
            xml.close();
        }
        xml.close(2);
    }

    void writeCell(XmlPart &xml, const QString &text, bool isNumber, bool isHead)
    {
        xml.open("a:tc").open("a:txBody").leaf("a:bodyPr").leaf("a:lstStyle").open("a:p");
        xml.leaf("a:pPr", {{"algn", isNumber ? QStringLiteral("r") : QStringLiteral("l")}});
        const auto size = QStringLiteral("1100");
        const auto colour = isHead ? QStringLiteral("bg1") : QStringLiteral("tx1");
        if (text.isEmpty())
            xml.leaf("a:endParaRPr", {{"lang", m_outline.language}, {"sz", size}});
        else
            xml.open("a:r")
                .open("a:rPr", {{"lang", m_outline.language}, {"sz", size}, {"b", number(isHead ? 1 : 0)}})
                .open("a:solidFill")
                .leaf("a:schemeClr", {{"val", colour}})
                .close(2)
                .element("a:t", text)
                .close();
        xml.close(2).open("a:tcPr", {{"marT", QStringLiteral("25400")}, {"marB", QStringLiteral("25400")}});
        // Lines and fill are written out: not every program draws those of a style.
        xml.open("a:lnB", {{"w", QStringLiteral("6350")}}).open("a:solidFill");
        xml.leaf("a:srgbClr", {{"val", QStringLiteral("C8D0D8")}}).close(2);
        if (isHead)
            xml.open("a:solidFill").leaf("a:schemeClr", {{"val", QStringLiteral("accent1")}}).close();
        else
            xml.leaf("a:noFill");
        xml.close(2);
    }

    void openFrame(XmlPart &xml, const QString &name, const QString &alternative, const QRect &box, const QString &uri)
    {
        xml.open("p:graphicFrame").open("p:nvGraphicFramePr");
        xml.leaf("p:cNvPr", {{"id", number(++m_shape)}, {"name", name}, {"descr", alternative}});
        xml.open("p:cNvGraphicFramePr")
            .leaf("a:graphicFrameLocks", {{"noGrp", number(1)}})
            .close()
            .leaf("p:nvPr")
            .close();
        writeBox(xml, "p:xfrm", box);
        xml.open("a:graphic").open("a:graphicData", {{"uri", uri}});
    }

    void writeTable(XmlPart &xml, const Table &table, const QRect &box)
    {
        openFrame(xml, table.caption.isEmpty() ? QStringLiteral("Table") : table.caption, table.caption, box, TableUri);
        xml.open("a:tbl").open("a:tblPr", {{"firstRow", number(1)}, {"bandRow", number(1)}});
        xml.element("a:tableStyleId", TableStyle).close().open("a:tblGrid");
        int shares = 0;
        for (const auto &column : table.columns)
            shares += column.width;
        for (const auto &column : table.columns)
            xml.leaf("a:gridCol", {{"w", number(qint64(box.width()) * column.width / std::max(1, shares))}});
        xml.close().open("a:tr", {{"h", number(DeckRowHeight)}});
        for (const auto &column : table.columns)
            writeCell(xml, column.title, column.isNumber, true);
        xml.close();
        for (const auto &row : table.rows) {
            xml.open("a:tr", {{"h", number(DeckRowHeight)}});
            for (qsizetype i = 0; i < table.columns.size(); ++i)
                writeCell(xml, row.value(i).text, table.columns[i].isNumber && row.value(i).text.size() < 24, false);
            xml.close();
        }
        xml.close(4);
    }

    Status writeChart(XmlPart &xml, const Chart &chart, const QRect &box, const QString &slide)
    {
        const auto workbook = chartWorkbook(chart, m_outline.date);
        if (!workbook)
            return tl::unexpected(workbook.error());
        ++m_charts;
        const auto part = QStringLiteral("ppt/charts/reportChart%1.xml").arg(m_charts);
        const auto data = QStringLiteral("ppt/embeddings/reportChart%1.xlsx").arg(m_charts);
        m_package.add(data, *workbook);
        const auto inside = m_package.relate(part, QStringLiteral("package"), above(data));
        m_package.add(part, chartPart(chart, inside),
                      QStringLiteral("application/vnd.openxmlformats-officedocument.drawingml.chart+xml"));
        const auto relation = m_package.relate(slide, QStringLiteral("chart"), above(part));
        openFrame(xml, chart.title, chart.alternative, box, ChartUri);
        xml.leaf("c:chart", {{"xmlns:c", ChartUri}, {"r:id", relation}});
        xml.close(3);
        return {};
    }

    void writeFooter(XmlPart &xml)
    {
        const int top = m_look.height - 440'000;
        const int left = m_look.messageTitle.left();
        openText(xml, QRect(left, top, m_look.width / 2, 280'000), QStringLiteral("Footer"));
        const auto &footer = m_options.brand.footer;
        xml.open("a:p");
        writeRuns(
            xml,
            {{footer.isEmpty() ? m_outline.company + QStringLiteral(" · ") + m_options.wording.date(m_outline.date)
                               : footer,
              false, true}},
            {});
        xml.close(3);
        openText(xml, QRect(m_look.width - left - 900'000, top, 900'000, 280'000), QStringLiteral("Number"));
        xml.open("a:p").leaf("a:pPr", {{"algn", QStringLiteral("r")}});
        xml.open("a:fld", {{"id", QStringLiteral("{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")},
                           {"type", QStringLiteral("slidenum")}});
        xml.leaf("a:rPr", {{"lang", m_outline.language}, {"sz", QStringLiteral("1000")}});
        xml.element("a:t", number(m_slides.size() + 1)).close(4);
    }

    void finishSlide(XmlPart &xml, const QString &layout, const QString &notes)
    {
        const auto part = slidePart();
        xml.close(2).open("p:clrMapOvr").leaf("a:masterClrMapping");
        m_package.add(part, xml.finished(), presentationType("slide"));
        m_package.relate(part, QStringLiteral("slideLayout"), above(layout));
        if (!notes.isEmpty())
            writeNotes(part, notes);
        m_slides.append(part);
    }

    void writeOpener()
    {
        XmlPart xml;
        openRoot(xml, "p:sld");
        openTree(xml);
        m_shape = 3;
        writeTitle(xml, m_look.isOpenerCentred ? QStringLiteral("ctrTitle") : QStringLiteral("title"), m_outline.title);
        if (m_look.hasSubtitle) {
            xml.open("p:sp")
                .open("p:nvSpPr")
                .leaf("p:cNvPr", {{"id", number(3)}, {"name", QStringLiteral("Subtitle")}});
            xml.open("p:cNvSpPr").leaf("a:spLocks", {{"noGrp", number(1)}}).close();
            xml.open("p:nvPr")
                .leaf("p:ph", {{"type", QStringLiteral("subTitle")}, {"idx", subtitleIndex()}})
                .close(2)
                .leaf("p:spPr");
            xml.open("p:txBody").leaf("a:bodyPr").leaf("a:lstStyle").open("a:p");
            writeRuns(xml, {{m_options.wording.date(m_outline.date) + QStringLiteral(" · ") + m_outline.engine}},
                      QStringLiteral("1600"));
            xml.close(3);
        }
        finishSlide(xml, m_look.titleLayout, {});
    }

    /// As the layout numbers its subtitle, so that it stands where the layout has it.
    [[nodiscard]] QString subtitleIndex() const
    {
        const auto layout = QString::fromUtf8(m_look.parts.value(m_look.titleLayout));
        const auto at = layout.indexOf(QStringLiteral("\"subTitle\""));
        const auto index = layout.indexOf(QStringLiteral("idx=\""), at);
        const auto end = layout.indexOf(QLatin1Char('>'), at);
        if (at < 0 || index < 0 || index > end)
            return number(1);
        return layout.mid(index + 5, layout.indexOf(QLatin1Char('"'), index + 5) - index - 5);
    }

    Status writeSlide(const DeckSlide &slide)
    {
        XmlPart xml;
        openRoot(xml, "p:sld");
        openTree(xml);
        m_shape = 2;
        writeTitle(xml, QStringLiteral("title"), slide.title);
        auto box = contentOf(m_look);
        const bool hasText = !slide.bullets.isEmpty() || !slide.lead.isEmpty();
        const bool hasMore = slide.table || slide.chart;
        if (hasText) {
            qsizetype characters = plain(slide.lead).size();
            for (const auto &bullet : slide.bullets)
                characters += plain(bullet.text).size() + 90;
            constexpr int LineHeight = 230'000;
            auto text = box;
            if (hasMore)
                text.setHeight(
                    std::min(box.height() / 2, 80'000 + LineHeight * (1 + static_cast<int>(characters / 130))));
            writeBullets(xml, slide, text, hasMore);
            box.setTop(text.bottom() + DeckGap / 2);
        }
        if (slide.table)
            writeTable(xml, *slide.table,
                       QRect(box.topLeft(),
                             QSize(box.width(), DeckRowHeight * static_cast<int>(slide.table->rows.size() + 1))));
        if (slide.chart) {
            if (const auto drawn = writeChart(xml, *slide.chart, box, slidePart()); !drawn)
                return drawn;
        }
        writeFooter(xml);
        finishSlide(xml, m_look.messageLayout, notesOf(slide));
        return {};
    }

    [[nodiscard]] QString notesOf(const DeckSlide &slide) const
    {
        QStringList lines;
        for (const auto &ref : slide.refs) {
            if (const auto entry = m_notes.entry(ref); !entry.isEmpty())
                lines.append(entry);
        }
        return lines.isEmpty() ? QString()
                               : m_options.wording.say(QStringLiteral("Sources")) + QLatin1Char('\n')
                                     + lines.join(QLatin1Char('\n'));
    }

    void notesShape(XmlPart &xml, int id, const QString &type, const QRect &box, const QString &text)
    {
        xml.open("p:sp").open("p:nvSpPr").leaf("p:cNvPr", {{"id", number(id)}, {"name", type}});
        xml.open("p:cNvSpPr").leaf("a:spLocks", {{"noGrp", number(1)}}).close();
        const bool isImage = type == QLatin1String("sldImg");
        xml.open("p:nvPr");
        if (isImage)
            xml.leaf("p:ph", {{"type", type}});
        else
            xml.leaf("p:ph", {{"type", type}, {"idx", number(1)}});
        xml.close(2).open("p:spPr");
        if (!box.isNull()) {
            writeBox(xml, "a:xfrm", box);
            xml.open("a:prstGeom", {{"prst", QStringLiteral("rect")}}).leaf("a:avLst").close();
        }
        xml.close();
        if (!isImage) {
            xml.open("p:txBody").leaf("a:bodyPr").leaf("a:lstStyle");
            for (const auto &line : text.split(QLatin1Char('\n'))) {
                xml.open("a:p").open("a:r").leaf("a:rPr",
                                                 {{"lang", m_outline.language}, {"sz", QStringLiteral("1000")}});
                xml.element("a:t", line).close(2);
            }
            xml.close();
        }
        xml.close();
    }

    void writeNotesMaster()
    {
        XmlPart xml;
        openRoot(xml, "p:notesMaster");
        openTree(xml);
        notesShape(xml, 2, QStringLiteral("sldImg"), QRect(685'800, 1'143'000, 5'486'400, 3'086'100), {});
        notesShape(xml, 3, QStringLiteral("body"), QRect(685'800, 4'400'550, 5'486'400, 3'600'450),
                   QStringLiteral("Notes"));
        xml.close(2).leaf("p:clrMap", {{"bg1", QStringLiteral("lt1")},
                                       {"tx1", QStringLiteral("dk1")},
                                       {"bg2", QStringLiteral("lt2")},
                                       {"tx2", QStringLiteral("dk2")},
                                       {"accent1", QStringLiteral("accent1")},
                                       {"accent2", QStringLiteral("accent2")},
                                       {"accent3", QStringLiteral("accent3")},
                                       {"accent4", QStringLiteral("accent4")},
                                       {"accent5", QStringLiteral("accent5")},
                                       {"accent6", QStringLiteral("accent6")},
                                       {"hlink", QStringLiteral("hlink")},
                                       {"folHlink", QStringLiteral("folHlink")}});
        m_package.add(NotesMasterPart, xml.finished(), presentationType("notesMaster"));
        // A theme of its own: it may not share the slides'.
        m_package.add(QStringLiteral("ppt/theme/themeNotes.xml"), themePart({}, QStringLiteral("Notes")),
                      QStringLiteral("application/vnd.openxmlformats-officedocument.theme+xml"));
        m_package.relate(NotesMasterPart, QStringLiteral("theme"), QStringLiteral("../theme/themeNotes.xml"));
    }

    void writeNotes(const QString &slide, const QString &text)
    {
        const auto part = QStringLiteral("ppt/notesSlides/notesSlide%1.xml").arg(m_slides.size() + 1);
        XmlPart xml;
        openRoot(xml, "p:notes");
        openTree(xml);
        notesShape(xml, 2, QStringLiteral("sldImg"), {}, {});
        notesShape(xml, 3, QStringLiteral("body"), {}, text);
        xml.close(2).open("p:clrMapOvr").leaf("a:masterClrMapping");
        m_package.add(part, xml.finished(), presentationType("notesSlide"));
        m_package.relate(part, QStringLiteral("notesMaster"), above(NotesMasterPart));
        m_package.relate(part, QStringLiteral("slide"), above(slide));
        m_package.relate(slide, QStringLiteral("notesSlide"), above(part));
    }

    void writePresentation()
    {
        const auto relate = [&](const char *type, const QString &part) {
            return m_package.relate(PresentationPart, QLatin1String(type), part.mid(4));
        };
        XmlPart xml;
        openRoot(xml, "p:presentation");
        xml.open("p:sldMasterIdLst");
        for (const auto &master : m_look.masters)
            xml.leaf("p:sldMasterId", {{"id", master.id}, {"r:id", relate("slideMaster", master.part)}});
        xml.close().open("p:notesMasterIdLst");
        xml.leaf("p:notesMasterId", {{"r:id", relate("notesMaster", NotesMasterPart)}});
        xml.close().open("p:sldIdLst");
        int id = FirstSlideId;
        for (const auto &slide : std::as_const(m_slides))
            xml.leaf("p:sldId", {{"id", number(id++)}, {"r:id", relate("slide", slide)}});
        xml.close();
        xml.leaf("p:sldSz", {{"cx", number(m_look.width)}, {"cy", number(m_look.height)}});
        xml.leaf("p:notesSz", {{"cx", QStringLiteral("6858000")}, {"cy", QStringLiteral("9144000")}});
        relate("theme", m_look.theme);
        m_package.add(PresentationPart, xml.finished(), presentationType("presentation.main"));
    }

    Report m_report; ///< as the template shows it
    Outline m_outline;
    SourceNotes m_notes;
    const ExportOptions &m_options;
    const DeckTemplate &m_look;
    OfficePackage m_package;
    QStringList m_slides;
    int m_shape = 2;
    int m_charts = 0;
};

} // namespace

Result<QByteArray> renderPptx(const Report &report, const ExportOptions &options)
{
    if (options.brand.templatePath.isEmpty())
        return PptxDeck(report, options, plainTemplate(options.brand)).write();
    const auto look = readTemplate(options.brand.templatePath);
    if (!look)
        return tl::unexpected(look.error());
    return PptxDeck(report, options, *look).write();
}

} // namespace consultantos
