// SPDX-License-Identifier: GPL-3.0-or-later
#include "team/progress_feed.h"

#include "cache/redis/redis_connection.h"
#include "team/redis_retry.h"

namespace consultantos {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds Limit{2};
/// A server that was cut off says nothing, as one does with nothing to say: it is asked.
constexpr std::chrono::seconds Silence{5};

} // namespace

ProgressFeed::ProgressFeed(RedisEndpoint endpoint, QByteArrayList channels, Callbacks callbacks)
    : m_endpoint(std::move(endpoint))
    , m_channels(std::move(channels))
    , m_callbacks(std::move(callbacks))
    , m_thread([this] { run(); })
{
}

ProgressFeed::~ProgressFeed()
{
    m_closing.raise();
    m_thread.join();
}

void ProgressFeed::run()
{
    RetryPause pause;
    while (!m_closing.isRaised()) {
        const auto began = steady_clock::now();
        listen();
        if (steady_clock::now() - began > Limit + Silence)
            pause.reset();
        (void)waitForDescriptor(m_closing.descriptor(), RedisWaitFor::Reading, steady_clock::now() + pause.next(),
                                nullptr);
    }
}

void ProgressFeed::listen()
{
    const auto opened = RedisConnection::open(m_endpoint, Limit, Limit, &m_closing);
    if (!opened)
        return;
    auto &connection = **opened;
    QByteArrayList command{"SUBSCRIBE"};
    command += m_channels;
    connection.add(std::vector<QByteArrayView>(command.begin(), command.end()));
    // One reply for each channel: the first by exchange(), the others as messages.
    if (!connection.exchange(steady_clock::now() + Limit))
        return;
    m_callbacks.onListening();
    const auto pass = [this](const RedisReply &reply) {
        constexpr std::size_t Parts = 3;
        if (reply.elements.size() == Parts && reply.elements[0].text == "message")
            m_callbacks.onMessage(reply.elements[1].text, reply.elements[2].text);
    };
    while (true) {
        const auto message = connection.nextMessage(steady_clock::now() + Silence);
        if (!message)
            return;
        if (*message) {
            pass(**message);
            continue;
        }
        connection.add({"PING"});
        const auto answered = connection.exchange(steady_clock::now() + Limit);
        if (!answered)
            return;
        pass(answered->front()); // a message may come before the answer, which is passed over later
    }
}

} // namespace consultantos
