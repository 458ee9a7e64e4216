// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/conversation/cited_prose.h"
#include "agents/conversation/follow_up_reader.h"
#include "base/paths.h"

#include <QTest>

using namespace consultantos;

namespace {

Company company(const QString &id, const QString &name, const QString &ticker)
{
    Company made;
    made.id = id;
    made.name = name;
    made.ticker = ticker;
    return made;
}

const QList<Company> Known{company(QStringLiteral("1"), QStringLiteral("Tesla"), QStringLiteral("TSLA")),
                           company(QStringLiteral("2"), QStringLiteral("Ford"), QStringLiteral("F")),
                           company(QStringLiteral("3"), QStringLiteral("General Motors"), QStringLiteral("GM"))};

} // namespace

class FollowUpReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followUpsAreWrittenOut_data();
    void followUpsAreWrittenOut();
    void leaningQuestionsAreTold();
    void citationsBelongToTheirSentences();
    void aCutReplyLosesItsLastSentence();
};

void FollowUpReaderTest::followUpsAreWrittenOut_data()
{
    QTest::addColumn<QString>("earlier");
    QTest::addColumn<QString>("period");
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("whole"); // empty: left alone
    const auto margin = QStringLiteral("What was Tesla's gross margin in FY2021?");
    const auto row = [](const char *name, const QString &earlier, const char *period, const char *question,
                        const char *whole) {
        QTest::newRow(name) << earlier << QString::fromUtf8(period) << QString::fromUtf8(question)
                            << QString::fromUtf8(whole);
    };
    row("a year earlier", margin, "FY2021", "And the year before?", "What was Tesla's gross margin in FY2020?");
    row("a year later", margin, "FY2021", "and the following year?", "What was Tesla's gross margin in FY2022?");
    const auto german = QString::fromUtf8("Wie hoch war die Bruttomarge von Tesla 2021 in Prozent?");
    row("German: year", german, "FY2021", "Und im Vorjahr?",
        "Wie hoch war die Bruttomarge von Tesla FY2020 in Prozent?");
    row("German: figure", german, "FY2021", "Und die Nettomarge?", "Wie hoch war die Nettomarge von Tesla 2021?");
    row("German: company", german, "FY2021", "Und bei Ford?", "Wie hoch war die Bruttomarge von Ford 2021 in Prozent?");
    row("German: later", german, "FY2021", "Und 2022?", "Wie hoch war die Bruttomarge von Tesla FY2022 in Prozent?");
    row("German: of its own", german, "FY2021", "Wie hoch war der Umsatz von Ford 2020?", "");
    row("German", margin, "FY2021", "Und im Vorjahr?", "What was Tesla's gross margin in FY2020?");
    row("another year", margin, "FY2021", "What about 2019?", "What was Tesla's gross margin in FY2019?");
    row("a quarter", margin, "FY2021", "and in Q3 2022?", "What was Tesla's gross margin in Q3 FY2022?");
    row("another company", margin, "FY2021", "How about General Motors?",
        "What was General Motors's gross margin in FY2021?");
    row("by its ticker", margin, "FY2021", "And GM?", "What was General Motors's gross margin in FY2021?");
    row("another figure", margin, "FY2021", "What about net income?", "What was Tesla's net income in FY2021?");
    row("its unit goes", QStringLiteral("Tesla's FY2021 gross margin in percent?"), "FY2021", "And net income?",
        "Tesla's FY2021 net income?");
    row("two at once", margin, "FY2021", "And for Ford in 2020?", "What was Ford's gross margin in FY2020?");
    row("the latest year", QStringLiteral("Tesla's revenue in the latest year?"), "FY2024", "And the year before?",
        "Tesla's revenue in FY2023?");
    row("no year was named", QStringLiteral("Revenue of Tesla?"), "FY2024", "And the year before?",
        "Revenue of Tesla in FY2023?");
    row("no company was named", QStringLiteral("FY2021 revenue?"), "FY2021", "And Ford?", "FY2021 revenue of Ford?");
    row("whole in itself", margin, "FY2021", "What was Ford's revenue in 2019?", "");
    row("not understood", margin, "FY2021", "And for electric lorries?", "");
    row("of two figures", QStringLiteral("Ratio of Tesla's revenue to net income in FY2021?"), "FY2021",
        "What about gross profit?", "");
    row("two years", QStringLiteral("Did Tesla's revenue rise from FY2020 to FY2021?"), "FY2021",
        "And the year before?", "Did Tesla's revenue rise from FY2019 to FY2020?");
    row("which of two years", QStringLiteral("Did Tesla's revenue rise from FY2020 to FY2021?"), "FY2021", "And 2019?",
        "");
    row("nothing said", QString(), "", "And the year before?", "");
    row("empty", margin, "FY2021", "", "");
}

void FollowUpReaderTest::followUpsAreWrittenOut()
{
    QFETCH(QString, earlier);
    QFETCH(QString, period);
    QFETCH(QString, question);
    QFETCH(QString, whole);
    const auto reader = FollowUpReader::load(resourceDir());
    QVERIFY2(reader, reader ? "" : qPrintable(reader.error().toText()));
    QCOMPARE(reader->writtenOut(question, {earlier, period}, Known).value_or(QString()), whole);
}

void FollowUpReaderTest::leaningQuestionsAreTold()
{
    const auto reader = FollowUpReader::load(resourceDir());
    QVERIFY(reader);
    QVERIFY(reader->isLeaning(QStringLiteral("Why did it fall so sharply in the last two years?")));
    QVERIFY(reader->isLeaning(QStringLiteral("And what does management say about the reasons for that?")));
    QVERIFY(reader->isLeaning(QStringLiteral("Why?")));
    QVERIFY(!reader->isLeaning(QStringLiteral("What does Tesla say about suppliers of battery cells?")));
}

void FollowUpReaderTest::citationsBelongToTheirSentences()
{
    const auto prose = citedProse(
        QStringLiteral("## Answer\n**Sales** fell [1, 3]. Costs rose. [2]\n- Rivals [E9] gained [4][2]."), 4);
    QCOMPARE(prose.text, QStringLiteral("Answer\nSales fell. Costs rose.\nRivals gained."));
    QCOMPARE(prose.sentences.size(), 4);
    QCOMPARE(prose.sentences[0].sources, QList<int>());
    QCOMPARE(prose.sentences[1].sources, (QList<int>{1, 3}));
    QCOMPARE(prose.sentences[2].sources, QList<int>{2});
    QCOMPARE(prose.sentences[3].sources, (QList<int>{4, 2}));
    QCOMPARE(prose.text.mid(prose.sentences[2].start, prose.sentences[2].length), QStringLiteral("Costs rose."));
}

void FollowUpReaderTest::aCutReplyLosesItsLastSentence()
{
    QCOMPARE(wholeSentences(QStringLiteral("It fell by 3.5 %. [1] It then ro")),
             QStringLiteral("It fell by 3.5 %. [1]"));
    QCOMPARE(wholeSentences(QStringLiteral("It fell by 3.5")), QString());
}

QTEST_GUILESS_MAIN(FollowUpReaderTest)
#include "tst_follow_up_reader.moc"
