// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/asked_format.h"
#include "analysis/asking/part_figures.h"
#include "analysis/asking/period_reference.h"
#include "analysis/asking/vocabulary.h"
#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/formula_catalogue.h"
#include "model/units.h"

#include <QTest>

#include <memory>

using namespace consultantos;

namespace {

const QString Resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestQuestionWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto lines = ConceptCatalogue::load(Resources + q("/concepts.json"));
        QVERIFY2(lines, lines ? "" : qPrintable(lines.error().toText()));
        auto formulas = FormulaCatalogue::load(Resources + q("/formulas.json"), *lines);
        QVERIFY2(formulas, formulas ? "" : qPrintable(formulas.error().toText()));
        auto loaded = Vocabulary::load(Resources, *lines, *formulas);
        QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().toText()));
        m_vocabulary = std::make_unique<Vocabulary>(std::move(*loaded));
        m_lines = std::make_unique<ConceptCatalogue>(std::move(*lines));
    }

    void knowsLinesAndFiguresByManyNames_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("id");
        const QList<QPair<const char *, const char *>> rows{
            {"net PPNE", "ppe_net"},
            {"PP&E", "ppe_net"},
            {"property, plant & equipment", "ppe_net"},
            {"COGS", "cost_of_revenue"},
            {"cost of goods sold", "cost_of_revenue"},
            {"total revenues", "revenue"},
            {"Turnover", "revenue"},
            {"cash flow from operating activities", "operating_cash_flow"},
            {"D&A", "depreciation_amortization"},
            {"depreciation and amortisation", "depreciation_amortization"},
            {"trade payables", "accounts_payable"},
            {"EPS", "eps_diluted"},
            {"net AR", "receivables"},
            {"total current liabilities", "current_liabilities"},
            {"stockholders' equity", "equity"},
            {"long-term debt", "long_term_debt"},
            {"capital expenditures", "capex"},
            {"days payable outstanding", "days_payable"},
            {"DSO", "days_sales_outstanding"},
            {"gross profit margin", "gross_margin"},
            {"retention ratio", "retention_ratio"},
            {"Redeemable interests outside equity", "redeemable_equity"},
            {"cash & marketable securities", "cash_and_investments"}};
        for (const auto &[words, id] : rows)
            QTest::newRow(words) << q(words) << q(id);
    }

    void knowsLinesAndFiguresByManyNames()
    {
        QFETCH(QString, words);
        QFETCH(QString, id);
        const auto tokens = questionTokens(words);
        QList<QuestionToken> plain;
        for (const auto &token : tokens) {
            if (token.kind != QuestionToken::Kind::Sign)
                plain.append(token);
        }
        const auto match = m_vocabulary->phrases().longestAt(plain, 0);
        QVERIFY(match);
        QCOMPARE(match->meaning.id, id);
        QCOMPARE(match->length, plain.size());
    }

    void everyLineIsNamedByItsLabel()
    {
        for (const auto &line : m_lines->concepts()) {
            const bool isPartOfAnother =
                line.tags.size() == 1; // printed rows alone give it, and their sum has the name
            if (isPartOfAnother)
                continue;
            QList<QuestionToken> plain;
            for (const auto &token : questionTokens(line.label)) {
                if (token.kind != QuestionToken::Kind::Sign)
                    plain.append(token);
            }
            const auto match = m_vocabulary->phrases().longestAt(plain, 0);
            QVERIFY2(match && match->length == plain.size(), qPrintable(line.id));
            QVERIFY2(match->meaning.isTerm(), qPrintable(line.id));
        }
    }

    void readsPeriods_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("label");
        QTest::newRow("FY2018") << q("FY2018") << q("FY2018");
        QTest::newRow("FY18") << q("FY18") << q("FY2018");
        QTest::newRow("FY98") << q("FY98") << q("FY1998");
        QTest::newRow("fiscal 2018") << q("fiscal 2018") << q("FY2018");
        QTest::newRow("fiscal year 2018") << q("fiscal year 2018") << q("FY2018");
        QTest::newRow("2018") << q("2018") << q("FY2018");
        QTest::newRow("Q3 2022") << q("Q3 2022") << q("Q3 FY2022");
        QTest::newRow("Q3FY22") << q("Q3FY22") << q("Q3 FY2022");
        QTest::newRow("3Q22") << q("3Q22") << q("Q3 FY2022");
        QTest::newRow("third quarter of fiscal 2022") << q("third quarter of fiscal 2022") << q("Q3 FY2022");
        QTest::newRow("December 31, 2021") << q("December 31, 2021") << q("2021-12-31");
        QTest::newRow("last year") << q("last year") << q("the latest year");
        QTest::newRow("revenue") << q("revenue") << q("");
        QTest::newRow("1,577") << q("1,577") << q("");
        QTest::newRow("20.18") << q("20.18") << q("");
    }

    void readsPeriods()
    {
        QFETCH(QString, words);
        QFETCH(QString, label);
        const auto match = periodAt(questionTokens(words), 0);
        QCOMPARE(match ? match->period.label() : QString(), label);
    }

    void namesPartsAsReadersDo()
    {
        QCOMPARE(partName(q("tsla:EnergyGenerationAndStorageSegmentMember")), q("Energy Generation and Storage"));
        QCOMPARE(partName(q("gm:GMNAMember")), q("GMNA"));
        QCOMPARE(partName(q("gm:GMFinancialSegmentMember")), q("GM Financial"));
        QCOMPARE(partName(q("gm:VehiclesandPartsMember")), q("Vehicles and Parts"));
        QCOMPARE(partName(q("country:CN")), q("China"));
    }

    void readsTheFormatAskedFor_data()
    {
        QTest::addColumn<QString>("question");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("text");
        QTest::newRow("millions") << q("Answer in USD millions.") << 1577e6 << q("USD") << q("USD 1,577 million");
        QTest::newRow("billions") << q("(in USD billions)") << 8738e6 << q("USD") << q("USD 8.7 billion");
        QTest::newRow("thousands") << q("in thousands") << 8738e3 << q("USD") << q("USD 8,738 thousand");
        QTest::newRow("small millions") << q("in USD millions") << 65.4e6 << q("USD") << q("USD 65.40 million");
        QTest::newRow("percent") << q("in units of percents and round to one decimal place") << 0.3079 << units::Ratio
                                 << q("30.8 %");
        QTest::newRow("two decimals") << q("Round your answer to two decimal places.") << 0.537 << units::Ratio
                                      << q("0.54");
        QTest::newRow("share by default") << q("gross margin?") << 0.2528 << units::Ratio << q("25.3 %");
        QTest::newRow("negative") << q("Round to 2 decimals") << -3.7 << units::Days << q("−3.70 days");
        QTest::newRow("money by default") << q("?") << -1577e6 << q("USD") << q("USD −1,577 million");
        QTest::newRow("a threshold is no unit") << q("above 5 million?") << 7e9 << q("USD") << q("USD 7,000 million");
        QTest::newRow("per share") << q("EPS?") << 1.634 << q("USD/shares") << q("USD 1.63");
        QTest::newRow("points") << q("?") << 0.031 << units::Points << q("3.1 percentage points");
        QTest::newRow("rounds to nothing") << q("percent") << -0.0001 << units::Ratio << q("0.0 %");
    }

    void readsTheFormatAskedFor()
    {
        QFETCH(QString, question);
        QFETCH(double, value);
        QFETCH(QString, unit);
        QFETCH(QString, text);
        QCOMPARE(formatFigure(value, unit, AskedFormat::of(questionTokens(question))).text, text);
    }

private:
    std::unique_ptr<ConceptCatalogue> m_lines;
    std::unique_ptr<Vocabulary> m_vocabulary;
};

QTEST_APPLESS_MAIN(TestQuestionWords)
#include "test_question_words.moc"
