// SPDX-License-Identifier: GPL-3.0-or-later
#include "../asking/asking_fixture.h"
#include "analysis/claims/claim_gate.h"

#include <QElapsedTimer>
#include <QTest>

using namespace consultantos;

/// Numbers near a known figure that it doesn't tell, and the further forms in which a figure is told.
class TestClaimStrangers : public QObject {
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

    void judgesText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("verdicts");
        const auto row = [](const char *name, const char *text, const char *verdicts) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromLatin1(verdicts);
        };
        row("benchmark", "Revenue growth was 10% in 2020, against an industry average of 4%.", "match unsupported");
        row("distance from a benchmark", "Gross margin was 2.1 points above its own median in 2020.", "unsupported");
        row("consensus", "The consensus for Carter's revenue was $1.21 billion in 2020.", "unsupported");
        row("on average is no benchmark", "Revenue grew 14.8% a year on average from 2017 to 2020.", "match");
        row("average year", "Revenue has risen by 14.8% a year.", "unsupported");
        row("what may be", "Revenue would have been $1.21 billion in 2020.", "unsupported");
        row("expected", "Analysts had expected revenue of $1.21 billion in 2020.", "unsupported");
        row("than expected", "Higher than expected, revenue was $1.21 billion in 2020.", "match");
        row("gap", "The difference in revenue was $1.31 billion in 2020.", "unsupported");
        row("verb of effect", "That ties up $900 million of revenue in 2020.", "unsupported");
        row("another subject", "Revenue rose in 2020. Each day of delay would tie up much: $5 million.", "unsupported");
        row("pronoun", "Revenue rose in 2020. It was $1.31 billion.", "mismatch");
        row("bare number", "Revenue rose in 2020. On a scale from one to five this is 3.9.", "unsupported");
        row("unknown company", "Toyota's revenue was $1.21 billion in 2020, far ahead of Carter.", "unsupported");
        row("unknown name", "Toyota reported revenue of $1.21 billion in 2020.", "unsupported");
        row("part in an aside", "Tool Labs, a unit of Carter, had revenue of $1.21 billion in 2020.", "unsupported");
        row("part as subject", "Carter's cloud business brought in $1.21 billion in 2020.", "unsupported");
        row("phrasal verb", "Carter rang up $1.21 billion of revenue in 2020.", "match");
        row("undirected points", "Gross margin moved 2.1 percentage points in 2020.", "unsupported");

        row("word number", "Revenue grew by ten percent in 2020.", "match");
        row("wrong word number", "Revenue grew by twelve percent in 2020.", "mismatch");
        row("German word number", "Der Umsatz stieg 2020 um zehn Prozent.", "match");
        row("words with a scale", "Revenue was one billion dollars in 2018.", "match");
        row("sixfold", "Revenue rose more than sixfold from 2017 to 2020.", "mismatch");
        row("verb that ends in over", "Carter turned over $1.01 billion in 2020.", "mismatch");
        row("verb that looks like wie", "Carter wies 2019 einen Umsatz von 1,21 Mrd. USD aus.", "mismatch");
        row("year over year in", "Revenue was up 25% year over year in 2019.", "mismatch");
        row("fell twofold", "Revenue fell threefold in 2020.", "mismatch");
        row("loss of a result", "The operating result was a loss of $185 million in 2020.", "mismatch");
        row("per share apart", "On a per-share basis, Carter earned $185 million in 2020.", "mismatch");
        row("growth of a named figure", "We grew revenue 10% in 2020.", "match");
        row("halved", "Revenue more than halved in 2020.", "mismatch");
        row("fraction", "R&D was a third of revenue in 2020.", "mismatch");
        row("one in", "One in seventeen dollars of revenue went into R&D in 2020.", "match");
        row("brackets with currency", "Restructuring costs in 2017 were $(5) million.", "match");
        row("minus", "Restructuring costs were minus $5 million in 2017.", "match");
        row("unit of money", "Revenue was 1.21 percent in 2020.", "mismatch");
        row("unit of shares", "Net income was 185 million shares in 2020.", "mismatch");
        row("year after", "Revenue was $1 billion in 2018, a year later $1.1 billion.", "match match");
        row("wrong year after", "Revenue was $1 billion in 2018, a year later $1.21 billion.", "match mismatch");
        row("highest", "Revenue of $1.21 billion in 2020 was its highest ever.", "match");
        row("not lowest", "Revenue of $1.21 billion in 2020 was the lowest in three years.", "mismatch");
        row("not highest", "Revenue of $1 billion in 2018 was the highest since 2017.", "match");
        row("pair of years", "Revenue in 2020 was higher than in 2019: $1.21 billion against $1.1 billion.",
            "match match");
        row("just over", "Revenue was just over $1.3 billion in 2020.", "mismatch");
        row("nearly", "Revenue was nearly $1.2 billion in 2020.", "mismatch");
        row("span of years", "Revenue grew by 14.8% a year over the three years to 2020.", "match");
        row("wrong span of years", "Revenue grew by 17.8% a year over the three years to 2020.", "mismatch");
        row("table by year", "| USD m | 2019 | 2020 |\n|---|---:|---:|\n| Revenue | 1,100 | 1,210 |\n", "match match");
        row("table, years swapped", "| USD m | 2019 | 2020 |\n|---|---|---|\n| Revenue | 1,210 | 1,100 |\n",
            "mismatch mismatch");
        row("table by figure", "| Year | Revenue | Net income |\n|---|---|---|\n| 2020 | $1.21bn | $185m |\n",
            "match match");
    }

    void judgesText()
    {
        QFETCH(QString, text);
        QStringList words;
        for (const auto &number : m_gate->check(text, m_evidence).numbers)
            words.append(verdictName(number.verdict));
        QTEST(words.join(QLatin1Char(' ')), "verdicts");
    }

    void takesTimeInProportionOfDigits_data()
    {
        QTest::addColumn<QString>("piece");
        for (const auto *piece : {"123456789 ", "1,234.5 ", "12.5% ", "1/2/", "1.2.3.", "| Revenue | 1,234 | 5 |\n",
                                  "one in four of a third of ", "twenty two hundred and five percent ",
                                  "its highest since 2014 ever $5 billion revenue ", "2019 2020 "})
            QTest::newRow(piece) << QString::fromLatin1(piece);
    }

    void takesTimeInProportionOfDigits()
    {
        QFETCH(QString, piece);
        constexpr qsizetype Small = 30'000;
        constexpr qsizetype Times = 8;
        const auto timeOf = [&](qsizetype size) {
            const auto text = piece.repeated(size / piece.size());
            qint64 best = -1;
            for (int round = 0; round < 3; ++round) {
                QElapsedTimer timer;
                timer.start();
                const auto checked = m_gate->check(text, m_evidence);
                const auto took = timer.nsecsElapsed();
                if (checked.numbers.size() > text.size())
                    return qint64(-1);
                best = best < 0 ? took : std::min(best, took);
            }
            return best;
        };
        const auto small = timeOf(Small);
        const auto large = timeOf(Small * Times);
        QVERIFY(small > 0 && large > 0);
        // A quadratic part would take 64 times as long.
        QVERIFY2(large < 3 * Times * small, qPrintable(QStringLiteral("%1 ns and %2 ns").arg(small).arg(large)));
    }

private:
    std::unique_ptr<ClaimGate> m_gate;
    ClaimEvidence m_evidence;
};

QTEST_APPLESS_MAIN(TestClaimStrangers)
#include "test_claim_strangers.moc"
