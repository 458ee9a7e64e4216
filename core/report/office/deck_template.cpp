// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/office/deck_template.h"

#include "report/chart_picture.h"
#include "report/office/docx_styles.h"
#include "report/office/xml_part.h"

#include <QImage>

#include <algorithm>

namespace consultantos::office {

namespace {

const QString PresentationType = QStringLiteral("application/vnd.openxmlformats-officedocument.presentationml.%1+xml");

QString number(qint64 value)
{
    return QString::number(value);
}

void openRoot(XmlPart &xml, const char *name, const QString &type = {})
{
    const auto a = QStringLiteral("http://schemas.openxmlformats.org/drawingml/2006/main");
    const auto r = QStringLiteral("http://schemas.openxmlformats.org/officeDocument/2006/relationships");
    const auto p = QStringLiteral("http://schemas.openxmlformats.org/presentationml/2006/main");
    if (type.isEmpty())
        xml.open(name, {{"xmlns:a", a}, {"xmlns:r", r}, {"xmlns:p", p}});
    else
        xml.open(name, {{"xmlns:a", a}, {"xmlns:r", r}, {"xmlns:p", p}, {"type", type}, {"preserve", number(1)}});
}

void openTree(XmlPart &xml)
{
    xml.open("p:spTree").open("p:nvGrpSpPr");
    xml.leaf("p:cNvPr", {{"id", number(1)}, {"name", QString()}}).leaf("p:cNvGrpSpPr").leaf("p:nvPr").close();
    xml.leaf("p:grpSpPr");
}

void placeholder(XmlPart &xml, int id, const QString &type, const QRect &box, const QString &shown,
                 const QString &anchor = QStringLiteral("b"))
{
    xml.open("p:sp").open("p:nvSpPr").leaf("p:cNvPr", {{"id", number(id)}, {"name", shown}});
    xml.open("p:cNvSpPr").leaf("a:spLocks", {{"noGrp", number(1)}}).close();
    xml.open("p:nvPr");
    if (type == QLatin1String("title") || type == QLatin1String("ctrTitle"))
        xml.leaf("p:ph", {{"type", type}});
    else
        xml.leaf("p:ph", {{"type", type}, {"idx", number(id + 8)}});
    xml.close(2).open("p:spPr").open("a:xfrm");
    xml.leaf("a:off", {{"x", number(box.x())}, {"y", number(box.y())}});
    xml.leaf("a:ext", {{"cx", number(box.width())}, {"cy", number(box.height())}}).close();
    xml.open("a:prstGeom", {{"prst", QStringLiteral("rect")}}).leaf("a:avLst").close(2);
    xml.open("p:txBody").open("a:bodyPr", {{"anchor", anchor}, {"lIns", number(0)}, {"rIns", number(0)}});
    xml.leaf("a:normAutofit").close().leaf("a:lstStyle").open("a:p");
    if (type == QLatin1String("sldNum"))
        xml.open("a:fld", {{"id", QStringLiteral("{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")},
                           {"type", QStringLiteral("slidenum")}})
            .leaf("a:rPr", {{"lang", QStringLiteral("en-GB")}, {"sz", QStringLiteral("1000")}})
            .element("a:t", QStringLiteral("#"))
            .close();
    else
        xml.open("a:r").leaf("a:rPr", {{"lang", QStringLiteral("en-GB")}}).element("a:t", shown).close();
    xml.close(3);
}

constexpr int Margin = 560'000;
constexpr int Width = 12'192'000;
const QRect TitleBox(Margin, 300'000, Width - 2 * Margin - 1'300'000, 1'080'000);
const QRect NumberBox(Width - Margin - 900'000, 6'420'000, 900'000, 260'000);
const QRect FooterBox(Margin, 6'420'000, 7'000'000, 260'000);

void textLevel(XmlPart &xml, const char *name, const QString &size, bool isBold, const QString &colour)
{
    xml.open(name, {{"algn", QStringLiteral("l")}});
    xml.open("a:defRPr", {{"sz", size}, {"b", number(isBold ? 1 : 0)}});
    xml.open("a:solidFill").leaf("a:schemeClr", {{"val", colour}}).close();
    xml.leaf("a:latin", {{"typeface", QStringLiteral("+mn-lt")}}).close(2);
}

QByteArray masterPart(const QImage &logo)
{
    XmlPart xml;
    openRoot(xml, "p:sldMaster");
    xml.open("p:cSld").open("p:bg").open("p:bgRef", {{"idx", QStringLiteral("1001")}});
    xml.leaf("a:schemeClr", {{"val", QStringLiteral("bg1")}}).close(2);
    openTree(xml);
    placeholder(xml, 2, QStringLiteral("title"), TitleBox, QStringLiteral("Title"));
    placeholder(xml, 3, QStringLiteral("body"), QRect(Margin, 1'560'000, Width - 2 * Margin, 4'700'000),
                QStringLiteral("Text"), QStringLiteral("t"));
    placeholder(xml, 4, QStringLiteral("ftr"), FooterBox, QStringLiteral("Footer"));
    placeholder(xml, 5, QStringLiteral("sldNum"), NumberBox, QStringLiteral("Number"));
    if (!logo.isNull()) {
        constexpr int LogoHeight = 420'000;
        const int logoWidth = std::min(1'250'000, LogoHeight * logo.width() / std::max(1, logo.height()));
        xml.open("p:pic").open("p:nvPicPr");
        xml.leaf("p:cNvPr", {{"id", number(6)}, {"name", QStringLiteral("Logo")}, {"descr", QStringLiteral("Logo")}});
        xml.leaf("p:cNvPicPr").leaf("p:nvPr").close();
        xml.open("p:blipFill").leaf("a:blip", {{"r:embed", QStringLiteral("rId4")}});
        xml.open("a:stretch").leaf("a:fillRect").close(2).open("p:spPr").open("a:xfrm");
        xml.leaf("a:off", {{"x", number(Width - Margin - logoWidth)}, {"y", number(330'000)}});
        xml.leaf("a:ext", {{"cx", number(logoWidth)}, {"cy", number(LogoHeight)}}).close();
        xml.open("a:prstGeom", {{"prst", QStringLiteral("rect")}}).leaf("a:avLst").close(3);
    }
    xml.close(2);
    xml.leaf("p:clrMap", {{"bg1", QStringLiteral("lt1")},
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
    xml.open("p:sldLayoutIdLst");
    xml.leaf("p:sldLayoutId", {{"id", QStringLiteral("2147483649")}, {"r:id", QStringLiteral("rId1")}});
    xml.leaf("p:sldLayoutId", {{"id", QStringLiteral("2147483650")}, {"r:id", QStringLiteral("rId2")}}).close();
    xml.open("p:txStyles").open("p:titleStyle");
    textLevel(xml, "a:lvl1pPr", QStringLiteral("2400"), true, QStringLiteral("accent1"));
    xml.close().open("p:bodyStyle");
    textLevel(xml, "a:lvl1pPr", QStringLiteral("1600"), false, QStringLiteral("tx1"));
    xml.close().open("p:otherStyle");
    textLevel(xml, "a:lvl1pPr", QStringLiteral("1200"), false, QStringLiteral("tx1"));
    return xml.finished();
}

QByteArray layoutPart(bool isOpener)
{
    XmlPart xml;
    openRoot(xml, "p:sldLayout", isOpener ? QStringLiteral("title") : QStringLiteral("titleOnly"));
    xml.open("p:cSld", {{"name", isOpener ? QStringLiteral("Title") : QStringLiteral("Message")}});
    openTree(xml);
    if (isOpener) {
        placeholder(xml, 2, QStringLiteral("ctrTitle"), QRect(Margin, 1'900'000, Width - 2 * Margin, 1'700'000),
                    QStringLiteral("Title"));
        placeholder(xml, 3, QStringLiteral("subTitle"), QRect(Margin, 3'700'000, Width - 2 * Margin, 900'000),
                    QStringLiteral("Subtitle"), QStringLiteral("t"));
    } else {
        placeholder(xml, 2, QStringLiteral("title"), TitleBox, QStringLiteral("Title"));
        placeholder(xml, 4, QStringLiteral("ftr"), FooterBox, QStringLiteral("Footer"));
        placeholder(xml, 5, QStringLiteral("sldNum"), NumberBox, QStringLiteral("Number"));
    }
    xml.close(2).open("p:clrMapOvr").leaf("a:masterClrMapping");
    return xml.finished();
}

QByteArray relationsPart(const QList<std::pair<QString, QString>> &targets)
{
    XmlPart xml;
    xml.open("Relationships",
             {{"xmlns", QStringLiteral("http://schemas.openxmlformats.org/package/2006/relationships")}});
    int id = 0;
    for (const auto &[type, target] : targets)
        xml.leaf(
            "Relationship",
            {{"Id", QStringLiteral("rId%1").arg(++id)},
             {"Type", QStringLiteral("http://schemas.openxmlformats.org/officeDocument/2006/relationships/") + type},
             {"Target", target}});
    return xml.finished();
}

} // namespace

QByteArray themePart(const Brand &brand, const QString &name)
{
    const auto series = paletteOf(QLatin1Char('#') + brandColour(brand)).series;
    XmlPart xml;
    xml.open("a:theme",
             {{"xmlns:a", QStringLiteral("http://schemas.openxmlformats.org/drawingml/2006/main")}, {"name", name}});
    xml.open("a:themeElements").open("a:clrScheme", {{"name", name}});
    const auto colour = [&](const char *slot, const QString &of) {
        xml.open(slot).leaf("a:srgbClr", {{"val", of}}).close();
    };
    colour("a:dk1", QStringLiteral("1B2530"));
    colour("a:lt1", QStringLiteral("FFFFFF"));
    colour("a:dk2", QStringLiteral("3A4653"));
    colour("a:lt2", QStringLiteral("EEF2F6"));
    const char *accents[] = {"a:accent1", "a:accent2", "a:accent3", "a:accent4", "a:accent5", "a:accent6"};
    for (int i = 0; i < 6; ++i)
        colour(accents[i], series[i].mid(1).toUpper());
    colour("a:hlink", series[0].mid(1).toUpper());
    colour("a:folHlink", QStringLiteral("6B7785"));
    xml.close().open("a:fontScheme", {{"name", name}});
    for (const auto *font : {"a:majorFont", "a:minorFont"}) {
        xml.open(font).leaf("a:latin", {{"typeface", brandFont(brand)}});
        xml.leaf("a:ea", {{"typeface", QString()}}).leaf("a:cs", {{"typeface", QString()}}).close();
    }
    xml.close().open("a:fmtScheme", {{"name", name}});
    const auto solid = [&] { xml.open("a:solidFill").leaf("a:schemeClr", {{"val", QStringLiteral("phClr")}}).close(); };
    const auto thrice = [&](const char *list, auto &&one) {
        xml.open(list);
        for (int i = 0; i < 3; ++i)
            one();
        xml.close();
    };
    thrice("a:fillStyleLst", solid);
    thrice("a:lnStyleLst", [&] {
        xml.open("a:ln", {{"w", QStringLiteral("9525")}});
        solid();
        xml.close();
    });
    thrice("a:effectStyleLst", [&] { xml.open("a:effectStyle").leaf("a:effectLst").close(); });
    thrice("a:bgFillStyleLst", solid);
    return xml.finished();
}

DeckTemplate plainTemplate(const Brand &brand)
{
    DeckTemplate made;
    const auto logo = QImage::fromData(brand.logo, "PNG");
    const auto add = [&](const QString &name, const QByteArray &bytes, const QString &type) {
        made.parts.insert(name, bytes);
        made.types.insert(name, type);
    };
    made.theme = QStringLiteral("ppt/theme/theme1.xml");
    add(made.theme, themePart(brand, QStringLiteral("Report")),
        QStringLiteral("application/vnd.openxmlformats-officedocument.theme+xml"));
    const auto master = QStringLiteral("ppt/slideMasters/slideMaster1.xml");
    add(master, masterPart(logo), PresentationType.arg(QStringLiteral("slideMaster")));
    QList<std::pair<QString, QString>> relations{
        {QStringLiteral("slideLayout"), QStringLiteral("../slideLayouts/slideLayout1.xml")},
        {QStringLiteral("slideLayout"), QStringLiteral("../slideLayouts/slideLayout2.xml")},
        {QStringLiteral("theme"), QStringLiteral("../theme/theme1.xml")}};
    if (!logo.isNull()) {
        made.parts.insert(QStringLiteral("ppt/media/logo.png"), brand.logo);
        relations.append({QStringLiteral("image"), QStringLiteral("../media/logo.png")});
    }
    made.parts.insert(QStringLiteral("ppt/slideMasters/_rels/slideMaster1.xml.rels"), relationsPart(relations));
    made.titleLayout = QStringLiteral("ppt/slideLayouts/slideLayout1.xml");
    made.messageLayout = QStringLiteral("ppt/slideLayouts/slideLayout2.xml");
    add(made.titleLayout, layoutPart(true), PresentationType.arg(QStringLiteral("slideLayout")));
    add(made.messageLayout, layoutPart(false), PresentationType.arg(QStringLiteral("slideLayout")));
    for (const auto *layout : {"1", "2"})
        made.parts.insert(
            QStringLiteral("ppt/slideLayouts/_rels/slideLayout%1.xml.rels").arg(QLatin1String(layout)),
            relationsPart({{QStringLiteral("slideMaster"), QStringLiteral("../slideMasters/slideMaster1.xml")}}));
    made.masters.append({QStringLiteral("2147483648"), master});
    made.messageTitle = TitleBox;
    made.hasSubtitle = true;
    made.isOpenerCentred = true;
    return made;
}

} // namespace consultantos::office
