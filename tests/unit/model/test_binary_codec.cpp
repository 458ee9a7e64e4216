// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binary_fields.h"

#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace consultantos;

namespace {

/// Members that are told apart by what they can be made of.
struct OptionalKinds {
    std::optional<int> number;
    std::optional<QString> text;
    std::optional<QStringList> texts;
    std::optional<QList<double>> numbers;
    std::optional<QMap<QString, QStringList>> byName;
    QStringList list;

    bool operator==(const OptionalKinds &) const = default;
};

struct Forgetful {
    std::optional<QStringList> texts;
    int forgotten = 0;
};

} // namespace

template <>
struct consultantos::BinaryFields<OptionalKinds> {
    static auto of(auto &value)
    {
        return std::tie(value.number, value.text, value.texts, value.numbers, value.byName, value.list);
    }
};
static_assert(NamesEveryField<OptionalKinds>);

template <>
struct consultantos::BinaryFields<Forgetful> {
    static auto of(auto &value) { return std::tie(value.texts); }
};
static_assert(!NamesEveryField<Forgetful>);

namespace {

/// Something in every kind of field.
Report richReport()
{
    Report report;
    report.id = QStringLiteral("r-1");
    report.createdAt = QDateTime(QDate(2026, 3, 4), QTime(5, 6, 7, 89), Qt::UTC);
    report.status = QStringLiteral("completed");
    report.request.company = QStringLiteral("Käufer & Söhne");
    report.request.depth = Depth::Deep;
    report.request.marketCap = 1.25e12;
    report.company.name = QStringLiteral("Käufer & Söhne");
    report.company.aliases = {QStringLiteral("KS"), QStringLiteral("日本")};

    Fact fact;
    fact.id = QStringLiteral("f/1");
    fact.unit = QStringLiteral("USD");
    fact.start = QDate(2020, 1, 1);
    fact.end = QDate(2020, 12, 31);
    fact.latest = {-12.5, {}, QStringLiteral("10-K"), QDate(), 2020, QStringLiteral("FY"), {}};
    fact.latest.place = {QStringLiteral("d1"), QStringLiteral("B7"), 3, QRectF(1.5, 2.5, 3.5, 4.5),
                         QStringLiteral("a.pdf")};
    fact.earlier = {fact.latest};
    const auto figure = report.evidence.add(fact);
    Passage passage;
    passage.id = QStringLiteral("p/d1/1");
    passage.text = QStringLiteral("One \"quoted\" sentence.");
    passage.date = QDate(2021, 2, 3);
    report.evidence.add(passage);

    Ratio ratio;
    ratio.values = {{{}, figure, {}, {}},
                    {{}, std::nullopt, QStringLiteral("not derivable"), {QStringLiteral("cash")}}};
    report.financials.ratios = {ratio};
    FrameworkResult framework;
    framework.id = QStringLiteral("swot");
    FrameworkSection section;
    section.score = Score{2, 1, 3, 1, 5, QStringLiteral("c/1")};
    FrameworkItem item;
    item.claim.numbers = {{3, 4, std::numeric_limits<double>::infinity(), QStringLiteral("USD"), fact.id}};
    item.fields = {{QStringLiteral("impact"), QStringLiteral("high")}};
    section.items = {item};
    framework.sections = {section};
    framework.canvas = Canvas{{QStringLiteral("Price")}, {QStringLiteral("price")}, {{QStringLiteral("1"), {figure}}}};
    report.frameworks = {framework};
    Forecast forecast;
    forecast.concept_ = QStringLiteral("revenue");
    forecast.unit = QStringLiteral("USD");
    forecast.history = {figure, figure};
    forecast.steps = {{figure, figure, figure, figure, figure}};
    forecast.record = ForecastRecord{3, 0.8, 1.1, 12.5, 0.7, 0.9};
    forecast.notes = {QStringLiteral("A note.")};
    report.forecasts = {forecast};
    report.request.forecastYears = 3;
    report.agents = {{QStringLiteral("market"),
                      AgentState::TimedOut,
                      report.createdAt,
                      1.5,
                      QStringLiteral("late"),
                      {QStringLiteral("research")},
                      {QStringLiteral("l2"), 12}}};
    report.served = {QStringLiteral("l3"), 3600};
    return report;
}

} // namespace

class TestBinaryCodec : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReportComesBackEqual()
    {
        const auto report = richReport();
        const auto bytes = toBinary(report);
        const auto back = fromBinary<Report>(bytes);
        QVERIFY(back);
        QCOMPARE(*back, report);
        QCOMPARE(toBinary(*back), bytes);
    }

    void emptyAndNullTextsStayApart()
    {
        const QStringList texts{QString(), QStringLiteral(""), QStringLiteral("a")};
        const auto back = fromBinary<QStringList>(toBinary(texts));
        QVERIFY(back);
        QVERIFY(back->at(0).isNull());
        QVERIFY(!back->at(1).isNull() && back->at(1).isEmpty());
        QCOMPARE(back->at(2), QStringLiteral("a"));
    }

    void noListAndAnEmptyOneStayApart()
    {
        OptionalKinds kinds;
        kinds.texts = QStringList();
        kinds.byName = {{QStringLiteral("a"), {QStringLiteral("b")}}};
        QCOMPARE(fromBinary<OptionalKinds>(toBinary(kinds)), std::optional(kinds));
        QVERIFY(toBinary(kinds) != toBinary(OptionalKinds()));
    }

    void wholeNumbersOfAnySizeComeBack_data()
    {
        QTest::addColumn<qint64>("number");
        for (const qint64 number : {qint64{0}, qint64{-1}, qint64{63}, qint64{64}, qint64{-65}, qint64{1} << 40,
                                    std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()})
            QTest::newRow(qPrintable(QString::number(number))) << number;
    }

    void wholeNumbersOfAnySizeComeBack()
    {
        QFETCH(const qint64, number);
        QCOMPARE(fromBinary<qint64>(toBinary(number)), std::optional(number));
    }

    void aNumberThatDoesntFitIsNoValue()
    {
        QVERIFY(!fromBinary<int>(toBinary(qint64{1} << 40)));
        QVERIFY(!fromBinary<bool>(toBinary(2)));
    }

    void cutBytesAreNoValue()
    {
        const auto bytes = toBinary(richReport());
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY2(!fromBinary<Report>(bytes.first(size)), qPrintable(QString::number(size)));
        QVERIFY(!fromBinary<Report>(bytes + 'x'));
    }

    void damagedBytesNeverCostMoreThanTheValue()
    {
        const auto bytes = toBinary(richReport());
        QRandomGenerator random(7);
        for (int i = 0; i < 5'000; ++i) {
            auto damaged = bytes;
            for (int flips = 0; flips < 3; ++flips)
                damaged[random.bounded(damaged.size())] = static_cast<char>(random.bounded(256));
            // What matters is that it ends, in bounds: a changed figure alone can't be told from a right one here.
            (void)fromBinary<Report>(damaged);
        }
        // A list that claims to be longer than everything that is left.
        QVERIFY(!fromBinary<QStringList>(toBinary(qint64{1} << 50)));
    }

    void equalHashesHaveEqualBytes()
    {
        QHash<QString, Source> one;
        QHash<QString, Source> other;
        for (int i = 0; i < 50; ++i)
            one[QString::number(i)].title = QString::number(i);
        for (int i = 49; i >= 0; --i)
            other[QString::number(i)].title = QString::number(i);
        QCOMPARE(toBinary(one), toBinary(other));
    }
};

QTEST_GUILESS_MAIN(TestBinaryCodec)
#include "test_binary_codec.moc"
