// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret_store.h"
#include "egress/keychain_secret_store.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

const QString Name = QStringLiteral("tavily_api_key");

/// A keyring that is there.
class MemoryKeyring final : public SecretStore {
public:
    Result<std::optional<Secret>> read(const QString &name) const override
    {
        return m_secrets.contains(name) ? std::optional<Secret>(m_secrets[name]) : std::nullopt;
    }
    Status write(const QString &name, const Secret &secret) override
    {
        m_secrets[name] = secret;
        return {};
    }
    Status remove(const QString &name) override
    {
        m_secrets.remove(name);
        return {};
    }

private:
    QHash<QString, Secret> m_secrets;
};

std::shared_ptr<EnvironmentSecretStore> environment(const QString &value = {})
{
    QProcessEnvironment environment;
    if (!value.isEmpty())
        environment.insert(QStringLiteral("TAVILY_API_KEY"), value);
    return std::make_shared<EnvironmentSecretStore>(environment);
}

bool isInAnyFile(const QString &dir, const QByteArray &text)
{
    QDirIterator files(dir, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            return true;
    }
    return false;
}

} // namespace

class SecretStoresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theEnvironmentBeatsTheKeyring()
    {
        const auto keyring = std::make_shared<MemoryKeyring>();
        QVERIFY(keyring->write(Name, Secret(QStringLiteral("kept"))));
        QCOMPARE((*LayeredSecretStore(environment(QStringLiteral("given")), keyring).read(Name))->reveal(),
                 QStringLiteral("given"));
        QCOMPARE((*LayeredSecretStore(environment(), keyring).read(Name))->reveal(), QStringLiteral("kept"));
    }

    void writingGoesToTheKeyring()
    {
        const auto keyring = std::make_shared<MemoryKeyring>();
        LayeredSecretStore store(environment(), keyring);
        QVERIFY(store.write(Name, Secret(QStringLiteral("new"))));
        QCOMPARE((*keyring->read(Name))->reveal(), QStringLiteral("new"));
        QVERIFY(store.remove(Name));
        QVERIFY(!store.read(Name)->has_value());
    }

    void theEnvironmentCantBeWritten()
    {
        const auto written = environment()->write(Name, Secret(QStringLiteral("hunter2")));
        QCOMPARE(written.error().code, ErrorCode::ReadOnly);
        QVERIFY(written.error().detail.contains(QStringLiteral("TAVILY_API_KEY")));
        QVERIFY(!written.error().toText().contains(QStringLiteral("hunter2")));
    }

    /// Runs in a session of its own with a keyring (test_keyring.py), never against the user's.
    void aKeyringKeepsWhatItIsGiven()
    {
        if (qEnvironmentVariable("CONSULTANTOS_TEST_KEYRING") != QStringLiteral("own"))
            QSKIP("no keyring of the test's own");
        KeychainSecretStore keyring(std::chrono::seconds(20));
        QVERIFY(!keyring.read(Name)->has_value());
        const auto written = keyring.write(Name, Secret(QStringLiteral("hunter2")));
        QVERIFY2(written, qPrintable(written ? QString() : written.error().toText()));
        QCOMPARE((*keyring.read(Name))->reveal(), QStringLiteral("hunter2"));
        QVERIFY(keyring.remove(Name));
        QVERIFY(!keyring.read(Name)->has_value());
        QVERIFY(keyring.remove(Name));
    }

    void withoutAKeyringServiceNothingIsWrittenAndTheErrorNamesTheVariable()
    {
#ifdef Q_OS_WIN
        QSKIP("Windows always has its credential store, which is the user's own");
#endif
        QTemporaryDir home;
        qputenv("HOME", home.path().toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
        qputenv("XDG_DATA_HOME", home.path().toLocal8Bit());
        qputenv("XDG_RUNTIME_DIR", home.path().toLocal8Bit());
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        KeychainSecretStore keyring(std::chrono::seconds(20));
        const auto written = keyring.write(Name, Secret(QStringLiteral("hunter2hunter2")));
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::Denied);
        QVERIFY(written.error().detail.contains(QStringLiteral("TAVILY_API_KEY")));
        QVERIFY(!written.error().toText().contains(QStringLiteral("hunter2")));
        QVERIFY(!isInAnyFile(home.path(), "hunter2hunter2"));
        QCOMPARE(keyring.read(Name).error().code, ErrorCode::Denied);
    }
};

QTEST_GUILESS_MAIN(SecretStoresTest)
#include "tst_secret_stores.moc"
