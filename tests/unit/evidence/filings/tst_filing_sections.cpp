// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/filing_sections.h"

#include <QTest>

using namespace consultantos;

namespace {

/// Lines divided by '|'; "~" stands for a page of text.
QList<Block> blocksOf(const char *lines)
{
    QList<Block> blocks;
    for (const auto &line : QString::fromUtf8(lines).split(u'|')) {
        Block block;
        block.text = line == QLatin1String("~") ? QStringLiteral("Item by item we tell it. ").repeated(100) : line;
        blocks.append(block);
    }
    return blocks;
}

/// "name@first-end title"
QStringList found(const char *lines, const char *form = "10-K")
{
    QStringList names;
    for (const auto &section : findSections(blocksOf(lines), QString::fromLatin1(form)))
        names.append(
            QStringLiteral("%1@%2-%3 %4").arg(section.name).arg(section.first).arg(section.end).arg(section.title));
    return names;
}

} // namespace

class FilingSectionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sections_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QStringList>("names");
        const auto row = [](const char *name, const char *lines, const char *names) {
            QTest::newRow(name) << QByteArray(lines) << QString::fromLatin1(names).split(u'|', Qt::SkipEmptyParts);
        };
        row("none", "Letter|~", "");
        row("one after another", "Item 1. Business|~|Item 1A. Risk Factors|~",
            "Item 1@0-2 Business|Item 1A@2-4 Risk Factors");
        row("spellings", "ITEM 1.BUSINESS|~|Item1A: Risk Factors|~|ITEM 2 \u2014 PROPERTIES|~|Item 7 A. Market Risk|~",
            "Item 1@0-2 BUSINESS|Item 1A@2-4 Risk Factors|Item 2@4-6 PROPERTIES|Item 7A@6-8 Market Risk");
        row("letter that begins a word", "Item 1 Business|~|Item 2 About us|~",
            "Item 1@0-2 Business|Item 2@2-4 About us");
        row("table of contents before",
            "Item 1.\tBusiness\t4|Item 1A.\tRisk Factors\t9|Item 7.\tOutlook\t20|Item 1. Business|~|Item 1A. Risk "
            "Factors|~|Item 7. Outlook|~",
            "Item 1@3-5 Business|Item 1A@5-7 Risk Factors|Item 7@7-9 Outlook");
        row("table of contents names more than there is",
            "Item 1. Business|Item 6. Reserved|Item 7. Outlook|Item 16. Summary|Item 1. Business|~|~|Item 7. "
            "Outlook|~|~",
            "Item 1@4-7 Business|Item 7@7-10 Outlook");
        row("index behind", "Item 1. Business|~|Item 7. Outlook|~|Item 1. Business 4|Item 7. Outlook 9",
            "Item 1@0-2 Business|Item 7@2-6 Outlook");
        row("reference between",
            "Item 1. Business|~|Item 8. Statements|see there|~|Item 7. Outlook|~|~|Item 8. "
            "Statements|~|~|~",
            "Item 1@0-5 Business|Item 7@5-8 Outlook|Item 8@8-12 Statements");
        row("running heads", "Item 7. Outlook|~|Item 7. Outlook|~|Item 8. Statements|~",
            "Item 7@0-4 Outlook|Item 8@4-6 Statements");
        row("sentences",
            "Item 1. Business|~|Item 7 of this report tells of our outlook, and we ask you to read it "
            "together with all that stands there, with the statements in Item 8, with the notes to them, "
            "and with everything else that this report holds, since only the whole of it gives a full and "
            "fair view of our business, its risks and its results.|~",
            "Item 1@0-4 Business");
        row("parts between", "PART I|Item 4. Mines|None|PART II|Item 5. Market|~|SIGNATURES|Signed",
            "Item 4@1-3 Mines|Item 5@4-6 Market");
        row("part on the same line", "PART II. Item 5. Market|~", "Item 5@0-2 Market");
        row("answered together", "Item 9. Changes|None|Items 10, 11 and 12|By reference|Item 15. Exhibits|~",
            "Item 9@0-2 Changes|Item 10@2-4 |Item 11@2-4 |Item 12@2-4 |Item 15@4-6 Exhibits");
        row("range", "Items 10 through 13. By reference|x|Item 15. Exhibits|~",
            "Item 10@0-2 By reference|Item 11@0-2 By reference|Item 12@0-2 By reference|Item 13@0-2 By reference|Item "
            "15@2-4 Exhibits");
    }

    void sections()
    {
        QFETCH(QByteArray, lines);
        QTEST(found(lines.constData()), "names");
    }

    void aQuarterlyReportHasTwoParts()
    {
        const auto *lines =
            "PART I|Item 1. Statements|3|Item 2. Outlook|9|PART II|Item 1. Proceedings|20|Item 1A. Risk|21|"
            "PART I|Item 1. Statements|~|Item 2. Outlook|~|PART II|Item 1. Proceedings|~|Item 1A. Risk|~";
        const QStringList expected{
            QStringLiteral("Part I, Item 1@11-13 Statements"), QStringLiteral("Part I, Item 2@13-15 Outlook"),
            QStringLiteral("Part II, Item 1@16-18 Proceedings"), QStringLiteral("Part II, Item 1A@18-20 Risk")};
        QCOMPARE(found(lines, "10-Q"), expected);
    }

    void theTextIsWithoutTheNameLine()
    {
        const auto blocks = blocksOf("Item 1. Business|We make anvils.|We sell them.");
        QCOMPARE(sectionText(blocks, findSections(blocks, {}).first()),
                 QStringLiteral("We make anvils.\nWe sell them."));
    }

    void manyCandidatesTakeNoTime()
    {
        QList<Block> blocks;
        for (int i = 0; i < 100'000; ++i) {
            Block block;
            block.text = QStringLiteral("Item %1. Title").arg(i % 16 + 1);
            blocks.append(block);
        }
        QVERIFY(!findSections(blocks, {}).isEmpty()); // the test's time-out is the limit
    }
};

QTEST_GUILESS_MAIN(FilingSectionsTest)
#include "tst_filing_sections.moc"
