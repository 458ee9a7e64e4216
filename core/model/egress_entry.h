// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

namespace consultantos {

/// One request that left the machine, or tried to: a line of the egress ledger. It never holds a query string, a
/// header or a body, so no secret can be in it.
struct EgressEntry {
    QDateTime when;  ///< UTC, when the request was begun
    QString host;    ///< with the port where it isn't the scheme's own
    QString path;    ///< without query
    QString kind;    ///< what it was for, e.g. "sec_edgar.submissions"
    QString outcome; ///< "ok", else the stable name of the error's code
    int status = 0;  ///< of HTTP; 0 where there was no answer
    /// Request line, our own headers and body; what encryption and the connection add isn't counted.
    qint64 bytesSent = 0;
    qint64 bytesReceived = 0; ///< of the body as it came over the wire, compressed or not
    std::chrono::milliseconds duration{0};
    QString reportId; ///< for which report; empty where for none

    bool operator==(const EgressEntry &) const = default;
};

/// Where the egress layer records what it does. Implementations are thread-safe.
class LedgerSink {
public:
    virtual ~LedgerSink() = default;
    /// Called once for each request, also of each repetition, before its result is handed out.
    virtual void record(const EgressEntry &entry) = 0;
};

} // namespace consultantos
