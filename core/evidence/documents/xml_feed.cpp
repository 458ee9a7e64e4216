// SPDX-License-Identifier: GPL-3.0-or-later
// readXmlFeed(): RSS, RDF and Atom.
#include "evidence/documents/feed.h"
#include "evidence/documents/import_budget.h"
#include "evidence/documents/safe_xml_reader.h"

namespace consultantos {

namespace {

class Reader {
public:
    Reader(SafeXmlReader &xml, ImportBudget &budget)
        : m_xml(xml)
        , m_budget(budget)
    {
    }

    void readContainer();
    Feed take() { return std::move(m_feed); }

private:
    void readEntry();
    void readEntryPart(FeedEntry &entry);
    QString readAuthor();
    QString readLink(const QString &known);
    [[nodiscard]] bool isDate() const;

    SafeXmlReader &m_xml;
    ImportBudget &m_budget;
    Feed m_feed;
};

/// A channel, or the root: in RDF the entries stand beside the channel, else within it.
void Reader::readContainer()
{
    while (m_xml.nextChild()) {
        const auto name = m_xml.name();
        if (name == QLatin1String("channel"))
            readContainer();
        else if (name == QLatin1String("item") || name == QLatin1String("entry"))
            readEntry();
        else if (name == QLatin1String("title") && m_feed.title.isEmpty())
            m_feed.title = m_xml.text();
        else if (name == QLatin1String("author") && m_feed.author.isEmpty())
            m_feed.author = readAuthor();
        else if ((isDate() || name == QLatin1String("lastBuildDate")) && m_feed.date.isEmpty())
            m_feed.date = m_xml.text();
        else
            m_xml.skip();
    }
}

bool Reader::isDate() const
{
    const auto name = m_xml.name();
    return name == QLatin1String("pubDate") || name == QLatin1String("published") || name == QLatin1String("updated")
           || name == QLatin1String("date") || name == QLatin1String("modified") || name == QLatin1String("issued");
}

void Reader::readEntry()
{
    FeedEntry entry;
    while (m_xml.nextChild())
        readEntryPart(entry);
    if (m_feed.entries.size() <= m_budget.limits().blocks)
        m_feed.entries.append(std::move(entry));
}

void Reader::readEntryPart(FeedEntry &entry)
{
    const auto name = m_xml.name();
    if (m_xml.prefix() == QLatin1String("media") || m_xml.prefix() == QLatin1String("itunes")) {
        m_xml.skip(); // pictures and recordings with titles of their own
    } else if (name == QLatin1String("title") && entry.title.isEmpty()) {
        entry.title = m_xml.text();
    } else if (name == QLatin1String("link")) {
        entry.link = readLink(entry.link);
    } else if (name == QLatin1String("description") || name == QLatin1String("summary")) {
        entry.summary = m_xml.text();
    } else if (name == QLatin1String("encoded") || name == QLatin1String("content")) {
        entry.content = m_xml.text();
    } else if (name == QLatin1String("author") || name == QLatin1String("creator")) {
        entry.author = readAuthor();
    } else if (isDate() && entry.date.isEmpty()) {
        entry.date = m_xml.text().simplified();
    } else {
        m_xml.skip();
    }
}

/// Atom has a name within, RSS the text itself.
QString Reader::readAuthor()
{
    QString author;
    QString name;
    while (m_xml.next() && !m_xml.isEnd()) {
        if (m_xml.isText())
            author += m_xml.characters();
        else if (m_xml.name() == QLatin1String("name"))
            name = m_xml.text();
        else
            m_xml.skip();
    }
    return name.isEmpty() ? author.simplified() : name.simplified();
}

/// RSS has the address as text, Atom in an attribute, and several of them.
QString Reader::readLink(const QString &known)
{
    const auto address = m_xml.attribute(QLatin1String("href"));
    const auto relation = m_xml.attribute(QLatin1String("rel"));
    const auto text = m_xml.text().trimmed();
    if (!text.isEmpty())
        return text;
    const bool isOfPage = relation.isEmpty() || relation == QLatin1String("alternate");
    return isOfPage || known.isEmpty() ? address : known;
}

/// What comes before the first element, or can't stand in XML at all, would stop the reader.
QString cleaned(const QString &xml)
{
    QString text = xml.mid(std::max<qsizetype>(xml.indexOf(QLatin1Char('<')), 0));
    text.removeIf([](QChar character) {
        const auto code = character.unicode();
        return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || code == 0xFFFE || code == 0xFFFF;
    });
    return text;
}

} // namespace

Feed readXmlFeed(const QString &xml, ImportBudget &budget, QString &fault)
{
    SafeXmlReader source(cleaned(xml), budget, XmlRules::Feed);
    Reader reader(source, budget);
    source.nextChild();
    reader.readContainer();
    fault = source.isBroken() ? source.fault() : QString();
    return reader.take();
}

} // namespace consultantos
