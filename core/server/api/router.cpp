// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/router.h"

namespace consultantos {
namespace {

/// Whether the path fits; its parameters then.
std::optional<QHash<QString, QString>> fitted(const QStringList &pattern, const QStringList &path)
{
    if (pattern.size() != path.size())
        return std::nullopt;
    QHash<QString, QString> parameters;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i].startsWith(QLatin1Char('{'))) {
            if (path[i].isEmpty())
                return std::nullopt;
            parameters.insert(pattern[i].mid(1, pattern[i].size() - 2), path[i]);
        } else if (pattern[i] != path[i]) {
            return std::nullopt;
        }
    }
    return parameters;
}

} // namespace

void Router::add(ApiRoute route)
{
    m_segments.append(route.pattern.split(QLatin1Char('/')));
    m_routes.append(std::move(route));
}

Router::Match Router::find(const QByteArray &method, const QString &path) const
{
    const auto wanted = method == "HEAD" ? QByteArray("GET") : method;
    const auto segments = path.split(QLatin1Char('/'));
    Match match;
    for (qsizetype i = 0; i < m_routes.size(); ++i) {
        const auto parameters = fitted(m_segments[i], segments);
        if (!parameters)
            continue;
        match.allowed.append(m_routes[i].method);
        if (m_routes[i].method == wanted && !match.route) {
            match.route = &m_routes[i];
            match.parameters = *parameters;
        }
    }
    return match;
}

} // namespace consultantos
