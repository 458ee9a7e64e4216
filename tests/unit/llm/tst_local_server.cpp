// SPDX-License-Identifier: GPL-3.0-or-later
// Supervision of a local model server, against a program of ours with faults to order: one start for all who wait, its
// key, crashes, hangs, servers that won't end, and that none is left behind.
#include "llm/local/local_server.h"

#include "child_process.h"
#include "local_server_fixture.h"

#include <QTest>

#include <cstdio>
#include <future>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

/// Generous, for slow machines; nothing waits so long unless it fails.
constexpr auto Patience = 60s;
constexpr int PatienceMs = 60'000;

/// Owns a server until it is killed; prints the server's process id.
int ownServer()
{
    LocalServerFixture f;
    LocalServer server(f.options, f.services());
    const auto lease = server.lease({}, Patience);
    std::printf("%lld ready\n", lease ? static_cast<long long>(f.lastPid()) : 0LL);
    std::fflush(stdout);
    return CancellationToken().waitFor(Patience) ? 0 : 1;
}

} // namespace

class LocalServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void severalCallersWaitForOneStart()
    {
        LocalServerFixture f(QStringLiteral("slow=200"));
        LocalServer server(f.options, f.services());
        QCOMPARE(server.state(), LocalServerState::Stopped);
        QVERIFY(f.starts().isEmpty());
        std::vector<std::future<QString>> callers;
        for (int i = 0; i < 5; ++i)
            callers.push_back(std::async(std::launch::async, [&] {
                const auto lease = server.lease({}, Patience);
                return lease ? lease->place().baseUrl.toString() + lease->place().key.reveal() : QString();
            }));
        QStringList places;
        for (auto &caller : callers)
            places.append(caller.get());
        places.removeDuplicates();
        QCOMPARE(places.size(), 1);
        QVERIFY(!places.first().isEmpty());
        QCOMPARE(f.starts().size(), 1);
        QCOMPARE(server.state(), LocalServerState::Ready);
    }

    void theKeyIsWantedAndNewAtEachStart()
    {
        LocalServerFixture f;
        LocalServer server(f.options, f.services());
        const auto keyOf = [&] {
            const auto lease = server.lease({}, Patience);
            return lease ? lease->place().key.reveal() : QString();
        };
        const auto first = keyOf();
        QVERIFY(first.size() >= 64);
        QVERIFY(!f.starts().first().contains(first.toLatin1()));
        server.stop();
        const auto second = keyOf();
        QVERIFY(!second.isEmpty() && second != first);
        QCOMPARE(f.starts().size(), 2);
    }

    void whoStopsItIsServedAnewAtOnce()
    {
        LocalServerFixture f(QStringLiteral("ignore-term"));
        LocalServer server(f.options, f.services());
        QVERIFY(server.lease({}, Patience));
        const auto pid = f.lastPid();
        server.stop();
        // The old one takes its time to die; the wish for a new one is not lost.
        QVERIFY(server.lease({}, Patience));
        QCOMPARE(f.starts().size(), 2);
        QVERIFY(isGone(pid));
    }

    void anotherModelIsServedAfterARestart()
    {
        LocalServerFixture f;
        LocalServer server(f.options, f.services());
        QVERIFY(server.lease({}, Patience));
        f.write(QStringLiteral("other.gguf"), ggufHead());
        auto other = f.options;
        other.modelFile = f.path(QStringLiteral("other.gguf"));
        server.restartWith(other);
        QVERIFY(server.lease({}, Patience));
        QVERIFY(f.starts().last().contains("other.gguf"));
    }

    void oneThatNeverStartsIsGivenUpWithItsLastWords()
    {
        LocalServerFixture f(QStringLiteral("crash-at-start"));
        f.options.backOff = {10s, 15s};
        QList<std::chrono::milliseconds> waits; // of the server's thread, read when it has failed
        auto services = f.services();
        services.after = [&waits, after = services.after](std::chrono::milliseconds wait, QObject *context, auto then) {
            if (wait >= 1s)
                waits.append(wait);
            after(std::min(wait, std::chrono::milliseconds(5ms)), context, std::move(then));
        };
        LocalServer server(f.options, services);
        const auto lease = server.lease({}, Patience);
        QVERIFY(!lease);
        QCOMPARE(lease.error().code, ErrorCode::Network);
        QVERIFY2(lease.error().detail.contains(QStringLiteral("wrong shape")), qPrintable(lease.error().toText()));
        QVERIFY(lease.error().retryAfter);
        QCOMPARE(f.starts().size(), f.options.maxFailures);
        QCOMPARE(server.state(), LocalServerState::Failed);
        QCOMPARE(waits.size(), f.options.maxFailures - 1);
        QVERIFY(waits[0] < waits[1]);

        // It isn't started for each who asks; but when some time has passed.
        QVERIFY(!server.lease({}, Patience));
        QCOMPARE(f.starts().size(), f.options.maxFailures);
        f.clock->advance(f.options.coolDown);
        QVERIFY(!server.lease({}, Patience));
        QCOMPARE(f.starts().size(), 2 * f.options.maxFailures);
    }

    void oneThatFailsAtFirstIsStartedAgain()
    {
        LocalServerFixture f(QStringLiteral("fail-starts=2"));
        LocalServer server(f.options, f.services());
        const auto lease = server.lease({}, Patience);
        QVERIFY2(lease, qPrintable(lease ? QString() : lease.error().toText()));
        QCOMPARE(f.starts().size(), 3);
        QVERIFY(!server.lastError());
    }

    void oneThatLoadsTooLongIsGivenUp()
    {
        LocalServerFixture f(QStringLiteral("slow=600000"));
        f.options.maxFailures = 1;
        LocalServer server(f.options, f.services());
        auto waiting = std::async(std::launch::async, [&] { return server.lease({}, Patience); });
        QTRY_VERIFY_WITH_TIMEOUT(f.starts().size() == 1, PatienceMs);
        f.clock->advance(f.options.startLimit);
        const auto lease = waiting.get();
        QVERIFY(!lease);
        QVERIFY(lease.error().detail.contains(QStringLiteral("180")));
        QTRY_VERIFY_WITH_TIMEOUT(isGone(f.lastPid()), PatienceMs);
    }

    void waitingCanBeCancelledAndIsBounded()
    {
        LocalServerFixture f(QStringLiteral("slow=600000"));
        LocalServer server(f.options, f.services());
        const auto late = server.lease({}, 30ms);
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::TimedOut);
        CancellationSource source;
        auto waiting = std::async(std::launch::async, [&] { return server.lease(source.token(), Patience); });
        source.cancel();
        QCOMPARE(waiting.get().error().code, ErrorCode::Cancelled);
        // The start goes on for the next one.
        QCOMPARE(server.state(), LocalServerState::Starting);
    }

    void itsEndEndsTheWaits()
    {
        LocalServerFixture f(QStringLiteral("slow=600000"));
        std::future<bool> waiting;
        {
            LocalServer server(f.options, f.services());
            std::promise<void> begun;
            waiting = std::async(std::launch::async, [&server, &begun] {
                begun.set_value();
                const auto lease = server.lease({}, Patience);
                return !lease && lease.error().code == ErrorCode::Cancelled;
            });
            begun.get_future().wait();
            QTRY_VERIFY_WITH_TIMEOUT(f.starts().size() == 1, PatienceMs);
        }
        QVERIFY(waiting.get());
        QVERIFY(isGone(f.lastPid()));
    }

    void oneThatHangsIsReplaced()
    {
        LocalServerFixture f(QStringLiteral("hang-after=1"));
        LocalServer server(f.options, f.services());
        const auto lease = server.lease({}, Patience);
        QVERIFY(lease);
        const auto pid = f.lastPid();
        HttpRequest request;
        request.method = HttpMethod::Post;
        request.url = lease->place().baseUrl.toString() + QStringLiteral("/chat/completions");
        request.headers = {{"Authorization", "Bearer " + lease->place().key.reveal().toLatin1()}};
        request.headers.emplaceBack("Content-Type", "application/json");
        request.body = "{}";
        const auto asked = f.client.send(request);
        QTRY_VERIFY_WITH_TIMEOUT(f.starts().size() >= 2, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(isGone(pid), PatienceMs);
    }

    void anUnusedOneIsEnded()
    {
        LocalServerFixture f;
        LocalServer server(f.options, f.services());
        {
            const auto lease = server.lease({}, Patience);
            QVERIFY(lease);
            f.clock->advance(f.options.idleLimit * 2);
            // In use: three looks at its health change nothing.
            QTest::qWait(int(3 * f.options.healthInterval.count()));
            QCOMPARE(server.state(), LocalServerState::Ready);
        }
        f.clock->advance(f.options.idleLimit - 1s);
        QVERIFY(server.lease({}, Patience));
        f.clock->advance(f.options.idleLimit);
        QTRY_COMPARE_WITH_TIMEOUT(server.state(), LocalServerState::Stopped, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(isGone(f.lastPid()), PatienceMs);
        QCOMPARE(f.starts().size(), 1);
        QVERIFY(server.lease({}, Patience));
        QCOMPARE(f.starts().size(), 2);
    }

    void oneThatLetsEverybodyInIsRefused()
    {
        LocalServerFixture f(QStringLiteral("no-key"));
        LocalServer server(f.options, f.services());
        const auto lease = server.lease({}, Patience);
        QVERIFY(!lease);
        QCOMPARE(lease.error().code, ErrorCode::Denied);
        QTRY_VERIFY_WITH_TIMEOUT(isGone(f.lastPid()), PatienceMs);
    }

    void whatIsMissingIsSaidAtOnceAndLookedForAgain()
    {
        LocalServerFixture f;
        auto options = f.options;
        options.modelFile = f.path(QStringLiteral("later.gguf"));
        LocalServer server(options, f.services());
        QCOMPARE(server.lease({}, Patience).error().code, ErrorCode::NotFound);
        f.write(QStringLiteral("later.gguf"), "PK");
        QCOMPARE(server.lease({}, Patience).error().code, ErrorCode::Malformed);
        f.write(QStringLiteral("later.gguf"), ggufHead());
        QVERIFY(server.lease({}, Patience));
        options.modelFile.clear();
        server.restartWith(options);
        const auto none = server.lease({}, Patience);
        QCOMPARE(none.error().code, ErrorCode::NotFound);
        QVERIFY(none.error().detail.contains(QStringLiteral("llm_model_file")));
    }

    void noneIsLeftBehind_data()
    {
        QTest::addColumn<QString>("faults");
        QTest::newRow("polite") << QString();
        QTest::newRow("deaf") << QStringLiteral("ignore-term");
        QTest::newRow("hanging") << QStringLiteral("hang-after=0");
    }

    void noneIsLeftBehind()
    {
        QFETCH(QString, faults);
        LocalServerFixture f(faults);
        {
            LocalServer server(f.options, f.services());
            const auto limit = faults.startsWith(QLatin1String("hang")) ? std::chrono::milliseconds(50ms) : Patience;
            static_cast<void>(server.lease({}, limit));
            QTRY_VERIFY_WITH_TIMEOUT(f.starts().size() >= 1, PatienceMs);
        }
        QVERIFY(isGone(f.lastPid()));
    }

    void noneOutlivesAnOwnerThatIsKilled()
    {
#ifndef Q_OS_LINUX
        QSKIP("Only Linux ends a process with its owner.");
#endif
        ChildProcess owner;
        QVERIFY(owner.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--own-server")}));
        const auto pid = owner.readUntil("ready").split(' ').first().toLongLong();
        QVERIFY(pid > 0);
        QVERIFY(!isGone(pid));
        owner.kill();
        QTRY_VERIFY_WITH_TIMEOUT(isGone(pid), PatienceMs);
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (argc == 2 && QByteArray(argv[1]) == "--own-server")
        return ownServer();
    LocalServerTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_local_server.moc"
