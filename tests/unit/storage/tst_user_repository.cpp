// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/audit_log.h"
#include "storage/connection.h"
#include "storage/database.h"
#include "storage/user_repository.h"

#include "postgres_server.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

struct Fixture {
    QTemporaryDir folder;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::shared_ptr<Database> database =
        test::openStore(folder.filePath(QStringLiteral("users.db")), UserRepository::schema(), clock).value();
    UserRepository users{database, clock};
    AuditLog audit{database};
};

} // namespace

class TestUserRepository : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void usersAreToldApartWhateverTheirCase()
    {
        Fixture fixture;
        auto &users = fixture.users;
        QVERIFY(users.add(QStringLiteral(" Anna "), UserRole::Viewer));
        QCOMPARE(users.add(QStringLiteral("anna"), UserRole::Admin).error().code, ErrorCode::InvalidArgument);
        QVERIFY(users.setRole(QStringLiteral("ANNA"), UserRole::Admin));
        QCOMPARE(users.list().value().size(), 1);
        QCOMPARE(users.find(QStringLiteral("anna")).value().name, QStringLiteral("Anna"));
        QCOMPARE(users.find(QStringLiteral("anna")).value().role, UserRole::Admin);
        QCOMPARE(users.setRole(QStringLiteral("ben"), UserRole::Admin).error().code, ErrorCode::NotFound);
        for (const auto &name : {QStringLiteral(""), QStringLiteral("  "), QStringLiteral("a\nb"), QString(101, u'x')})
            QCOMPARE(users.add(name, UserRole::Member).error().code, ErrorCode::InvalidArgument);
    }

    void aTokenIsInForceUntilItIsNot()
    {
        Fixture fixture;
        auto &users = fixture.users;
        const auto anna = QStringLiteral("anna");
        QVERIFY(users.add(anna, UserRole::Member));
        const auto now = fixture.clock->nowUtc();
        const auto made = users.addToken(anna, QStringLiteral("laptop"), now.addDays(1)).value();
        QCOMPARE(QByteArray::fromBase64(made.secret, QByteArray::Base64UrlEncoding).size(), 32);
        QVERIFY(users.addToken(anna, {}, now.addSecs(-1))); // over already
        const auto grants = users.grants().value();
        QCOMPARE(grants.size(), 1);
        QCOMPARE(grants.first().digest, QCryptographicHash::hash(made.secret, QCryptographicHash::Sha256));
        QCOMPARE(grants.first().user.name, anna);
        QVERIFY(users.revoke(made.token.id));
        QCOMPARE(users.revoke(made.token.id).error().code, ErrorCode::NotFound);
        QVERIFY(users.grants().value().isEmpty());
        QCOMPARE(users.tokens(anna).value().size(), 2);
        QVERIFY(users.addToken(anna, {}, now.addDays(1)));
        QVERIFY(users.remove(anna));
        QVERIFY(users.grants().value().isEmpty());
        QVERIFY(users.tokens().value().isEmpty());
    }

    void aTokensIdCanBeAnArgument()
    {
        Fixture fixture;
        QVERIFY(fixture.users.add(QStringLiteral("anna"), UserRole::Member));
        const auto plain = QRegularExpression(QStringLiteral("^[0-9a-f]{16}$"));
        for (int i = 0; i < 200; ++i) {
            const auto made =
                fixture.users.addToken(QStringLiteral("anna"), {}, fixture.clock->nowUtc().addDays(1)).value();
            QVERIFY2(plain.match(made.token.id).hasMatch(), qPrintable(made.token.id));
        }
    }

    void rightsToEngagements()
    {
        Fixture fixture;
        auto &users = fixture.users;
        const auto anna = QStringLiteral("anna");
        QVERIFY(users.add(anna, UserRole::Member));
        QVERIFY(users.allow(anna, {}));
        QVERIFY(users.allow(anna, QStringLiteral("Apollo")));
        QVERIFY(users.allow(anna, QStringLiteral("Apollo")));
        QCOMPARE(users.find(anna).value().engagements, (QStringList{QStringLiteral(""), QStringLiteral("Apollo")}));
        QVERIFY(users.disallow(anna, {}));
        QCOMPARE(users.disallow(anna, {}).error().code, ErrorCode::NotFound);
        QCOMPARE(users.allow(QStringLiteral("ben"), {}).error().code, ErrorCode::NotFound);
    }

    void theAuditLogIsOnlyAddedTo()
    {
        Fixture fixture;
        AuditEntry entry;
        entry.at = fixture.clock->nowUtc();
        entry.actor = QStringLiteral("anna");
        entry.action = QStringLiteral("POST /analyze");
        QVERIFY(fixture.audit.append(entry));
        entry.actor = QStringLiteral("ben");
        QVERIFY(fixture.audit.append(entry));
        const auto connection = fixture.database->connection().value();
        QVERIFY(!connection->run(QStringLiteral("UPDATE audit SET actor = 'eva'")));
        QVERIFY(!connection->run(QStringLiteral("DELETE FROM audit")));
        QCOMPARE(fixture.audit.list(10).value().size(), 2);
        QCOMPARE(fixture.audit.list(10).value().first().actor, QStringLiteral("ben"));
        QCOMPARE(fixture.audit.list(10, QStringLiteral("anna")).value().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestUserRepository)
#include "tst_user_repository.moc"
