// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/risk_factor_news.h"
#include "document_store.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

/// A risk factor: its heading, and its paragraphs parted by '|'.
using Factor = QPair<const char *, const char *>;

Document report(const QList<Factor> &factors, const QString &section = QStringLiteral("Item 1A"))
{
    Document document;
    const auto add = [&](BlockKind kind, int level, const QString &text) {
        Block block;
        block.kind = kind;
        block.level = level;
        block.text = text;
        block.section = section;
        document.blocks.append(block);
    };
    add(BlockKind::Heading, 1, QStringLiteral("Item 1A. Risk Factors"));
    add(BlockKind::Heading, 2, QStringLiteral("Risks of Our Trade"));
    for (const auto &[heading, text] : factors) {
        add(BlockKind::Heading, 3, QString::fromLatin1(heading));
        for (const auto &paragraph : QString::fromLatin1(text).split(QLatin1Char('|')))
            add(BlockKind::Paragraph, 0, paragraph);
    }
    return document;
}

QStringList told(const Result<QList<RiskFactorNews>> &news)
{
    QStringList lines;
    for (const auto &entry : *news)
        lines.append((entry.isNew ? QStringLiteral("+") : QStringLiteral("-")) + entry.quote);
    return lines;
}

const Factor Weather{"Weather may stop us.", "Rain softens the roads that our carts use.|Snow hides them altogether."};
const Factor Horses{"Horses may become scarce.", "Breeders give up one after the other every year."};
const Factor Tariffs{"Tariffs may hit our axles.", "A new duty on imported axles was announced in the autumn."};

} // namespace

class RiskFactorNewsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatCameAndWhatWentIsTold()
    {
        DocumentStore store;
        store.add(report({Weather, Horses}), QStringLiteral("aa"), QStringLiteral("1"), 2023);
        store.add(report({Tariffs, Weather}), QStringLiteral("bb"), QStringLiteral("1"), 2024);
        const auto news = riskFactorNews(*store.repository, QStringLiteral("1"));
        QCOMPARE(told(news), (QStringList{QStringLiteral("+Tariffs may hit our axles."),
                                          QStringLiteral("-Horses may become scarce.")}));
        QCOMPARE(news->at(0).fiscalYear, 2024);
        QCOMPARE(news->at(0).passage.id, QStringLiteral("p/bb/3"));
        QCOMPARE(news->at(0).passage.section, QStringLiteral("Item 1A"));
        QCOMPARE(news->at(0).elsewhere.id, QStringLiteral("p/aa/1"));
        QCOMPARE(news->at(1).passage.date, QDate(2023, 12, 31));
        QCOMPARE(news->at(1).elsewhere.id, QStringLiteral("p/bb/1"));
    }

    void aParagraphAddedToAFactorIsQuoted()
    {
        DocumentStore store;
        store.add(report({Weather, Horses}), QStringLiteral("aa"), QStringLiteral("1"), 2023);
        store.add(
            report({{Weather.first, "Rain softens the roads that our carts use.|Snow hides them altogether.|Hail has "
                                    "fallen. Hail of 12 grams could break our carts on every road."},
                    Horses}),
            QStringLiteral("bb"), QStringLiteral("1"), 2024);
        QCOMPARE(told(riskFactorNews(*store.repository, QStringLiteral("1"))),
                 QStringList{QStringLiteral("+Hail of 12 grams could break our carts on every road.")});
    }

    void aNewHeadingOverTheOldTextIsNoNews()
    {
        DocumentStore store;
        store.add(report({Weather, Horses}), QStringLiteral("aa"), QStringLiteral("1"), 2023);
        store.add(report({{"Bad roads are a danger that we can't escape.", Weather.second}, Horses}),
                  QStringLiteral("bb"), QStringLiteral("1"), 2024);
        QCOMPARE(told(riskFactorNews(*store.repository, QStringLiteral("1"))), QStringList());
    }

    void onlyTwoNeighbouringAnnualReportsAreCompared_data()
    {
        QTest::addColumn<int>("earlierYear");
        QTest::addColumn<QString>("section");
        QTest::addColumn<QString>("company");
        QTest::newRow("a year is missing between them") << 2022 << QStringLiteral("Item 1A") << QStringLiteral("1");
        QTest::newRow("a quarterly report") << 2023 << QStringLiteral("Part II, Item 1A") << QStringLiteral("1");
        QTest::newRow("another company's") << 2023 << QStringLiteral("Item 1A") << QStringLiteral("2");
    }
    void onlyTwoNeighbouringAnnualReportsAreCompared()
    {
        QFETCH(int, earlierYear);
        QFETCH(QString, section);
        QFETCH(QString, company);
        DocumentStore store;
        store.add(report({Weather, Horses}, section), QStringLiteral("aa"), company, earlierYear);
        store.add(report({Tariffs, Weather}), QStringLiteral("bb"), QStringLiteral("1"), 2024);
        QCOMPARE(told(riskFactorNews(*store.repository, QStringLiteral("1"))), QStringList());
    }

    void thereIsNoNewsWithoutReports()
    {
        DocumentStore store;
        QCOMPARE(told(riskFactorNews(*store.repository, QStringLiteral("1"))), QStringList());
    }
};

QTEST_GUILESS_MAIN(RiskFactorNewsTest)
#include "test_risk_factor_news.moc"
