// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/content_check.h"

#include "egress/http_error.h"

namespace consultantos {
namespace {

/// The first bytes that count: without byte order mark and white space, lower case.
QByteArray beginningOf(const QByteArray &body)
{
    auto head = body.left(1024);
    if (head.startsWith("\xEF\xBB\xBF"))
        head.remove(0, 3);
    return head.trimmed().left(64).toLower();
}

bool isPage(const QByteArray &beginning, const QString &mediaType)
{
    if (beginning.startsWith("<!doctype html") || beginning.startsWith("<html"))
        return true;
    // XHTML with an XML declaration, and pages that begin with a comment, are known by their label alone.
    return (mediaType == QLatin1String("text/html") || mediaType == QLatin1String("application/xhtml+xml"))
           && beginning.startsWith("<") && !beginning.startsWith("<rss") && !beginning.startsWith("<feed")
           && !beginning.startsWith("<rdf") && !beginning.startsWith("<?xml");
}

} // namespace

QString mediaTypeOf(const QByteArray &contentType)
{
    return QString::fromLatin1(contentType.split(';').first().trimmed().toLower());
}

Status checkContent(ExpectedContent expected, const QString &mediaType, const QByteArray &body, const QString &host)
{
    if (expected == ExpectedContent::Anything)
        return {};
    const auto beginning = beginningOf(body);
    if (isPage(beginning, mediaType))
        return tl::unexpected(http_error::pageInsteadOfData(host));
    if (expected == ExpectedContent::Json && !beginning.startsWith("{") && !beginning.startsWith("["))
        return tl::unexpected(http_error::notJson(host));
    return {};
}

bool isWholeJson(const QByteArray &body)
{
    qint64 depth = 0;
    bool isInString = false;
    for (qsizetype i = 0; i < body.size(); ++i) {
        const char c = body[i];
        if (isInString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                isInString = false;
        } else if (c == '"') {
            isInString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return depth == 0 && !isInString;
}

} // namespace consultantos
