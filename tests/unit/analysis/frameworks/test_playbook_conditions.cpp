// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/playbook_reader.h"
#include "base/paths.h"
#include "company_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

class TestPlaybookConditions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void conditionDecides_data();
    void conditionDecides();
    void claimJoinsTheExposedLine();
    void textWithFiguresIsQuoted();
    void questionPutsItsTopicsFirst();
};

void TestPlaybookConditions::conditionDecides_data()
{
    QTest::addColumn<QString>("ratio");
    QTest::addColumn<QString>("is");
    QTest::addColumn<bool>("holds");

    // The company: gross margin 32 % against a published 25 %, falling for years; research 9 % against 3 %, steady.
    QTest::newRow("above") << QStringLiteral("gross_margin") << QStringLiteral("above") << true;
    QTest::newRow("not below") << QStringLiteral("gross_margin") << QStringLiteral("below") << false;
    QTest::newRow("falling") << QStringLiteral("gross_margin") << QStringLiteral("falling") << true;
    QTest::newRow("not rising") << QStringLiteral("gross_margin") << QStringLiteral("rising") << false;
    QTest::newRow("unknown ratio") << QStringLiteral("deferred_revenue_share") << QStringLiteral("above") << false;
    QTest::newRow("no condition") << QString() << QString() << true;
}

void TestPlaybookConditions::conditionDecides()
{
    QFETCH(QString, ratio);
    QFETCH(QString, is);
    auto input = cartInput(0);
    auto made = statement(QStringLiteral("x"), QStringLiteral("So it goes."), {QStringLiteral("porter.rivalry")});
    made.whenRatio = ratio;
    made.whenIs = is;
    input.playbook.statements = {made};
    Workbench bench(input, QStringLiteral("test"));
    PlaybookReader reader(bench, **FrameworkDefinitions::load(resourceDir()));
    QTEST(!reader.applicable(QStringLiteral("porter.rivalry")).isEmpty(), "holds");
    QVERIFY(reader.applicable(QStringLiteral("porter.buyers")).isEmpty());
}

void TestPlaybookConditions::claimJoinsTheExposedLine()
{
    const auto input = cartInput(0);
    Workbench bench(input, QStringLiteral("test"));
    PlaybookReader reader(bench, **FrameworkDefinitions::load(resourceDir()));
    const auto timber = reader.applicable(QStringLiteral("porter.suppliers")).first();
    const auto first = reader.claim(QStringLiteral("a"), timber);
    QCOMPARE(first.text,
             QStringLiteral("Timber for carts comes from few mills. Carter's cost of revenue came to 68.0 % of its "
                            "revenue in FY2024."));
    QCOMPARE(first.grade, Grade::Playbook);
    QVERIFY(first.evidence.contains(timber.entry.id));
    // Told again it is shorter.
    QVERIFY(reader.claim(QStringLiteral("b"), timber)
                .text.endsWith(QStringLiteral("(cost of revenue to revenue in FY2024: 68.0 %.)")));
}

void TestPlaybookConditions::textWithFiguresIsQuoted()
{
    const auto made = statement(QStringLiteral("x"), QStringLiteral("From 2035 carts need 2 lamps."), {});
    ClaimBuilder claim(QStringLiteral("a"), Grade::Playbook, 0.5);
    writePlaybookText(claim, made.entry);
    QCOMPARE(claim.build().numbers.size(), 2);
    QCOMPARE(claim.build().numbers.first().ref, made.entry.id);
}

void TestPlaybookConditions::questionPutsItsTopicsFirst()
{
    auto input = cartInput(0);
    input.playbook.statements = {statement(QStringLiteral("a"), QStringLiteral("About rules."),
                                           {QStringLiteral("porter.rivalry")}, {QStringLiteral("regulation")}),
                                 statement(QStringLiteral("b"), QStringLiteral("About cash."),
                                           {QStringLiteral("porter.rivalry")}, {QStringLiteral("cash")})};
    const auto firstFor = [&input](const QString &topic) {
        input.topics = QStringList{topic};
        Workbench bench(input, QStringLiteral("test"));
        PlaybookReader reader(bench, **FrameworkDefinitions::load(resourceDir()));
        return reader.applicable(QStringLiteral("porter.rivalry")).first().entry.id;
    };
    QCOMPARE(firstFor(QStringLiteral("cash")), QStringLiteral("k/carts/b"));
    QCOMPARE(firstFor(QStringLiteral("regulation")), QStringLiteral("k/carts/a"));
}

QTEST_GUILESS_MAIN(TestPlaybookConditions)
#include "test_playbook_conditions.moc"
