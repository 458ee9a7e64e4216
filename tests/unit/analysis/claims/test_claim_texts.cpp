// SPDX-License-Identifier: GPL-3.0-or-later
#include "../asking/asking_fixture.h"
#include "analysis/claims/claim_gate.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using namespace consultantos;

class TestClaimTexts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto gate = ClaimGate::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
        QVERIFY2(gate, gate ? "" : qPrintable(gate.error().toText()));
        m_gate = std::make_unique<ClaimGate>(std::move(*gate));
        const auto context = test::carter();
        m_evidence = {context.known, {{context.company, context.facts, context.rows}}, context.company.id};
    }

    void leavesOutNumbersThatClaimNothing_data()
    {
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *text) { QTest::newRow(name) << QString::fromUtf8(text); };
        row("year", "In 2020 Carter did well, as in fiscal 2019 and FY18.");
        row("date", "As of December 31, 2020, and on 31. Dezember 2020, nothing changed.");
        row("quarter", "The third quarter of 2020, Q3 2020 and das 2. Quartal 2020 were calm.");
        row("span", "Between 2018 and 2020, from 2018 to 2020, 2018-2020.");
        row("form", "The 10-K and the 20-F say so in Item 7 on page 34.");
        row("names", "The Model 3, the 737 MAX, COVID-19, the S&P 500 and 3M.");
        row("heading", "## 2.1 Risks\n\n### 3 Outlook\n");
        row("list", "1. First\n2. Second\n3) Third\n");
        row("foot note", "Carter did well.[12]");
        row("years counted", "Over the last 5 years and 12 months, within 90 days.");
        row("time", "At 10:30 it was over.");
        row("address", "See https://example.org/2020/12345/page7 for more.");
        row("code", "```\nrevenue = 12345\n```\n");
    }

    void leavesOutNumbersThatClaimNothing()
    {
        QFETCH(QString, text);
        const auto checked = m_gate->check(text, m_evidence);
        QVERIFY2(checked.numbers.isEmpty(), checked.numbers.isEmpty() ? "" : qPrintable(checked.numbers.first().text));
    }

    void countsCodePoints()
    {
        const auto text = QString::fromUtf8("\xF0\x9F\x9A\x97 Revenue was $1.21 billion in 2020.");
        const auto checked = m_gate->check(text, m_evidence);
        QCOMPARE(checked.numbers.size(), 1);
        const auto number =
            toJson(checked.numbers, checked.isTruncated, text)[QStringLiteral("numbers")].toArray().first().toObject();
        QCOMPARE(number[QStringLiteral("start")].toInt(), 14);
        QCOMPARE(number[QStringLiteral("text")].toString(), QStringLiteral("$1.21 billion"));
        QCOMPARE(number[QStringLiteral("verdict")].toString(), QStringLiteral("match"));
    }

    void checksOnlySoManyNumbersAndSaysIt()
    {
        const auto numbers = [this](qsizetype count) {
            return m_gate->check(QStringLiteral("Revenue was $1.21 billion in 2020.\n\n").repeated(count), m_evidence);
        };
        const auto most = numbers(MostNumbersOfText);
        QCOMPARE(most.numbers.size(), MostNumbersOfText);
        QVERIFY(!most.isTruncated);
        const auto more = numbers(MostNumbersOfText + 1);
        QCOMPARE(more.numbers.size(), MostNumbersOfText);
        QVERIFY(more.isTruncated);
        QVERIFY(toJson({}, more.isTruncated, {})[QStringLiteral("truncated")].toBool());
    }

    void readsMarkdown()
    {
        const auto text =
            QStringLiteral("# Carter in 2020\n\n- **Revenue** was *$1.21 billion*\n- Net income: $185 million\n");
        const auto checked = m_gate->check(text, m_evidence);
        QCOMPARE(checked.numbers.size(), 2);
        QCOMPARE(checked.numbers[0].verdict, ClaimVerdict::Match);
        QCOMPARE(checked.numbers[1].verdict, ClaimVerdict::Match);
    }

    void standsRandomTexts()
    {
        static const QStringList Pieces{QStringLiteral("revenue"),
                                        QStringLiteral("Carter's"),
                                        QStringLiteral("$"),
                                        QStringLiteral("12.5"),
                                        QStringLiteral("%"),
                                        QStringLiteral("from"),
                                        QStringLiteral("to"),
                                        QStringLiteral("("),
                                        QStringLiteral(")"),
                                        QStringLiteral("-"),
                                        QStringLiteral("1,2,3.4.5"),
                                        QStringLiteral("billion"),
                                        QStringLiteral("Mrd."),
                                        QStringLiteral("2020"),
                                        QStringLiteral("Q3"),
                                        QStringLiteral("rose"),
                                        QStringLiteral("um"),
                                        QStringLiteral("doubled"),
                                        QStringLiteral("of"),
                                        QStringLiteral("its"),
                                        QStringLiteral("\n"),
                                        QStringLiteral("#"),
                                        QStringLiteral("|"),
                                        QStringLiteral("times"),
                                        QStringLiteral("between"),
                                        QStringLiteral("and"),
                                        QStringLiteral("respectively"),
                                        QStringLiteral("."),
                                        QStringLiteral("'s"),
                                        QStringLiteral("Dunmore"),
                                        QStringLiteral("per share"),
                                        QStringLiteral("a year earlier"),
                                        QStringLiteral("99999999999999999999999999"),
                                        QString(QChar(0xD83D))};
        QRandomGenerator random(7);
        for (int round = 0; round < 400; ++round) {
            QString text;
            const auto count = random.bounded(120);
            for (int i = 0; i < count; ++i)
                text += Pieces[random.bounded(static_cast<int>(Pieces.size()))]
                        + (random.bounded(3) ? QStringLiteral(" ") : QString());
            const auto checked = m_gate->check(text, m_evidence);
            qsizetype last = 0;
            for (const auto &number : checked.numbers) {
                QVERIFY(number.start >= 0 && number.length > 0 && number.start + number.length <= text.size());
                QVERIFY(number.start >= last);
                last = number.start;
                QCOMPARE(number.text, text.mid(number.start, number.length));
                QVERIFY(std::isfinite(number.value));
            }
        }
    }

    void takesTimeInProportion()
    {
        const auto sentence =
            QStringLiteral("In 2020 Carter's revenue rose 10% to $1.21 billion, and net income was $185 million. ");
        const auto timeOf = [&](int repetitions) {
            const auto text = sentence.repeated(repetitions);
            qint64 best = -1;
            for (int round = 0; round < 3; ++round) {
                QElapsedTimer timer;
                timer.start();
                const auto checked = m_gate->check(text, m_evidence);
                const auto took = timer.nsecsElapsed();
                if (checked.numbers.size() != repetitions * 3)
                    return qint64(-1);
                best = best < 0 ? took : std::min(best, took);
            }
            return best;
        };
        const auto small = timeOf(800);
        const auto large = timeOf(6400);
        QVERIFY(small > 0 && large > 0);
        // Eight times the text in less than 24 times the time: a quadratic part would take 64.
        QVERIFY2(large < 24 * small, qPrintable(QStringLiteral("%1 ns and %2 ns").arg(small).arg(large)));
    }

    void takesHugeSentences()
    {
        for (const auto &text : {QString(200000, QLatin1Char('9')), QStringLiteral("1,").repeated(50000),
                                 QStringLiteral("$ 5 % ").repeated(20000), QString(100000, QLatin1Char('(')),
                                 QStringLiteral("from 2019 to ").repeated(10000)})
            QVERIFY(m_gate->check(text, m_evidence).numbers.size() <= text.size());
    }

private:
    std::unique_ptr<ClaimGate> m_gate;
    ClaimEvidence m_evidence;
};

QTEST_APPLESS_MAIN(TestClaimTexts)
#include "test_claim_texts.moc"
