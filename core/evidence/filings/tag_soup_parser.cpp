// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/markup_parser.h"

#include <QCoreApplication>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringDecoder>

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <memory>

namespace consultantos {

namespace {

constexpr int ChunkBytes = 64 * 1024; // between two looks at the clock

using Context = std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)>;

QString fromXml(const xmlChar *text)
{
    return QString::fromUtf8(reinterpret_cast<const char *>(text));
}

bool isUtf8(const QByteArray &content)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(content);
    return !decoder.hasError();
}

/// Turns libxml2's events, which know no namespaces, into ours.
class SoupRun {
public:
    SoupRun(MarkupHandler &handler, const ParseBudget &budget)
        : m_handler(handler)
        , m_budget(budget)
    {
    }

    void start(const xmlChar *qualifiedName, const xmlChar **pairs)
    {
        if (m_failure)
            return;
        if (m_open.size() >= m_budget.depth()) {
            m_failure = m_budget.tooDeep();
            return;
        }
        const auto attributes = copied(pairs);
        MarkupElement element;
        for (const auto &[key, value] : attributes) {
            static const auto declares = QStringLiteral("xmlns:");
            if (key.startsWith(declares)) {
                m_namespaces.insert(key.mid(declares.size()), value);
                element.namespaces.append({QStringView(key).mid(declares.size()), value});
            } else {
                element.attributes.append({localPart(key), value});
            }
        }
        const auto name = fromXml(qualifiedName);
        element.name = localPart(name);
        const auto prefix = name.size() > element.name.size() ? name.left(name.indexOf(u':')) : QString();
        const bool isKnown = prefix.isEmpty() || m_namespaces.contains(prefix);
        element.kind = isKnown ? elementKind(m_namespaces.value(prefix), element.name) : ElementKind::Unknown;
        m_open.append({name, element.kind});
        m_handler.startElement(element);
    }

    void end(const xmlChar *qualifiedName)
    {
        const auto name = fromXml(qualifiedName);
        const auto isIt = [&name](const Open &open) { return open.name == name; };
        if (m_failure || std::none_of(m_open.cbegin(), m_open.cend(), isIt))
            return;
        while (!m_open.isEmpty()) {
            const auto closed = m_open.takeLast();
            m_handler.endElement(closed.kind);
            if (closed.name == name)
                return;
        }
    }

    void text(const xmlChar *text, int length)
    {
        if (!m_failure)
            m_handler.text(QString::fromUtf8(reinterpret_cast<const char *>(text), length));
    }

    /// After each chunk.
    Status check()
    {
        if (!m_failure)
            m_failure = m_handler.failure();
        if (m_failure)
            return tl::unexpected(*m_failure);
        return m_budget.check();
    }

    void finish()
    {
        while (!m_open.isEmpty())
            m_handler.endElement(m_open.takeLast().kind);
    }

private:
    struct Open {
        QString name;
        ElementKind kind;
    };

    static QStringView localPart(const QString &name) { return QStringView(name).mid(name.indexOf(u':') + 1); }

    static QList<std::pair<QString, QString>> copied(const xmlChar **pairs)
    {
        QList<std::pair<QString, QString>> attributes;
        for (; pairs != nullptr && pairs[0] != nullptr; pairs += 2)
            attributes.append({fromXml(pairs[0]), pairs[1] == nullptr ? QString() : fromXml(pairs[1])});
        return attributes;
    }

    MarkupHandler &m_handler;
    const ParseBudget &m_budget;
    QHash<QString, QString> m_namespaces; ///< of the whole file: soup has no scopes worth the name
    QList<Open> m_open;
    std::optional<Error> m_failure;
};

SoupRun &runOf(void *data)
{
    return *static_cast<SoupRun *>(data);
}

htmlSAXHandler callbacks()
{
    htmlSAXHandler handler{};
    handler.startElement = [](void *data, const xmlChar *name, const xmlChar **pairs) {
        runOf(data).start(name, pairs);
    };
    handler.endElement = [](void *data, const xmlChar *name) { runOf(data).end(name); };
    const auto text = [](void *data, const xmlChar *piece, int length) { runOf(data).text(piece, length); };
    handler.characters = text;
    handler.ignorableWhitespace = text;
    handler.cdataBlock = text;
    return handler;
}

} // namespace

Status parseTagSoup(const QByteArray &content, MarkupHandler &handler, const ParseBudget &budget)
{
    SoupRun run(handler, budget);
    auto sax = callbacks();
    const auto encoding = isUtf8(content) ? XML_CHAR_ENCODING_UTF8 : XML_CHAR_ENCODING_NONE;
    const Context context(htmlCreatePushParserCtxt(&sax, &run, nullptr, 0, nullptr, encoding), &htmlFreeParserCtxt);
    if (!context)
        return tl::unexpected(
            budget.malformed(QCoreApplication::translate("Evidence", "it needs more memory than there is")));
    htmlCtxtUseOptions(context.get(),
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    for (qsizetype at = 0; at < content.size(); at += ChunkBytes) {
        const auto size = int(std::min<qsizetype>(ChunkBytes, content.size() - at));
        htmlParseChunk(context.get(), content.constData() + at, size, 0);
        if (auto isGood = run.check(); !isGood)
            return isGood;
    }
    htmlParseChunk(context.get(), nullptr, 0, 1);
    run.finish();
    return run.check();
}

} // namespace consultantos
