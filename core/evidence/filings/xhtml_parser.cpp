// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/markup_parser.h"

#include <QCoreApplication>
#include <QXmlStreamEntityResolver>
#include <QXmlStreamReader>

#include <libxml/HTMLparser.h>

namespace consultantos {

namespace {

constexpr int EventsBetweenChecks = 512;

/// XHTML has 253 named characters that a parser which reads no document type can't know.
class HtmlCharacters : public QXmlStreamEntityResolver {
public:
    QString resolveUndeclaredEntity(const QString &name) override
    {
        const auto *entity = htmlEntityLookup(reinterpret_cast<const xmlChar *>(name.toUtf8().constData()));
        return entity == nullptr ? QString() : QString(QChar(char16_t(entity->value)));
    }
};

/// Qt knows no encoding called ASCII unless it is built with ICU; as a part of UTF-8 it needs none.
bool isDeclaredAscii(const QByteArray &content)
{
    constexpr qsizetype longestDeclaration = 200;
    const auto head = content.left(longestDeclaration).toLower();
    const auto declaration = head.left(head.indexOf("?>"));
    return declaration.startsWith("<?xml") && declaration.contains("ascii");
}

class XhtmlRun {
public:
    XhtmlRun(QXmlStreamReader &reader, MarkupHandler &handler, const ParseBudget &budget)
        : m_reader(reader)
        , m_handler(handler)
        , m_budget(budget)
    {
        reader.setEntityResolver(&m_characters);
    }

    Status run()
    {
        for (int events = 0; !m_reader.atEnd(); ++events) {
            if (auto taken = take(m_reader.readNext()); !taken)
                return taken;
            if (events % EventsBetweenChecks == 0) {
                if (auto failure = m_handler.failure())
                    return tl::unexpected(*failure);
                if (auto inBudget = m_budget.check(); !inBudget)
                    return inBudget;
            }
        }
        if (m_reader.hasError())
            return tl::unexpected(
                m_budget.malformed(QCoreApplication::translate("Evidence", "it is not well-formed in line %1")
                                       .arg(m_reader.lineNumber())));
        if (auto failure = m_handler.failure())
            return tl::unexpected(*failure);
        return {};
    }

private:
    Status take(QXmlStreamReader::TokenType token)
    {
        switch (token) {
        case QXmlStreamReader::DTD:
            if (!m_reader.entityDeclarations().isEmpty())
                return tl::unexpected(m_budget.malformed(
                    QCoreApplication::translate("Evidence", "it declares entities, which filings don't")));
            break;
        case QXmlStreamReader::StartElement:
            if (m_open.size() >= m_budget.depth())
                return tl::unexpected(m_budget.tooDeep());
            start();
            break;
        case QXmlStreamReader::EndElement:
            m_handler.endElement(m_open.takeLast());
            break;
        case QXmlStreamReader::Characters:
            m_handler.text(m_reader.text());
            break;
        default:
            break;
        }
        return {};
    }

    void start()
    {
        const auto attributes = m_reader.attributes();
        const auto declarations = m_reader.namespaceDeclarations();
        MarkupElement element;
        element.name = m_reader.name();
        element.kind = elementKind(m_reader.namespaceUri(), element.name);
        for (const auto &attribute : attributes)
            element.attributes.append({attribute.name(), attribute.value()});
        for (const auto &declaration : declarations)
            element.namespaces.append({declaration.prefix(), declaration.namespaceUri()});
        m_open.append(element.kind);
        m_handler.startElement(element);
    }

    QXmlStreamReader &m_reader;
    MarkupHandler &m_handler;
    const ParseBudget &m_budget;
    HtmlCharacters m_characters;
    QList<ElementKind> m_open;
};

} // namespace

Status parseXhtml(const QByteArray &content, MarkupHandler &handler, const ParseBudget &budget)
{
    if (isDeclaredAscii(content)) {
        QXmlStreamReader reader(QString::fromUtf8(content));
        return XhtmlRun(reader, handler, budget).run();
    }
    QXmlStreamReader reader(content);
    return XhtmlRun(reader, handler, budget).run();
}

} // namespace consultantos
