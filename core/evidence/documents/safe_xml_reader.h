// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QXmlStreamReader>

#include <memory>

namespace consultantos {

class ImportBudget;

/// What else than plain XML a format may hold.
enum class XmlRules {
    Office, ///< no document type at all
    Feed,   ///< a document type without declarations of its own, and HTML's named characters: both are about
};

/// QXmlStreamReader for input that nobody vouches for: no document type declarations but as `rules` allow, no entity
/// declarations, nothing loaded from anywhere, depth, time and cancel of the budget kept. After a fault next() is false
/// for good, so that loops end. Names are local ones, without prefix. Of one thread; the budget must outlive it.
class SafeXmlReader {
public:
    SafeXmlReader(const QByteArray &xml, ImportBudget &budget, XmlRules rules = XmlRules::Office);
    /// Of text that is decoded already; an encoding that it declares means nothing.
    SafeXmlReader(const QString &xml, ImportBudget &budget, XmlRules rules = XmlRules::Office);
    ~SafeXmlReader();

    /// The next start, end or text; false at the end of the document or after a fault.
    bool next();
    /// The next element directly within the current one; false at the current one's end. As
    /// QXmlStreamReader::readNextStartElement.
    bool nextChild();
    /// To the end of the current element.
    void skip();
    /// All text within the current element and its children, up to its end.
    [[nodiscard]] QString text();

    [[nodiscard]] bool isStart() const { return m_reader.isStartElement(); }
    [[nodiscard]] bool isEnd() const { return m_reader.isEndElement(); }
    [[nodiscard]] bool isText() const { return m_reader.isCharacters(); }
    [[nodiscard]] QStringView name() const { return m_reader.name(); }
    [[nodiscard]] QStringView prefix() const { return m_reader.prefix(); }
    [[nodiscard]] QStringView characters() const { return m_reader.text(); }
    /// The value of the first attribute of this local name; null if there is none.
    [[nodiscard]] QString attribute(QLatin1String name) const;
    /// The same among attributes that have a prefix: r:id beside id.
    [[nodiscard]] QString prefixedAttribute(QLatin1String name) const;
    [[nodiscard]] int depth() const { return m_depth; }

    /// Whether the XML itself is broken; the budget is not spent by that, as a feed that is cut short may still have
    /// told something.
    [[nodiscard]] bool isBroken() const { return m_reader.hasError(); }
    [[nodiscard]] QString fault() const { return m_reader.errorString(); }

private:
    class HtmlEntities;
    void setUp();
    bool isDoctypeAllowed() const;

    QXmlStreamReader m_reader;
    ImportBudget &m_budget;
    std::unique_ptr<HtmlEntities> m_entities;
    XmlRules m_rules;
    int m_depth = 0;
};

} // namespace consultantos
