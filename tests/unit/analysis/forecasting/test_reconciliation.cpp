// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/normal_source.h"
#include "analysis/forecasting/reconciliation.h"

#include <QTest>

#include <cmath>

using namespace consultantos;
using namespace consultantos::forecasting;

namespace {

/// Total, A, B, A1, A2, B1, B2.
Hierarchy twoLevels()
{
    return {7, {{0, {1, 2}}, {1, {3, 4}}, {2, {5, 6}}}};
}

BaseForecasts madeUp()
{
    BaseForecasts base;
    base.mean = {{105.5, 110.25}, {61.0, 63.5}, {41.0, 40.5}, {25.0, 26.0}, {38.0, 37.0}, {18.5, 19.0}, {25.5, 24.0}};
    base.deviation = {{6.0, 8.0}, {5.0, 6.0}, {3.0, 4.0}, {2.0, 3.0}, {4.0, 5.0}, {1.0, 2.0}, {2.0, 2.0}};
    base.errors = {{-0.02, 0.7, -3.82, -2.31, -5.32, -3.93, -9.01, 0.53, -6.09, -5.35, 1.12, 0.85},
                   {0.46, -2.16, -0.88, -1.6, -5.89, -4.68, -4.88, 1.22, -8.03, -3.25, -1.78, 0.56},
                   {-0.22, 1.07, -2.51, -0.22, -0.11, -0.05, -3.54, 0.7, 0.76, -3.34, 2.6, -0.71},
                   {-0.14, -0.18, -0.56, -2.09, -0.09, -1.53, 0.1, 3.15, -1.22, -0.5, 0.98, 1.12},
                   {-0.59, -2.19, -1.6, -0.41, -4.79, -3.19, -5.52, -0.69, -6.7, -1.89, -3.07, 1.59},
                   {0.03, -0.33, -2.03, -0.17, -0.77, 0.06, -1.51, -1.22, -0.8, -1.41, 1.74, -0.67},
                   {0.01, 0.91, -0.96, -1.57, -0.63, 0.35, -3.33, 0.71, 0.82, -1.79, 0.7, 0.72}};
    return base;
}

double greatestDifference(const std::vector<Values> &ours, const std::vector<Values> &theirs)
{
    double greatest = 0.0;
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        for (std::size_t step = 0; step < theirs[i].size(); ++step)
            greatest = std::max(greatest, std::abs(ours[i][step] - theirs[i][step]));
    }
    return greatest;
}

bool addsUp(const Hierarchy &hierarchy, const std::vector<Values> &values)
{
    for (const auto &[total, parts] : hierarchy.totals) {
        for (std::size_t step = 0; step < values[total].size(); ++step) {
            double sum = 0.0;
            for (const auto part : parts)
                sum += values[part][step];
            if (std::abs(sum - values[total][step]) > 1e-9 * (1.0 + std::abs(sum)))
                return false;
        }
    }
    return true;
}

} // namespace

Q_DECLARE_METATYPE(consultantos::forecasting::Hierarchy)
Q_DECLARE_METATYPE(std::vector<consultantos::forecasting::Values>)

class TestReconciliation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asAnotherProgramDoes_data();
    void asAnotherProgramDoes();
    void whatAddsUpStays();
    void deviationsAreOfTheSum();
    void withoutErrors();
    void equalTotalsOfOtherParts();
    void improvesOnTheBase();
    void noHierarchies_data();
    void noHierarchies();
};

/// hierarchicalforecast 1.5.3, MinTrace without its ridge, on the same numbers (tests/eval/compare_reconciliation.py).
void TestReconciliation::asAnotherProgramDoes_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<double>("tolerance");
    QTest::addColumn<std::vector<Values>>("theirs");
    QTest::newRow("bottom-up") << int(Reconciliation::BottomUp) << 1e-9
                               << std::vector<Values>{{107.0, 106.0}, {63.0, 63.0}, {44.0, 43.0}, {25.0, 26.0},
                                                      {38.0, 37.0},   {18.5, 19.0}, {25.5, 24.0}};
    QTest::newRow("structural") << int(Reconciliation::WlsStructural) << 1e-9
                                << std::vector<Values>{
                                       {104.83333333333334, 106.75},  {62.16666666666667, 64.125},
                                       {42.66666666666667, 42.625},   {24.583333333333336, 26.562499999999996},
                                       {37.583333333333336, 37.5625}, {17.833333333333332, 18.8125},
                                       {24.833333333333336, 23.8125}};
    QTest::newRow("least trace") << int(Reconciliation::MinTrace) << 1e-6
                                 << std::vector<Values>{{104.04472790989547, 106.91642606262567},
                                                        {61.69857898415894, 64.96366613691687},
                                                        {42.34614892573653, 41.9527599257088},
                                                        {24.771889635899463, 26.886157375543952},
                                                        {36.92668934825948, 38.07750876137292},
                                                        {17.982104387377714, 18.576140583130165},
                                                        {24.364044538358815, 23.376619342578632}};
}

void TestReconciliation::asAnotherProgramDoes()
{
    QFETCH(int, method);
    QFETCH(double, tolerance);
    QFETCH(std::vector<Values>, theirs);
    const auto result = reconciled(twoLevels(), madeUp(), static_cast<Reconciliation>(method));
    QVERIFY(result);
    QCOMPARE(int(result->method), method);
    const auto difference = greatestDifference(result->mean, theirs);
    QVERIFY2(difference <= tolerance, qPrintable(QString::number(difference)));
    QVERIFY(addsUp(twoLevels(), result->mean));
}

void TestReconciliation::whatAddsUpStays()
{
    auto base = madeUp();
    base.mean = {{107.0}, {63.0}, {44.0}, {25.0}, {38.0}, {18.5}, {25.5}};
    for (auto &deviation : base.deviation)
        deviation.resize(1);
    for (const auto method : {Reconciliation::BottomUp, Reconciliation::WlsStructural, Reconciliation::MinTrace}) {
        const auto result = reconciled(twoLevels(), base, method);
        QVERIFY(result);
        QVERIFY(greatestDifference(result->mean, base.mean) < 1e-9);
    }
}

/// Without correlations the bottom-up total's variance is the sum of its parts'.
void TestReconciliation::deviationsAreOfTheSum()
{
    auto base = madeUp();
    base.errors.clear();
    const auto result = reconciled(twoLevels(), base, Reconciliation::BottomUp);
    QVERIFY(result);
    QCOMPARE(result->deviation[1][0], std::sqrt(4.0 + 16.0));
    QCOMPARE(result->deviation[0][0], std::sqrt(4.0 + 16.0 + 1.0 + 4.0));
    QCOMPARE(result->deviation[3][1], 3.0);
}

void TestReconciliation::withoutErrors()
{
    auto base = madeUp();
    for (auto &errors : base.errors)
        errors.resize(2);
    const auto result = reconciled(twoLevels(), base, Reconciliation::MinTrace);
    QVERIFY(result);
    QCOMPARE(result->method, Reconciliation::WlsStructural);
    QCOMPARE(result->shrinkage, 1.0);
    // A series without errors says nothing of how it errs.
    auto still = madeUp();
    still.errors[2].assign(still.errors[2].size(), 0.0);
    const auto other = reconciled(twoLevels(), still, Reconciliation::MinTrace);
    QVERIFY(other);
    QCOMPARE(other->method, Reconciliation::WlsStructural);
}

/// One company by segment and by region: two ways to divide the same total.
void TestReconciliation::equalTotalsOfOtherParts()
{
    const Hierarchy hierarchy{5, {{0, {1, 2}}, {0, {3, 4}}}};
    BaseForecasts base;
    base.mean = {{100.0}, {55.0}, {50.0}, {30.0}, {66.0}};
    base.deviation.assign(5, {1.0});
    const auto result = reconciled(hierarchy, base, Reconciliation::WlsStructural);
    QVERIFY(result);
    QVERIFY(addsUp(hierarchy, result->mean));
}

/// What the method is for: with errors as they were taken to be, the reconciled forecasts err less than the base's.
void TestReconciliation::improvesOnTheBase()
{
    const auto hierarchy = twoLevels();
    NormalSource source(17);
    const auto leavesErr = [&] {
        Values own{3.0 * source.next(), 2.0 * source.next(), source.next(), 4.0 * source.next()};
        return std::vector<double>{
            4.0 * source.next(), 3.0 * source.next(), 3.0 * source.next(), own[0], own[1], own[2], own[3]};
    };
    const Values truth{100.0, 60.0, 40.0, 25.0, 35.0, 15.0, 25.0};
    BaseForecasts base;
    base.errors.assign(7, {});
    for (int t = 0; t < 60; ++t) {
        const auto errors = leavesErr();
        for (std::size_t i = 0; i < 7; ++i)
            base.errors[i].push_back(errors[i]);
    }
    base.deviation.assign(7, {1.0});
    double before = 0.0;
    double after = 0.0;
    for (int trial = 0; trial < 300; ++trial) {
        const auto errors = leavesErr();
        base.mean.clear();
        for (std::size_t i = 0; i < 7; ++i)
            base.mean.push_back({truth[i] - errors[i]});
        const auto result = reconciled(hierarchy, base, Reconciliation::MinTrace);
        QVERIFY(result);
        for (std::size_t i = 0; i < 7; ++i) {
            before += errors[i] * errors[i];
            after += (result->mean[i][0] - truth[i]) * (result->mean[i][0] - truth[i]);
        }
    }
    QVERIFY2(after < 0.8 * before, qPrintable(QStringLiteral("%1 of %2").arg(after).arg(before)));
}

void TestReconciliation::noHierarchies_data()
{
    QTest::addColumn<Hierarchy>("hierarchy");
    QTest::newRow("circle") << Hierarchy{7, {{0, {1, 2}}, {1, {0, 3}}}};
    QTest::newRow("itself") << Hierarchy{7, {{0, {0, 1}}}};
    QTest::newRow("unknown part") << Hierarchy{7, {{0, {1, 9}}}};
    QTest::newRow("unknown total") << Hierarchy{7, {{8, {1, 2}}}};
    QTest::newRow("no parts") << Hierarchy{7, {{0, {}}}};
    QTest::newRow("told twice") << Hierarchy{7, {{0, {1, 2}}, {0, {1, 2}}}};
    QTest::newRow("other number") << Hierarchy{6, {{0, {1, 2}}}};
}

void TestReconciliation::noHierarchies()
{
    QFETCH(Hierarchy, hierarchy);
    const auto result = reconciled(hierarchy, madeUp(), Reconciliation::WlsStructural);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::InvalidArgument);
    auto broken = madeUp();
    broken.mean[3][1] = std::nan("");
    QVERIFY(!reconciled(twoLevels(), broken, Reconciliation::MinTrace));
}

QTEST_APPLESS_MAIN(TestReconciliation)
#include "test_reconciliation.moc"
