// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/xbrl_context_reader.h"

namespace consultantos {

XbrlContextReader::XbrlContextReader(const XbrlNames &names)
    : m_names(names)
{
}

void XbrlContextReader::startElement(const MarkupElement &element)
{
    if (element.kind == ElementKind::Context || element.kind == ElementKind::Unit) {
        m_inContext = element.kind == ElementKind::Context;
        m_inUnit = !m_inContext;
        m_id = element.attribute(QLatin1String("id")).toString();
        m_context = {};
        m_unit = {};
        m_inDenominator = false;
        m_partDepth = 0;
        m_inMember = false;
        return;
    }
    if (!m_inContext && !m_inUnit)
        return;
    m_text.clear();
    switch (element.kind) {
    case ElementKind::Identifier:
        m_scheme = element.attribute(QLatin1String("scheme")).toString();
        break;
    case ElementKind::Segment:
    case ElementKind::Scenario:
        ++m_partDepth;
        break;
    case ElementKind::ExplicitMember:
    case ElementKind::TypedMember:
        m_axis = m_names.canonical(element.attribute(QLatin1String("dimension")));
        m_inMember = true;
        break;
    case ElementKind::UnitDenominator:
        m_inDenominator = true;
        break;
    case ElementKind::Unknown:
        // Before dimensions were standard, parts of a company were named by elements of the filer's own.
        if (m_partDepth > 0 && !m_inMember) {
            m_axis = element.name.toString();
            m_context.dimensions.insert(m_axis, QString());
        }
        break;
    default:
        break;
    }
}

void XbrlContextReader::endElement(ElementKind kind)
{
    if (m_inContext)
        endMember(kind);
    else if (m_inUnit)
        endUnitPart(kind);
}

void XbrlContextReader::endMember(ElementKind kind)
{
    switch (kind) {
    case ElementKind::Context:
        m_contexts.insert(m_id, m_context);
        m_inContext = false;
        break;
    case ElementKind::Identifier:
        m_context.company = companyOfIdentifier(m_scheme, m_text);
        break;
    case ElementKind::StartDate:
        m_context.start = periodStart(m_text);
        break;
    case ElementKind::EndDate:
    case ElementKind::Instant:
        m_context.end = periodEnd(m_text);
        break;
    case ElementKind::ExplicitMember:
        m_context.dimensions.insert(m_axis, m_names.canonical(m_text));
        m_inMember = false;
        break;
    case ElementKind::TypedMember:
        m_context.dimensions.insert(m_axis, m_text.simplified());
        m_inMember = false;
        break;
    case ElementKind::Segment:
    case ElementKind::Scenario:
        --m_partDepth;
        break;
    case ElementKind::Unknown:
        if (m_partDepth > 0 && !m_inMember)
            m_context.dimensions.insert(m_axis, m_text.simplified());
        break;
    default:
        break;
    }
}

void XbrlContextReader::endUnitPart(ElementKind kind)
{
    switch (kind) {
    case ElementKind::Unit:
        m_units.insert(m_id, m_unit.text());
        m_inUnit = false;
        break;
    case ElementKind::Measure:
        (m_inDenominator ? m_unit.denominator : m_unit.numerator).append(unitMeasure(m_text));
        break;
    case ElementKind::UnitDenominator:
        m_inDenominator = false;
        break;
    default:
        break;
    }
}

void XbrlContextReader::text(QStringView piece)
{
    if (m_inContext || m_inUnit)
        m_text += piece;
}

} // namespace consultantos
