// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/html_parser.h"

#include "evidence/documents/document_errors.h"
#include "evidence/documents/import_budget.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>

namespace consultantos {

namespace {

constexpr int ParseOptions =
    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;

QByteArray bytesOf(const xmlChar *text)
{
    return QByteArray(reinterpret_cast<const char *>(text));
}

/// The bridge from libxml2's callbacks. No exception may pass through the C code, so the first one is kept.
class Session {
public:
    Session(QByteArray html, HtmlHandler &handler, ImportBudget &budget)
        : m_html(std::move(html))
        , m_handler(handler)
        , m_budget(budget)
    {
    }

    void run();

private:
    static Session &of(void *context)
    {
        return *static_cast<Session *>(static_cast<htmlParserCtxtPtr>(context)->_private);
    }
    static void onStart(void *context, const xmlChar *name, const xmlChar **attributes);
    static void onEnd(void *context, const xmlChar *name);
    static void onText(void *context, const xmlChar *text, int length);
    static int onRead(void *session, char *buffer, int length);
    static int onClose(void *) { return 0; }
    /// Runs `tell` unless stopped already.
    template <typename Tell>
    void guarded(void *context, Tell tell);

    QByteArray m_html;
    HtmlHandler &m_handler;
    ImportBudget &m_budget;
    std::exception_ptr m_exception;
    qsizetype m_read = 0;
    int m_depth = 0;
};

template <typename Tell>
void Session::guarded(void *context, Tell tell)
{
    try {
        if (!m_exception && !m_budget.isSpent()) {
            tell();
            return;
        }
    } catch (...) {
        m_exception = std::current_exception();
    }
    xmlStopParser(static_cast<htmlParserCtxtPtr>(context));
}

void Session::onStart(void *context, const xmlChar *name, const xmlChar **attributes)
{
    auto &session = of(context);
    session.guarded(context, [&] {
        if (++session.m_depth > session.m_budget.limits().depth)
            session.m_budget.fail(document_errors::tooDeep(session.m_budget.name(), session.m_budget.limits().depth));
        HtmlHandler::Attributes found;
        for (const auto **attribute = attributes; attribute && attribute[0]; attribute += 2)
            found.insert(bytesOf(attribute[0]),
                         attribute[1] ? QString::fromUtf8(reinterpret_cast<const char *>(attribute[1])) : QString());
        session.m_handler.startElement(bytesOf(name), found);
    });
}

void Session::onEnd(void *context, const xmlChar *name)
{
    auto &session = of(context);
    session.guarded(context, [&] {
        --session.m_depth;
        session.m_handler.endElement(bytesOf(name));
    });
}

void Session::onText(void *context, const xmlChar *text, int length)
{
    auto &session = of(context);
    session.guarded(context, [&] {
        session.m_handler.characters(QString::fromUtf8(reinterpret_cast<const char *>(text), length));
    });
}

int Session::onRead(void *session, char *buffer, int length)
{
    auto &self = *static_cast<Session *>(session);
    if (self.m_exception || self.m_budget.isSpent())
        return 0;
    const auto count = std::min(qsizetype(length), self.m_html.size() - self.m_read);
    std::memcpy(buffer, self.m_html.constData() + self.m_read, size_t(count));
    self.m_read += count;
    return int(count);
}

void Session::run()
{
    const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(htmlNewParserCtxt(),
                                                                                htmlFreeParserCtxt);
    if (!parser)
        throw std::bad_alloc();
    htmlSAXHandler sax{};
    sax.startElement = onStart;
    sax.endElement = onEnd;
    sax.characters = onText;
    sax.ignorableWhitespace = onText;
    *parser->sax = sax;
    parser->_private = this;
    auto *document = htmlCtxtReadIO(parser.get(), onRead, onClose, this, nullptr, "UTF-8", ParseOptions);
    xmlFreeDoc(document); // nothing builds one, but a parser that stops early may have begun it
    if (m_exception)
        std::rethrow_exception(m_exception);
}

} // namespace

void parseHtml(const QString &html, HtmlHandler &handler, ImportBudget &budget)
{
    [[maybe_unused]] static const bool isInitialised = [] {
        xmlInitParser();
        return true;
    }();
    if (!html.trimmed().isEmpty())
        Session(html.toUtf8(), handler, budget).run();
}

} // namespace consultantos
