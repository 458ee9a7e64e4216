// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/pace_meter.h"

#include <QTest>

#include <cmath>

using namespace consultantos;
using namespace std::chrono_literals;

namespace {

void add(PaceMeter &meter, qint64 input, qint64 output, double inputToken, double outputToken, qint64 cached = 0)
{
    const double seconds = inputToken * double(input) + outputToken * double(output);
    meter.add(LlmUsage{input, cached, 0, output, 0}, std::chrono::nanoseconds(qint64(1e9 * seconds)));
}

bool isNear(double value, double wanted, double share)
{
    return std::abs(value - wanted) <= share * wanted;
}

} // namespace

class PaceMeterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKnownBeforeTheFirstReply()
    {
        PaceMeter meter;
        QVERIFY(!meter.pace());
        meter.add(std::nullopt, 3s);
        meter.add(LlmUsage{100, 0, 0, 0, 0}, 3s);
        meter.add(LlmUsage{100, 0, 0, 10, 0}, 0s);
        QVERIFY(!meter.pace());
    }

    void theFirstReplyTellsTheWhole()
    {
        PaceMeter meter;
        add(meter, 90, 60, 0.01, 0.04);
        const auto pace = meter.pace();
        QVERIFY(pace);
        // What it took comes out, however it is divided.
        const auto again = pace->expected(90, 60);
        QVERIFY2(std::abs(again.count() - 3'300) < 60, qPrintable(QString::number(again.count())));
        QVERIFY(isNear(pace->inputToken, 0.01, 0.2) && isNear(pace->outputToken, 0.04, 0.2));
    }

    void readingAndWritingAreToldApart()
    {
        PaceMeter meter;
        for (const auto &[input, output] : {std::pair(60, 100), std::pair(900, 30), std::pair(100, 80),
                                            std::pair(1'500, 60), std::pair(70, 120), std::pair(400, 50)})
            add(meter, input, output, 0.004, 0.06);
        QVERIFY2(isNear(meter.pace()->inputToken, 0.004, 0.3), qPrintable(QString::number(meter.pace()->inputToken)));
        QVERIFY(isNear(meter.pace()->outputToken, 0.06, 0.1));
    }

    void whatWasReadBeforeCostsNoReading()
    {
        PaceMeter meter;
        add(meter, 10, 50, 0.02, 0.05, 5'000);
        QVERIFY(isNear(double(meter.pace()->expected(10, 50).count()), 2'700, 0.05));
    }

    void aSlowerMachineIsNoticed()
    {
        PaceMeter meter;
        for (int i = 0; i < 20; ++i)
            add(meter, 60 + 20 * i, 100 - i, 0.002, 0.01);
        for (int i = 0; i < 20; ++i)
            add(meter, 60 + 20 * i, 100 - i, 0.02, 0.1);
        QVERIFY(double(meter.pace()->expected(1'000, 500).count()) > 0.8 * 70'000);
    }

    void noPaceIsNegative()
    {
        PaceMeter meter;
        // Times that no two paces explain.
        meter.add(LlmUsage{1'000, 0, 0, 10, 0}, 1s);
        meter.add(LlmUsage{10, 0, 0, 1'000, 0}, 1ms);
        meter.add(LlmUsage{2'000, 0, 0, 10, 0}, 9s);
        QVERIFY(meter.pace()->inputToken >= 0 && meter.pace()->outputToken >= 0);
        QVERIFY(meter.pace()->expected(1'000, 1'000).count() >= 0);
    }
};

QTEST_GUILESS_MAIN(PaceMeterTest)
#include "tst_pace_meter.moc"
