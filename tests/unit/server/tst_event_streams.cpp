// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/event_streams.h"

#include <QTest>

#include <atomic>

using namespace consultantos;
using namespace std::chrono_literals;

namespace {

/// A connection that puts down what it is told.
class Client : public ResponseWriter::Channel {
public:
    void send(ServerResponse) override { QFAIL("an answer of known length"); }
    void begin(ServerResponse head) override
    {
        const std::lock_guard lock(m_mutex);
        m_text = head.body;
    }
    bool write(QByteArray piece) override
    {
        const std::lock_guard lock(m_mutex);
        if (isGone || m_hasEnded)
            return false;
        m_text += piece;
        return true;
    }
    void end() override
    {
        const std::lock_guard lock(m_mutex);
        ++m_ends;
        m_hasEnded = true;
    }
    QByteArray text()
    {
        const std::lock_guard lock(m_mutex);
        return m_text;
    }
    int ends()
    {
        const std::lock_guard lock(m_mutex);
        return m_ends;
    }
    std::atomic<bool> isGone{false};

private:
    std::mutex m_mutex;
    QByteArray m_text;
    bool m_hasEnded = false;
    int m_ends = 0;
};

constexpr int Patience = 30'000;

} // namespace

class TestEventStreams : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesEventsAsTheSpecificationHasThem();
    void keepsAQuietStreamAlive();
    void endsOnce();
    void forgetsWhoHasGone();
    void forgetsAnAbandonedStream();
};

void TestEventStreams::writesEventsAsTheSpecificationHasThem()
{
    const auto client = std::make_shared<Client>();
    EventStreams streams(1h);
    const auto stream = streams.open(ResponseWriter(client));
    QVERIFY(stream->send("agent", {{QStringLiteral("agent"), QStringLiteral("a\nb")}}));
    QCOMPARE(client->text(), QByteArray(": progress\n\nevent: agent\ndata: {\"agent\":\"a\\nb\"}\n\n"));
}

void TestEventStreams::keepsAQuietStreamAlive()
{
    const auto client = std::make_shared<Client>();
    EventStreams streams(5ms);
    const auto stream = streams.open(ResponseWriter(client));
    QTRY_VERIFY_WITH_TIMEOUT(client->text().startsWith(": progress\n\n:\n\n:\n\n"), Patience);
    QVERIFY(stream->send("done", {}));
}

void TestEventStreams::endsOnce()
{
    const auto client = std::make_shared<Client>();
    EventStreams streams(1ms);
    const auto stream = streams.open(ResponseWriter(client));
    stream->end();
    stream->end();
    QCOMPARE(client->ends(), 1);
    QVERIFY(!stream->send("agent", {}));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(), std::size_t(0), Patience);
    QVERIFY(!client->text().contains("agent"));
}

void TestEventStreams::forgetsWhoHasGone()
{
    const auto client = std::make_shared<Client>();
    EventStreams streams(1ms);
    const auto stream = streams.open(ResponseWriter(client));
    client->isGone = true;
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(), std::size_t(0), Patience);
    QVERIFY(!stream->send("agent", {}));
    QCOMPARE(client->ends(), 0);
}

void TestEventStreams::forgetsAnAbandonedStream()
{
    const auto client = std::make_shared<Client>();
    EventStreams streams(1ms);
    auto stream = streams.open(ResponseWriter(client));
    stream.reset();
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(), std::size_t(0), Patience);
}

QTEST_GUILESS_MAIN(TestEventStreams)
#include "tst_event_streams.moc"
