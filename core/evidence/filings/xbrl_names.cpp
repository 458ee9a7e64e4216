// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/xbrl_names.h"

#include <QRegularExpression>

namespace consultantos {

namespace {

/// The SEC's and FASB's taxonomies are named by their URI: http://fasb.org/srt/2023, http://xbrl.sec.gov/dei/2023.
/// IFRS: http://xbrl.ifrs.org/taxonomy/2020-03-16/ifrs-full.
QString usualPrefix(const QString &uri)
{
    static const QRegularExpression american(
        QStringLiteral("^https?://(?:xbrl\\.)?(?:fasb\\.org|sec\\.gov|us)/([a-z-]+)/[0-9-]+$"));
    static const QRegularExpression international(
        QStringLiteral("^https?://xbrl\\.ifrs\\.org/taxonomy/[0-9-]+/([a-z-]+)$"));
    for (const auto *pattern : {&american, &international}) {
        if (const auto match = pattern->match(uri); match.hasMatch())
            return match.captured(1);
    }
    if (uri == QLatin1String("http://www.xbrl.org/2003/iso4217"))
        return QStringLiteral("iso4217");
    if (uri == QLatin1String("http://www.xbrl.org/2003/instance"))
        return QStringLiteral("xbrli");
    return {};
}

} // namespace

void XbrlNames::declare(QStringView prefix, QStringView uri)
{
    const auto usual = usualPrefix(uri.toString());
    if (!usual.isEmpty() && usual != prefix)
        m_usual.insert(prefix.toString(), usual);
}

XbrlNames::Name XbrlNames::resolved(QStringView qualified) const
{
    const auto trimmed = qualified.trimmed();
    const auto colon = trimmed.indexOf(u':');
    if (colon < 0)
        return {{}, trimmed.toString()};
    const auto prefix = trimmed.left(colon).toString();
    return {m_usual.value(prefix, prefix), trimmed.mid(colon + 1).toString()};
}

QString XbrlNames::canonical(QStringView qualified) const
{
    const auto name = resolved(qualified);
    return name.taxonomy.isEmpty() ? name.local : name.taxonomy + u':' + name.local;
}

QString wordsOfTag(QString tag)
{
    static const QRegularExpression ending(QStringLiteral("(?:Table)?TextBlock$"));
    static const QRegularExpression border(QStringLiteral("(?<=[a-z0-9])(?=[A-Z])"));
    return tag.remove(ending).replace(border, QStringLiteral(" "));
}

} // namespace consultantos
