// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/claim_at.h"

#include <QTextBlock>
#include <QUrl>

namespace consultantos {

QString claimAt(const QTextCursor &cursor)
{
    static const auto Scheme = QStringLiteral("claim:");
    // A selected link is behind its own start.
    const int at = cursor.hasSelection() ? cursor.selectionStart() : cursor.position();
    const auto block = cursor.document()->findBlock(at);
    for (auto part = block.begin(); !part.atEnd(); ++part) {
        const auto fragment = part.fragment();
        if (fragment.position() + fragment.length() <= at)
            continue;
        const auto link = fragment.charFormat().anchorHref();
        if (link.startsWith(Scheme))
            return QUrl::fromPercentEncoding(link.mid(Scheme.size()).toLatin1());
    }
    return {};
}

} // namespace consultantos
