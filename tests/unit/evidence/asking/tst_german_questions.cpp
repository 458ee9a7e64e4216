// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/question_translator.h"
#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/formula_catalogue.h"
#include "evidence/asking/question_desk.h"
#include "evidence/local_fact_store.h"
#include "storage/storage.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

const QString Resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);

template <typename T>
T orFail(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().toText()));
    return *std::move(result);
}

/// The pairs of german_questions.txt.
QList<std::pair<QString, QString>> pairs()
{
    QFile file(QStringLiteral(GERMAN_QUESTIONS));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        qFatal("%s", qPrintable(file.errorString()));
    QList<std::pair<QString, QString>> found;
    for (const auto &line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        const auto bar = line.indexOf(QLatin1Char('|'));
        if (!line.startsWith(QLatin1Char('#')) && bar > 0)
            found.append({line.left(bar).trimmed(), line.mid(bar + 1).trimmed()});
    }
    return found;
}

QuestionTranslator translator()
{
    const QDir folder(Resources);
    const auto lines = orFail(ConceptCatalogue::load(folder.filePath(QStringLiteral("concepts.json"))));
    const auto formulas = orFail(FormulaCatalogue::load(folder.filePath(QStringLiteral("formulas.json")), lines));
    return orFail(QuestionTranslator::load(Resources, lines, formulas));
}

} // namespace

/// Questions in German are answered as the same in English.
class TestGermanQuestions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void bothLanguagesHaveOneAnswer_data();
    void bothLanguagesHaveOneAnswer();
    void thereAreEnough() { QVERIFY(pairs().size() >= 60); }
    void englishStaysAsItIs_data();
    void englishStaysAsItIs();
    void whatNothingExplainsIsRefused_data();
    void whatNothingExplainsIsRefused();
    void passagesAreSearchedByGermanWords();
    void unknownTermsAreMalformed();

private:
    QTemporaryDir m_dir;
    std::shared_ptr<const QuestionDesk> m_desk;
};

void TestGermanQuestions::initTestCase()
{
    const auto storage = orFail(Storage::open(m_dir.path(), std::make_shared<SystemClock>()));
    m_desk = orFail(makeQuestionDesk(Resources, storage, orFail(LocalFactStore::load(Resources, storage.facts))));
}

void TestGermanQuestions::bothLanguagesHaveOneAnswer_data()
{
    QTest::addColumn<QString>("german");
    QTest::addColumn<QString>("english");
    for (const auto &[german, english] : pairs())
        QTest::newRow(qPrintable(german)) << german << english;
}

void TestGermanQuestions::bothLanguagesHaveOneAnswer()
{
    QFETCH(QString, german);
    QFETCH(QString, english);
    const auto wanted = orFail(m_desk->ask({english, {}, {}}));
    QVERIFY2(wanted.kind == AnswerKind::Figure, qPrintable(english + QLatin1Char(' ') + wanted.explanation));
    const auto answer = orFail(m_desk->ask({german, {}, {}}));
    const auto read = translator().inEnglish(german);
    QVERIFY2(answer.kind == AnswerKind::Figure, qPrintable(read + QLatin1String(": ") + answer.explanation));
    QVERIFY2(answer.answer == wanted.answer && answer.period == wanted.period,
             qPrintable(QStringLiteral("%1: %2 (%3), not %4 (%5)")
                            .arg(read, answer.answer, answer.period, wanted.answer, wanted.period)));
    QCOMPARE(answer.question, german);
}

void TestGermanQuestions::englishStaysAsItIs_data()
{
    QTest::addColumn<QString>("question");
    for (const auto &pair : pairs())
        QTest::newRow(qPrintable(pair.second)) << pair.second;
    for (const char *question :
         {"What was Tesla's 2022 EBIT?", "Die casting revenue of Tesla in 2022", "EBITDA margin Apple 2023",
          "Was Van der Moolen's revenue higher in 2021?", "Des Moines revenue 2022", "Cash Conversion Cycle of Apple",
          "What hat sales did Acme have in 2020?", "Apple revenue 2023", "And the year before?"})
        QTest::newRow(question) << QString::fromLatin1(question);
}

void TestGermanQuestions::englishStaysAsItIs()
{
    QFETCH(QString, question);
    QCOMPARE(translator().inEnglish(question), question);
    QVERIFY(translator().searchWords(question).isEmpty());
}

void TestGermanQuestions::whatNothingExplainsIsRefused_data()
{
    QTest::addColumn<QString>("question");
    for (const char *question :
         {"Wie hoch war der bereinigte Umsatz von Tesla 2022?", "Wie hoch war der Umsatz von Tesla mit Zitronen 2022?",
          "Wie hoch wird der Umsatz von Tesla im nächsten Jahr sein?",
          "Wie hoch war der Umsatz von Tesla in Bayern 2022?", "Wie hoch war der Umsatz 1890 von Tesla?",
          "Wie hoch war der Umsatz von Tesla nicht 2022?", "Wie hoch war der Umsatz von Tesla seit 2020?",
          "Wie hoch war der Umsatz von Tesla bis 2022?",
          "Wie ist der Umsatz von Tesla ab dem GJ2020 bis hin zum GJ2022 gewachsen?",
          "Wie hoch war der Umsatz von Tesla in den letzten drei Jahren?", "Wie hoch wäre der Umsatz von Tesla 2022?",
          "Wie hoch war der Umsatz von Tesla 2022 vor Rabatten?"})
        QTest::newRow(question) << QString::fromUtf8(question);
}

void TestGermanQuestions::whatNothingExplainsIsRefused()
{
    QFETCH(QString, question);
    const auto answer = orFail(m_desk->ask({question, {}, {}}));
    QVERIFY2(answer.kind != AnswerKind::Figure, qPrintable(translator().inEnglish(question) + answer.answer));
}

void TestGermanQuestions::passagesAreSearchedByGermanWords()
{
    const auto german = translator();
    QCOMPARE(german.searchWords(QStringLiteral("Was sagen die Dokumente über Lieferanten?")),
             QStringList{QStringLiteral("Lieferanten")});
    const auto english = german.inEnglish(QStringLiteral("Was sagen die Dokumente über Lieferanten?"));
    QCOMPARE(english, QStringLiteral("what do the documents say about suppliers?"));
}

void TestGermanQuestions::unknownTermsAreMalformed()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("questions")));
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("claims")));
    for (const auto *name : {"questions/words.json", "claims/words.json"})
        QVERIFY(QFile::copy(QDir(Resources).filePath(QLatin1String(name)), folder.filePath(QLatin1String(name))));
    QFile file(folder.filePath(QStringLiteral("questions/german.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"terms\": [{\"id\": \"no_such_line\", \"words\": [\"Nichts\"]}]}");
    file.close();
    const QDir resources(Resources);
    const auto lines = orFail(ConceptCatalogue::load(resources.filePath(QStringLiteral("concepts.json"))));
    const auto formulas = orFail(FormulaCatalogue::load(resources.filePath(QStringLiteral("formulas.json")), lines));
    const auto loaded = QuestionTranslator::load(folder.path(), lines, formulas);
    QVERIFY(!loaded);
    QVERIFY(loaded.error().toText().contains(QStringLiteral("no_such_line")));
}

QTEST_GUILESS_MAIN(TestGermanQuestions)
#include "tst_german_questions.moc"
