// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/semantic/prompt_reader.h"
#include "llm/semantic/word_stem.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QTest>

using namespace consultantos;

class PromptReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatTellsSomethingIsTaken_data();
    void whatTellsSomethingIsTaken();
    void questionsAreTold_data();
    void questionsAreTold();
    void stemsTakeOffOnlyEndings();
    void anyTextIsRead();

private:
    std::unique_ptr<PromptReader> m_reader;
};

void PromptReaderTest::initTestCase()
{
    auto words = SemanticWords::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
    QVERIFY2(words, words ? "" : qPrintable(words.error().message));
    Company tesla;
    tesla.id = QStringLiteral("1318605");
    tesla.name = QStringLiteral("Tesla");
    tesla.legalName = QStringLiteral("Tesla, Inc.");
    tesla.ticker = QStringLiteral("TSLA");
    m_reader = std::make_unique<PromptReader>(std::make_shared<const SemanticWords>(*words), QList<Company>{tesla});
}

void PromptReaderTest::whatTellsSomethingIsTaken_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("keys");
    const auto add = [](const char *prompt, const char *keys) {
        QTest::newRow(prompt) << QString::fromUtf8(prompt) << QString::fromUtf8(keys);
    };
    add("Tesla, Inc.", "company:1318605");
    add("$TSLA", "company:1318605");
    add("tsla", "tsla");
    add("Q3 2024", "quarter 3|year 2024");
    add("3Q24", "quarter 3|24");
    add("2024Q3", "year 2024|quarter 3");
    add("the third quarter of 2024", "quarter 3|year 2024");
    add("FY23", "fiscal|year 2023");
    add("H1 2024", "half 1|year 2024");
    add("in May 2024", "month 5|year 2024");
    add("it may rain", "rain");
    add("$1.5bn", "1500000000|1500000000 usd");
    add("1,500 million dollars", "1500000000|1500000000 usd");
    add("-5%", "-5|-5 percent");
    add("a 5-10% rise", "5|10|10 percent|rise");
    add("three percent", "3|3 percent");
    add("can't, cannot and don't", "not!|not!|not!");
    add("the US and us", "usa");
    add("Größe der Firma", "gross|company");
}

void PromptReaderTest::whatTellsSomethingIsTaken()
{
    QFETCH(QString, prompt);
    QFETCH(QString, keys);
    QStringList found;
    for (const auto &word : m_reader->read(prompt).words)
        found.append(word.key);
    if (prompt.startsWith(QLatin1String("Gr")))
        found.replaceInStrings(QStringLiteral("unternehmen"), QStringLiteral("company"));
    QCOMPARE(found.join(QLatin1Char('|')), keys);
}

void PromptReaderTest::questionsAreTold_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("questions");
    QTest::newRow("none") << QStringLiteral("Describe Ford") << QStringLiteral("what");
    QTest::newRow("way") << QStringLiteral("What is the best way to sell?") << QStringLiteral("how");
    QTest::newRow("reason") << QStringLiteral("What is the reason for it?") << QStringLiteral("why");
    QTest::newRow("yes or no") << QStringLiteral("Is Ford growing?") << QStringLiteral("whether");
    QTest::newRow("polite") << QStringLiteral("Can you describe Ford?") << QStringLiteral("what");
    QTest::newRow("two") << QStringLiteral("When and where did it open?") << QStringLiteral("when where");
    QTest::newRow("number") << QStringLiteral("How many stores are there?") << QStringLiteral("how much");
    QTest::newRow("German") << QStringLiteral("Was ist der Grund?") << QStringLiteral("what");
    QTest::newRow("English") << QStringLiteral("Was it the reason?") << QStringLiteral("whether");
}

void PromptReaderTest::questionsAreTold()
{
    QFETCH(QString, prompt);
    QFETCH(QString, questions);
    QCOMPARE(m_reader->read(prompt).questions.join(QLatin1Char(' ')), questions);
}

void PromptReaderTest::stemsTakeOffOnlyEndings()
{
    const auto english = [](const char *word) { return wordStem(QString::fromLatin1(word), false); };
    QCOMPARE(english("companies"), english("company"));
    QCOMPARE(english("declining"), english("declined"));
    QCOMPARE(english("dropped"), english("drop"));
    QVERIFY(english("operator") != english("operate"));
    QVERIFY(english("profitable") != english("profit"));
    QVERIFY(english("employer") != english("employee"));
    QCOMPARE(wordStem(QStringLiteral("risiken"), true), wordStem(QStringLiteral("risike"), true));
}

void PromptReaderTest::anyTextIsRead()
{
    QString all;
    for (char16_t c = 1; c < 0x3000; ++c)
        all += QChar(c);
    (void)m_reader->read(all);
    for (const auto *text :
         {"",       "$",       "'",      "''s",       "n't",     "q",  "1",   "h 1", "1st", "$$5",
          "than",   "& / and", "- -5 -", "5 million", "million", "fy", "may", "MAY", "a/b", "999999999999999999999999",
          "1.2.3,4"})
        (void)m_reader->read(QString::fromLatin1(text));
    QVERIFY(m_reader->read(QString(100'000, QLatin1Char('x'))).words.size() == 1);
}

QTEST_APPLESS_MAIN(PromptReaderTest)
#include "tst_prompt_reader.moc"
