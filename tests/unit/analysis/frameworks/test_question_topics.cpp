// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/framework.h"
#include "analysis/frameworks/ratio_words.h"
#include "base/json.h"
#include "base/paths.h"

#include <QTest>

using namespace consultantos;

class TestQuestionTopics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void questionNamesItsFirstTopic_data();
    void questionNamesItsFirstTopic();
    void contextCountsLessThanTheQuestion();
    void emptyQuestionHasNoTopic();
    void shortStemsMatchWholeWordsOnly();
    void everyTopicIsAnsweredByAFigure();
};

void TestQuestionTopics::questionNamesItsFirstTopic_data()
{
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("topic");
    const auto row = [](const char *topic, const char *question) {
        QTest::newRow(question) << QString(QLatin1String(question)) << QString(QLatin1String(topic));
    };
    row("profitability", "How can Tesla restore its margins?");
    row("growth", "Where will growth come from?");
    row("cash", "How long does the cash last?");
    row("leverage", "Can it carry its debt?");
    row("suppliers", "How exposed are we to suppliers?");
    row("regulation", "What would new regulation change?");
    row("innovation", "Is its research paying off, and are its patents safe?");
    row("competition", "Who are the toughest rivals?");
}

void TestQuestionTopics::questionNamesItsFirstTopic()
{
    QFETCH(QString, question);
    const auto topics = QuestionTopics::load(resourceDir());
    QVERIFY(topics.has_value());
    QTEST(topics->of(question, QString()).value(0), "topic");
}

void TestQuestionTopics::contextCountsLessThanTheQuestion()
{
    const auto topics = QuestionTopics::load(resourceDir());
    const auto found = topics->of(QStringLiteral("What about its debt?"),
                                  QStringLiteral("Growth, growth and growth are all that the board talks of."));
    QCOMPARE(found.value(0), QStringLiteral("leverage"));
    QVERIFY(found.contains(QStringLiteral("growth")));
}

void TestQuestionTopics::emptyQuestionHasNoTopic()
{
    QVERIFY(QuestionTopics::load(resourceDir())->of(QString(), QString()).isEmpty());
}

void TestQuestionTopics::shortStemsMatchWholeWordsOnly()
{
    const auto topics = QuestionTopics::load(resourceDir());
    QVERIFY(!topics->of(QStringLiteral("Why did the airline aid its rail arm?"), QString())
                 .contains(QStringLiteral("technology")));
    QVERIFY(topics->of(QStringLiteral("What does AI change?"), QString()).contains(QStringLiteral("technology")));
}

void TestQuestionTopics::everyTopicIsAnsweredByAFigure()
{
    const auto file = json::readObject(resourceDir() + QStringLiteral("/questions/topics.json"));
    QVERIFY(file.has_value());
    for (const auto &entry : (*file)[QStringLiteral("topics")].toArray()) {
        const auto id = entry.toObject()[QStringLiteral("id")].toString();
        QVERIFY2(!ratiosOfTopic(id).isEmpty(), qPrintable(id));
    }
}

QTEST_GUILESS_MAIN(TestQuestionTopics)
#include "test_question_topics.moc"
