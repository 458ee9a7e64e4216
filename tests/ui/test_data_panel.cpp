// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture_facts.h"
#include "sample_report.h"
#include "settings/data_panel.h"
#include "storage/backup/restore.h"
#include "storage/report_repository.h"
#include "storage/upkeep/retention_rules.h"
#include "test_services.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace consultantos;

namespace {

constexpr int Patience = 30'000;

/// A panel whose questions are answered by the test.
class AskedPanel {
public:
    AskedPanel(const AppServices &services, const QString &archive)
        : m_panel(services)
    {
        m_panel.setQuestions({[archive](const QString &) { return archive; }, [archive] { return archive; },
                              [this](const QString &text, const QString &) {
                                  asked = text;
                                  return true;
                              }});
        m_panel.show();
    }
    void click(const char *name) { find<QPushButton>(name)->click(); }
    [[nodiscard]] QString text(const char *name) { return find<QLabel>(name)->text(); }
    [[nodiscard]] bool shows(const char *name) { return find<QWidget>(name)->isVisible(); }
    [[nodiscard]] bool isIdle() { return find<QPushButton>("backUp")->isEnabled(); }
    DataPanel &panel() { return m_panel; }
    QString asked;

private:
    template <typename T>
    T *find(const char *name)
    {
        return m_panel.findChild<T *>(QLatin1String(name));
    }
    DataPanel m_panel;
};

} // namespace

class TestDataPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void backsUpAndPreparesARestore()
    {
        test::TestServices services(std::make_shared<test::FixtureFacts>());
        const QTemporaryDir folder;
        const auto archive = folder.filePath(QStringLiteral("b.zip"));
        AskedPanel asked(services.app(), archive);
        const QSignalSpy failures(&asked.panel(), &DataPanel::failed);
        QTRY_VERIFY_WITH_TIMEOUT(!asked.text("dataSpace").isEmpty(), Patience);
        QVERIFY(asked.text("backupSchedule").contains(QStringLiteral("No backups")));
        asked.click("backUp");
        QVERIFY(asked.shows("stopDataWork"));
        QTRY_VERIFY_WITH_TIMEOUT(asked.isIdle(), Patience);
        QCOMPARE(failures.count(), 0);
        QVERIFY2(asked.text("dataOutcome").contains(QStringLiteral("b.zip")), qPrintable(asked.text("dataOutcome")));
        QVERIFY(verifyArchive(archive, {}, {}).has_value());

        // The window has the stores open: it can't exchange them, and says when it will be done.
        QVERIFY(!asked.shows("quitToRestore"));
        asked.click("restore");
        QTRY_VERIFY_WITH_TIMEOUT(asked.isIdle(), Patience);
        QCOMPARE(failures.count(), 0);
        QVERIFY(!asked.asked.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(asked.shows("quitToRestore"), Patience);
        QCOMPARE(finishRestore(services.dataDir(), std::chrono::milliseconds(0)).value(), PendingRestore::Waiting);
        asked.click("callOffRestore");
        QTRY_VERIFY_WITH_TIMEOUT(!asked.shows("callOffRestore"), Patience);
        QCOMPARE(finishRestore(services.dataDir(), std::chrono::milliseconds(0)).value(), PendingRestore::None);
    }

    void tellsOfWhatIsNoBackup()
    {
        test::TestServices services(std::make_shared<test::FixtureFacts>());
        const QTemporaryDir folder;
        const auto archive = folder.filePath(QStringLiteral("letter.zip"));
        QFile file(archive);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("Dear client") > 0);
        file.close();
        AskedPanel asked(services.app(), archive);
        QSignalSpy failures(&asked.panel(), &DataPanel::failed);
        asked.click("restore");
        QTRY_COMPARE_WITH_TIMEOUT(failures.count(), 1, Patience);
        asked.click("backUp");
        QTRY_COMPARE_WITH_TIMEOUT(failures.count(), 2, Patience);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("Dear client"));
    }

    void deletesOnlyWhatItShowedBefore()
    {
        test::TestServices services(std::make_shared<test::FixtureFacts>());
        auto report = test::sampleReport();
        report.createdAt = services.app().clock->nowUtc().addDays(-40);
        QVERIFY(services.app().reports->save(report));
        AskedPanel asked(services.app(), {});
        asked.click("previewRetention");
        QTRY_VERIFY_WITH_TIMEOUT(asked.isIdle(), Patience);
        QVERIFY(!asked.shows("retain"));
        QVERIFY(EngagementRetention(services.dataDir()).decide(RetentionKind::Reports, 30, Settings()));
        asked.click("previewRetention");
        QTRY_VERIFY_WITH_TIMEOUT(asked.shows("retain"), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(asked.isIdle(), Patience);
        QCOMPARE(services.app().reports->list()->size(), 1);
        const auto shown = asked.text("retentionPreview");
        asked.click("retain");
        QCOMPARE(asked.asked, shown);
        QTRY_VERIFY_WITH_TIMEOUT(asked.isIdle(), Patience);
        QCOMPARE(services.app().reports->list()->size(), 0);
        ReportFilter deleted;
        deleted.deleted = true;
        QCOMPARE(services.app().reports->list(deleted)->size(), 1);
    }

    void givesBackRoom()
    {
        test::TestServices services(std::make_shared<test::FixtureFacts>());
        AskedPanel asked(services.app(), {});
        const QSignalSpy failures(&asked.panel(), &DataPanel::failed);
        asked.click("vacuum");
        QTRY_VERIFY_WITH_TIMEOUT(asked.isIdle(), Patience);
        QVERIFY(asked.text("dataOutcome").startsWith(QStringLiteral("Given back")));
        QCOMPARE(failures.count(), 0);
    }
};

QTEST_MAIN(TestDataPanel)
#include "test_data_panel.moc"
