// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a stream of events and as a model's text: no crash, no endless loop; cut in two, a stream means the same;
// no thinking tag is left in what is shown.
#include "llm/event_stream.h"
#include "llm/structured_reply.h"
#include "llm/think_filter.h"

#include <QList>

#include <cstdint>
#include <cstdlib>

using namespace consultantos;

namespace {

QList<ServerEvent> eventsOf(const QList<QByteArray> &pieces)
{
    EventStreamParser parser;
    QList<ServerEvent> events;
    const auto keep = [&](const ServerEvent &event) {
        events.append(event);
        return Status();
    };
    for (const auto &piece : pieces) {
        if (!parser.feed(piece, keep))
            return events;
    }
    if (!parser.finish(keep))
        std::abort();
    return events;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray all(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto stream = all.mid(1);
    const auto cut = stream.size() * static_cast<unsigned char>(all[0]) / 255;
    if (eventsOf({stream}) != eventsOf({stream.left(cut), stream.mid(cut)}))
        std::abort();
    const auto text = QString::fromUtf8(stream);
    // With a single bracket in the text there is no tag that taking out another one could make.
    if (text.count(QLatin1Char('<')) == 1
        && withoutThoughts(text).contains(QStringLiteral("<think>"), Qt::CaseInsensitive))
        std::abort();
    (void)jsonObjectsIn(text);
    return 0;
}
