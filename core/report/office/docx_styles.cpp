// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/office/docx_styles.h"

#include "report/office/xml_part.h"

#include <QColor>

#include <utility>

namespace consultantos::office {

namespace {

const QString Main = QStringLiteral("http://schemas.openxmlformats.org/wordprocessingml/2006/main");

QString number(int value)
{
    return QString::number(value);
}

/// How a paragraph style differs from the body.
struct ParagraphStyle {
    const char *id;
    const char *name;
    const char *basedOn;
    int halfPoints;
    bool isBold;
    bool isColoured;
    bool keepsWithNext;
    int before; ///< twentieths of a point, as `after`
    int after;
    int outlineLevel; ///< -1: none
};

constexpr ParagraphStyle Styles[] = {
    {"Title", "Title", "Normal", 44, true, true, true, 0, 120, -1},
    {"Subtitle", "Subtitle", "Normal", 22, false, false, true, 0, 240, -1},
    {"Heading1", "heading 1", "Normal", 32, true, true, true, 480, 120, 0},
    {"Heading2", "heading 2", "Normal", 26, true, true, true, 320, 80, 1},
    {"Heading3", "heading 3", "Normal", 22, true, false, true, 240, 60, 2},
    {"ContentsHeading", "Contents heading", "Normal", 32, true, true, true, 240, 120, -1},
    {"Message", "Message", "Normal", 24, true, false, false, 0, 160, -1},
    {"Caption", "caption", "Normal", 19, true, false, true, 200, 60, -1},
    {"ListBullet", "List Bullet", "Normal", 20, false, false, false, 0, 60, -1},
    {"Cell", "Table cell", "Normal", 17, false, false, false, 20, 20, -1},
    {"Header", "header", "Normal", 16, false, false, false, 0, 0, -1},
    {"Footer", "footer", "Normal", 16, false, false, false, 0, 0, -1},
    {"FootnoteText", "footnote text", "Normal", 15, false, false, false, 0, 20, -1},
    {"TOC1", "toc 1", "Normal", 20, true, false, false, 80, 20, -1},
    {"TOC2", "toc 2", "Normal", 20, false, false, false, 0, 20, -1},
};

void writeStyle(XmlPart &xml, const ParagraphStyle &style, const QString &colour)
{
    xml.open("w:style", {{"w:type", QStringLiteral("paragraph")}, {"w:styleId", QLatin1String(style.id)}});
    xml.leaf("w:name", {{"w:val", QLatin1String(style.name)}});
    xml.leaf("w:basedOn", {{"w:val", QLatin1String(style.basedOn)}});
    xml.leaf("w:qFormat");
    xml.open("w:pPr");
    if (style.keepsWithNext)
        xml.leaf("w:keepNext").leaf("w:keepLines");
    if (QLatin1String(style.id) == QLatin1String("TOC2") || QLatin1String(style.id) == QLatin1String("TOC1"))
        xml.open("w:tabs")
            .leaf("w:tab", {{"w:val", QStringLiteral("right")},
                            {"w:leader", QStringLiteral("dot")},
                            {"w:pos", QStringLiteral("9300")}})
            .close();
    xml.leaf("w:spacing", {{"w:before", number(style.before)}, {"w:after", number(style.after)}});
    if (QLatin1String(style.id) == QLatin1String("TOC2"))
        xml.leaf("w:ind", {{"w:left", QStringLiteral("240")}});
    if (style.outlineLevel >= 0)
        xml.leaf("w:outlineLvl", {{"w:val", number(style.outlineLevel)}});
    xml.close();
    xml.open("w:rPr");
    if (style.isBold)
        xml.leaf("w:b");
    if (style.isColoured)
        xml.leaf("w:color", {{"w:val", colour}});
    xml.leaf("w:sz", {{"w:val", number(style.halfPoints)}}).leaf("w:szCs", {{"w:val", number(style.halfPoints)}});
    xml.close(2);
}

void writeTableStyle(XmlPart &xml, const QString &colour)
{
    xml.open("w:style", {{"w:type", QStringLiteral("table")}, {"w:styleId", QStringLiteral("ReportTable")}});
    xml.leaf("w:name", {{"w:val", QStringLiteral("Report table")}});
    xml.open("w:tblPr").open("w:tblBorders");
    const auto line = [&](const char *edge, const QString &size, const QString &of) {
        xml.leaf(edge, {{"w:val", QStringLiteral("single")}, {"w:sz", size}, {"w:space", number(0)}, {"w:color", of}});
    };
    line("w:top", QStringLiteral("8"), colour);
    line("w:bottom", QStringLiteral("8"), colour);
    line("w:insideH", QStringLiteral("4"), QStringLiteral("D5DAE0"));
    xml.close().open("w:tblCellMar");
    for (const auto *side : {"w:left", "w:right"})
        xml.leaf(side, {{"w:w", QStringLiteral("70")}, {"w:type", QStringLiteral("dxa")}});
    xml.close(2);
    xml.open("w:tblStylePr", {{"w:type", QStringLiteral("firstRow")}});
    xml.open("w:rPr").leaf("w:b").close();
    xml.open("w:tcPr").leaf("w:shd", {{"w:val", QStringLiteral("clear")},
                                      {"w:color", QStringLiteral("auto")},
                                      {"w:fill", QStringLiteral("EEF2F6")}});
    xml.close(3);
}

} // namespace

QString brandColour(const Brand &brand)
{
    const QColor colour = QColor::isValidColorName(brand.colour) ? QColor(brand.colour) : QColor(0x0b, 0x4f, 0x85);
    return colour.name().mid(1).toUpper();
}

QString brandFont(const Brand &brand)
{
    return brand.font.isEmpty() ? QStringLiteral("Arial") : brand.font;
}

QByteArray docxStyles(const Brand &brand, const QString &language, bool isTight)
{
    const auto font = brandFont(brand);
    const auto colour = brandColour(brand);
    XmlPart xml;
    xml.open("w:styles", {{"xmlns:w", Main}});
    xml.open("w:docDefaults").open("w:rPrDefault").open("w:rPr");
    xml.leaf("w:rFonts", {{"w:ascii", font}, {"w:hAnsi", font}, {"w:eastAsia", font}, {"w:cs", font}});
    xml.leaf("w:sz", {{"w:val", QStringLiteral("20")}}).leaf("w:szCs", {{"w:val", QStringLiteral("20")}});
    xml.leaf("w:lang", {{"w:val", language}});
    xml.close(2).open("w:pPrDefault").open("w:pPr");
    xml.leaf("w:spacing", {{"w:after", QStringLiteral("120")},
                           {"w:line", QStringLiteral("264")},
                           {"w:lineRule", QStringLiteral("auto")}});
    xml.close(3);
    xml.open("w:style", {{"w:type", QStringLiteral("paragraph")},
                         {"w:default", QStringLiteral("1")},
                         {"w:styleId", QStringLiteral("Normal")}});
    xml.leaf("w:name", {{"w:val", QStringLiteral("Normal")}}).leaf("w:qFormat").close();
    for (const auto &style : Styles)
        writeStyle(xml, style, colour);
    xml.open("w:style", {{"w:type", QStringLiteral("character")}, {"w:styleId", QStringLiteral("FootnoteReference")}});
    xml.leaf("w:name", {{"w:val", QStringLiteral("footnote reference")}});
    xml.open("w:rPr").leaf("w:vertAlign", {{"w:val", QStringLiteral("superscript")}}).close(2);
    xml.open("w:style", {{"w:type", QStringLiteral("character")}, {"w:styleId", QStringLiteral("Grade")}});
    xml.leaf("w:name", {{"w:val", QStringLiteral("Grade")}});
    xml.open("w:rPr").leaf("w:color", {{"w:val", QStringLiteral("5D6975")}});
    xml.leaf("w:sz", {{"w:val", QStringLiteral("17")}}).close(2);
    writeTableStyle(xml, colour);
    auto styles = xml.finished();
    if (!isTight)
        return styles;
    // Smaller letters and distances, for what has to fit on one page.
    for (const auto &[usual, tight] : {std::pair{"w:val=\"20\"", "w:val=\"16\""},
                                       {"w:val=\"24\"", "w:val=\"18\""},
                                       {"w:val=\"44\"", "w:val=\"28\""},
                                       {"w:val=\"32\"", "w:val=\"20\""},
                                       {"w:after=\"120\"", "w:after=\"30\""},
                                       {"w:after=\"60\"", "w:after=\"10\""},
                                       {"w:after=\"160\"", "w:after=\"40\""},
                                       {"w:after=\"240\"", "w:after=\"40\""},
                                       {"w:before=\"480\"", "w:before=\"20\""}})
        styles.replace(usual, tight);
    return styles;
}

QByteArray docxNumbering()
{
    XmlPart xml;
    xml.open("w:numbering", {{"xmlns:w", Main}});
    xml.open("w:abstractNum", {{"w:abstractNumId", number(0)}});
    xml.leaf("w:multiLevelType", {{"w:val", QStringLiteral("hybridMultilevel")}});
    for (int level = 0; level < 2; ++level) {
        xml.open("w:lvl", {{"w:ilvl", number(level)}});
        xml.leaf("w:start", {{"w:val", number(1)}}).leaf("w:numFmt", {{"w:val", QStringLiteral("bullet")}});
        xml.leaf("w:lvlText", {{"w:val", QString(QChar(level == 0 ? 0x2022 : 0x2013))}});
        xml.leaf("w:lvlJc", {{"w:val", QStringLiteral("left")}});
        xml.open("w:pPr").leaf("w:ind", {{"w:left", number(340 * (level + 1))}, {"w:hanging", number(260)}});
        xml.close(2);
    }
    xml.close().open("w:num", {{"w:numId", number(1)}}).leaf("w:abstractNumId", {{"w:val", number(0)}});
    return xml.finished();
}

QByteArray docxSettings(const QString &language)
{
    XmlPart xml;
    xml.open("w:settings", {{"xmlns:w", Main}});
    xml.leaf("w:updateFields", {{"w:val", QStringLiteral("true")}});
    xml.open("w:footnotePr");
    xml.leaf("w:footnote", {{"w:id", number(0)}}).leaf("w:footnote", {{"w:id", number(1)}}).close();
    xml.open("w:compat")
        .leaf("w:compatSetting", {{"w:name", QStringLiteral("compatibilityMode")},
                                  {"w:uri", QStringLiteral("http://schemas.microsoft.com/office/word")},
                                  {"w:val", QStringLiteral("15")}});
    xml.close().leaf("w:themeFontLang", {{"w:val", language}});
    return xml.finished();
}

} // namespace consultantos::office
