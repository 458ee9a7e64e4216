// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>
#include <optional>
#include <utility>

namespace consultantos {

using HeaderList = QList<std::pair<QByteArray, QByteArray>>;

/// A request as it came, its body whole. A value.
struct ServerRequest {
    QByteArray id;                            ///< made for it, or the client's own X-Request-Id where that is plain
    QByteArray method;                        ///< "GET", …
    QByteArray target;                        ///< as sent, with its query
    QString path;                             ///< decoded; begins with '/'
    QList<std::pair<QString, QString>> query; ///< decoded, in order
    HeaderList headers;                       ///< names as sent
    QByteArray body;
    QByteArray peer; ///< the client's address without its port
    bool isSecure = false;
    /// Cancelled when the client hangs up or the server stops: nobody waits for an answer any more.
    CancellationToken cancel;
    std::shared_ptr<const void> tag; ///< what ServerHandler::admit() found out, for handle() and done()

    /// The value of the first header of that name, whatever its case; empty if there is none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    [[nodiscard]] std::optional<QString> parameter(QStringView name) const;
};

/// An answer with its body whole. Content-Length, Date, Connection and the request's id are added.
struct ServerResponse {
    int status = 200;
    HeaderList headers;
    QByteArray body;

    ServerResponse &with(const QByteArray &name, const QByteArray &value)
    {
        headers.append({name, value});
        return *this;
    }
};

/// The words that go with a status; empty for one that isn't known.
[[nodiscard]] QByteArray reasonPhrase(int status);

/// Takes a target apart. False if it isn't a path that this server could have: not absolute, badly escaped, with a
/// character of control, or climbing out by "..".
[[nodiscard]] bool readTarget(const QByteArray &target, QString &path, QList<std::pair<QString, QString>> &query);

} // namespace consultantos
