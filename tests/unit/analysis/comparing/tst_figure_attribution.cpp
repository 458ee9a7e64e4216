// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparing/figure_attribution.h"
#include "analysis/computation_builder.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace consultantos;

namespace {

Fact factOf(const QString &tag, double value)
{
    Fact fact;
    fact.companyId = QStringLiteral("1");
    fact.taxonomy = QStringLiteral("us-gaap");
    fact.tag = tag;
    fact.unit = QStringLiteral("USD");
    fact.end = QDate(2024, 12, 31);
    fact.latest.value = value;
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, {}, fact.end);
    return fact;
}

/// Price times volume, unless another formula is given.
struct Derivation {
    EvidenceBook book;
    QString ref;

    Derivation(double price, double volume, const QString &formula = QStringLiteral("price * volume"))
    {
        ComputationBuilder builder(QStringLiteral("1"), QStringLiteral("sales"), QStringLiteral("Sales"));
        builder.bind(QStringLiteral("price"), book.add(factOf(QStringLiteral("Price"), price)))
            .bind(QStringLiteral("volume"), book.add(factOf(QStringLiteral("Volume"), volume)));
        ref = builder.evaluate(formula, QStringLiteral("USD"), book)->ref;
    }
};

/// The mean of as many values as are given.
struct Mean {
    EvidenceBook book;
    QString ref;

    explicit Mean(const QList<double> &values)
    {
        QList<Figure> figures;
        for (qsizetype i = 0; i < values.size(); ++i)
            figures.append(book.add(factOf(QStringLiteral("Value%1").arg(i), values[i])));
        ComputationBuilder builder(QStringLiteral("1"), QStringLiteral("mean"), QStringLiteral("Mean"));
        ref = builder.bindList(QStringLiteral("values"), figures)
                  .evaluate(QStringLiteral("mean(values)"), QStringLiteral("USD"), book)
                  ->ref;
    }
};

} // namespace

class TestFigureAttribution : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sharesAreShapleyValues()
    {
        // 10 × 100 = 1000 becomes 12 × 150 = 1800: the price alone would add 200, behind the volume's change 300, on
        // average 250 of 800; the volume 500 or 600, on average 550.
        const Derivation before(10, 100);
        const Derivation after(12, 150);
        const auto causes = FigureAttribution(before.book, after.book).causes(before.ref, after.ref);
        QCOMPARE(causes.size(), 2);
        QCOMPARE(causes[0].title, QStringLiteral("Volume, 2024-12-31"));
        QCOMPARE(*causes[0].share, 550.0 / 800);
        QCOMPARE(*causes[1].share, 250.0 / 800);
        QCOMPARE(causes[0].kind, CauseKind::Fact);
    }

    void aFactIsNamedInWords()
    {
        EvidenceBook book;
        auto fact = factOf(QStringLiteral("CostOfGoodsAndServicesSold"), 3);
        fact.start = QDate(2024, 1, 1);
        book.add(fact);
        QCOMPARE(evidenceName(book, fact.id),
                 QStringLiteral("Cost of goods and services sold, 2024-01-01 to 2024-12-31"));
    }

    void aFormulaIsAMethod()
    {
        const Derivation before(10, 100);
        const Derivation after(10, 100, QStringLiteral("price * volume * 1.1"));
        const auto causes = FigureAttribution(before.book, after.book).causes(before.ref, after.ref);
        QCOMPARE(causes.size(), 1);
        QCOMPARE(causes[0].kind, CauseKind::Method);
        QCOMPARE(*causes[0].share, 1.0);
        QCOMPARE(causes[0].before, QStringLiteral("price * volume"));
    }

    void manyCausesAddUp()
    {
        QList<double> values(12);
        std::iota(values.begin(), values.end(), 1.0);
        const Mean before(values);
        for (auto &value : values)
            value *= 2;
        const Mean after(values);
        const auto causes = FigureAttribution(before.book, after.book).causes(before.ref, after.ref);
        QCOMPARE(causes.size(), 12);
        double sum = 0;
        for (const auto &cause : causes)
            sum += *cause.share;
        QVERIFY(std::abs(sum - 1) < 1e-12);
        QCOMPARE(causes[0].title, QStringLiteral("Value11, 2024-12-31"));
        QVERIFY(std::abs(*causes[0].share - 12.0 / 78) < 1e-12);
    }

    void aMemberMoreIsASource()
    {
        const Mean before({1, 2});
        const Mean after({1, 2, 9});
        const auto causes = FigureAttribution(before.book, after.book).causes(before.ref, after.ref);
        QCOMPARE(causes.size(), 1);
        QCOMPARE(causes[0].kind, CauseKind::Source);
        QVERIFY(causes[0].after.contains(QStringLiteral("Value2")));
    }

    void theSameHasNoCause()
    {
        const Derivation one(10, 100);
        QVERIFY(FigureAttribution(one.book, one.book).causes(one.ref, one.ref).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFigureAttribution)
#include "tst_figure_attribution.moc"
