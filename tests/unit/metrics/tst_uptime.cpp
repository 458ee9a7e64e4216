// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/uptime.h"
#include "sample_maker.h"

#include <QTest>

using namespace consultantos;
using consultantos::test::SampleEnd;

namespace {

constexpr auto Server = ProgramKind::Server;
constexpr auto Window = ProgramKind::Window;
const QDateTime DayBefore = SampleEnd.addDays(-1);

QDateTime at(qint64 hours)
{
    return DayBefore.addSecs(hours * 3'600);
}

} // namespace

class UptimeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingRanSoNothingIsKnown() { QVERIFY(!uptimeOf({}, DayBefore, SampleEnd).share()); }

    void whatRunsIsUp()
    {
        const auto uptime = uptimeOf({{Server, at(-5), SampleEnd.addSecs(-20), false}}, DayBefore, SampleEnd);
        QCOMPARE(uptime, (Uptime{86'400, 0, 0}));
        QCOMPARE(*uptime.share(), 1.0);
    }

    void whatEndedInOrderIsNotDown()
    {
        const auto uptime =
            uptimeOf({{Server, at(0), at(6), true}, {Server, at(18), SampleEnd, false}}, DayBefore, SampleEnd);
        QCOMPARE(uptime, (Uptime{12 * 3'600, 0, 0}));
    }

    void aCrashIsDownUntilTheNextStart()
    {
        const auto uptime = uptimeOf({{Server, at(-3), at(6), false}, {Server, at(6).addSecs(120), SampleEnd, false}},
                                     DayBefore, SampleEnd);
        QCOMPARE(uptime, (Uptime{86'400 - 120, 120, 1}));
        QVERIFY(*uptime.share() < 0.999);
    }

    void aServerThatDidNotComeBackIsDown()
    {
        QCOMPARE(uptimeOf({{Server, at(0), at(12), false}}, DayBefore, SampleEnd), (Uptime{43'200, 43'200, 1}));
        // That it crashed before the range is known by its last sign of life.
        QCOMPARE(uptimeOf({{Server, at(-9), at(-1), false}, {Server, at(1), SampleEnd, false}}, DayBefore, SampleEnd),
                 (Uptime{23 * 3'600, 3'600, 1}));
    }

    void aWindowIsMissedForFiveMinutes()
    {
        const auto uptime =
            uptimeOf({{Window, at(0), at(6), false}, {Window, at(20), SampleEnd, false}}, DayBefore, SampleEnd);
        QCOMPARE(uptime, (Uptime{10 * 3'600, 300, 1}));
    }

    void severalAtATimeAreOne()
    {
        // One of two servers crashes: the other went on.
        const auto uptime =
            uptimeOf({{Server, at(0), at(6), false}, {Server, at(1), SampleEnd, false}}, DayBefore, SampleEnd);
        QCOMPARE(uptime.upSeconds, 86'400.0);
        QCOMPARE(uptime.downSeconds, 0.0);
        // Server and window count each for itself.
        const auto both =
            uptimeOf({{Window, at(0), SampleEnd, false}, {Server, at(0), at(12), false}}, DayBefore, SampleEnd);
        QCOMPARE(both, (Uptime{86'400 + 43'200, 43'200, 1}));
    }
};

QTEST_GUILESS_MAIN(UptimeTest)
#include "tst_uptime.moc"
