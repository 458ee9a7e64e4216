// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/markdown_text.h"

namespace consultantos {

QString escapedMarkdown(const QString &text)
{
    static const QString special = QStringLiteral("\\`*_[]|#~");
    QString escaped;
    escaped.reserve(text.size());
    for (const auto c : text) {
        if (c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QLatin1Char('\t')) {
            escaped.append(QLatin1Char(' '));
        } else if (c == QLatin1Char('<')) {
            escaped.append(QStringLiteral("&lt;"));
        } else if (c == QLatin1Char('>')) {
            escaped.append(QStringLiteral("&gt;"));
        } else if (c == QLatin1Char('&')) {
            escaped.append(QStringLiteral("&amp;"));
        } else if (c.unicode() >= 0x20) {
            if (special.contains(c))
                escaped.append(QLatin1Char('\\'));
            escaped.append(c);
        }
    }
    return escaped;
}

} // namespace consultantos
