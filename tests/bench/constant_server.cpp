// SPDX-License-Identifier: GPL-3.0-or-later
// The API's server class with nothing behind it: "/N" is answered with the same N bytes again and again. What the API adds
// is measured against it (tests/load/run_wrk.py). Prints its port; ends when its standard input does.
#include "server/http/http_server.h"

#include <QCoreApplication>

#include <cstdio>

using namespace consultantos;

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    ServerOptions options;
    options.port = 0;
    options.headers = {{"X-Content-Type-Options", "nosniff"}, {"Referrer-Policy", "no-referrer"}};
    constexpr qsizetype Largest = 1'000'000;
    const QByteArray bytes(Largest, 'x');
    ServerHandler handler;
    handler.handle = [&bytes](const ServerRequest &request, const ResponseWriter &writer) {
        const auto size = std::min(QStringView(request.path).mid(1).toLongLong(), static_cast<qlonglong>(Largest));
        ServerResponse response;
        response.with("Content-Type", "text/plain").with("Cache-Control", "no-store");
        response.body = QByteArray::fromRawData(bytes.constData(), static_cast<qsizetype>(std::max(size, 0LL)));
        writer.send(std::move(response));
    };
    const auto server = HttpServer::start(options, handler);
    if (!server) {
        std::fprintf(stderr, "%s\n", qPrintable(server.error().message));
        return 1;
    }
    std::printf("%d\n", int((*server)->port()));
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    return 0;
}
