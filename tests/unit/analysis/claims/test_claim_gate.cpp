// SPDX-License-Identifier: GPL-3.0-or-later
#include "../asking/asking_fixture.h"
#include "analysis/claims/claim_gate.h"

#include <QTest>

using namespace consultantos;

namespace {

/// Carter Tools: revenue 800, 1000, 1100, 1210 million in 2017 to 2020; see asking_fixture.cpp.
ClaimEvidence carterEvidence()
{
    const auto context = test::carter();
    return {context.known, {{context.company, context.facts, context.rows}}, context.company.id};
}

} // namespace

class TestClaimGate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto gate = ClaimGate::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
        QVERIFY2(gate, gate ? "" : qPrintable(gate.error().toText()));
        m_gate = std::make_unique<ClaimGate>(std::move(*gate));
        m_evidence = carterEvidence();
    }

    void judgesOneNumber_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("unit");
        const auto row = [](const char *name, const char *text, const char *verdict, double value, const char *unit) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromLatin1(verdict) << value
                                << QString::fromLatin1(unit);
        };
        row("level", "Carter's revenue was $1.21 billion in 2020.", "match", 1.21e9, "USD");
        row("German level", "Der Umsatz von Carter lag 2020 bei 1,21 Mrd. USD.", "match", 1.21e9, "USD");
        row("wrong value", "Carter's revenue was $1.31 billion in 2020.", "mismatch", 1.31e9, "USD");
        row("wrong year", "Carter's revenue was $1.21 billion in 2019.", "mismatch", 1.21e9, "USD");
        row("wrong scale", "Carter's revenue was $1.21 million in 2020.", "mismatch", 1.21e6, "USD");
        row("wrong currency", "Carter's revenue was EUR 1.21 billion in 2020.", "mismatch", 1.21e9, "EUR");
        row("wrong concept", "Carter's gross profit was $242 million in 2020.", "mismatch", 242e6, "USD");
        row("wrong sign", "Carter had a net loss of $185 million in 2020.", "mismatch", -185e6, "USD");
        row("growth", "Revenue grew 10.0% in 2020.", "match", 10, "percent");
        row("growth behind", "2020 revenue was 10% higher than in 2019.", "match", 10, "percent");
        row("growth over another base", "2020 revenue was 21% higher than in 2018.", "match", 21, "percent");
        row("growth over the wrong base", "2020 revenue was 10% higher than in 2018.", "mismatch", 10, "percent");
        row("wrong direction", "Revenue fell 10.0% in 2020.", "mismatch", -10, "percent");
        row("German wrong direction", "Der Umsatz sank 2020 um 10 %.", "mismatch", -10, "percent");
        row("particle", "Der Umsatz nahm 2020 um 10 % zu.", "match", 10, "percent");
        row("compound", "Das Umsatzwachstum betrug 2020 10,0 %.", "match", 10, "percent");
        row("change", "Revenue rose by $110 million in 2020.", "match", 110e6, "USD");
        row("points", "Gross margin rose 2.1 percentage points in 2020.", "match", 2.1, "percentage points");
        row("percent for points", "Gross margin rose by 2.1% in 2020.", "mismatch", 2.1, "percent");
        row("points for percent", "Revenue rose 10 percentage points in 2020.", "mismatch", 10, "percentage points");
        row("basis points", "Gross margin rose by 215 basis points in 2020.", "match", 215, "basis points");
        row("ratio", "The current ratio was 1.92 in 2020.", "match", 1.92, "number");
        row("share", "R&D was 5.8% of revenue in 2020.", "match", 5.8, "percent");
        row("share of the wrong whole", "R&D was 5.8% of total assets in 2020.", "mismatch", 5.8, "percent");
        row("growth a year", "Revenue grew at a CAGR of 14.8% from 2017 to 2020.", "match", 14.8, "percent");
        row("range", "Revenue was between $1.2 billion and $1.3 billion in 2020.", "match", 1.2e9, "USD");
        row("false range", "Revenue was between $1.3 billion and $1.4 billion in 2020.", "mismatch", 1.3e9, "USD");
        row("bound", "Revenue exceeded $1.2 billion in 2020.", "match", 1.2e9, "USD");
        row("false bound", "Revenue was less than $1.2 billion in 2020.", "mismatch", 1.2e9, "USD");
        row("about", "Revenue was about $1.2 billion in 2020.", "match", 1.2e9, "USD");
        row("earnings a share", "Diluted EPS was $1.85 in 2020.", "match", 1.85, "USD/shares");
        row("total for a share", "Diluted EPS was $185 million in 2020.", "mismatch", 185e6, "USD");
        row("a share of earnings", "Carter earned $1.85 per share in 2020.", "match", 1.85, "USD/shares");
        row("quarter", "Q3 2020 revenue was $310 million.", "match", 310e6, "USD");
        row("wrong quarter", "Q2 2020 revenue was $310 million.", "mismatch", 310e6, "USD");
        row("German quarter", "Im 3. Quartal 2020 betrug der Umsatz 310 Mio. USD.", "match", 310e6, "USD");
        row("word", "Dividends more than doubled between 2017 and 2020.", "match", 2, "times");
        row("times", "Dividends in 2020 were 1.8 times those of 2019.", "match", 1.8, "times");
        row("loss that was one", "Restructuring costs were negative $5 million in 2017.", "match", -5e6, "USD");
        row("brackets", "Restructuring costs in 2017 were ($5 million).", "match", -5e6, "USD");
        row("newest year", "Revenue is $1.21 billion.", "match", 1.21e9, "USD");
        row("no year", "Revenue is $1.1 billion.", "unsupported", 1.1e9, "USD");
        row("no facts of the year", "Revenue was $2 billion in 2031.", "unsupported", 2e9, "USD");
        row("another company", "Dunmore's revenue was $2 billion in 2020.", "unsupported", 2e9, "USD");
        row("part of the company", "Cloud revenue was $400 million in 2020.", "unsupported", 400e6, "USD");
        row("adjusted", "Adjusted EBITDA was $400 million in 2020.", "unsupported", 400e6, "USD");
        row("no term", "Carter hired 500 engineers.", "unsupported", 500, "number");
    }

    void judgesOneNumber()
    {
        QFETCH(QString, text);
        const auto checked = m_gate->check(text, m_evidence);
        QCOMPARE(checked.numbers.size(), 1);
        const auto &number = checked.numbers.first();
        QTEST(verdictName(number.verdict), "verdict");
        QTEST(number.value, "value");
        QTEST(number.unit, "unit");
        QCOMPARE(number.expected.has_value(), number.verdict == ClaimVerdict::Mismatch);
        QCOMPARE(number.reason.isEmpty(), number.verdict == ClaimVerdict::Match);
        if (number.verdict != ClaimVerdict::Unsupported)
            QVERIFY(checked.evidence.contains(number.ref));
    }

    void findsTheRightValue()
    {
        const auto checked = m_gate->check(QStringLiteral("Carter's 2019 revenue was $1.21 billion."), m_evidence);
        QCOMPARE(checked.numbers.first().expected, std::optional(1100e6));
        QCOMPARE(checked.numbers.first().period, QStringLiteral("FY2019"));
        const auto margin = m_gate->check(QStringLiteral("Gross margin rose by 2.1% in 2020."), m_evidence);
        QCOMPARE(margin.numbers.first().expectedUnit, QStringLiteral("percentage points"));
    }

    void pairsNumbersWithTheirPeriods()
    {
        const auto verdicts = [this](const char *text) {
            QStringList words;
            const auto checked = m_gate->check(QString::fromUtf8(text), m_evidence);
            for (const auto &number : checked.numbers)
                words.append(verdictName(number.verdict));
            return words.join(QLatin1Char(' '));
        };
        QCOMPARE(verdicts("Revenue rose from $1.1 billion in 2019 to $1.21 billion in 2020."),
                 QStringLiteral("match match"));
        QCOMPARE(verdicts("Revenue fell from $1.1 billion in 2019 to $1.21 billion in 2020."),
                 QStringLiteral("match mismatch"));
        QCOMPARE(verdicts("Der Umsatz stieg von 1,1 Mrd. USD auf 1,21 Mrd. USD im Jahr 2020."),
                 QStringLiteral("match match"));
        QCOMPARE(verdicts("Revenue and net income were $1.21 billion and $185 million, respectively, in 2020."),
                 QStringLiteral("match match"));
        QCOMPARE(verdicts("Revenue was $1.21 billion in 2020, up from $1.1 billion a year earlier."),
                 QStringLiteral("match match"));
        QCOMPARE(verdicts("Operating cash flow of $260 million exceeded net income of $185 million in 2020."),
                 QStringLiteral("match match"));
        QCOMPARE(verdicts("Net income of $185 million exceeded operating cash flow of $260 million in 2020."),
                 QStringLiteral("mismatch match"));
        QCOMPARE(verdicts("Revenue was $1.21 billion in 2020. It grew 10% from 2019."), QStringLiteral("match match"));
        // Where the term of an earlier sentence stood there says nothing of what stands here.
        QCOMPARE(
            verdicts("In that year its revenue was $1.21 billion in 2020. Amid a deeply negative mood among all of its "
                     "many rivals, it still was $1.1 billion in 2019."),
            QStringLiteral("match match"));
        QCOMPARE(verdicts("In the year that the board calls its best one so far revenue was $1.21 billion in 2020. "
                          "It was $1.1 billion in 2019."),
                 QStringLiteral("match match"));
    }

private:
    std::unique_ptr<ClaimGate> m_gate;
    ClaimEvidence m_evidence;
};

QTEST_APPLESS_MAIN(TestClaimGate)
#include "test_claim_gate.moc"
