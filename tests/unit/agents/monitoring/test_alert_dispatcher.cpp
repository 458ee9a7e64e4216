// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitoring_fixture.h"

#include "agents/monitoring/alert_dispatcher.h"
#include "agents/monitoring/alert_sender.h"
#include "storage/alert_outbox.h"

#include <QTest>

#include <mutex>
#include <thread>

using namespace consultantos;

namespace {

using namespace std::chrono_literals;

/// Notes what it is given and fails as told.
class NotingSender final : public AlertSender {
public:
    [[nodiscard]] QList<AlertSending> compose(const Monitor &monitor, const QList<MonitorAlert> &alerts) const override
    {
        QList<AlertSending> sendings;
        for (const auto &to : monitor.outputs.mails + QStringList{QStringLiteral("webhook")}) {
            AlertSending sending;
            sending.monitorId = monitor.id;
            sending.to = to;
            if (sending.isWebhook())
                sending.address = monitor.outputs.webhook;
            for (const auto &alert : alerts)
                sending.alertIds.append(alert.id);
            sending.body = QStringLiteral("body");
            if (!sending.isWebhook() || !sending.address.isEmpty())
                sendings.append(sending);
        }
        return sendings;
    }
    [[nodiscard]] Status deliver(const AlertSending &sending, const CancellationToken &) const override
    {
        const std::lock_guard lock(m_mutex);
        delivered.append(sending.id);
        if (!failure)
            return {};
        return tl::unexpected(*failure);
    }

    mutable QStringList delivered; ///< ids, each try
    std::optional<Error> failure;

private:
    mutable std::mutex m_mutex;
};

Error unreachable()
{
    Error error{ErrorCode::Network, QStringLiteral("not there"), {}, true};
    error.isTurnedAway = true;
    return error;
}

struct Outputs {
    MonitoringFixture fixture;
    std::shared_ptr<NotingSender> sender = std::make_shared<NotingSender>();
    Monitor monitor;
    QString alertId = QStringLiteral("alert-1");

    /// A monitor that sends to `outputs`, with an alert whose sendings are stored.
    [[nodiscard]] Status open(const MonitorOutputs &outputs)
    {
        if (auto opened = fixture.open({}, sender); !opened)
            return opened;
        auto wanted = monitorFor(QStringLiteral("Apple"));
        wanted.outputs = outputs;
        auto added = fixture.service->add(wanted);
        if (!added)
            return tl::unexpected(added.error());
        monitor = *added;
        return queue();
    }
    [[nodiscard]] Status queue() const
    {
        MonitorAlert alert;
        alert.id = alertId;
        alert.monitorId = monitor.id;
        alert.subject = QStringLiteral("s");
        alert.created = alert.changed = fixture.clock->nowUtc();
        alert.history.append({alert.created, QStringLiteral("raised"), {}, {}});
        const auto holder = QStringLiteral("check");
        const auto lease = fixture.store->lease(monitor.id, holder, fixture.clock->nowUtc());
        if (!lease)
            return tl::unexpected(lease.error());
        return fixture.store->finish({monitor, {}, {alert}, dispatcher().compose(monitor, {alert})}, holder);
    }
    [[nodiscard]] AlertDispatcher dispatcher() const { return {fixture.store, sender, fixture.clock}; }
    [[nodiscard]] QString history() const
    {
        QStringList words;
        const auto alert = fixture.service->alert(alertId);
        for (const auto &event : alert->history)
            words.append(event.what);
        return words.join(QLatin1Char(','));
    }
};

MonitorOutputs hook()
{
    return {QStringLiteral("http://127.0.0.1:1/hook"), {}, true};
}

MonitorOutputs mail()
{
    return {{}, {QStringLiteral("ann@example.org")}, true};
}

} // namespace

class TestAlertDispatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatCannotBeSentIsTriedWithGrowingPausesUntilItIs()
    {
        Outputs outputs;
        QVERIFY(outputs.open(hook()));
        outputs.sender->failure = unreachable();
        auto &service = *outputs.fixture.service;
        QCOMPARE(*service.sendDue(), 1);
        auto pause = 0s;
        for (int i = 1; i <= 4; ++i) {
            const auto waiting = service.unsent();
            QCOMPARE(waiting->size(), 1);
            const auto &sending = waiting->first();
            QCOMPARE(sending.attempts, i);
            QCOMPARE(sending.error, QStringLiteral("not there"));
            const auto until = std::chrono::seconds(outputs.fixture.clock->nowUtc().secsTo(sending.nextTry));
            QVERIFY(until > pause);
            pause = until;
            QCOMPARE(*service.sendDue(), 0);
            outputs.fixture.clock->set(sending.nextTry);
            if (i == 4)
                outputs.sender->failure.reset();
            QCOMPARE(*service.sendDue(), 1);
        }
        QVERIFY(service.unsent()->isEmpty());
        QCOMPARE(outputs.history(), QStringLiteral("raised,unsent,sent"));
        // Each try under the same id, and none once it has arrived.
        QCOMPARE(QSet<QString>(outputs.sender->delivered.cbegin(), outputs.sender->delivered.cend()).size(), 1);
        const auto tries = outputs.sender->delivered.size();
        outputs.fixture.clock->pass(24h * 30);
        QCOMPARE(*service.sendDue(), 0);
        QCOMPARE(outputs.sender->delivered.size(), tries);
    }

    void itIsGivenUpInTheEndAndSentWhenTheUserSaysSo()
    {
        Outputs outputs;
        QVERIFY(outputs.open(hook()));
        outputs.sender->failure = unreachable();
        auto &service = *outputs.fixture.service;
        const auto began = outputs.fixture.clock->nowUtc();
        for (int i = 0; i < 50 && !service.unsent()->first().isGivenUp(); ++i) {
            outputs.fixture.clock->set(service.unsent()->first().nextTry);
            QVERIFY(service.sendDue());
        }
        QVERIFY(service.unsent()->first().isGivenUp());
        QCOMPARE(outputs.sender->delivered.size(), 9);
        QVERIFY(outputs.fixture.clock->nowUtc() < began.addDays(7));
        QCOMPARE(outputs.history(), QStringLiteral("raised,unsent,unsent"));
        const auto id = service.unsent()->first().id;
        const auto still = service.sendAgain(id);
        QVERIFY(still && *still);
        QCOMPARE((*still)->attempts, 1);
        outputs.sender->failure.reset();
        const auto left = service.sendAgain(id);
        QVERIFY(left && !*left);
        QVERIFY(service.unsent()->isEmpty());
        QCOMPARE(service.sendAgain(id).error().code, ErrorCode::NotFound);
    }

    void offlineUsesUpNoTry()
    {
        Outputs outputs;
        QVERIFY(outputs.open(mail()));
        Error offline{ErrorCode::Offline, QStringLiteral("offline"), {}};
        offline.isTurnedAway = true;
        outputs.sender->failure = offline;
        auto &service = *outputs.fixture.service;
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(*service.sendDue(), 1);
            outputs.fixture.clock->pass(6h);
        }
        QCOMPARE(service.unsent()->first().attempts, 0);
        outputs.sender->failure.reset();
        QCOMPARE(*service.sendDue(), 1);
        QVERIFY(service.unsent()->isEmpty());
    }

    void aMailThatMayHaveArrivedIsNotSentAgainAndAWebhookIs()
    {
        for (const auto &place : {mail(), hook()}) {
            Outputs outputs;
            QVERIFY(outputs.open(place));
            outputs.sender->failure = Error{ErrorCode::TimedOut, QStringLiteral("lost"), {}, true};
            QCOMPARE(*outputs.fixture.service->sendDue(), 1);
            QCOMPARE(outputs.fixture.service->unsent()->first().isGivenUp(), place.webhook.isEmpty());
        }
    }

    void oneThatDiedWhileSendingIsKnown()
    {
        for (const auto &place : {mail(), hook()}) {
            Outputs outputs;
            QVERIFY(outputs.open(place));
            auto &clock = *outputs.fixture.clock;
            const auto outbox = outputs.fixture.store->outbox();
            const auto id = outputs.fixture.service->unsent()->first().id;
            QVERIFY(outbox->take(id, QStringLiteral("dead"), clock.nowUtc())->sending);
            QCOMPARE(*outputs.fixture.service->sendDue(), 0); // someone has it
            QCOMPARE(outputs.fixture.service->sendAgain(id).error().code, ErrorCode::Busy);
            QCOMPARE(outputs.fixture.service->discardSending(id).error().code, ErrorCode::Busy);
            clock.pass(AlertOutbox::LeaseTime);
            QCOMPARE(*outputs.fixture.service->sendDue(), 1);
            QCOMPARE(outputs.sender->delivered.size(), place.webhook.isEmpty() ? 0 : 1);
            QCOMPARE(outputs.fixture.service->unsent()->size(), place.webhook.isEmpty() ? 1 : 0);
            // The dead one, if it wasn't, can't settle what another took.
            QCOMPARE(outbox->settle(id, QStringLiteral("dead")).error().code, ErrorCode::Busy);
        }
    }

    void manyAtOnceSendEachThingOnce()
    {
        Outputs outputs;
        auto places = mail();
        for (int i = 0; i < 20; ++i)
            places.mails.append(QStringLiteral("u%1@example.org").arg(i));
        QVERIFY(outputs.open(places));
        std::vector<std::thread> threads;
        std::atomic<int> faults{0};
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                auto dispatcher = outputs.dispatcher();
                for (int round = 0; round < 5; ++round) {
                    if (const auto sent = dispatcher.sendDue({}); !sent && sent.error().code != ErrorCode::Busy)
                        ++faults;
                }
            });
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(faults.load(), 0);
        QVERIFY(outputs.fixture.service->unsent()->isEmpty());
        const auto &delivered = outputs.sender->delivered;
        QCOMPARE(QSet<QString>(delivered.cbegin(), delivered.cend()).size(), 21);
        QCOMPARE(delivered.size(), 21);
    }

    void aPlaceThatTheMonitorLostGetsNothing()
    {
        Outputs outputs;
        QVERIFY(outputs.open(hook()));
        auto edited = outputs.monitor;
        edited.outputs.webhook = QStringLiteral("http://127.0.0.1:2/other");
        QVERIFY(outputs.fixture.service->edit(edited));
        QCOMPARE(*outputs.fixture.service->sendDue(), 0);
        QVERIFY(outputs.sender->delivered.isEmpty());
        QVERIFY(outputs.fixture.service->unsent()->isEmpty());
        QCOMPARE(outputs.history(), QStringLiteral("raised,unsent"));
    }

    void aSilentServerIsWaitedForOnce()
    {
        Outputs outputs;
        QVERIFY(outputs.open(hook()));
        outputs.alertId = QStringLiteral("alert-2");
        QVERIFY(outputs.queue());
        QCOMPARE(outputs.fixture.service->unsent()->size(), 2);
        outputs.sender->failure = unreachable();
        QCOMPARE(*outputs.fixture.service->sendDue(), 1);
        QCOMPARE(outputs.sender->delivered.size(), 1);
    }

    void aSendingIsReadAsItWasWritten()
    {
        Outputs outputs;
        QVERIFY(outputs.open(hook()));
        const auto sending = outputs.fixture.service->unsent()->first();
        QCOMPARE(*alertSendingFromJson(toJson(sending)), sending);
        QVERIFY(!summaryOf(sending).contains(QLatin1String("address")));
        QVERIFY(!alertSendingFromJson({}));
    }
};

QTEST_GUILESS_MAIN(TestAlertDispatcher)
#include "test_alert_dispatcher.moc"
