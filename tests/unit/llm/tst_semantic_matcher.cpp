// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/semantic/lexical_embedder.h"
#include "llm/semantic/semantic_matcher.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace consultantos;

namespace {

QList<Company> someCompanies()
{
    Company tesla;
    tesla.id = QStringLiteral("1318605");
    tesla.name = QStringLiteral("Tesla");
    tesla.legalName = QStringLiteral("Tesla, Inc.");
    tesla.ticker = QStringLiteral("TSLA");
    Company cola;
    cola.id = QStringLiteral("21344");
    cola.name = QStringLiteral("Coca-Cola");
    cola.ticker = QStringLiteral("KO");
    cola.aliases = {QStringLiteral("The Coca-Cola Company")};
    return {tesla, cola};
}

} // namespace

class SemanticMatcherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theSameAskedOtherwiseIsAHit_data();
    void theSameAskedOtherwiseIsAHit();
    void anotherMeaningIsNone_data();
    void anotherMeaningIsNone();
    void theVerdictDoesNotDependOnTheOrder();
    void aHitNeedsSimilarityToo();
    void promptsWithoutWordsShareNothing();
    void vectorsHaveLengthOneAndAreRepeatable();
    void missingWordsAreAnError();

private:
    std::shared_ptr<const SemanticMatcher> m_matcher;
};

void SemanticMatcherTest::initTestCase()
{
    const auto matcher = makeSemanticMatcher(QStringLiteral(CONSULTANTOS_RESOURCE_DIR), someCompanies());
    QVERIFY2(matcher, matcher ? "" : qPrintable(matcher.error().message));
    m_matcher = *matcher;
}

void SemanticMatcherTest::theSameAskedOtherwiseIsAHit_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    const auto add = [](const char *one, const char *other) {
        QTest::newRow(one) << QString::fromUtf8(one) << QString::fromUtf8(other);
    };
    add("What was Tesla's revenue in Q1 2023?", "What was the revenue of TSLA in the first quarter of 2023?");
    add("Summarise Apple's strategy", "Give me a summary of the strategy of Apple");
    add("How can I reduce costs?", "What is the best way to reduce costs?");
    add("What are the top 3 threats to Visa?", "Which are the top three threats to Visa?");
    add("Compare Tesla and Ford", "Compare Ford and Tesla");
    add("Why did sales decline in 2022?", "What is the reason sales declined in 2022?");
    add("A budget of $5 million", "A budget of 5 million dollars");
    add("The Coca-Cola Company's risks", "Risks of Coca-Cola");
    add("Don't list risks of Ford", "Do not list risks of Ford");
    add("Wie hoch war der Umsatz von Tesla 2021?", "Wie hoch war Teslas Umsatz 2021?");
}

void SemanticMatcherTest::theSameAskedOtherwiseIsAHit()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    const auto verdict = m_matcher->judge(one, other);
    QVERIFY(verdict);
    QVERIFY2(verdict->isHit, qPrintable(verdict->reason + QString::number(verdict->similarity)));
    QVERIFY(verdict->similarity >= m_matcher->threshold());
}

void SemanticMatcherTest::anotherMeaningIsNone_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<QString>("reason");
    const auto add = [](const char *one, const char *other, const char *reason) {
        QTest::newRow(other) << QString::fromUtf8(one) << QString::fromUtf8(other) << QString::fromUtf8(reason);
    };
    add("What is the revenue of Tesla?", "What is the revenue of Coca-Cola?", "name");
    add("What is the margin of GM?", "What is the margin of GE?", "name");
    add("what is the revenue of commerzbank", "what is the revenue of postbank", "wording");
    add("Ford's risks in 2023", "Ford's risks in 2022", "period");
    add("Ford's risks in Q1 2023", "Ford's risks in Q2 2023", "period");
    add("Why did sales fall last year?", "Why did sales fall this year?", "period");
    add("Grow revenue by 1.5%", "Grow revenue by 15%", "number");
    add("Grow revenue by 5%", "Grow revenue by -5%", "number");
    add("Revenue above $5 million", "Revenue above $5 billion", "number");
    add("Cars under $2000", "Cars under €2000", "unit");
    add("Grow by 5 percent", "Grow by 5 percentage points", "unit");
    add("Is Ford profitable?", "Isn't Ford profitable?", "negation");
    add("Do stores take notes?", "Do stores not take notes?", "negation");
    add("Ford with subsidies", "Ford without subsidies", "negation");
    add("What happened before the merger?", "What happened after the merger?", "direction");
    add("Learn more in less time", "Learn less in less time", "direction");
    add("Why did sales rise?", "Why did sales fall?", "direction");
    add("Show all suppliers of Ford", "Show some suppliers of Ford", "quantifier");
    add("Why do some shops close, any idea?", "Why do all shops close, any idea?", "quantifier");
    add("Why do people compare it with Google?", "Why do people compare it with Great?", "name");
    add("Most stores lost money", "Some stores lost money", "quantifier");
    add("How did you solve it in Excel?", "Why did you solve it in Excel?", "question");
    add("Where would you invest? Why?", "Where would you invest? How?", "question");
    add("Did Microsoft acquire Activision?", "Did Activision acquire Microsoft?", "roles");
    add("Does google own youtube?", "Does youtube own google?", "roles");
    add("Costs rose from 5 to 7 last year", "Costs rose from 7 to 5 last year", "roles");
    add("Revenue rose by 5%", "Revenue rose to 5%", "roles");
    add("Is Apple bigger than Dell?", "Is Dell bigger than Apple?", "roles");
    add("Will Ford expand?", "Did Ford expand?", "time");
    add("Can Ford expand into India?", "Should Ford expand into India?", "wording");
    add("Ist der Umsatz gestiegen?", "Ist der Umsatz nicht gestiegen?", "negation");
    add("Ist der Umsatz gestiegen?", "Ist der Umsatz gesunken?", "direction");
}

void SemanticMatcherTest::anotherMeaningIsNone()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QFETCH(QString, reason);
    const auto verdict = m_matcher->judge(one, other);
    QVERIFY(verdict);
    QVERIFY(!verdict->isHit);
    QVERIFY2(verdict->reason.contains(reason), qPrintable(verdict->reason));
}

void SemanticMatcherTest::theVerdictDoesNotDependOnTheOrder()
{
    const QStringList prompts{
        QStringLiteral("Is Ford profitable?"),          QStringLiteral("Ford: is it profitable now?"),
        QStringLiteral("Why is Ford profitable?"),      QStringLiteral("All suppliers of Ford"),
        QStringLiteral("Some suppliers of Ford, why?"), QStringLiteral("Suppliers of Ford")};
    for (const auto &one : prompts) {
        for (const auto &other : prompts) {
            const auto there = m_matcher->judge(one, other);
            const auto back = m_matcher->judge(other, one);
            QVERIFY(there && back);
            QCOMPARE(there->isHit, back->isHit);
            QCOMPARE(there->similarity, back->similarity);
        }
        QVERIFY(m_matcher->judge(one, one)->isHit);
    }
}

void SemanticMatcherTest::aHitNeedsSimilarityToo()
{
    const auto words = SemanticWords::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
    const auto weights = WordWeights::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
    QVERIFY(words && weights);
    const auto reader =
        std::make_shared<const PromptReader>(std::make_shared<const SemanticWords>(*words), QList<Company>());
    const SemanticMatcher strict(reader, std::make_shared<const LexicalEmbedder>(reader, *weights), 0.999);
    const auto one = QStringLiteral("Suppliers of Ford");
    const auto verdict = strict.judge(one, QStringLiteral("Could you give me the suppliers that Ford has?"));
    QVERIFY(verdict);
    QVERIFY(!verdict->isHit);
    QVERIFY2(verdict->reason.contains(QStringLiteral("similarity below 0.999")), qPrintable(verdict->reason));
    QVERIFY(strict.judge(one, one)->isHit);
}

void SemanticMatcherTest::promptsWithoutWordsShareNothing()
{
    for (const auto &prompt : {QString(), QStringLiteral("?"), QStringLiteral("What is it?")}) {
        const auto verdict = m_matcher->judge(prompt, prompt);
        QVERIFY(verdict);
        QVERIFY(!verdict->isHit);
    }
}

void SemanticMatcherTest::vectorsHaveLengthOneAndAreRepeatable()
{
    const auto &embedder = m_matcher->embedder();
    const auto one = embedder.embed(QStringLiteral("Revenue of Ford in 2023"));
    QVERIFY(one);
    QCOMPARE(one->size(), LexicalEmbedder::Dimension);
    QCOMPARE(*embedder.embed(QStringLiteral("Revenue of Ford in 2023")), *one);
    double squares = 0;
    for (const auto value : *one)
        squares += double(value) * double(value);
    QVERIFY(std::abs(squares - 1) < 1e-5);
}

void SemanticMatcherTest::missingWordsAreAnError()
{
    const QTemporaryDir empty;
    const auto matcher = makeSemanticMatcher(empty.path(), {});
    QVERIFY(!matcher);
    QVERIFY(matcher.error().message.contains(QStringLiteral("semantic_words.json")));
}

QTEST_APPLESS_MAIN(SemanticMatcherTest)
#include "tst_semantic_matcher.moc"
