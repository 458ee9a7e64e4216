// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/gzip_inflater.h"

#include <zlib.h>

#include <array>

namespace consultantos {

struct GzipInflater::Private {
    z_stream stream{};
    QByteArray output;
    qint64 maxBytes = 0;
    State state = State::Going;
};

GzipInflater::GzipInflater(qint64 maxBytes)
    : d(std::make_unique<Private>())
{
    d->maxBytes = maxBytes;
    constexpr int GzipOnly = 16;
    if (inflateInit2(&d->stream, GzipOnly + MAX_WBITS) != Z_OK)
        d->state = State::Damaged;
}

GzipInflater::~GzipInflater()
{
    inflateEnd(&d->stream);
}

GzipInflater::State GzipInflater::feed(const QByteArray &packed)
{
    if (d->state != State::Going)
        return d->state;
    // zlib takes its input by a pointer to non-const, and reads only.
    d->stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.constData()));
    d->stream.avail_in = static_cast<uInt>(packed.size());
    std::array<char, 64 * 1024> chunk{};
    do {
        d->stream.next_out = reinterpret_cast<Bytef *>(chunk.data());
        d->stream.avail_out = static_cast<uInt>(chunk.size());
        const int code = inflate(&d->stream, Z_NO_FLUSH);
        d->output.append(chunk.data(), static_cast<qsizetype>(chunk.size() - d->stream.avail_out));
        if (d->output.size() > d->maxBytes)
            return d->state = State::TooLarge;
        if (code == Z_STREAM_END)
            return d->state = State::Complete;
        if (code == Z_BUF_ERROR)
            break;
        if (code != Z_OK)
            return d->state = State::Damaged;
    } while (d->stream.avail_in > 0 || d->stream.avail_out == 0);
    return d->state;
}

GzipInflater::State GzipInflater::state() const
{
    return d->state;
}

const QByteArray &GzipInflater::output() const
{
    return d->output;
}

} // namespace consultantos
