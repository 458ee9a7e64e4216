// SPDX-License-Identifier: GPL-3.0-or-later
// Sealed reports in the window: verified before they are shown, and what their signature says is told.
#include "fixture_facts.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "report/sealed_opener.h"
#include "shell/main_window.h"
#include "shell/translation.h"
#include "test_services.h"

#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

constexpr int PatienceMs = 120'000;

} // namespace

class TestSealed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_sealed = m_folder.filePath(QStringLiteral("tesla.sealed"));
        QProcess program;
        program.start(QStringLiteral(CONSULTANTOS_PROGRAM),
                      {QStringLiteral("--data-dir"), m_folder.filePath(QStringLiteral("data")),
                       QStringLiteral("analyze"), QStringLiteral("Tesla"), QStringLiteral("--depth"),
                       QStringLiteral("quick"), QStringLiteral("--output"), m_sealed});
        QVERIFY(program.waitForFinished(PatienceMs));
        QVERIFY2(QFile::exists(m_sealed), program.readAllStandardError().constData());
    }

    void aDroppedFileIsVerifiedAndShown_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("German") << QStringLiteral("de");
    }

    /// Sealed by a program that speaks English: the window's language must not decide what a report is.
    void aDroppedFileIsVerifiedAndShown()
    {
        QFETCH(QString, language);
        Translation translation;
        translation.use(language);
        TestServices services(std::make_shared<FixtureFacts>());
        MainWindow window(services.app());
        window.show();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(m_sealed)});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &drop);
        const auto problem = [&window] {
            const auto *box = window.findChild<QMessageBox *>();
            return box != nullptr ? box->text() + box->informativeText() : QString();
        };
        QTRY_VERIFY_WITH_TIMEOUT(window.reports()->current() != nullptr || !problem().isEmpty(), PatienceMs);
        QVERIFY2(problem().isEmpty(), qPrintable(problem()));
        QCOMPARE(window.currentPage(), MainWindow::Reports);
        QVERIFY(window.reports()->current()->report()->company.name.contains(QStringLiteral("Tesla")));
        const auto *notice = window.findChild<QLabel *>(QStringLiteral("notice"));
        QVERIFY(notice->isVisible());
        if (language == QLatin1String("en")) {
            QVERIFY(notice->text().contains(QStringLiteral("Verified")));
            QVERIFY(notice->text().contains(QStringLiteral("Not signed")));
        }
    }

    void aChangedFileIsNotShown()
    {
        QFile file(m_sealed);
        QVERIFY(file.open(QIODevice::ReadOnly));
        auto bytes = file.readAll();
        bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 1);
        const auto path = m_folder.filePath(QStringLiteral("changed.SEALED"));
        QFile changed(path);
        QVERIFY(changed.open(QIODevice::WriteOnly) && changed.write(bytes) == bytes.size());
        changed.close();
        QVERIFY(SealedOpener::isSealed(path));
        expectFailure(path, ErrorCode::Corrupt);
    }

    void whatIsNoSealedReportIsSaid()
    {
        expectFailure(m_folder.filePath(QStringLiteral("missing.sealed")), ErrorCode::NotFound);
        const auto path = m_folder.filePath(QStringLiteral("text.sealed"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("only text\n") > 0);
        file.close();
        expectFailure(path, ErrorCode::Malformed);
    }

private:
    static void expectFailure(const QString &path, ErrorCode code)
    {
        TestServices services(std::make_shared<FixtureFacts>());
        SealedOpener opener(services.app());
        QSignalSpy failed(&opener, &SealedOpener::failed);
        QSignalSpy opened(&opener, &SealedOpener::opened);
        opener.open(path);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, PatienceMs);
        const auto error = failed.first().first().value<Error>();
        QVERIFY2(error.code == code, qPrintable(error.toText()));
        QVERIFY(opened.isEmpty());
    }

    QTemporaryDir m_folder;
    QString m_sealed;
};

QTEST_MAIN(TestSealed)
#include "test_sealed.moc"
