// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/docx_styles.h"

#include "evidence/documents/safe_xml_reader.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr int BodyLevel = 9; // of outlineLvl, from 0
constexpr int LongestChain = 16;

/// A style as written, before what it is based on is added.
struct WrittenStyle {
    DocxStyle style;
    QString base;
};

WrittenStyle readStyle(SafeXmlReader &xml)
{
    WrittenStyle written;
    QString name;
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("name")) {
            name = xml.attribute(QLatin1String("val")).toLower();
        } else if (xml.name() == QLatin1String("basedOn")) {
            written.base = xml.attribute(QLatin1String("val"));
        } else if (xml.name() == QLatin1String("pPr")) {
            while (xml.nextChild()) {
                if (xml.name() == QLatin1String("outlineLvl"))
                    written.style.headingLevel = docxOutlineLevel(xml);
                if (xml.name() == QLatin1String("numPr"))
                    written.style.isList = readDocxNumbering(xml);
                else
                    xml.skip();
            }
            continue;
        }
        xml.skip();
    }
    written.style.isTitle = name == QLatin1String("title");
    if (name.startsWith(QLatin1String("heading ")))
        written.style.headingLevel = std::clamp(name.mid(8).toInt(), 1, BodyLevel);
    return written;
}

DocxStyle resolved(const QHash<QString, WrittenStyle> &written, const QString &id)
{
    auto style = written.value(id).style;
    auto base = written.value(id).base;
    for (int i = 0; i < LongestChain && !base.isEmpty(); ++i) {
        const auto &above = written.value(base);
        if (style.headingLevel == 0)
            style.headingLevel = above.style.headingLevel;
        style.isList = style.isList || above.style.isList;
        base = above.base;
    }
    return style;
}

} // namespace

DocxStyles readDocxStyles(SafeXmlReader &xml)
{
    QHash<QString, WrittenStyle> written;
    xml.nextChild();
    while (xml.nextChild()) {
        if (xml.name() != QLatin1String("style")) {
            xml.skip();
            continue;
        }
        const auto id = xml.attribute(QLatin1String("styleId"));
        written.insert(id, readStyle(xml));
    }
    DocxStyles styles;
    for (auto it = written.constBegin(); it != written.constEnd(); ++it)
        styles.insert(it.key(), resolved(written, it.key()));
    return styles;
}

int docxOutlineLevel(const SafeXmlReader &xml)
{
    bool isNumber = false;
    const int level = xml.attribute(QLatin1String("val")).toInt(&isNumber);
    return isNumber && level >= 0 && level < BodyLevel ? level + 1 : 0;
}

bool readDocxNumbering(SafeXmlReader &xml)
{
    bool isList = false;
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("numId"))
            isList = xml.attribute(QLatin1String("val")) != QLatin1String("0");
        xml.skip();
    }
    return isList;
}

} // namespace consultantos
