// SPDX-License-Identifier: GPL-3.0-or-later
// Encrypted connections with a company's own certificate, proxies, and how settings lead to them.
#include "base/settings.h"
#include "egress/egress_settings.h"
#include "egress/host_proxies.h"
#include "egress/http_client.h"

#include "local_http_server.h"
#include "network_fixture.h"

#include <QFile>
#include <QNetworkProxyQuery>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

QString dataPath(const char *name)
{
    return QStringLiteral(CONSULTANTOS_SOURCE_DIR "/tests/unit/egress/data/") + QString(QLatin1String(name));
}

QByteArray dataOf(const char *name)
{
    QFile file(dataPath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<EgressOptions> optionsWith(const QString &name, const QString &value)
{
    const QTemporaryDir dir;
    QProcessEnvironment environment;
    environment.insert(name, value);
    return Settings::load(dir.path(), environment).and_then(egressOptions);
}

HttpRequest get(const QUrl &url)
{
    HttpRequest request;
    request.url = url;
    request.kind = QStringLiteral("test.get");
    return request;
}

} // namespace

class SecureConnectionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anUnknownAuthorityIsRefusedUntilItsCertificateIsNamed()
    {
        if (!QSslSocket::supportsSsl())
            QSKIP("Qt has no TLS here");
        if (QSslSocket::activeBackend() == QLatin1String("schannel"))
            QSKIP("the test's server can't use its key, which lies in a file, with Windows' own TLS");
        LocalHttpServer server(QSslCertificate(dataOf("test-server.pem")),
                               QSslKey(dataOf("test-server.key"), QSsl::Ec));
        server.answer({200, "{\"secure\":true}", "application/json", {}, Manner::Whole});
        Network network;
        {
            HttpClient client(localOptions(), network.services());
            const auto refused = client.fetch(get(server.url()));
            QCOMPARE(refused.error().code, ErrorCode::Network);
            QVERIFY(refused.error().detail.contains(QStringLiteral("ca_certificates")));
            QVERIFY(server.requests().isEmpty());
        }
        auto options = *optionsWith(QStringLiteral("CONSULTANTOS_CA_CERTIFICATES"), dataPath("test-ca.pem"));
        options.proxyUse = ProxyUse::None;
        HttpClient client(options, network.services());
        const auto response = client.fetch(get(server.url()));
        QVERIFY2(response, qPrintable(response ? QString() : response.error().toText()));
        QCOMPARE(response->body, QByteArray("{\"secure\":true}"));
        QVERIFY(server.requests().first().header("User-Agent").startsWith("ConsultantOS/"));
    }

    void aCertificateFileThatIsNoneIsAnError_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("code");
        QTest::newRow("missing") << dataPath("no-such.pem") << int(ErrorCode::Unreadable);
        QTest::newRow("a key") << dataPath("test-server.key") << int(ErrorCode::Malformed);
    }

    void aCertificateFileThatIsNoneIsAnError()
    {
        QFETCH(QString, path);
        QFETCH(int, code);
        const auto options = optionsWith(QStringLiteral("CONSULTANTOS_CA_CERTIFICATES"), path);
        QVERIFY(!options);
        QCOMPARE(int(options.error().code), code);
        QVERIFY(options.error().message.contains(path));
    }

    void requestsGoThroughTheProxyOfTheSettings()
    {
        LocalHttpServer proxy;
        proxy.answer({200, "{\"by\":\"proxy\"}", "application/json", {}, Manner::Whole});
        const auto setting = QStringLiteral("http://me:hunter2@127.0.0.1:%1").arg(proxy.port());
        auto options = *optionsWith(QStringLiteral("CONSULTANTOS_PROXY"), setting);
        Network network;
        HttpClient client(options, network.services());
        const auto response = client.fetch(get(QUrl(QStringLiteral("http://far.example/data?q=1"))));
        QVERIFY2(response, qPrintable(response ? QString() : response.error().toText()));
        QCOMPARE(response->body, QByteArray("{\"by\":\"proxy\"}"));
        QCOMPARE(proxy.requests().first().target, QByteArray("http://far.example/data?q=1"));
        QCOMPARE(network.ledger->entries().first().host, QStringLiteral("far.example"));
    }

    void thisMachineIsNeverAskedThroughAProxy_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("isProxied");
        QTest::newRow("far") << QStringLiteral("https://far.example/") << true;
        QTest::newRow("localhost") << QStringLiteral("http://localhost:11434/") << false;
        QTest::newRow("IPv4") << QStringLiteral("http://127.0.0.1:11434/") << false;
        QTest::newRow("IPv6") << QStringLiteral("http://[::1]:11434/") << false;
        QTest::newRow("looks like it") << QStringLiteral("http://localhost.example/") << true;
    }

    void thisMachineIsNeverAskedThroughAProxy()
    {
        QFETCH(QString, url);
        QFETCH(bool, isProxied);
        HostProxies proxies(ProxyUse::Given, proxyOf(QUrl(QStringLiteral("socks5://proxy.example:1080"))));
        const auto found = proxies.queryProxy(QNetworkProxyQuery(QUrl(url)));
        QCOMPARE(found.first().type() == QNetworkProxy::Socks5Proxy, isProxied);
    }

    void theOfflineSwitchComesFromTheSettings()
    {
        QVERIFY(optionsWith(QStringLiteral("CONSULTANTOS_OFFLINE"), QStringLiteral("true"))->isOffline);
        QVERIFY(!optionsWith(QStringLiteral("CONSULTANTOS_PROXY"), QStringLiteral("none"))->isOffline);
    }
};

QTEST_GUILESS_MAIN(SecureConnectionsTest)
#include "tst_secure_connections.moc"
