// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/units.h"
#include "widgets/claim_text.h"

#include <QRegularExpression>
#include <QTest>
#include <QUrl>

using namespace consultantos;

namespace {

Claim claimWith(const QString &text, const QList<NumberRef> &numbers)
{
    Claim claim;
    claim.id = QStringLiteral("a.b");
    claim.text = text;
    claim.numbers = numbers;
    return claim;
}

} // namespace

/// How a claim becomes rich text.
class TestClaimText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyNumberBecomesALinkAndTheTextStaysWhole();
    void textIsEscaped();
    void damagedReferencesAreShownAsPlainText_data();
    void damagedReferencesAreShownAsPlainText();
    void linksSurviveAnyId();
    void gradesAreNamedInWords();
};

void TestClaimText::everyNumberBecomesALinkAndTheTextStaysWhole()
{
    const auto claim = ClaimBuilder(QStringLiteral("x"), Grade::Computed, 1)
                           .text(QStringLiteral("From "))
                           .figure({0.25, units::Ratio, {}, QStringLiteral("c/1")})
                           .text(QStringLiteral(" to "))
                           .figure({-1279e6, QStringLiteral("USD"), {}, QStringLiteral("f/2")})
                           .build();
    auto html = claimToHtml(claim, {});
    QVERIFY(html.contains(QStringLiteral("<a href=\"number:x%2F0\">25.0&nbsp;%</a>")));
    QVERIFY(html.contains(QStringLiteral("number:x%2F1")));
    html.remove(QRegularExpression(QStringLiteral("<[^>]*>"))).replace(QStringLiteral("&nbsp;"), QStringLiteral(" "));
    QVERIFY2(html.startsWith(claim.text), qPrintable(html));
}

void TestClaimText::textIsEscaped()
{
    const auto html = claimToHtml(claimWith(QStringLiteral("<img src=x> & co"), {}), {});
    QVERIFY(!html.contains(QStringLiteral("<img")));
    QVERIFY(html.contains(QStringLiteral("&amp; co")));
}

void TestClaimText::damagedReferencesAreShownAsPlainText_data()
{
    QTest::addColumn<int>("start");
    QTest::addColumn<int>("length");
    QTest::newRow("beyond the end") << 5 << 50;
    QTest::newRow("before the beginning") << -1 << 2;
    QTest::newRow("empty") << 1 << 0;
    QTest::newRow("negative length") << 3 << -2;
}

void TestClaimText::damagedReferencesAreShownAsPlainText()
{
    QFETCH(int, start);
    QFETCH(int, length);
    const auto html = claimToHtml(
        claimWith(QStringLiteral("twelve 12"), {{start, length, 12, units::Count, QStringLiteral("r")}}), {});
    QVERIFY(html.startsWith(QStringLiteral("twelve 12")));
    QVERIFY(!html.contains(QStringLiteral("number:")));
}

void TestClaimText::linksSurviveAnyId()
{
    const auto id = QStringLiteral("f/1/us-gaap/A b/USD/2021..2022?x=\"<&ä#%");
    const auto link = evidenceLink(QStringLiteral("ref"), id);
    QVERIFY(!link.contains(QLatin1Char('"')) && !link.contains(QLatin1Char('<')));
    QCOMPARE(QUrl::fromPercentEncoding(link.mid(4).toLatin1()), id);
}

void TestClaimText::gradesAreNamedInWords()
{
    for (const auto grade : {Grade::Computed, Grade::Quoted, Grade::Playbook, Grade::Model}) {
        auto claim = claimWith(QStringLiteral("x"), {});
        claim.grade = grade;
        QVERIFY(claimToHtml(claim, {}).contains(QLatin1Char('[') + gradeName(grade) + QLatin1Char(']')));
    }
}

QTEST_MAIN(TestClaimText)
#include "test_claim_text.moc"
