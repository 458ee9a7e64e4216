// SPDX-License-Identifier: GPL-3.0-or-later
// What the window offers about the program itself: newer versions are told where that is switched on, and a support archive
// is written.
#include "evidence/sources/network_access.h"
#include "fixture_facts.h"
#include "local_http_server.h"
#include "shell/app_actions.h"
#include "shell/main_window.h"
#include "shell/support_archive_saver.h"
#include "shell/update_teller.h"
#include "test_services.h"

#include <QAction>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

class TestProgram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewerVersionIsToldWhereThatIsSwitchedOn()
    {
        LocalHttpServer server;
        server.answer({200, "{\"version\": \"99.1\", \"page\": \"https://example.com/99.1\"}", "application/json", {}});
        TestServices services(std::make_shared<FixtureFacts>(), environmentFor(server, true, false));
        MainWindow window(services.app());
        window.show();
        const auto *notice = window.findChild<QLabel *>(QStringLiteral("notice"));
        QTRY_VERIFY_WITH_TIMEOUT(notice->text().contains(QStringLiteral("99.1")), 20'000);
        QVERIFY(notice->text().contains(QStringLiteral("https://example.com/99.1")));
        QVERIFY(notice->isVisible());
        QCOMPARE(server.requests().size(), 1);
    }

    void nobodyIsAskedOtherwise_data()
    {
        QTest::addColumn<bool>("isOn");
        QTest::addColumn<bool>("isOffline");
        QTest::newRow("off, as at first") << false << false;
        QTest::newRow("offline") << true << true;
    }

    void nobodyIsAskedOtherwise()
    {
        QFETCH(bool, isOn);
        QFETCH(bool, isOffline);
        const LocalHttpServer server;
        TestServices services(std::make_shared<FixtureFacts>(), environmentFor(server, isOn, isOffline));
        UpdateTeller teller(services.app());
        QSignalSpy nothing(&teller, &UpdateTeller::nothing);
        teller.look();
        QTRY_COMPARE(nothing.size(), 1);
        QVERIFY(server.requests().isEmpty());
    }

    void aFailureToAskDisturbsNobody()
    {
        LocalHttpServer server;
        server.answer({500, "no", "text/plain", {}});
        TestServices services(std::make_shared<FixtureFacts>(), environmentFor(server, true, false));
        UpdateTeller teller(services.app());
        QSignalSpy nothing(&teller, &UpdateTeller::nothing);
        QSignalSpy newer(&teller, &UpdateTeller::newer);
        teller.look();
        QTRY_COMPARE_WITH_TIMEOUT(nothing.size(), 1, 20'000);
        QVERIFY(newer.isEmpty());
    }

    void theSupportArchiveIsWrittenOrItsFailureSaid()
    {
        TestServices services(std::make_shared<FixtureFacts>());
        MainWindow window(services.app());
        QVERIFY(!window.appActions()->supportArchive->isEnabled());
        QString written;
        const auto write = [&written](const QString &path) -> Status {
            if (path.isEmpty())
                return fail(ErrorCode::ReadOnly, QStringLiteral("not there"));
            written = path;
            return {};
        };
        window.offerSupportArchive(write);
        QVERIFY(window.appActions()->supportArchive->isEnabled());
        SupportArchiveSaver saver(services.app(), write, &window);
        QSignalSpy saved(&saver, &SupportArchiveSaver::message);
        QSignalSpy failed(&saver, &SupportArchiveSaver::failed);
        saver.save(QStringLiteral("/somewhere/support.zip"));
        QTRY_COMPARE(saved.size(), 1);
        QCOMPARE(written, QStringLiteral("/somewhere/support.zip"));
        saver.save({});
        QTRY_COMPARE(failed.size(), 1);
    }

private:
    static QProcessEnvironment environmentFor(const LocalHttpServer &server, bool isOn, bool isOffline)
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("CONSULTANTOS_UPDATE_CHECK_URL"),
                           server.url(QStringLiteral("/latest.json")).toString());
        if (isOn)
            environment.insert(QStringLiteral("CONSULTANTOS_UPDATE_CHECK_ENABLED"), QStringLiteral("true"));
        if (isOffline)
            environment.insert(QStringLiteral("CONSULTANTOS_OFFLINE"), QStringLiteral("true"));
        return environment;
    }
};

QTEST_MAIN(TestProgram)
#include "test_program.moc"
