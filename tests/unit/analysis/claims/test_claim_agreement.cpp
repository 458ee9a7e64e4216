// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/amount_agreement.h"

#include <QTest>

using namespace consultantos;

namespace {

AmountMention amount(double value, int decimals, double scale = 1, ClaimBound bound = ClaimBound::Exact)
{
    AmountMention result;
    result.value = value;
    result.decimals = decimals;
    result.scale = scale;
    result.bound = bound;
    return result;
}

} // namespace

class TestClaimAgreement : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsToTheDigitsShown()
    {
        QVERIFY(agrees(amount(53.8, 1, 1e9), 53823e6));
        QVERIFY(agrees(amount(54, 0, 1e9), 53823e6));
        QVERIFY(!agrees(amount(53.9, 1, 1e9), 53823e6));
        QVERIFY(!agrees(amount(53.82, 2, 1e9), 53828e6));
        QVERIFY(agrees(amount(25.3, 1), 25.25));
    }

    void takesRoundNumbersForRounded()
    {
        auto round = amount(1200, 0, 1e6);
        round.trailingZeros = 2;
        QVERIFY(agrees(round, 1205e6));
        QVERIFY(!agrees(round, 1237e6));
    }

    void loosensByWords()
    {
        auto about = amount(400, 0, 1e6, ClaimBound::About);
        about.trailingZeros = 2;
        QVERIFY(agrees(about, 391e6));
        QVERIFY(!agrees(about, 360e6));
        QVERIFY(agrees(amount(60, 0, 1, ClaimBound::Nearly), 58.6));
        QVERIFY(!agrees(amount(60, 0, 1, ClaimBound::Nearly), 61.2));
        QVERIFY(agrees(amount(8.7, 1, 1e9, ClaimBound::JustOver), 8.71e9));
        QVERIFY(!agrees(amount(8.7, 1, 1e9, ClaimBound::JustOver), 8.5e9));
    }

    void holdsBounds()
    {
        QVERIFY(agrees(amount(200, 0, 1e9, ClaimBound::MoreThan), 215.9e9));
        QVERIFY(!agrees(amount(220, 0, 1e9, ClaimBound::MoreThan), 215.9e9));
        QVERIFY(agrees(amount(130, 0, 1e9, ClaimBound::LessThan), 127e9));
        QVERIFY(!agrees(amount(120, 0, 1e9, ClaimBound::LessThan), 127e9));
        QVERIFY(agrees(amount(32, 0, 1, ClaimBound::AtLeast), 32.0));
        QVERIFY(!agrees(amount(32, 0, 1, ClaimBound::AtMost), 32.4));
    }

    void holdsRanges()
    {
        auto range = amount(3, 0);
        range.highest = 4;
        QVERIFY(agrees(range, 3.2));
        QVERIFY(agrees(range, 4.0));
        QVERIFY(!agrees(range, 4.3));
        QVERIFY(!agrees(range, 2.7));
    }

    void takesWordsOfMultiplesLoosely()
    {
        auto doubled = amount(2, 0);
        doubled.isWord = true;
        QVERIFY(agrees(doubled, 2.05));
        QVERIFY(!agrees(doubled, 2.4));
        doubled.bound = ClaimBound::MoreThan;
        QVERIFY(agrees(doubled, 2.4));
        QVERIFY(!agrees(doubled, 1.9));
        doubled.bound = ClaimBound::Nearly;
        QVERIFY(agrees(doubled, 1.9));
    }
};

QTEST_APPLESS_MAIN(TestClaimAgreement)
#include "test_claim_agreement.moc"
