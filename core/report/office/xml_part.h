// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QXmlStreamWriter>

#include <initializer_list>
#include <utility>

namespace consultantos::office {

/// A part of an office file, written element by element. Characters that XML has no place for are left out. Of one thread.
class XmlPart {
public:
    using Attributes = std::initializer_list<std::pair<const char *, QString>>;

    XmlPart();
    XmlPart(const XmlPart &) = delete;
    XmlPart &operator=(const XmlPart &) = delete;

    XmlPart &open(const char *name, Attributes attributes = {});
    XmlPart &close(int levels = 1);
    XmlPart &leaf(const char *name, Attributes attributes = {});
    XmlPart &text(const QString &text);
    /// An element with nothing but text.
    XmlPart &element(const char *name, const QString &text, Attributes attributes = {});
    /// Ends what is open.
    [[nodiscard]] QByteArray finished();

    [[nodiscard]] static QString cleaned(const QString &text);

private:
    QByteArray m_bytes;
    QXmlStreamWriter m_writer;
};

} // namespace consultantos::office
