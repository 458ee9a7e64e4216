// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/office/xml_part.h"

namespace consultantos::office {

XmlPart::XmlPart()
    : m_writer(&m_bytes)
{
    m_writer.writeStartDocument(QStringLiteral("1.0"), true);
}

XmlPart &XmlPart::open(const char *name, Attributes attributes)
{
    m_writer.writeStartElement(QLatin1String(name));
    for (const auto &[key, value] : attributes)
        m_writer.writeAttribute(QLatin1String(key), cleaned(value));
    return *this;
}

XmlPart &XmlPart::close(int levels)
{
    for (int i = 0; i < levels; ++i)
        m_writer.writeEndElement();
    return *this;
}

XmlPart &XmlPart::leaf(const char *name, Attributes attributes)
{
    m_writer.writeEmptyElement(QLatin1String(name));
    for (const auto &[key, value] : attributes)
        m_writer.writeAttribute(QLatin1String(key), cleaned(value));
    return *this;
}

XmlPart &XmlPart::text(const QString &text)
{
    m_writer.writeCharacters(cleaned(text));
    return *this;
}

XmlPart &XmlPart::element(const char *name, const QString &text, Attributes attributes)
{
    return open(name, attributes).text(text).close();
}

QByteArray XmlPart::finished()
{
    m_writer.writeEndDocument();
    return m_bytes;
}

QString XmlPart::cleaned(const QString &text)
{
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            clean.append(c);
            clean.append(text[++i]);
        } else if (!c.isSurrogate() && c.unicode() < 0xFFFE
                   && (c.unicode() >= 0x20 || c == QLatin1Char('\t') || c == QLatin1Char('\n'))) {
            clean.append(c);
        }
    }
    return clean;
}

} // namespace consultantos::office
