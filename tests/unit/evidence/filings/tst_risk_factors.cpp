// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/inline_xbrl_importer.h"
#include "evidence/filings/risk_factors.h"

#include <QFileInfo>
#include <QTest>

#include <algorithm>

using namespace consultantos;

namespace {

/// Lines of "Item 1A"; a number before the text is a heading's level.
Document documentOf(const QStringList &lines)
{
    Document document;
    for (const auto &line : lines) {
        Block block;
        block.section = QStringLiteral("Item 1A");
        block.text = line;
        if (line[0].isDigit()) {
            block.kind = BlockKind::Heading;
            block.level = line[0].digitValue();
            block.text = line.mid(2);
        }
        document.blocks.append(block);
    }
    Block other;
    other.section = QStringLiteral("Item 1B");
    other.text = QStringLiteral("None");
    document.blocks.append(other);
    return document;
}

const QStringList Risks{QStringLiteral("1 Item 1A. Risk Factors"),
                        QStringLiteral("Consider these risks."),
                        QStringLiteral("3 Risks of our business"),
                        QStringLiteral("4 We may drop anvils."),
                        QStringLiteral("Anvils are heavy and hard to hold for long."),
                        QStringLiteral("5 Feet"),
                        QStringLiteral("They may fall on feet."),
                        QStringLiteral("4 Iron may rust."),
                        QStringLiteral("Rust eats iron over the years."),
                        QStringLiteral("3 Risks of law"),
                        QStringLiteral("4 Anvils may be forbidden."),
                        QStringLiteral("A law may come that forbids them.")};

QString path(const char *name)
{
    return qEnvironmentVariable("CONSULTANTOS_TEST_DATA", QStringLiteral(CONSULTANTOS_SOURCE_DIR "/../shared/data"))
           + QStringLiteral("/filings-html/") + QString::fromLatin1(name);
}

} // namespace

class RiskFactorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headingsWithTextAreFactors()
    {
        const QList<RiskFactor> expected{
            {QStringLiteral("Risks of our business"), QStringLiteral("We may drop anvils."), 3, 7},
            {QStringLiteral("Risks of our business"), QStringLiteral("Iron may rust."), 7, 9},
            {QStringLiteral("Risks of law"), QStringLiteral("Anvils may be forbidden."), 10, 12}};
        QCOMPARE(riskFactors(documentOf(Risks)), expected);
    }

    void noHeadingsGiveNoFactors()
    {
        QVERIFY(riskFactors(documentOf({QStringLiteral("Nothing can happen.")})).isEmpty());
        QVERIFY(riskFactors({}).isEmpty());
    }

    void changesNameTheirFactor()
    {
        auto later = Risks;
        later[4] = QStringLiteral("Anvils are heavy and hard to hold for years.");
        later.remove(7, 2);
        later.append(QStringLiteral("Courts may ask for money."));
        const auto changes = riskFactorChanges(documentOf(Risks), documentOf(later));
        QCOMPARE(changes.size(), 4);
        QCOMPARE(changes[0].kind, ChangeKind::Changed);
        QCOMPARE(changes[0].heading, QStringLiteral("We may drop anvils."));
        QCOMPARE(changes[0].before, 4);
        QCOMPARE(changes[0].after, 4);
        QVERIFY(changes[0].similarity > 0.8 && changes[0].similarity < 1);
        QCOMPARE(changes[1].kind, ChangeKind::Removed);
        QCOMPARE(changes[2].kind, ChangeKind::Removed);
        QCOMPARE(changes[2].before, 8);
        QCOMPARE(changes[2].heading, QStringLiteral("Iron may rust."));
        QCOMPARE(changes[3].kind, ChangeKind::Added);
        QCOMPARE(changes[3].after, 10);
        QCOMPARE(changes[3].heading, QStringLiteral("Anvils may be forbidden."));
    }

    void theSameFilingHasNoChanges() { QVERIFY(riskFactorChanges(documentOf(Risks), documentOf(Risks)).isEmpty()); }

    void twoYearsOfARealFiling()
    {
        if (!QFileInfo::exists(path("tsla-10-k-2025-01-30.html.gz")))
            QSKIP("CONSULTANTOS_TEST_DATA is not available");
        const InlineXbrlImporter importer;
        const auto before = importer.read(path("TSLA-0001628280-24-002390-primary-document.html.gz"), {}, {});
        const auto after = importer.read(path("tsla-10-k-2025-01-30.html.gz"), {}, {});
        QVERIFY(before && after);
        const auto factors = riskFactors(*before);
        QCOMPARE(factors.size(), 40); // counted by hand
        QVERIFY(std::all_of(factors.begin(), factors.end(), [](const RiskFactor &factor) {
            return factor.group.startsWith(QLatin1String("Risks Related to ")) && factor.end > factor.first + 1;
        }));
        const auto changes = riskFactorChanges(*before, *after);
        int added = 0;
        int removed = 0;
        for (const auto &change : changes) {
            added += change.kind == ChangeKind::Added ? 1 : 0;
            removed += change.kind == ChangeKind::Removed ? 1 : 0;
            if (change.kind == ChangeKind::Changed)
                QVERIFY(change.similarity > ChangedAbove
                        && before->blocks[change.before].text != after->blocks[change.after].text);
        }
        // Every paragraph of the one year has its counterpart in the other, many reworded.
        QCOMPARE(added, 0);
        QCOMPARE(removed, 0);
        QVERIFY(changes.size() > 20);
        QCOMPARE(riskFactorChanges(*before, *after), changes);
        qInfo("%lld factors, then %lld; paragraphs: %d added, %d removed, %lld changed", qint64(factors.size()),
              qint64(riskFactors(*after).size()), added, removed, qint64(changes.size()) - added - removed);
    }

    void everyRealFilingHasFactors_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("least");
        for (const auto *name :
             {"GM-0001467858-24-000031-primary-document", "aapl-10-k-2024-11-01", "amzn-10-k-2025-02-07",
              "googl-10-k-2025-02-05", "meta-10-k-2025-01-30", "nke-10-k-2025-07-17", "wmt-10-k-2025-03-14"})
            QTest::newRow(name) << QString::fromLatin1(name) + QStringLiteral(".html.gz") << 20;
    }

    void everyRealFilingHasFactors()
    {
        QFETCH(QString, name);
        QFETCH(int, least);
        if (!QFileInfo::exists(path(qPrintable(name))))
            QSKIP("CONSULTANTOS_TEST_DATA is not available");
        const auto document = InlineXbrlImporter().read(path(qPrintable(name)), {}, {});
        QVERIFY(document);
        const auto factors = riskFactors(*document);
        qInfo("%lld factors", qint64(factors.size()));
        QVERIFY(factors.size() >= least);
    }
};

QTEST_GUILESS_MAIN(RiskFactorsTest)
#include "tst_risk_factors.moc"
