// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/log_filter.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

/// Of a key whose values have one form; empty for any other.
QString checked(const QJsonObject &line, const char *key, const char *pattern)
{
    const QRegularExpression form(QRegularExpression::anchoredPattern(QLatin1String(pattern)));
    const auto value = line[QLatin1String(key)].toString();
    return form.match(value).hasMatch() ? value : QString();
}

constexpr auto Ellipsis = u'…';

/// The program's own (Q_LOGGING_CATEGORY) and those of the Qt modules that it uses: a name that somebody else chose could be a
/// client's.
constexpr auto Categories =
    "consultantos\\.(agents|app|cache\\.redis|import|llm\\.local|report|server|settings|storage|team|ui)|"
    "qt\\.(?:accessibility|core|gui|network|pdf|qpa|sql|svg|text|tlsbackend|widgets)(?:\\.[a-z0-9]{1,12}){0,2}|default";

/// The files that frames of a crash note may name: the program's, and libraries that it works with.
constexpr auto Binaries =
    "consultantos(?:-cli|-pdf-helper)?|ld-linux[a-z0-9.\\-]{0,20}|"
    "lib(?:Qt6(?:Charts|Core|DBus|Gui|Network|OpenGL|OpenGLWidgets|PrintSupport|Sql|Svg|WaylandClient|Widgets|XcbQpa)|"
    "c|m|gcc_s|stdc\\+\\+|pthread|glib-2|curl|ssl|crypto|sqlite3|xml2|zip|z|zstd|poppler|"
    "poppler-cpp|xlsxwriter|hiredis|icuuc|icui18n|icudata|xcb|X11|simdjson|uchardet|qt6keychain|xxhash|"
    "prometheus-cpp-core|md4c|fontconfig|harfbuzz|freetype|dbus-1|xkbcommon|pq|seccomp)[0-9.\\-]{0,12}(?:so[0-9.]{0,12}"
    ")?";

} // namespace

LogFilter::LogFilter()
{
    QFile file(QStringLiteral(":/support/log_phrases.txt"));
    if (file.open(QIODevice::ReadOnly)) {
        for (const auto &line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            if (!line.startsWith(QLatin1Char('#')))
                m_phrases.append(line);
        }
    }
    std::sort(m_phrases.begin(), m_phrases.end(),
              [](const QString &a, const QString &b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
}

QString LogFilter::phrasesIn(const QString &text) const
{
    QString kept;
    const auto leaveOut = [&kept] {
        if (!kept.endsWith(Ellipsis))
            kept += Ellipsis;
    };
    const auto isPartOfWord = [&text](qsizetype at) {
        return at >= 0 && at < text.size() && text[at].isLetterOrNumber();
    };
    for (qsizetype at = 0; at < text.size();) {
        const auto found = std::find_if(m_phrases.begin(), m_phrases.end(), [&](const QString &phrase) {
            return QStringView(text).mid(at).startsWith(phrase)
                   && !(phrase[0].isLetterOrNumber() && isPartOfWord(at - 1))
                   && !(phrase.back().isLetterOrNumber() && isPartOfWord(at + phrase.size()));
        });
        if (found != m_phrases.end()) {
            kept += *found;
            at += found->size();
        } else {
            leaveOut();
            ++at;
        }
    }
    return kept;
}

QByteArray LogFilter::line(const QByteArray &line) const
{
    const auto object = QJsonDocument::fromJson(line).object();
    const auto time = checked(object, "time", "[0-9T:.\\-]{10,30}Z?");
    if (time.isEmpty())
        return {};
    const QJsonObject kept{{QStringLiteral("time"), time},
                           {QStringLiteral("level"), checked(object, "level", "debug|info|warning|error|fatal")},
                           {QStringLiteral("category"), checked(object, "category", Categories)},
                           {QStringLiteral("thread"), checked(object, "thread", "[0-9a-f]{1,16}")},
                           {QStringLiteral("message"), phrasesIn(object[QStringLiteral("message")].toString())}};
    return QJsonDocument(kept).toJson(QJsonDocument::Compact);
}

QByteArray LogFilter::crashNote(const QByteArray &note) const
{
    static const QRegularExpression reason(
        QStringLiteral("^reason: (SIG[A-Z]{2,6}|std::terminate|uncaught exception|unhandled exception of the operating "
                       "system)"));
    static const QRegularExpression about(QStringLiteral("^(version: [0-9.]{1,20})$"));
    // "/usr/bin/consultantos(_ZN3fooEv+0x12)[0x55…]": folders may be named for anybody.
    static const QRegularExpression frame(
        QStringLiteral("^(?:.*/)?(%1)\\(([A-Za-z0-9_.$@]{0,400}[+]?(?:0x[0-9a-f]{1,16})?)"
                       "\\)\\s?\\[0x[0-9a-f]{1,16}\\]$")
            .arg(QLatin1String(Binaries)));
    QByteArray kept;
    for (const auto &line : QString::fromUtf8(note).split(QLatin1Char('\n'))) {
        if (const auto found = reason.match(line); found.hasMatch())
            kept += found.captured(0).toUtf8() + '\n';
        else if (about.match(line).hasMatch() || line == QLatin1String("call stack:"))
            kept += line.toUtf8() + '\n';
        else if (const auto call = frame.match(line); call.hasMatch())
            kept += "  " + call.captured(1).toUtf8() + ' ' + call.captured(2).toUtf8() + '\n';
        else if (!line.isEmpty())
            kept += "  ...\n";
    }
    return kept;
}

} // namespace consultantos
