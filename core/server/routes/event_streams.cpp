// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/event_streams.h"

#include <QJsonDocument>

namespace consultantos {

EventStream::EventStream(ResponseWriter writer)
    : m_writer(std::move(writer))
{
    ServerResponse head;
    head.with("Content-Type", "text/event-stream").with("Cache-Control", "no-store");
    head.body = ": progress\n\n";
    m_writer.begin(std::move(head));
}

bool EventStream::write(const QByteArray &piece)
{
    const std::lock_guard lock(m_mutex);
    m_isOver = m_isOver || !m_writer.write(piece);
    return !m_isOver;
}

bool EventStream::send(const QByteArray &event, const QJsonObject &data)
{
    return write("event: " + event + "\ndata: " + QJsonDocument(data).toJson(QJsonDocument::Compact) + "\n\n");
}

bool EventStream::beat()
{
    return write(":\n\n");
}

void EventStream::end()
{
    const std::lock_guard lock(m_mutex);
    if (!std::exchange(m_isOver, true))
        m_writer.end();
}

EventStreams::EventStreams(std::chrono::milliseconds interval)
    : m_interval(interval)
    , m_thread([this] { run(); })
{
}

EventStreams::~EventStreams()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_ending.notify_all();
    m_thread.join();
}

std::shared_ptr<EventStream> EventStreams::open(ResponseWriter writer)
{
    auto stream = std::make_shared<EventStream>(std::move(writer));
    const std::lock_guard lock(m_mutex);
    m_streams.push_back(stream);
    return stream;
}

std::size_t EventStreams::count() const
{
    const std::lock_guard lock(m_mutex);
    return m_streams.size();
}

void EventStreams::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending.wait_for(lock, m_interval, [this] { return m_isEnding; })) {
        std::erase_if(m_streams, [](const std::weak_ptr<EventStream> &stream) {
            const auto open = stream.lock();
            return !open || !open->beat();
        });
    }
}

} // namespace consultantos
