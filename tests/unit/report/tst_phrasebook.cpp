// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/language/phrasebook.h"
#include "report/language/report_languages.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace consultantos;

namespace {

QJsonObject germanLocale()
{
    return {{QStringLiteral("name"), QStringLiteral("Deutsch")},
            {QStringLiteral("numbers"),
             QJsonObject{{QStringLiteral("decimal"), QStringLiteral(",")},
                         {QStringLiteral("group"), QStringLiteral(".")},
                         {QStringLiteral("date"), QStringLiteral("dd.MM.yyyy")},
                         {QStringLiteral("units"),
                          QJsonObject{{QStringLiteral("currency_millions"), QStringLiteral("{n} Mio. {code}")},
                                      {QStringLiteral("ratio"), QStringLiteral("{n} %")},
                                      {QStringLiteral("points"), QStringLiteral("{n} Prozentpunkte")}}},
                         {QStringLiteral("periods"), QJsonObject{{QStringLiteral("FY"), QStringLiteral("GJ {y}")}}}}},
            {QStringLiteral("grammar"),
             QJsonObject{
                 {QStringLiteral("owner"), QStringLiteral(" von {co}")},
                 {QStringLiteral("and"), QStringLiteral(" und ")},
                 {QStringLiteral("lowered"), QJsonArray{QStringLiteral("die"), QStringLiteral("der")}},
                 {QStringLiteral("forms"),
                  QJsonObject{{QStringLiteral("der"), QJsonObject{{QStringLiteral("m"), QStringLiteral("der")},
                                                                  {QStringLiteral("f"), QStringLiteral("die")}}}}}}}};
}

/// A claim's text with its numbers found where they are written, in their order.
struct Written {
    QString text;
    QList<NumberRef> numbers;

    Written &number(const QString &shown, double value, const QString &unit)
    {
        const auto from = numbers.isEmpty() ? 0 : numbers.last().start + numbers.last().length;
        numbers.append(
            {text.indexOf(shown, from), shown.size(), value, unit, QStringLiteral("r%1").arg(numbers.size())});
        return *this;
    }
};

} // namespace

class TestPhrasebook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesNumbersAtTheirNewPlaces()
    {
        const auto book =
            bookOf({{QStringLiteral("{o} {m} was {n} in {p}, {n2} {x=above|below} {r} of {n3}."),
                     QStringLiteral("{n2} {x=über|unter} {r:der} von {n3}: {m:der}{o} lag {p} bei {n}.")},
                    {QStringLiteral("gross margin"), QJsonArray{QStringLiteral("Bruttomarge"), QStringLiteral("f")}},
                    {QStringLiteral("the median"), QJsonArray{QStringLiteral("Median"), QStringLiteral("m")}}});
        QVERIFY(book);
        Written claim{QStringLiteral("Ares' gross margin was 25.3 % in FY2023, 3.1 pp below the median of 28.4 %."),
                      {}};
        claim.number(QStringLiteral("25.3 %"), 0.253, QStringLiteral("ratio"))
            .number(QStringLiteral("3.1 pp"), -0.031, QStringLiteral("points"))
            .number(QStringLiteral("28.4 %"), 0.284, QStringLiteral("ratio"));
        const auto found = book->translate(claim.text, claim.numbers, {QStringLiteral("Ares")});
        QVERIFY(found);
        QCOMPARE(found->text,
                 QStringLiteral("3,1 Prozentpunkte unter der Median von 28,4 %: die Bruttomarge von Ares lag GJ 2023 "
                                "bei 25,3 %."));
        QCOMPARE(found->numbers.size(), 3);
        QStringList shown;
        for (const auto &number : found->numbers)
            shown.append(number.ref + QLatin1Char(' ') + found->text.mid(number.start, number.length));
        QCOMPARE(shown, QStringList({QStringLiteral("r1 3,1 Prozentpunkte"), QStringLiteral("r2 28,4 %"),
                                     QStringLiteral("r0 25,3 %")}));
        QCOMPARE(found->numbers[0].value, -0.031);
    }

    void carriesQuotationsOverWithTheirNumbers()
    {
        const auto book =
            bookOf({{QStringLiteral("From the company's documents: {q}"), QStringLiteral("Aus den Dokumenten: {q}")}});
        QVERIFY(book);
        Written claim{QStringLiteral("From the company's documents: \u201CSales rose by 1,234 units.\u201D"), {}};
        claim.number(QStringLiteral("1,234"), 1234, QString());
        const auto found = book->translate(claim.text, claim.numbers, {});
        QVERIFY(found);
        QVERIFY(found->text.endsWith(QStringLiteral("Sales rose by 1,234 units.\u201D")));
        QCOMPARE(found->text.mid(found->numbers[0].start, found->numbers[0].length), QStringLiteral("1,234"));
    }

    void translatesAllOrNothing()
    {
        const auto book = bookOf({{QStringLiteral("It grew."), QStringLiteral("Es wuchs.")}});
        QVERIFY(book);
        QVERIFY(book->translate(QStringLiteral("It grew. It grew.")));
        QVERIFY(!book->translate(QStringLiteral("It grew. It fell.")));
        QCOMPARE(book->unknownSentences(QStringLiteral("It grew. It fell."), {}, {}),
                 QStringList(QStringLiteral("It fell.")));
    }

    void doesNotTranslateNames()
    {
        const auto book = bookOf({{QStringLiteral("target"), QStringLiteral("Ziel")},
                                  {QStringLiteral("What holds {co} back: {s}"), QStringLiteral("Was {co} bremst: {s}")},
                                  {QStringLiteral("the target"), QStringLiteral("das Ziel")}});
        QVERIFY(book);
        const auto found =
            book->translate(QStringLiteral("What holds Target back: the target"), {}, {QStringLiteral("Target")});
        QVERIFY(found);
        QCOMPARE(found->text, QStringLiteral("Was Target bremst: das Ziel"));
    }

    void endsOnPhrasesThatNameThemselves()
    {
        const auto book = bookOf({{QStringLiteral("{a}: {b}"), QStringLiteral("{a}: {b}")},
                                  {QStringLiteral("{s} again"), QStringLiteral("wieder {s}")}});
        QVERIFY(book);
        QVERIFY(!book->translate(
            QString(400, QLatin1Char('a')).replace(QLatin1String("aaaa"), QLatin1String("a: a again; "))));
    }

    void carriesOverWhatSomebodyCalledIt()
    {
        const auto book =
            bookOf({{QStringLiteral("{u} reaches {n}."), QStringLiteral("{u} erreicht {n}.")},
                    {QStringLiteral("profit"), QJsonArray{QStringLiteral("Gewinn"), QStringLiteral("m")}}});
        QVERIFY(book);
        const auto said = [&](const QString &text) {
            Written claim{text, {}};
            claim.number(QStringLiteral("12.5 %"), 0.125, QStringLiteral("ratio"));
            const auto found = book->translate(claim.text, claim.numbers, {});
            return found ? found->text : QString();
        };
        QCOMPARE(said(QStringLiteral("Our way of it reaches 12.5 %.")),
                 QStringLiteral("Our way of it erreicht 12,5 %."));
        QCOMPARE(said(QStringLiteral("Profit reaches 12.5 %.")), QStringLiteral("Gewinn erreicht 12,5 %."));
        QVERIFY(
            said(QStringLiteral("Orders in 90 days reaches 12.5 %.")).startsWith(QStringLiteral("Orders in 90 days")));
        // What somebody called something ends with a sentence.
        QVERIFY(said(QStringLiteral("It fell. The price reaches 12.5 %.")).isEmpty());
    }

    void saysWhichPhraseIsWrong_data()
    {
        QTest::addColumn<QString>("original");
        QTest::addColumn<QString>("translation");
        QTest::newRow("place unknown") << QStringLiteral("It grew by {n}") << QStringLiteral("Es wuchs um {n2}");
        QTest::newRow("lists unequal") << QStringLiteral("It {x=rose|fell}") << QStringLiteral("Es {x=stieg}");
        QTest::newRow("place twice") << QStringLiteral("{n} of {n}") << QStringLiteral("{n}");
        QTest::newRow("empty") << QStringLiteral("It grew") << QString();
    }

    void saysWhichPhraseIsWrong()
    {
        QFETCH(QString, original);
        QFETCH(QString, translation);
        const auto book = bookOf({{original, translation}});
        QVERIFY(!book);
        QCOMPARE(book.error().code, ErrorCode::InvalidArgument);
        QVERIFY2(book.error().message.contains(QStringLiteral("words.json")), qPrintable(book.error().message));
    }

    void aLocaleWithoutSeparatorsIsAnError()
    {
        const QTemporaryDir dir;
        QVERIFY(QDir(dir.path()).mkpath(QStringLiteral("xx")));
        QFile file(dir.filePath(QStringLiteral("xx/locale.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"numbers\": {}}");
        file.close();
        const auto book = Phrasebook::load(dir.filePath(QStringLiteral("xx")));
        QVERIFY(!book);
        QCOMPARE(book.error().code, ErrorCode::InvalidArgument);
    }

    void readsTheLanguagesThatThereAre()
    {
        const ReportLanguages languages(qEnvironmentVariable("CONSULTANTOS_RESOURCE_DIR"));
        QCOMPARE(languages.codes().first(), QStringLiteral("en"));
        QVERIFY(languages.codes().contains(QStringLiteral("de")));
        QVERIFY(languages.wording(QString())->isEnglish());
        const auto german = languages.wording(QStringLiteral("de"));
        QVERIFY2(german, german ? "" : qPrintable(german.error().message));
        QCOMPARE(german->value(53'823e6, QStringLiteral("USD")), QStringLiteral("53.823 Mio. USD"));
        QCOMPARE(german->value(-0.0312, QStringLiteral("points")), QStringLiteral("\u22123,1 Prozentpunkte"));
        QCOMPARE(german->value(0.72, QStringLiteral("percentile")), QStringLiteral("72. Perzentil"));
        QCOMPARE(german->date(QDate(2024, 12, 31)), QStringLiteral("31.12.2024"));
        QCOMPARE(german->say(QStringLiteral("Executive summary")), QStringLiteral("Zusammenfassung"));
        QCOMPARE(*languages.wording(QStringLiteral("de")), *german);
        const auto unknown = languages.wording(QStringLiteral("../de"));
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().code, ErrorCode::InvalidArgument);
        QVERIFY(unknown.error().detail.contains(QStringLiteral("de")));
    }

private:
    Result<Phrasebook> bookOf(const QJsonObject &phrases)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        const QDir folder(m_folder->path());
        write(folder.filePath(QStringLiteral("locale.json")), germanLocale());
        write(folder.filePath(QStringLiteral("words.json")), {{QStringLiteral("phrases"), phrases}});
        return Phrasebook::load(folder.path());
    }

    static void write(const QString &path, const QJsonObject &object)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(object).toJson());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestPhrasebook)
#include "tst_phrasebook.moc"
