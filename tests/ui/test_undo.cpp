// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/latest_writer.h"
#include "undo/undo_bar.h"
#include "undo/undo_steps.h"

#include <QLabel>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>
#include <QToolButton>

using namespace consultantos;

class TestUndo : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLastDeletionComesBackFirst()
    {
        QThreadPool pool;
        UndoSteps steps(&pool);
        UndoBar bar(&steps);
        QStringList back;
        QVERIFY(steps.isEmpty());
        QVERIFY(bar.isHidden());
        for (const auto &name : {QStringLiteral("first"), QStringLiteral("second")})
            steps.push(
                {name + QStringLiteral(" deleted."), [] { return Status(); }, [&back, name] { back.append(name); }});
        auto *text = bar.findChild<QLabel *>(QStringLiteral("undoText"));
        QVERIFY(!bar.isHidden());
        QCOMPARE(text->text(), QStringLiteral("second deleted."));
        bar.findChild<QPushButton *>(QStringLiteral("undoButton"))->click();
        QTRY_COMPARE(back, QStringList{QStringLiteral("second")});
        QCOMPARE(text->text(), QStringLiteral("first deleted."));
        steps.undo();
        QTRY_COMPARE(back.size(), 2);
        QVERIFY(bar.isHidden());
        steps.undo(); // nothing is left, and nothing happens
        QVERIFY(steps.isEmpty());
    }

    void oneThatFailedCanBeTriedAgain()
    {
        QThreadPool pool;
        UndoSteps steps(&pool);
        QSignalSpy failures(&steps, &UndoSteps::failed);
        const auto tries = std::make_shared<std::atomic<int>>(0);
        steps.push({QStringLiteral("Deleted."), [tries]() -> Status {
                        if (++*tries == 1)
                            return fail(ErrorCode::Busy, QStringLiteral("locked"));
                        return {};
                    }});
        steps.undo();
        QTRY_COMPARE(failures.size(), 1);
        QCOMPARE(steps.text(), QStringLiteral("Deleted."));
        steps.undo();
        QTRY_COMPARE(tries->load(), 2);
        QTRY_VERIFY(steps.isEmpty());
        QCOMPARE(failures.size(), 1);
    }

    void thoseOfLongAgoGo()
    {
        QThreadPool pool;
        UndoSteps steps(&pool);
        int back = 0;
        for (int i = 0; i < UndoSteps::MostSteps + 5; ++i)
            steps.push({QString::number(i), [] { return Status(); }, [&back] { ++back; }});
        while (!steps.isEmpty())
            steps.undo();
        QTRY_COMPARE(back, int(UndoSteps::MostSteps));
    }

    void aBarThatWasPutAwayComesWithTheNextDeletion()
    {
        QThreadPool pool;
        UndoSteps steps(&pool);
        UndoBar bar(&steps);
        steps.push({QStringLiteral("one"), [] { return Status(); }});
        bar.findChild<QToolButton *>(QStringLiteral("undoDismiss"))->click();
        QVERIFY(bar.isHidden());
        QVERIFY(!steps.isEmpty());
        steps.push({QStringLiteral("two"), [] { return Status(); }});
        QVERIFY(!bar.isHidden());
    }

    void theLastStateIsWhatStays()
    {
        QThreadPool pool;
        pool.setMaxThreadCount(1);
        QSemaphore gate;
        pool.start([&gate] { gate.acquire(); });
        LatestWriter writer;
        QStringList written;
        writer.write(&pool, [&written] { written.append(QStringLiteral("waiting")); });
        writer.writeNow([&written] { written.append(QStringLiteral("at the end")); });
        gate.release();
        pool.waitForDone();
        QCOMPARE(written, QStringList{QStringLiteral("at the end")});
        writer.write(&pool, [&written] { written.append(QStringLiteral("later")); });
        pool.waitForDone();
        QCOMPARE(written.last(), QStringLiteral("later"));
    }
};

QTEST_MAIN(TestUndo)
#include "test_undo.moc"
