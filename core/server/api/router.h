// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/access_tokens.h"
#include "server/http/response_writer.h"
#include "server/http/server_message.h"

#include <QByteArrayList>
#include <QHash>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace consultantos {

/// A request that was let in.
struct ApiCall {
    ServerRequest request;
    QHash<QString, QString> parameters; ///< of the path, e.g. "id"
    ApiCaller caller;
    ResponseWriter writer;
};

/// One operation of the API.
struct ApiRoute {
    QByteArray method;
    QString pattern;                    ///< "/reports/{id}": the label of its metrics
    std::optional<AccessScope> scope{}; ///< that a caller needs; empty: anyone may
    /// Called in a thread of the server, so it must not wait.
    std::function<void(ApiCall call)> handle;
};

/// Finds the route of a request. Immutable once it is used; then thread-safe.
class Router {
public:
    void add(ApiRoute route);

    struct Match {
        const ApiRoute *route = nullptr; ///< null: none of this method
        QHash<QString, QString> parameters;
        QByteArrayList allowed; ///< methods that the path has; empty: there is no such path
    };
    /// HEAD is answered by the route of GET.
    [[nodiscard]] Match find(const QByteArray &method, const QString &path) const;
    [[nodiscard]] const QList<ApiRoute> &routes() const { return m_routes; }

private:
    QList<ApiRoute> m_routes;
    QList<QStringList> m_segments; ///< of each pattern
};

} // namespace consultantos
