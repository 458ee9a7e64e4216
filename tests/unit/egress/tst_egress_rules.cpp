// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the egress layer that need no network: who may go when, and where.
#include "egress/content_check.h"
#include "egress/egress_gate.h"
#include "egress/gzip_inflater.h"
#include "egress/retry_policy.h"
#include "egress/token_bucket.h"
#include "egress/validator_store.h"

#include "local_http_server.h"

#include <QTest>
#include <QTimeZone>

using namespace consultantos;
using namespace std::chrono_literals;

namespace {

HttpRequest requestOf(const QString &url)
{
    HttpRequest request;
    request.url = QUrl(url);
    return request;
}

qint64 milliseconds(std::chrono::nanoseconds time)
{
    return std::chrono::round<std::chrono::milliseconds>(time).count();
}

const QDateTime Noon(QDate(2026, 3, 2), QTime(12, 0), QTimeZone::utc());

} // namespace

class EgressRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBucketLetsABurstGoAndThenItsRate()
    {
        TokenBucket bucket({10, 3});
        QList<qint64> waits;
        for (int i = 0; i < 6; ++i)
            waits.append(milliseconds(bucket.take(1s)));
        QCOMPARE(waits, (QList<qint64>{0, 0, 0, 100, 200, 300}));
    }

    void aBucketFillsAgainUpToItsBurst()
    {
        TokenBucket bucket({10, 2});
        for (int i = 0; i < 4; ++i)
            (void)bucket.take(0s);
        QCOMPARE(milliseconds(bucket.take(10s)), 0);
        QCOMPARE(milliseconds(bucket.take(10s)), 0);
        QCOMPARE(milliseconds(bucket.take(10s)), 100);
    }

    void noSecondEverSeesMoreThanTheRateAllows()
    {
        // Ten a second as the SEC asks: whatever the pattern of asking, no second has more than ten.
        TokenBucket bucket({10, 1});
        QList<qint64> times;
        for (int i = 0; i < 200; ++i) {
            const std::chrono::milliseconds asked((i % 7) * 3 + i * 40);
            times.append(asked.count() + milliseconds(bucket.take(asked)));
        }
        for (int i = 10; i < times.size(); ++i)
            QVERIFY2(times[i] - times[i - 10] >= 1'000, qPrintable(QString::number(i)));
    }

    void aHeldBucketLetsNobodyGoBeforeItsTime()
    {
        TokenBucket bucket({10, 5});
        bucket.holdUntil(30s);
        QCOMPARE(milliseconds(bucket.take(1s)), 29'000);
        QCOMPARE(milliseconds(bucket.take(1s)), 29'100);
    }

    void waitsGrowTwofoldWithJitterUpToTheCap_data()
    {
        QTest::addColumn<int>("failed");
        QTest::addColumn<double>("uniform");
        QTest::addColumn<int>("wait");
        QTest::newRow("first, least") << 1 << 0.0 << 250;
        QTest::newRow("first, most") << 1 << 1.0 << 500;
        QTest::newRow("third") << 3 << 1.0 << 2'000;
        QTest::newRow("capped") << 30 << 1.0 << 20'000;
    }

    void waitsGrowTwofoldWithJitterUpToTheCap()
    {
        QFETCH(int, failed);
        QFETCH(double, uniform);
        QFETCH(int, wait);
        QCOMPARE(RetryPolicy().wait(failed, uniform, std::nullopt).count(), wait);
    }

    void aServersRetryAfterIsNeverUndercut()
    {
        QCOMPARE(RetryPolicy().wait(1, 0.5, 7s).count(), 7'000);
        QCOMPARE(RetryPolicy().wait(6, 0.0, 1s).count(), 8'000);
    }

    void retryAfterIsSecondsOrADate_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("wait"); // -1: none
        QTest::newRow("seconds") << QByteArray("120") << qint64(120'000);
        QTest::newRow("blanks") << QByteArray(" 3 ") << qint64(3'000);
        QTest::newRow("date") << QByteArray("Mon, 02 Mar 2026 12:00:30 GMT") << qint64(30'000);
        QTest::newRow("obsolete date") << QByteArray("Monday, 02-Mar-26 12:00:05 GMT") << qint64(5'000);
        QTest::newRow("date of C") << QByteArray("Mon Mar  2 12:00:09 2026") << qint64(9'000);
        QTest::newRow("past") << QByteArray("Sun, 01 Mar 2026 12:00:00 GMT") << qint64(0);
        QTest::newRow("beyond all limits")
            << QByteArray("99999999999999999999") << qint64(100LL * 366 * 24 * 3'600'000);
        QTest::newRow("negative") << QByteArray("-5") << qint64(-1);
        QTest::newRow("word") << QByteArray("soon") << qint64(-1);
        QTest::newRow("none") << QByteArray() << qint64(-1);
    }

    void retryAfterIsSecondsOrADate()
    {
        QFETCH(QByteArray, value);
        QFETCH(qint64, wait);
        const auto parsed = parseRetryAfter(value, Noon);
        QCOMPARE(parsed ? parsed->count() : -1, wait);
    }

    void offlineRefusesEverythingButWhatIsAllowed_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("isAdmitted");
        QTest::newRow("host") << QStringLiteral("https://data.sec.gov/x") << false;
        QTest::newRow("this machine") << QStringLiteral("http://127.0.0.1:8080/") << false;
        QTest::newRow("named host") << QStringLiteral("http://model.local:9000/v1") << true;
        QTest::newRow("named host and port") << QStringLiteral("http://127.0.0.1:11434/api") << true;
        QTest::newRow("other case") << QStringLiteral("http://Model.Local/") << true;
        QTest::newRow("named host as a beginning") << QStringLiteral("http://model.local.example.com/") << false;
        QTest::newRow("named host as a user") << QStringLiteral("http://model.local@example.com/") << false;
    }

    void offlineRefusesEverythingButWhatIsAllowed()
    {
        QFETCH(QString, url);
        QFETCH(bool, isAdmitted);
        EgressOptions options;
        options.isOffline = true;
        options.offlineHosts = {QStringLiteral("model.local"), QStringLiteral("127.0.0.1:11434")};
        const EgressGate gate(options);
        const auto admitted = gate.admit(requestOf(url));
        QCOMPARE(admitted.has_value(), isAdmitted);
        if (!isAdmitted)
            QCOMPARE(admitted.error().code, ErrorCode::Offline);
    }

    void improperRequestsAreRefused_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("file") << QStringLiteral("file:///etc/passwd");
        QTest::newRow("ftp") << QStringLiteral("ftp://example.com/");
        QTest::newRow("no scheme") << QStringLiteral("example.com/feed");
        QTest::newRow("no host") << QStringLiteral("https:///feed");
        QTest::newRow("nothing") << QString();
    }

    void improperRequestsAreRefused()
    {
        QFETCH(QString, url);
        const auto admitted = EgressGate(EgressOptions()).admit(requestOf(url));
        QVERIFY(!admitted);
        QCOMPARE(admitted.error().code, ErrorCode::InvalidArgument);
    }

    void aHeaderCantSmuggleAnother()
    {
        auto request = requestOf(QStringLiteral("https://example.com/"));
        request.headers = {{"User-Agent", "me\r\nCookie: x"}};
        QCOMPARE(EgressGate(EgressOptions()).admit(request).error().code, ErrorCode::InvalidArgument);
    }

    void aKeyGoesOnlyOverAnEncryptedConnectionOrToThisMachine()
    {
        const EgressGate gate{EgressOptions()};
        auto request = requestOf(QStringLiteral("http://example.com/?apikey=s3cret"));
        request.carriesSecret = true;
        const auto refused = gate.admit(request);
        QCOMPARE(refused.error().code, ErrorCode::Denied);
        QVERIFY(!refused.error().toText().contains(QStringLiteral("s3cret")));
        request.url.setScheme(QStringLiteral("https"));
        QVERIFY(gate.admit(request));
        request.url = QUrl(QStringLiteral("http://localhost:1234/?apikey=s3cret"));
        QVERIFY(gate.admit(request));
    }

    void anAdministratorsHostsAreTheOnlyOnes()
    {
        EgressOptions options;
        options.allowedHosts = QStringList{QStringLiteral("data.sec.gov"), QStringLiteral("*.example.com")};
        const EgressGate gate(options);
        for (const auto *url : {"https://data.sec.gov/x", "https://DATA.sec.gov:8443/x", "https://a.b.example.com/"})
            QVERIFY2(gate.admit(requestOf(QLatin1String(url))), url);
        for (const auto *url : {"https://www.sec.gov/", "https://example.com/", "https://evilexample.com/",
                                "https://data.sec.gov.evil.org/", "http://127.0.0.1:1/"}) {
            const auto refused = gate.admit(requestOf(QLatin1String(url)));
            QVERIFY2(!refused, url);
            QCOMPARE(refused.error().code, ErrorCode::Denied);
            QVERIFY(refused.error().isTurnedAway);
        }
    }

    void offlineThatIsLockedStays()
    {
        EgressOptions options;
        options.isOffline = true;
        options.isOfflineLocked = true;
        EgressGate gate(options);
        gate.setOffline(false);
        QVERIFY(gate.isOffline());
        QCOMPARE(gate.admit(requestOf(QStringLiteral("https://example.com/"))).error().code, ErrorCode::Offline);
    }

    void redirectsStayWithTheirHost_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<bool>("isAdmitted");
        const auto row = [](const char *name, const char *from, const char *to, bool isAdmitted) {
            QTest::newRow(name) << QString(QLatin1String(from)) << QString(QLatin1String(to)) << isAdmitted;
        };
        row("path", "https://a.example/x", "https://a.example/y", true);
        row("upgrade", "http://a.example/x", "https://a.example/x", true);
        row("downgrade", "https://a.example/x", "http://a.example/x", false);
        row("other host", "https://a.example/x", "https://b.example/x", false);
        row("subdomain", "https://a.example/x", "https://www.a.example/x", false);
        row("other port", "https://a.example/x", "https://a.example:8443/x", false);
        row("upgrade with ports", "http://a.example:8080/x", "https://a.example:8443/x", false);
        row("file", "https://a.example/x", "file:///etc/passwd", false);
    }

    void redirectsStayWithTheirHost()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(bool, isAdmitted);
        QCOMPARE(EgressGate::admitRedirect(QUrl(from), QUrl(to)).has_value(), isAdmitted);
    }

    void contentIsJudgedByItsBeginning_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isJson");
        QTest::addColumn<bool>("isData");
        QTest::newRow("json") << QByteArray("application/json; charset=utf-8") << QByteArray("{}") << true << true;
        QTest::newRow("json called text") << QByteArray("text/plain") << QByteArray(" [1]") << true << true;
        QTest::newRow("json called a page") << QByteArray("text/html") << QByteArray("{}") << true << true;
        QTest::newRow("page") << QByteArray("text/html") << QByteArray("<!DOCTYPE html><html>") << false << false;
        QTest::newRow("page called json") << QByteArray("application/json") << QByteArray("<html>") << false << false;
        QTest::newRow("page without its tag") << QByteArray("text/html") << QByteArray("<p>Busy") << false << false;
        QTest::newRow("feed called a page") << QByteArray("text/html") << QByteArray("<?xml?><rss>") << false << true;
        QTest::newRow("notice") << QByteArray("text/plain") << QByteArray("Please slow down") << false << true;
        QTest::newRow("nothing") << QByteArray("application/json") << QByteArray() << false << true;
    }

    void contentIsJudgedByItsBeginning()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(bool, isJson);
        QFETCH(bool, isData);
        const auto media = mediaTypeOf(type);
        const auto host = QStringLiteral("a.example");
        QCOMPARE(checkContent(ExpectedContent::Json, media, body, host).has_value(), isJson);
        QCOMPARE(checkContent(ExpectedContent::DataNotPage, media, body, host).has_value(), isData);
        QVERIFY(checkContent(ExpectedContent::Anything, media, body, host));
    }

    void jsonThatBrokeOffIsFound_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isWhole");
        QTest::newRow("object") << QByteArray("{\"a\":[1,{\"b\":2}]}\n") << true;
        QTest::newRow("brackets in a text") << QByteArray("{\"a\":\"}]\\\"{\"}") << true;
        QTest::newRow("after a value") << QByteArray("{\"a\":[1,{\"b\":2}") << false;
        QTest::newRow("in a text") << QByteArray("[\"a]") << false;
        QTest::newRow("in an escape") << QByteArray("[\"a\\") << false;
    }

    void jsonThatBrokeOffIsFound()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isWhole);
        QCOMPARE(isWholeJson(text), isWhole);
    }

    void gzipIsUnpackedPieceByPieceAndNeverBeyondItsLimit()
    {
        const QByteArray text(300'000, 'x');
        const auto packed = test::gzip(text);
        GzipInflater whole(400'000);
        for (qsizetype at = 0; at < packed.size(); at += 10)
            (void)whole.feed(packed.mid(at, 10));
        QVERIFY(whole.state() == GzipInflater::State::Complete);
        QCOMPARE(whole.output(), text);
        GzipInflater small(200'000);
        QVERIFY(small.feed(packed) == GzipInflater::State::TooLarge);
        QVERIFY(small.output().size() < 300'000);
        GzipInflater cut(400'000);
        QVERIFY(cut.feed(packed.left(packed.size() - 4)) == GzipInflater::State::Going);
        GzipInflater damaged(400'000);
        QVERIFY(damaged.feed("no gzip at all") == GzipInflater::State::Damaged);
    }

    void keptAnswersGoWhenTheyGrowTooMany()
    {
        MemoryValidatorStore store(250);
        const auto answer = [](char c) { return KeptAnswer{"\"v\"", {}, {}, QByteArray(100, c)}; };
        store.keep("a", answer('a'));
        store.keep("b", answer('b'));
        QVERIFY(store.find("a")); // now b is the one longest unused
        store.keep("c", answer('c'));
        QVERIFY(store.find("a"));
        QVERIFY(!store.find("b"));
        QVERIFY(store.find("c"));
        store.keep("big", KeptAnswer{"\"v\"", {}, {}, QByteArray(300, 'x')});
        QVERIFY(!store.find("big"));
        store.keep("a", answer('z'));
        QCOMPARE(store.find("a")->body, QByteArray(100, 'z'));
        QVERIFY(store.find("c"));
    }
};

QTEST_GUILESS_MAIN(EgressRulesTest)
#include "tst_egress_rules.moc"
