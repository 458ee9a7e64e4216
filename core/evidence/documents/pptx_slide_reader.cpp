// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/pptx_slide_reader.h"

#include "evidence/documents/safe_xml_reader.h"

namespace consultantos {

namespace {

constexpr double EmuPerPoint = 12'700; // English Metric Units

class SlideReader {
public:
    explicit SlideReader(SafeXmlReader &xml)
        : m_xml(xml)
    {
    }

    /// All shapes within the current element, however deep, up to its end.
    void readShapes(bool isInGroup);
    [[nodiscard]] QList<PptxShape> take() { return std::move(m_shapes); }

private:
    void readShape(bool isInGroup);
    void readShapeParts(PptxShape &shape);
    void readArea(PptxShape &shape);

    SafeXmlReader &m_xml;
    QList<PptxShape> m_shapes;
};

void SlideReader::readShapes(bool isInGroup)
{
    bool hasAlternative = false;
    while (m_xml.nextChild()) {
        const auto name = m_xml.name();
        if (name == QLatin1String("sp") || name == QLatin1String("graphicFrame")) {
            readShape(isInGroup);
        } else if (name == QLatin1String("Choice")) {
            const auto before = m_shapes.size();
            readShapes(isInGroup);
            hasAlternative = m_shapes.size() > before;
        } else if (name == QLatin1String("Fallback") && hasAlternative) {
            m_xml.skip();
        } else if (name == QLatin1String("pic") || name == QLatin1String("cxnSp") || name == QLatin1String("timing")) {
            m_xml.skip();
        } else {
            readShapes(isInGroup || name == QLatin1String("grpSp"));
        }
    }
}

void SlideReader::readShape(bool isInGroup)
{
    PptxShape shape;
    readShapeParts(shape);
    if (isInGroup)
        shape.area = {}; // measured in the group's own units
    m_shapes.append(std::move(shape));
}

void SlideReader::readShapeParts(PptxShape &shape)
{
    while (m_xml.nextChild()) {
        const auto name = m_xml.name();
        if (name == QLatin1String("ph")) {
            const auto type = m_xml.attribute(QLatin1String("type"));
            shape.placeholder = type.isEmpty() ? QStringLiteral("obj") : type;
            m_xml.skip();
        } else if (name == QLatin1String("xfrm")) {
            readArea(shape);
        } else if (name == QLatin1String("txBody")) {
            shape.paragraphs = readDrawingText(m_xml);
        } else if (name == QLatin1String("tbl")) {
            shape.table = readDrawingTable(m_xml);
        } else if (name == QLatin1String("chart")) {
            shape.chart = m_xml.prefixedAttribute(QLatin1String("id"));
            m_xml.skip();
        } else if (name == QLatin1String("relIds")) {
            shape.diagram = m_xml.prefixedAttribute(QLatin1String("dm"));
            m_xml.skip();
        } else {
            readShapeParts(shape);
        }
    }
}

void SlideReader::readArea(PptxShape &shape)
{
    const auto points = [this](const char *name) {
        return m_xml.attribute(QLatin1String(name)).toDouble() / EmuPerPoint;
    };
    while (m_xml.nextChild()) {
        if (m_xml.name() == QLatin1String("off"))
            shape.area.moveTo(points("x"), points("y"));
        else if (m_xml.name() == QLatin1String("ext"))
            shape.area.setSize({points("cx"), points("cy")});
        m_xml.skip();
    }
}

} // namespace

bool PptxShape::isTitle() const
{
    return placeholder == QLatin1String("title") || placeholder == QLatin1String("ctrTitle");
}

bool PptxShape::isFurniture() const
{
    return placeholder == QLatin1String("sldNum") || placeholder == QLatin1String("dt")
           || placeholder == QLatin1String("ftr") || placeholder == QLatin1String("hdr")
           || placeholder == QLatin1String("sldImg");
}

bool PptxShape::isBulleted() const
{
    return placeholder == QLatin1String("obj") || placeholder == QLatin1String("body");
}

QList<PptxShape> readPptxShapes(SafeXmlReader &xml)
{
    SlideReader reader(xml);
    reader.readShapes(false);
    return reader.take();
}

} // namespace consultantos
