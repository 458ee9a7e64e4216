// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/event_stream.h"

#include <QCoreApplication>

#include <utility>

namespace consultantos {

EventStreamParser::EventStreamParser(qint64 maxEventBytes)
    : m_maxEventBytes(maxEventBytes)
{
}

Status EventStreamParser::feed(const QByteArray &piece, const OnEvent &onEvent)
{
    qsizetype begin = 0;
    for (qsizetype i = 0; i < piece.size(); ++i) {
        const char c = piece[i];
        if (std::exchange(m_wasCarriageReturn, false) && c == '\n') {
            begin = i + 1;
            continue;
        }
        if (c != '\n' && c != '\r')
            continue;
        m_wasCarriageReturn = c == '\r';
        m_line.append(piece.constData() + begin, i - begin);
        begin = i + 1;
        const auto line = std::exchange(m_line, {});
        const bool isBlank = line.isEmpty() || (m_isFirstLine && line == "\xEF\xBB\xBF");
        if (!isBlank)
            takeLine(line);
        m_isFirstLine = false;
        if (isBlank) {
            if (auto taken = dispatch(onEvent); !taken)
                return taken;
        }
    }
    m_line.append(piece.constData() + begin, piece.size() - begin);
    if (m_line.size() + m_event.data.size() + m_event.name.size() > m_maxEventBytes)
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Llm", "A piece of the model's reply is too large; it was dropped."));
    return {};
}

Status EventStreamParser::finish(const OnEvent &onEvent)
{
    if (const auto line = std::exchange(m_line, {}); !line.isEmpty())
        takeLine(line);
    return dispatch(onEvent);
}

void EventStreamParser::takeLine(const QByteArray &whole)
{
    const bool hasMark = m_isFirstLine && whole.startsWith("\xEF\xBB\xBF");
    const auto line = hasMark ? whole.mid(3) : whole;
    const auto colon = line.indexOf(':');
    const auto field = colon < 0 ? line : line.left(colon);
    auto value = colon < 0 ? QByteArray() : line.mid(colon + 1);
    if (value.startsWith(' '))
        value.remove(0, 1);
    if (field == "event") {
        m_event.name = value;
    } else if (field == "data") {
        if (m_hasData)
            m_event.data += '\n';
        m_event.data += value;
        m_hasData = true;
    }
}

Status EventStreamParser::dispatch(const OnEvent &onEvent)
{
    const auto event = std::exchange(m_event, {});
    if (!std::exchange(m_hasData, false))
        return {};
    return onEvent(event);
}

} // namespace consultantos
