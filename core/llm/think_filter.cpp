// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/think_filter.h"

#include <algorithm>
#include <array>

namespace consultantos {
namespace {

constexpr std::array Opening{"<think>", "<thinking>"};
constexpr std::array Closing{"</think>", "</thinking>"};

/// The length of the tag that `text` begins with, 0 if it begins with none, -1 if what follows may make it one.
qsizetype tagAt(QStringView text, const std::array<const char *, 2> &tags)
{
    for (const auto *tag : tags) {
        const QLatin1String name(tag);
        if (text.startsWith(name, Qt::CaseInsensitive))
            return name.size();
    }
    for (const auto *tag : tags) {
        if (QLatin1String(tag).startsWith(text, Qt::CaseInsensitive))
            return -1;
    }
    return 0;
}

} // namespace

QString ThinkFilter::feed(const QString &piece)
{
    m_pending += piece;
    return take(false);
}

QString ThinkFilter::finish()
{
    return take(true);
}

QString ThinkFilter::take(bool isEnd)
{
    QString shown;
    const QStringView pending(m_pending);
    qsizetype at = 0;
    while (at < pending.size()) {
        const auto rest = pending.mid(at);
        if (rest.front() == QLatin1Char('<')) {
            const auto opening = tagAt(rest, Opening);
            const auto closing = tagAt(rest, Closing);
            if (opening > 0 || closing > 0) {
                m_depth = opening > 0 ? m_depth + 1 : std::max(0, m_depth - 1);
                m_skipsBlanks = true;
                at += std::max(opening, closing);
                continue;
            }
            if (!isEnd && (opening < 0 || closing < 0))
                break;
        }
        const auto c = rest.front();
        ++at;
        if (m_depth > 0 || (m_skipsBlanks && c.isSpace()))
            continue;
        m_skipsBlanks = false;
        shown += c;
    }
    m_pending = pending.mid(at).toString();
    return shown;
}

QString withoutThoughts(const QString &text)
{
    const auto firstOf = [&](const std::array<const char *, 2> &tags) {
        qsizetype first = -1;
        for (const auto *tag : tags) {
            const auto at = text.indexOf(QLatin1String(tag), 0, Qt::CaseInsensitive);
            if (at >= 0 && (first < 0 || at < first))
                first = at;
        }
        return first;
    };
    const auto opening = firstOf(Opening);
    const auto closing = firstOf(Closing);
    const bool beginsWithin = closing >= 0 && (opening < 0 || closing < opening);
    ThinkFilter filter;
    auto shown = filter.feed(beginsWithin ? text.mid(closing) : text);
    shown += filter.finish();
    return shown.trimmed();
}

} // namespace consultantos
