// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/framework_catalogue.h"
#include "analysis/frameworks/data/framework_copy.h"
#include "analysis/frameworks/data/framework_file.h"
#include "company_fixture.h"
#include "model/request.h"

#include <QByteArray>
#include <QFile>
#include <QIODevice>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

const QString Resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);

FrameworkVocabulary vocabulary()
{
    return FrameworkVocabulary::load(Resources).value_or(FrameworkVocabulary());
}

/// As the program reads its own files, before there is anything to fall back on.
FrameworkVocabulary withoutBlocks()
{
    auto bare = vocabulary();
    bare.blocks.clear();
    return bare;
}

QString faultOf(const QByteArray &file)
{
    const auto read = readFrameworkFile(file, QStringLiteral("mine.json"), vocabulary());
    return read ? QString() : read.error().first().message;
}

/// A file with one section; `row` goes into its rows, `more` into the file.
QByteArray fileWith(const QByteArray &row, const QByteArray &more = {})
{
    return "{\"framework\": \"mine\",\n\"title\": \"Mine\",\n" + more
           + "\"sections\": [{\"id\": \"one\", \"title\": \"One\",\n\"rows\": [\n" + row + "\n]}]}";
}

QByteArray rowWith(const QByteArray &text)
{
    return "{\"id\": \"row\",\n\"text\": \"" + text + "\"}";
}

QByteArray shippedFile(const QString &id)
{
    QFile file(Resources + QStringLiteral("/frameworks/") + id + QStringLiteral(".json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList textsOf(const FrameworkOutput &output)
{
    QStringList texts;
    for (const auto &claim : output.result.claims())
        texts.append(claim.text);
    return texts;
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestFrameworkFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyShippedFileIsRead();
    void faultsNameTheirLine_data();
    void faultsNameTheirLine();
    void allFaultsAreToldInTheOrderOfTheirLines();
    void noMoreFaultsThanAPersonReads();
    void aBlocksFaultsNameTheirLine_data();
    void aBlocksFaultsNameTheirLine();
    void whatACopyOfABlockLeavesOutIsAsInTheShippedOne();
    void aCopyOfABlockChangesSentencesAndThresholds();
    void aUsersFrameworkIsTakenAndAFaultyOneLeftOut();
    void aUsersFrameworkCannotReplaceAShippedOne();
    void aCopyOfAnyShippedFrameworkSaysTheSame_data();
    void aCopyOfAnyShippedFrameworkSaysTheSame();
    void aCopyOfPorterWithAnotherWeightScoresOtherwise();
    void twoFrameworksCannotHaveOneQuery();
    void rowsStandOnceForEachEntryOfWith();
};

void TestFrameworkFiles::everyShippedFileIsRead()
{
    const auto catalogue = FrameworkCatalogue::load(Resources);
    for (const auto &fault : catalogue->faults())
        QFAIL(qPrintable(fault.message));
    QCOMPARE(catalogue->ids(), AnalysisRequest::knownFrameworks());
    for (const auto &info : catalogue->infos()) {
        QVERIFY2(!info.title.isEmpty() && !info.about.isEmpty(), qPrintable(info.id));
        QVERIFY(!info.isUsers);
    }
    QVERIFY(catalogue->fingerprint().isEmpty());
}

void TestFrameworkFiles::faultsNameTheirLine_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &text, const char *expected) {
        QTest::newRow(name) << fileWith(rowWith(text)) << QString::fromLatin1(expected);
    };
    row("unknown figure", "{nonsense} is high", "mine.json, line 6: there is no figure or text \"nonsense\".");
    row("a figure of its own", "It grew by 5 per cent", "mine.json, line 6: a text can't hold a figure of its own");
    row("a brace", "It grew by {revenue_growth", "mine.json, line 6: a brace without its other half.");
    row("a stray macro", "$noun grew", "mine.json, line 6: no \"with\" gives what follows \"$\".");
    QTest::newRow("not JSON") << QByteArray("{\"framework\": \"mine\",\n\"title\": }")
                              << QStringLiteral("mine.json, line 2");
    QTest::newRow("misspelt key") << fileWith("{\"id\": \"row\", \"txt\": \"{company}\"}")
                                  << QStringLiteral("mine.json, line 5");
    QTest::newRow("no text") << fileWith("{\"id\": \"row\"}")
                             << QStringLiteral("mine.json, line 5: a row needs \"text\".");
    QTest::newRow("formula") << fileWith("{\"id\": \"row\", \"when\": \"1 +\", \"text\": \"x\"}")
                             << QStringLiteral("mine.json, line 5");
    QTest::newRow("unit") << fileWith(rowWith("{v}"),
                                      "\"values\": [\n{\"id\": \"v\", \"title\": \"V\", \"unit\": \"furlongs\",\n"
                                      "\"formula\": \"revenue / 2\"}],\n")
                          << QStringLiteral("mine.json, line 4: \"unit\" is one of");
    QTest::newRow("value in a formula")
        << fileWith(rowWith("{v}"), "\"values\": [{\"id\": \"v\", \"title\": \"V\", \"unit\": \"ratio\",\n"
                                    "\"formula\": \"revenues / 2\"}],\n")
        << QStringLiteral("mine.json, line 4: there is no figure or text \"revenues\".");
    QTest::newRow("a figure in a field")
        << fileWith("{\"id\": \"row\", \"text\": \"x\",\n\"fields\": {\"risk\": \"{revenue}\"}}")
        << QStringLiteral("mine.json, line 6: \"revenue\" is a figure; a field holds words only.");
    QTest::newRow("query") << QByteArray("{\"framework\": \"mine\", \"title\": \"Mine\", \"sections\": [\n"
                                         "{\"id\": \"one\", \"title\": \"One\",\n\"queries\": [\"none.such\"]}]}")
                           << QStringLiteral("mine.json, line 3: there is no query \"none.such\".");
    const QByteArray driver =
        "{\"id\": \"d\", \"label\": \"D\", \"ratio\": \"gross_margin\", \"direction\": \"raises\", "
        "\"weight\": 0.4}";
    QTest::newRow("weights") << QByteArray("{\"framework\": \"mine\", \"title\": \"Mine\", \"sections\": [\n"
                                           "{\"id\": \"one\", \"title\": \"One\",\n\"drivers\": ["
                                           + driver + "]}]}")
                             << QStringLiteral("mine.json, line 3: the weights of section \"one\" sum to 0.4");
    QTest::newRow("ratio") << QByteArray("{\"framework\": \"mine\", \"title\": \"Mine\", \"sections\": [\n"
                                         "{\"id\": \"one\", \"title\": \"One\", \"drivers\": [\n"
                                         + QByteArray(driver).replace("gross_margin", "gros_margin").replace("0.4", "1")
                                         + "]}]}")
                           << QStringLiteral("mine.json, line 3: there is no ratio \"gros_margin\".");
    const QByteArray value = "{\"id\": \"v\", \"title\": \"V\", \"unit\": \"ratio\", \"formula\": \"revenue / cash\"}";
    QTest::newRow("two values of one id") << fileWith(rowWith("{v}"), "\"values\": [" + value + ",\n" + value + "],\n")
                                          << QStringLiteral("mine.json, line 4: there is another \"v\".");
    QTest::newRow("two rows of one id") << fileWith(rowWith("x") + ",\n" + rowWith("y"))
                                        << QStringLiteral("mine.json, line 7: there is another \"row\".");
    QTest::newRow("two sections of one id")
        << QByteArray("{\"framework\": \"mine\", \"title\": \"Mine\", \"sections\": [\n"
                      "{\"id\": \"one\", \"title\": \"One\"},\n{\"id\": \"one\", \"title\": \"Two\"}]}")
        << QStringLiteral("mine.json, line 3: there is another \"one\".");
    QTest::newRow("a ratio of SWOT that there isn't")
        << QByteArray("{\"framework\": \"mine\", \"title\": \"Mine\", \"derivation\": \"swot\",\n\"measures\": [\n"
                      "{\"ratio\": \"gros_margin\", \"use\": \"a\", \"shield\": \"b\", \"repair\": \"c\", "
                      "\"expose\": \"d\"}]}")
        << QStringLiteral("mine.json, line 3: there is no ratio \"gros_margin\".");
    QTest::newRow("a query of PESTEL that there isn't")
        << QByteArray("{\"framework\": \"mine\", \"title\": \"Mine\", \"derivation\": \"pestel\",\n\"classes\": [\n"
                      "{\"id\": \"social\", \"title\": \"Social\", \"documents\": [\n{\"query\": \"no.such\", "
                      "\"indicator\": \"x\"}]}]}")
        << QStringLiteral("mine.json, line 4: there is no query \"no.such\".");
    QTest::newRow("a canvas without factors")
        << QByteArray("{\"framework\": \"mine\", \"title\": \"Mine\",\n\"derivation\": \"blue_ocean\"}")
        << QStringLiteral("mine.json, line 1: \"factors\" is missing or empty.");
    QTest::newRow("id") << QByteArray("{\"title\": \"Mine\",\n\"framework\": \"My own\", \"sections\": []}")
                        << QStringLiteral("mine.json, line 2: \"framework\" must be of lower-case");
}

void TestFrameworkFiles::faultsNameTheirLine()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, expected);
    const auto fault = faultOf(file);
    QVERIFY2(fault.contains(expected), qPrintable(fault));
}

void TestFrameworkFiles::allFaultsAreToldInTheOrderOfTheirLines()
{
    const auto read =
        readFrameworkFile("{\"framework\": \"Mine\",\n\"titel\": \"Mine\",\n\"sections\": [{\"id\": \"one\", "
                          "\"title\": \"One\",\n\"rows\": [\n{\"id\": \"row\", \"text\": \"{nonsense} in 5 years\","
                          "\n\"when\": \"1 +\"},\n{\"id\": \"row\", \"text\": \"x\"}]}]}",
                          QStringLiteral("mine.json"), vocabulary());
    QVERIFY(!read);
    QStringList told;
    for (const auto &fault : read.error())
        told.append(fault.message.section(QLatin1Char(':'), 0, 0));
    const auto line = [](int number) { return QStringLiteral("mine.json, line %1").arg(number); };
    // No title, an id in capitals; a misspelt key; a digit and an unknown place; a formula; an id twice.
    QCOMPARE(told, (QStringList{line(1), line(1), line(2), line(5), line(5), line(6), line(7)}));
}

void TestFrameworkFiles::noMoreFaultsThanAPersonReads()
{
    QByteArray rows;
    for (int i = 0; i < 70; ++i)
        rows += (i > 0 ? ",\n" : "") + QByteArray("{\"id\": \"r") + QByteArray::number(i) + "\", \"text\": \"{x"
                + QByteArray::number(i) + "}\"}";
    const auto read = readFrameworkFile(fileWith(rows), QStringLiteral("mine.json"), vocabulary());
    QVERIFY(!read);
    QCOMPARE(read.error().size(), MostFrameworkFaults);
    QVERIFY2(read.error().last().detail.contains(QLatin1String("20")), qPrintable(read.error().last().detail));
}

void TestFrameworkFiles::aBlocksFaultsNameTheirLine_data()
{
    QTest::addColumn<QString>("block");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *block, const char *from, const char *to, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(block) << QByteArray(from) << QByteArray(to)
                            << QString::fromLatin1(expected);
    };
    row("unknown sentence", "porter", "\"summary\":", "\"sumary\":", "\"sumary\" is not known here");
    row("unknown place", "porter", "{strongest}", "{strangest}", "\"{strangest}\" is not known in this text");
    row("a sign of words", "porter", "{strongest}", "{|strongest|}", "\"strongest\" is no figure");
    row("a figure of its own", "swot", "What carries", "The 5 that carry", "a text can't hold a figure of its own");
    row("out of range", "swot", "\"lasting_years\": 3", "\"lasting_years\": 300",
        "\"lasting_years\" lies between 1 and 20.");
    row("no whole number", "blue_ocean", "\"canvas_peers\": 5", "\"canvas_peers\": 5.5",
        "\"canvas_peers\" must be a whole number.");
    row("the wrong way round", "pestel", "\"impact_high\": 0.2", "\"impact_high\": 0.01",
        "\"impact_medium\" may not lie above \"impact_high\".");
    row("unknown measure", "pestel", "\"measure\": \"currency\"", "\"measure\": \"curency\"", "\"measure\" is one of");
    row("unknown line", "porter", "\"formula\": \"gross_profit\"", "\"formula\": \"gros_profit\"",
        "there is no figure or text \"gros_profit\".");
    row("label of nothing", "swot", "\"question_factor\": \"What", "\"questio_factor\": \"What",
        "\"questio_factor\" is not known here");
    row("empty label", "pestel", "\"interest.share\": \"What that is of the operating income\"",
        "\"interest.share\": \" \"", "\"interest.share\" is missing or empty.");
    row("label in no language", "blue_ocean", "\"en\": {", "\"english\": {", "\"english\" is no language");
    row("a figure's sentence", "pestel", "{premium}", "{premiun}", "\"{premiun}\" is not known in this text");
}

void TestFrameworkFiles::aBlocksFaultsNameTheirLine()
{
    QFETCH(QString, block);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, expected);
    auto file = shippedFile(block);
    const auto at = file.indexOf(from);
    QVERIFY(at >= 0);
    const auto line = file.left(at).count('\n') + 1;
    file.replace(at, from.size(), to);
    const auto read = readFrameworkFile(file, QStringLiteral("mine.json"), vocabulary());
    QVERIFY(!read);
    QCOMPARE(read.error().size(), 1);
    const auto message = read.error().first().message;
    QVERIFY2(message.startsWith(QStringLiteral("mine.json, line %1: ").arg(line)) && message.contains(expected),
             qPrintable(message));
}

void TestFrameworkFiles::whatACopyOfABlockLeavesOutIsAsInTheShippedOne()
{
    for (const auto *const block : {"porter", "swot", "pestel", "blue_ocean"}) {
        auto object = QJsonDocument::fromJson(shippedFile(QLatin1String(block))).object();
        object.remove(QStringLiteral("texts"));
        object.remove(QStringLiteral("limits"));
        object[QStringLiteral("framework")] = QStringLiteral("mine");
        const auto read = readFrameworkFile(QJsonDocument(object).toJson(), QStringLiteral("mine.json"), vocabulary());
        QVERIFY2(read, read ? "" : qPrintable(read.error().first().message));
        const auto shipped =
            readFrameworkFile(shippedFile(QLatin1String(block)), QStringLiteral("x.json"), vocabulary());
        QVERIFY(shipped);
        QCOMPARE(read->parts.words.texts, shipped->parts.words.texts);
        QCOMPARE(read->parts.words.limits, shipped->parts.words.limits);
        // The program's own file has to say all.
        QVERIFY(!readFrameworkFile(QJsonDocument(object).toJson(), QStringLiteral("mine.json"), withoutBlocks()));
    }
}

void TestFrameworkFiles::aCopyOfABlockChangesSentencesAndThresholds()
{
    QTemporaryDir folder;
    auto file = shippedFile(QStringLiteral("swot"));
    file.replace("\"framework\": \"swot\"", "\"framework\": \"mine\"");
    file.replace("What carries {company} most", "{company} rests on this");
    file.replace("\"items_quick\": 2, \"items_standard\": 5", "\"items_quick\": 1, \"items_standard\": 1");
    file.replace("\"about\"", "\"notes\": [\"A note of ours.\"], \"about\"");
    writeFile(folder.filePath(QStringLiteral("mine.json")), file);
    const auto catalogue = FrameworkCatalogue::load(Resources, folder.path());
    for (const auto &fault : catalogue->faults())
        QFAIL(qPrintable(fault.message));
    const auto input = test::cartInput(8);
    QMap<QString, FrameworkOutput> outputs;
    for (const auto &framework : catalogue->frameworks()) {
        if (framework->id() == QLatin1String("swot") || framework->id() == QLatin1String("mine"))
            outputs.insert(framework->id(), *framework->derive(input, {}, {}));
    }
    const auto &mine = outputs[QStringLiteral("mine")].result;
    const auto &theirs = outputs[QStringLiteral("swot")].result;
    int shortened = 0;
    for (qsizetype i = 0; i < theirs.sections.size(); ++i) {
        if (theirs.sections[i].items.size() < 2 || theirs.sections[i].id.size() == 2) // TOWS has limits of its own
            continue;
        ++shortened;
        QCOMPARE(mine.sections[i].items.size(), 1);
        QCOMPARE(mine.sections[i].items.first().claim.text, theirs.sections[i].items.first().claim.text);
    }
    QVERIFY(shortened > 0);
    QVERIFY(theirs.headline && mine.headline);
    QVERIFY(!theirs.headline->text.contains(QLatin1String("rests on this")));
    if (theirs.headline->text.contains(QLatin1String("What carries")))
        QVERIFY(mine.headline->text.contains(QLatin1String("rests on this")));
    QCOMPARE(mine.notes.last(), QStringLiteral("A note of ours."));
}

void TestFrameworkFiles::aUsersFrameworkIsTakenAndAFaultyOneLeftOut()
{
    const QTemporaryDir folder;
    writeFile(folder.filePath(QStringLiteral("mine.json")),
              fileWith(rowWith("{companys} gross margin was {gross_margin} in {p}.")));
    writeFile(folder.filePath(QStringLiteral("bad.json")), "{\n\n]");
    const auto catalogue = FrameworkCatalogue::load(Resources, folder.path());
    QCOMPARE(catalogue->ids().last(), QStringLiteral("mine"));
    QVERIFY(catalogue->infos().last().isUsers);
    QCOMPARE(catalogue->faults().size(), 1);
    QVERIFY2(catalogue->faults().first().message.contains(QLatin1String("bad.json, line 3")),
             qPrintable(catalogue->faults().first().message));
    QVERIFY(!catalogue->fingerprint().isEmpty());
    const auto output = catalogue->frameworks().last()->derive(test::cartInput(0), {}, {});
    QVERIFY(output);
    QCOMPARE(output->result.sections.size(), 1);
    const auto claim = output->result.sections.first().items.first().claim;
    QVERIFY2(claim.text.startsWith(QLatin1String("Carter's gross margin was ")), qPrintable(claim.text));
    QCOMPARE(claim.numbers.size(), 1);
}

void TestFrameworkFiles::aUsersFrameworkCannotReplaceAShippedOne()
{
    const QTemporaryDir folder;
    auto file = fileWith(rowWith("x"));
    writeFile(folder.filePath(QStringLiteral("vrio.json")), file.replace("\"mine\"", "\"vrio\""));
    const auto catalogue = FrameworkCatalogue::load(Resources, folder.path());
    QCOMPARE(catalogue->ids(), AnalysisRequest::knownFrameworks());
    QCOMPARE(catalogue->faults().size(), 1);
}

void TestFrameworkFiles::aCopyOfAnyShippedFrameworkSaysTheSame_data()
{
    QTest::addColumn<QString>("id");
    const auto known = AnalysisRequest::knownFrameworks();
    for (const auto &id : known)
        QTest::newRow(qPrintable(id)) << id;
}

void TestFrameworkFiles::aCopyOfAnyShippedFrameworkSaysTheSame()
{
    QFETCH(QString, id);
    const QTemporaryDir folder;
    const auto copy =
        copiedFramework(QString::fromUtf8(shippedFile(id)), QStringLiteral("mine"), QStringLiteral("Mine"));
    QVERIFY2(copy, copy ? "" : qPrintable(copy.error().message));
    writeFile(folder.filePath(QStringLiteral("mine.json")), copy->toUtf8());
    const auto catalogue = FrameworkCatalogue::load(Resources, folder.path());
    QVERIFY2(catalogue->faults().isEmpty(),
             catalogue->faults().isEmpty() ? "" : qPrintable(catalogue->faults().first().message));
    QCOMPARE(catalogue->infos().last().title, QStringLiteral("Mine"));
    const auto input = test::cartInput(7);
    const auto shipped = catalogue->frameworks()[catalogue->ids().indexOf(id)]->derive(input, {}, {});
    const auto own = catalogue->frameworks().last()->derive(input, {}, {});
    QVERIFY(shipped && own);
    QCOMPARE(own->result.id, QStringLiteral("mine"));
    QCOMPARE(textsOf(*own), textsOf(*shipped));
    const auto stray = test::strayNumbers(*own);
    QVERIFY2(stray.isEmpty(), qPrintable(stray.join(QLatin1Char('\n'))));
    // Both may stand in one report: no computation of one name is two things.
    for (const auto &computation : own->evidence.computations()) {
        const auto *other = shipped->evidence.computation(computation.id);
        QVERIFY2(other == nullptr || other->formula == computation.formula, qPrintable(computation.id));
    }
}

void TestFrameworkFiles::aCopyOfPorterWithAnotherWeightScoresOtherwise()
{
    const QTemporaryDir folder;
    auto copy = copiedFramework(QString::fromUtf8(shippedFile(QStringLiteral("porter"))), QStringLiteral("mine"),
                                QStringLiteral("Mine"));
    QVERIFY(copy);
    copy->replace(QStringLiteral("\"ratio\": \"da_intensity\", \"direction\": \"raises\", \"weight\": 0.125}"),
                  QStringLiteral("\"ratio\": \"da_intensity\", \"direction\": \"raises\", \"weight\": 0.025}"));
    copy->replace(QStringLiteral("\"ratio\": \"revenue_growth\", \"direction\": \"lowers\", \"weight\": 0.2}"),
                  QStringLiteral("\"ratio\": \"revenue_growth\", \"direction\": \"lowers\", \"weight\": 0.3}"));
    writeFile(folder.filePath(QStringLiteral("mine.json")), copy->toUtf8());
    const auto catalogue = FrameworkCatalogue::load(Resources, folder.path());
    QVERIFY2(catalogue->faults().isEmpty(),
             catalogue->faults().isEmpty() ? "" : qPrintable(catalogue->faults().first().message));
    const auto input = test::cartInput(7);
    const auto shipped = catalogue->frameworks().first()->derive(input, {}, {});
    const auto own = catalogue->frameworks().last()->derive(input, {}, {});
    QVERIFY(shipped && own);
    QVERIFY(shipped->result.sections.first().score && own->result.sections.first().score);
    QVERIFY(std::abs(shipped->result.sections.first().score->value - own->result.sections.first().score->value) > 1e-6);
    // The other forces' weights are as they were.
    for (qsizetype i = 1; i < own->result.sections.size(); ++i)
        QCOMPARE(own->result.sections[i].score.has_value(), shipped->result.sections[i].score.has_value());
    QCOMPARE(own->result.sections[2].score->value, shipped->result.sections[2].score->value);
}

void TestFrameworkFiles::twoFrameworksCannotHaveOneQuery()
{
    const QTemporaryDir folder;
    auto file = shippedFile(QStringLiteral("ansoff"));
    writeFile(folder.filePath(QStringLiteral("mine.json")),
              file.replace("\"framework\": \"ansoff\"", "\"framework\": \"mine\""));
    const auto catalogue = FrameworkCatalogue::load(Resources, folder.path());
    QCOMPARE(catalogue->faults().size(), 1);
    QVERIFY(catalogue->faults().first().message.contains(QLatin1String("another framework has the query")));
}

void TestFrameworkFiles::rowsStandOnceForEachEntryOfWith()
{
    const auto file = readFrameworkFile(
        fileWith("{\"with\": [{\"k\": \"a\", \"r\": \"roic\"}, {\"k\": \"b\", \"r\": \"roe\"}], \"id\": \"$k\", "
                 "\"text\": \"{$r} of $k\"}"),
        QStringLiteral("mine.json"), vocabulary());
    QVERIFY2(file, file ? "" : qPrintable(file.error().first().message));
    const auto &rows = file->sections.first().rows;
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[1].id, QStringLiteral("b"));
    QCOMPARE(rows[1].text.first().text, QStringLiteral("{roe} of b"));
}

QTEST_GUILESS_MAIN(TestFrameworkFiles)
#include "test_framework_files.moc"
