// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <functional>

namespace consultantos {

/// One server-sent event.
struct ServerEvent {
    QByteArray name; ///< of its `event` field; empty: "message"
    QByteArray data; ///< UTF-8; its lines joined by '\n'

    bool operator==(const ServerEvent &) const = default;
};

/// Takes a stream of server-sent events apart (WHATWG HTML, "Server-sent events", 9.2.6: interpreting an event stream),
/// however it is cut: lines end in LF, CR or CRLF; a byte order mark, comments, `id`, `retry` and unknown fields are
/// skipped; an event without data is none. The end mark of some providers, data "[DONE]", is an event like others. Not
/// thread-safe.
class EventStreamParser {
public:
    using OnEvent = std::function<Status(const ServerEvent &event)>;

    /// An event, or what stands of it, of more than `maxEventBytes` is Malformed.
    explicit EventStreamParser(qint64 maxEventBytes = 8LL * 1024 * 1024);

    /// Calls `onEvent` for each event that `piece` completes; ends with its error.
    [[nodiscard]] Status feed(const QByteArray &piece, const OnEvent &onEvent);
    /// At the stream's end. The standard drops an event whose blank line is missing; some servers' last events lack it,
    /// so what there is, is still handed out. Whether its data is whole, its reader must check.
    [[nodiscard]] Status finish(const OnEvent &onEvent);

private:
    void takeLine(const QByteArray &line);
    [[nodiscard]] Status dispatch(const OnEvent &onEvent);

    const qint64 m_maxEventBytes;
    QByteArray m_line; ///< its beginning, without an end yet
    ServerEvent m_event;
    bool m_hasData = false;
    bool m_isFirstLine = true;
    bool m_wasCarriageReturn = false; ///< an LF that follows belongs to it
};

} // namespace consultantos
