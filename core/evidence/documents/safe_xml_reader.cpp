// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/safe_xml_reader.h"

#include "evidence/documents/document_errors.h"
#include "evidence/documents/html_entities.h"
#include "evidence/documents/import_budget.h"

namespace consultantos {

/// Many feeds write &nbsp; as if they were HTML.
class SafeXmlReader::HtmlEntities final : public QXmlStreamEntityResolver {
public:
    QString resolveUndeclaredEntity(const QString &name) override { return htmlEntity(name); }
};

SafeXmlReader::SafeXmlReader(const QByteArray &xml, ImportBudget &budget, XmlRules rules)
    : m_reader(xml)
    , m_budget(budget)
    , m_rules(rules)
{
    setUp();
}

SafeXmlReader::SafeXmlReader(const QString &xml, ImportBudget &budget, XmlRules rules)
    : m_reader(xml)
    , m_budget(budget)
    , m_rules(rules)
{
    setUp();
}

SafeXmlReader::~SafeXmlReader() = default;

void SafeXmlReader::setUp()
{
    m_reader.setEntityExpansionLimit(0);
    if (m_rules == XmlRules::Feed) {
        m_entities = std::make_unique<HtmlEntities>();
        m_reader.setEntityResolver(m_entities.get());
    }
}

bool SafeXmlReader::isDoctypeAllowed() const
{
    return m_rules == XmlRules::Feed && m_reader.entityDeclarations().isEmpty()
           && !m_reader.text().contains(QLatin1Char('['));
}

bool SafeXmlReader::next()
{
    while (!m_budget.isSpent() && !m_reader.hasError()) {
        switch (m_reader.readNext()) {
        case QXmlStreamReader::DTD:
            if (!isDoctypeAllowed())
                m_budget.fail(document_errors::forbiddenXml(m_budget.name()));
            break;
        case QXmlStreamReader::StartElement:
            if (++m_depth > m_budget.limits().depth) {
                m_budget.fail(document_errors::tooDeep(m_budget.name(), m_budget.limits().depth));
                return false;
            }
            return true;
        case QXmlStreamReader::EndElement:
            --m_depth;
            return true;
        case QXmlStreamReader::Characters:
            return true;
        case QXmlStreamReader::EndDocument:
        case QXmlStreamReader::Invalid:
            return false;
        default:
            break;
        }
    }
    return false;
}

bool SafeXmlReader::nextChild()
{
    while (next()) {
        if (isStart())
            return true;
        if (isEnd())
            return false;
    }
    return false;
}

void SafeXmlReader::skip()
{
    const int outside = m_depth - 1;
    while (m_depth > outside && next()) {
    }
}

QString SafeXmlReader::text()
{
    const int outside = m_depth - 1;
    QString text;
    while (m_depth > outside && next()) {
        if (isText())
            text += characters();
    }
    return text;
}

QString SafeXmlReader::attribute(QLatin1String name) const
{
    for (const auto &attribute : m_reader.attributes()) {
        if (attribute.name() == name)
            return attribute.value().toString();
    }
    return {};
}

QString SafeXmlReader::prefixedAttribute(QLatin1String name) const
{
    for (const auto &attribute : m_reader.attributes()) {
        if (attribute.name() == name && !attribute.prefix().isEmpty())
            return attribute.value().toString();
    }
    return {};
}

} // namespace consultantos
