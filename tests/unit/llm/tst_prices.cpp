// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/money/price_table.h"

#include <QByteArray>
#include <QDate>
#include <QString>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

const char *const Head = "{\"source\": \"ours\", \"date\": \"2026-01-31\", \"currency\": \"USD\", \"models\": [";

Result<PriceTable> tableOf(const char *models)
{
    return PriceTable::parse(QByteArray(Head) + models + "]}", QStringLiteral("test"));
}

} // namespace

class PricesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachKindOfTokenHasItsPrice();
    void aCostIsRoundedOnce();
    void anUnknownPriceIsUnknown();
    void reasoningIsBilledAsOutput();
    void theWorstCaseIsNeverBelowTheCost();
    void hugeNumbersStayNumbers();
    void aTableIsRead();
    void datedVersionsHaveTheModelsPrice();
    void ownPricesComeFirst();
    void whatIsNotRightIsRefused_data();
    void whatIsNotRightIsRefused();
    void aMissingFileIsAnError();
};

void PricesTest::eachKindOfTokenHasItsPrice()
{
    // USD 3, 0.30, 3.75 and 15 for a million.
    const ModelPrice price{3'000'000, 300'000, 3'750'000, 15'000'000, 20'000'000};
    QCOMPARE(*price.costOf({1'000'000, 0, 0, 0, 0}), 3'000'000);
    QCOMPARE(*price.costOf({0, 1'000'000, 0, 0, 0}), 300'000);
    QCOMPARE(*price.costOf({0, 0, 1'000'000, 0, 0}), 3'750'000);
    QCOMPARE(*price.costOf({0, 0, 0, 1'000'000, 0}), 15'000'000);
    QCOMPARE(*price.costOf({0, 0, 0, 0, 1'000'000}), 20'000'000);
    QCOMPARE(*price.costOf({1'000, 2'000, 3'000, 4'000, 5'000}), 3'000 + 600 + 11'250 + 60'000 + 100'000);
}

void PricesTest::aCostIsRoundedOnce()
{
    // Three kinds of 0.4 micro-units each: 1.2, not 3 × 0.
    const ModelPrice price{400'000, 400'000, 400'000, 500'000, std::nullopt};
    QCOMPARE(*price.costOf({1, 1, 1, 0, 0}), 1);
    QCOMPARE(*price.costOf({0, 0, 0, 1, 0}), 1);
    QCOMPARE(*price.costOf({1, 0, 0, 0, 0}), 0);
    QCOMPARE(*price.worstCase(1, 0), 1);
}

void PricesTest::anUnknownPriceIsUnknown()
{
    const ModelPrice price{3'000'000, std::nullopt, std::nullopt, 15'000'000, std::nullopt};
    QVERIFY(!price.costOf({10, 1, 0, 10, 0}));
    QVERIFY(!price.costOf({10, 0, 1, 10, 0}));
    QVERIFY(price.costOf({10, 0, 0, 10, 0}));
    QVERIFY(!ModelPrice().costOf({1, 0, 0, 0, 0}));
    QVERIFY(!ModelPrice().worstCase(1, 1));
    QCOMPARE(*ModelPrice({0, 0, 0, 0, 0}).costOf({5, 5, 5, 5, 5}), 0);
}

void PricesTest::reasoningIsBilledAsOutput()
{
    const ModelPrice price{1'000'000, std::nullopt, std::nullopt, 2'000'000, std::nullopt};
    QCOMPARE(*price.costOf({0, 0, 0, 0, 500'000}), 1'000'000);
}

void PricesTest::theWorstCaseIsNeverBelowTheCost()
{
    const ModelPrice price{3'000'001, 300'007, 3'750'003, 15'000'009, 15'000'011};
    for (qint64 input = 0; input < 3'000; input += 7) {
        const auto worst = *price.worstCase(input, input / 3);
        QVERIFY(worst >= *price.costOf({input, 0, 0, input / 3, 0}));
        QVERIFY(worst >= *price.costOf({0, 0, input, 0, input / 3}));
        QVERIFY(worst >= *price.costOf({input / 2, input / 4, input / 4, input / 6, input / 6}));
    }
}

void PricesTest::hugeNumbersStayNumbers()
{
    constexpr auto Highest = ModelPrice::Highest;
    const ModelPrice price{Highest, Highest, Highest, Highest, Highest};
    constexpr auto Most = std::numeric_limits<qint64>::max();
    QVERIFY(*price.costOf({Most, Most, Most, Most, Most}) > 0);
    QVERIFY(*price.worstCase(Most, Most) > 0);
    QCOMPARE(*price.costOf({-5, 0, 0, 0, 0}), 0);
}

void PricesTest::aTableIsRead()
{
    const auto table =
        tableOf("{\"provider\": \"openai\", \"model\": \"m\", \"input\": 2500000, \"cached_input\": null, "
                "\"output\": 10000000}");
    QVERIFY(table);
    QCOMPARE(table->currency(), QStringLiteral("USD"));
    QCOMPARE(table->source(), QStringLiteral("ours"));
    QCOMPARE(table->date(), QDate(2026, 1, 31));
    const auto price = table->find(QStringLiteral("openai"), QStringLiteral("m"));
    QVERIFY(price);
    QCOMPARE(*price, (ModelPrice{2'500'000, std::nullopt, std::nullopt, 10'000'000, std::nullopt}));
    QVERIFY(!table->find(QStringLiteral("openai"), QStringLiteral("other")));
    QVERIFY(!table->find(QStringLiteral("gemini"), QStringLiteral("m")));
}

void PricesTest::datedVersionsHaveTheModelsPrice()
{
    const auto table = tableOf("{\"provider\": \"p\", \"model\": \"m\", \"input\": 1}, "
                               "{\"provider\": \"p\", \"model\": \"m-2025-01-01\", \"input\": 2}");
    QVERIFY(table);
    const auto input = [&table](const char *model) {
        const auto price = table->find(QStringLiteral("p"), QLatin1String(model));
        return price ? price->input.value_or(-1) : -2;
    };
    QCOMPARE(input("m-2024-08-06"), 1);
    QCOMPARE(input("m-20240806"), 1);
    QCOMPARE(input("m-latest"), 1);
    QCOMPARE(input("m-2025-01-01"), 2);
    QCOMPARE(input("m-mini"), -2);
}

void PricesTest::ownPricesComeFirst()
{
    const auto table = tableOf("{\"provider\": \"p\", \"model\": \"a\", \"input\": 1}, "
                               "{\"provider\": \"p\", \"model\": \"b\", \"input\": 2}");
    const auto own = tableOf("{\"provider\": \"p\", \"model\": \"b\", \"input\": 7}");
    QVERIFY(table && own);
    const auto both = table->with(*own);
    QVERIFY(both);
    QCOMPARE(*both->find(QStringLiteral("p"), QStringLiteral("a"))->input, 1);
    QCOMPARE(*both->find(QStringLiteral("p"), QStringLiteral("b"))->input, 7);
    const auto euros =
        PriceTable::parse("{\"date\": \"2026-01-31\", \"currency\": \"EUR\", \"models\": [{\"provider\": "
                          "\"p\", \"model\": \"b\", \"input\": 7}]}",
                          QStringLiteral("own"));
    QVERIFY(euros);
    QVERIFY(!table->with(*euros));
}

void PricesTest::whatIsNotRightIsRefused_data()
{
    QTest::addColumn<QString>("models");
    const auto add = [](const char *name, const char *models) { QTest::newRow(name) << QString::fromLatin1(models); };
    add("negative", "{\"provider\": \"p\", \"model\": \"m\", \"input\": -1}");
    add("fraction", "{\"provider\": \"p\", \"model\": \"m\", \"input\": 2.5}");
    add("text", "{\"provider\": \"p\", \"model\": \"m\", \"input\": \"2\"}");
    add("too high", "{\"provider\": \"p\", \"model\": \"m\", \"input\": 1e15}");
    add("nameless", "{\"provider\": \"p\", \"input\": 2}");
    add("twice", "{\"provider\": \"p\", \"model\": \"m\"}, {\"provider\": \"p\", \"model\": \"m\"}");
    add("no object", "5");
}

void PricesTest::whatIsNotRightIsRefused()
{
    QFETCH(QString, models);
    const auto table = tableOf(models.toLatin1().constData());
    QVERIFY(!table);
    QCOMPARE(table.error().code, ErrorCode::Malformed);
    QVERIFY(!PriceTable::parse("{\"date\": \"2026-01-31\", \"models\": []}", QStringLiteral("no currency")));
    QVERIFY(!PriceTable::parse("{\"currency\": \"USD\", \"models\": []}", QStringLiteral("no date")));
}

void PricesTest::aMissingFileIsAnError()
{
    const QTemporaryDir empty;
    const auto table = PriceTable::load(empty.filePath(QStringLiteral("prices.json")));
    QVERIFY(!table);
    QCOMPARE(table.error().code, ErrorCode::Unreadable);
}

QTEST_APPLESS_MAIN(PricesTest)
#include "tst_prices.moc"
