// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/response_encoding.h"

#include <QCryptographicHash>

#include <zlib.h>

#include <algorithm>

namespace consultantos {
namespace {

bool isText(const QByteArray &type)
{
    return type.startsWith("text/") || type.startsWith("application/json")
           || type.startsWith("application/problem+json") || type.startsWith("application/yaml");
}

QByteArray headerOf(const ServerResponse &response, QByteArrayView name)
{
    for (const auto &[known, value] : response.headers) {
        if (known.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

bool hasTag(const QByteArray &ifNoneMatch, const QByteArray &tag)
{
    if (ifNoneMatch.trimmed() == "*")
        return true;
    const auto tags = ifNoneMatch.split(',');
    return std::any_of(tags.begin(), tags.end(), [&](const QByteArray &one) {
        const auto trimmed = one.trimmed();
        return trimmed == tag || trimmed == "W/" + tag;
    });
}

} // namespace

bool acceptsGzip(const QByteArray &acceptEncoding)
{
    bool isTaken = false;
    for (const auto &part : acceptEncoding.toLower().split(',')) {
        const auto pieces = part.split(';');
        const auto name = pieces.first().trimmed();
        if (name != "gzip" && name != "x-gzip" && name != "*")
            continue;
        double weight = 1;
        for (const auto &piece : pieces.mid(1)) {
            if (piece.trimmed().startsWith("q="))
                weight = piece.trimmed().mid(2).toDouble();
        }
        if (name != "*")
            return weight > 0;
        isTaken = weight > 0;
    }
    return isTaken;
}

QByteArray gzipped(const QByteArray &bytes)
{
    z_stream stream{};
    constexpr int GzipWindow = 15 + 16;
    constexpr int Memory = 8;
    if (deflateInit2(&stream, 6, Z_DEFLATED, GzipWindow, Memory, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))),
                      Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const bool isDone = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    packed.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return isDone ? packed : QByteArray();
}

ServerResponse encodedFor(const ServerRequest &request, ServerResponse response)
{
    const auto type = headerOf(response, "Content-Type");
    const bool isStored = headerOf(response, "Cache-Control") != "no-store";
    if (response.status == 200 && !response.body.isEmpty() && isStored
        && (request.method == "GET" || request.method == "HEAD")) {
        auto tag = headerOf(response, "ETag");
        if (tag.isEmpty()) {
            tag = '"' + QCryptographicHash::hash(response.body, QCryptographicHash::Sha1).toHex().left(20) + '"';
            response.with("ETag", tag);
        }
        if (hasTag(request.header("If-None-Match"), tag)) {
            response.status = 304;
            response.body.clear();
            return response;
        }
    }
    if (!isText(type))
        return response;
    response.with("Vary", "Accept-Encoding");
    if (response.body.size() < GzipFrom || !headerOf(response, "Content-Encoding").isEmpty()
        || !acceptsGzip(request.header("Accept-Encoding")))
        return response;
    if (auto packed = gzipped(response.body); !packed.isEmpty()) {
        response.body = std::move(packed);
        response.with("Content-Encoding", "gzip");
    }
    return response;
}

} // namespace consultantos
