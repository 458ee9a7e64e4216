// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"
#include "server/api/problem.h"
#include "server/routes/routes.h"

#include <QCoreApplication>
#include <QFile>

namespace consultantos {
namespace {

/// A file of the resources, read when the server starts; 404 where it is not installed.
ServerResponse fileResponse(const QString &name, const QByteArray &type)
{
    QFile file(resourcePath(name));
    if (!file.open(QIODevice::ReadOnly))
        return problem(404, QCoreApplication::translate("Server", "The description of the API is not installed."));
    ServerResponse response;
    response.with("Content-Type", type).with("Cache-Control", "no-cache");
    response.body = file.readAll();
    return response;
}

} // namespace

void addDescriptionRoutes(Router &router)
{
    auto page = fileResponse(QStringLiteral("api/docs.html"), "text/html; charset=utf-8");
    // The page runs nothing and loads nothing; nobody may frame it.
    page.with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                                         "form-action 'none'; frame-ancestors 'none'");
    router.add({"GET", QStringLiteral("/docs"), {}, [page](const ApiCall &call) { reply(call, page); }});
    router.add({"GET",
                QStringLiteral("/openapi.yaml"),
                {},
                [file = fileResponse(QStringLiteral("api/openapi.yaml"), "application/yaml")](const ApiCall &call) {
                    reply(call, file);
                }});
}

} // namespace consultantos
