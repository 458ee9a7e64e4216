// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody who began the program from a menu is told where it can't start, and the way on.
#include "base/settings.h"
#include "shell/start_failure.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace consultantos;

namespace {

class FolderOpener : public QObject {
    Q_OBJECT
public:
    QList<QUrl> opened;
public Q_SLOTS:
    void open(const QUrl &url) { opened.append(url); }
};

} // namespace

class TestStartFailure : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCauseIsToldAndTheFolderShown()
    {
        const QTemporaryDir dir;
        FolderOpener opener;
        QDesktopServices::setUrlHandler(QStringLiteral("file"), &opener, "open");
        const auto handedBack = qScopeGuard([] { QDesktopServices::unsetUrlHandler(QStringLiteral("file")); });
        StartFailure failure(
            {ErrorCode::Malformed, QStringLiteral("The policy has a fault."), QStringLiteral("Line 3.")}, dir.path(),
            false);
        QTimer::singleShot(0, &failure, [&] {
            const auto closed = qScopeGuard([&] { failure.reject(); });
            QVERIFY(failure.informativeText().contains(QStringLiteral("The policy has a fault.")));
            QVERIFY(failure.informativeText().contains(QStringLiteral("Line 3.")));
            QCOMPARE(failure.findChild<QPushButton *>(QStringLiteral("startWithoutSettings")), nullptr);
            for (auto *button : failure.buttons()) {
                if (failure.buttonRole(button) == QMessageBox::HelpRole)
                    button->click();
            }
            QVERIFY(failure.isVisible());
            QTest::keyClick(&failure, Qt::Key_Escape);
            QVERIFY(!failure.isVisible());
        });
        QCOMPARE(failure.ask(), StartFailure::Way::Quit);
        QCOMPARE(opener.opened, QList<QUrl>{QUrl::fromLocalFile(dir.path())});
    }

    void settingsAtFaultCanBeSetAside()
    {
        const QTemporaryDir dir;
        const auto write = [&dir](const QByteArray &text) {
            QFile file(Settings::filePath(dir.path()));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        };
        QVERIFY(!StartFailure::isOfSettingsFile(dir.path(), {}));
        write("{\"theme\": \"dark\"}");
        QVERIFY(!StartFailure::isOfSettingsFile(dir.path(), {}));
        const QByteArray faulty("{\"theme\": \"blue\"}");
        write(faulty);
        QVERIFY(StartFailure::isOfSettingsFile(dir.path(), {}));
        // Without the file that other fault would remain.
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("CONSULTANTOS_THEME"), QStringLiteral("green"));
        QVERIFY(!StartFailure::isOfSettingsFile(dir.path(), environment));

        StartFailure failure(Settings::load(dir.path(), {}).error(), dir.path(), true);
        QTimer::singleShot(0, &failure,
                           [&] { failure.findChild<QPushButton *>(QStringLiteral("startWithoutSettings"))->click(); });
        QCOMPARE(failure.ask(), StartFailure::Way::WithoutSettings);
        QVERIFY(StartFailure::setSettingsAside(dir.path(), SystemClock()));
        QVERIFY(Settings::load(dir.path(), {}));
        const auto aside = QDir(dir.path()).entryList({QStringLiteral("settings.json.*.aside")});
        QCOMPARE(aside.size(), 1);
        QFile kept(dir.filePath(aside.first()));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), faulty);
    }
};

QTEST_MAIN(TestStartFailure)
#include "test_start_failure.moc"
