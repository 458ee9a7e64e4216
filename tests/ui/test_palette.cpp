// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/command_palette.h"
#include "palette/fuzzy_match.h"
#include "palette/palette_model.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QPromise>
#include <QSignalSpy>
#include <QTest>

#include <vector>

using namespace consultantos;

namespace {

PaletteEntry entry(
    const QString &text, PaletteKind kind = PaletteKind::Action, std::function<void()> run = [] {})
{
    return {kind, QStringLiteral("key:") + text, text, {}, {}, true, std::move(run)};
}

QStringList shown(const PaletteModel &model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row).data().toString());
    return texts;
}

QFuture<QList<PaletteEntry>> ready(const QList<PaletteEntry> &found)
{
    QPromise<QList<PaletteEntry>> promise;
    promise.start();
    promise.addResult(found);
    promise.finish();
    return promise.future();
}

} // namespace

class TestPalette : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatFits_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fits");
        QTest::newRow("nothing typed") << QString() << "Save" << true;
        QTest::newRow("beginning") << "sav"
                                   << "Save as PDF" << true;
        QTest::newRow("letters of words") << "sap"
                                          << "Save as PDF" << true;
        QTest::newRow("words in any order") << "pdf save"
                                            << "Save as PDF" << true;
        QTest::newRow("case") << "PDF"
                              << "save as pdf" << true;
        QTest::newRow("accents in the text") << "uberblick" << QString::fromUtf8("Überblick") << true;
        QTest::newRow("accents typed") << QString::fromUtf8("nestlé") << "Nestle" << true;
        QTest::newRow("letters out of order") << "pas"
                                              << "Save as PDX" << false;
        QTest::newRow("a letter too many") << "savee"
                                           << "Save as PDF!" << false;
        QTest::newRow("one word isn't there") << "save docx"
                                              << "Save as PDF" << false;
        QTest::newRow("no text") << "a" << QString() << false;
    }
    void whatFits()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QTEST(fuzzyMatch(pattern, text).has_value(), "fits");
    }

    void theBetterFitIsFirst_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        QTest::newRow("beginning of the text") << "rep"
                                               << "Reports"
                                               << "Open the report";
        QTest::newRow("beginning of a word") << "rep"
                                             << "Close report"
                                             << "Unprepared";
        QTest::newRow("side by side") << "lib"
                                      << "Find in the library"
                                      << "Light and blue";
        QTest::newRow("whole word") << "run"
                                    << "Run"
                                    << "Running costs";
        QTest::newRow("initials") << "fi"
                                  << "Find in the documents"
                                  << "Profit";
        QTest::newRow("shorter text") << "save"
                                      << "Save"
                                      << "Save as PowerPoint";
        QTest::newRow("small gap") << "cmp"
                                   << "Compare"
                                   << "Costs of models and prompts";
        QTest::newRow("both words begin") << "sa pd"
                                          << "Save as PDF"
                                          << "Same as updated";
    }
    void theBetterFitIsFirst()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, better);
        QFETCH(QString, worse);
        const auto good = fuzzyMatch(pattern, better);
        QVERIFY(good);
        const auto bad = fuzzyMatch(pattern, worse);
        QVERIFY2(!bad || good->score > bad->score,
                 qPrintable(QStringLiteral("%1 against %2").arg(good->score).arg(bad ? bad->score : 0)));
        // The same of a list, in both orders.
        for (const auto &texts : {QStringList{better, worse}, QStringList{worse, better}}) {
            PaletteModel model;
            model.setEntries({entry(texts[0]), entry(texts[1])});
            model.setText(pattern);
            QCOMPARE(shown(model).value(0), better);
        }
    }

    void theLettersFoundAreThoseThatWereTyped()
    {
        const auto match = fuzzyMatch(QStringLiteral("pdf save"), QStringLiteral("Save as PDF"));
        QVERIFY(match);
        QCOMPARE(match->letters, (QList<qsizetype>{0, 1, 2, 3, 8, 9, 10}));
    }

    void tenThousandCompaniesAreRankedInAFrame()
    {
        QList<PaletteEntry> many;
        for (int i = 0; i < 10'000; ++i)
            many.append(entry(QStringLiteral("Company number %1 of the register").arg(i), PaletteKind::Company));
        many.append(entry(QStringLiteral("Register"), PaletteKind::Action));
        PaletteModel model;
        model.setEntries(many);
        model.setText(QStringLiteral("reg"));
        QCOMPARE(shown(model).value(0), QStringLiteral("Register"));
        QCOMPARE(model.rowCount(), PaletteModel::MostRows);
    }

    void whatCannotBeUsedStandsBehindWhatCan()
    {
        auto off = entry(QStringLiteral("Save"));
        off.isEnabled = false;
        PaletteModel model;
        const QAbstractItemModelTester tester(&model);
        model.setEntries({off, entry(QStringLiteral("Save as PDF")), entry(QStringLiteral("Open"))});
        model.setText(QStringLiteral("save"));
        QCOMPARE(shown(model), (QStringList{QStringLiteral("Save as PDF"), QStringLiteral("Save")}));
        QVERIFY(!model.flags(model.index(1)).testFlag(Qt::ItemIsEnabled));
    }

    void whatWasUsedLastComesFirst()
    {
        PaletteModel model;
        model.setEntries({entry(QStringLiteral("Alpha report")), entry(QStringLiteral("Alpha review")),
                          entry(QStringLiteral("Beta"))});
        model.setUsed({QStringLiteral("key:Beta")});
        QCOMPARE(shown(model).value(0), QStringLiteral("Beta"));
        model.setText(QStringLiteral("alpha re"));
        QCOMPARE(shown(model).value(0), QStringLiteral("Alpha report"));
        model.setUsed({QStringLiteral("key:Alpha review")});
        QCOMPARE(shown(model).value(0), QStringLiteral("Alpha review"));
        // But it isn't before what fits better.
        model.setText(QStringLiteral("alpha report"));
        QCOMPARE(shown(model).value(0), QStringLiteral("Alpha report"));
    }

    void whatASearchFoundStandsThoughItsNameHasNotTheWords()
    {
        PaletteModel model;
        model.setEntries({entry(QStringLiteral("Margins"))});
        model.setText(QStringLiteral("margin"));
        model.setFound({entry(QStringLiteral("Tesla, 2024"), PaletteKind::Report)});
        QCOMPARE(shown(model), (QStringList{QStringLiteral("Margins"), QStringLiteral("Tesla, 2024")}));
        model.setFound({});
        QCOMPARE(shown(model), QStringList{QStringLiteral("Margins")});
    }

    void whatOthersCallItIsFoundToo()
    {
        auto pdf = entry(QStringLiteral("Save as PDF"));
        pdf.otherNames = QStringLiteral("export report");
        PaletteModel model;
        const QList<PaletteEntry> entries{entry(QStringLiteral("Export settings")), pdf};
        model.setEntries(entries);
        model.setText(QStringLiteral("export"));
        QCOMPARE(shown(model), (QStringList{QStringLiteral("Export settings"), QStringLiteral("Save as PDF")}));
        model.setText(QStringLiteral("export pdf"));
        QCOMPARE(shown(model), QStringList{QStringLiteral("Save as PDF")});
        model.setText(QStringLiteral("invoice"));
        QCOMPARE(shown(model), QStringList());
    }

    void theKeyboardAloneDoes()
    {
        QWidget window;
        window.resize(900, 600);
        window.show();
        CommandPalette palette(&window);
        QStringList done;
        const auto note = [&done](const QString &what) { return [&done, what] { done.append(what); }; };
        const QList<PaletteEntry> entries{
            entry(QStringLiteral("Save as PDF"), PaletteKind::Action, note(QStringLiteral("pdf"))),
            entry(QStringLiteral("Save as Word"), PaletteKind::Action, note(QStringLiteral("word"))),
            entry(QStringLiteral("Open"), PaletteKind::Action, note(QStringLiteral("open")))};
        palette.open(entries);
        auto *field = palette.findChild<QLineEdit *>(QStringLiteral("paletteField"));
        QVERIFY(field);
        QTest::keyClicks(field, QStringLiteral("save"));
        // What is chosen is told to who doesn't see the list.
        QVERIFY(field->accessibleDescription().startsWith(QLatin1String("Save as PDF")));
        QTest::keyClick(field, Qt::Key_Down);
        QVERIFY(field->accessibleDescription().startsWith(QLatin1String("Save as Word")));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(done, QStringList{QStringLiteral("word")});
        QVERIFY(!palette.isVisible());
        // Used last, so it is first now.
        palette.open(entries);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(done.size(), 2);
        QCOMPARE(done.last(), QStringLiteral("word"));
        palette.open(entries);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
        QCOMPARE(done.size(), 2);
    }

    void oneThatIsOffIsNotRun()
    {
        QWidget window;
        window.show();
        CommandPalette palette(&window);
        int runs = 0;
        auto off = entry(QStringLiteral("Save"), PaletteKind::Action, [&runs] { ++runs; });
        off.isEnabled = false;
        palette.open({off});
        auto *field = palette.findChild<QLineEdit *>(QStringLiteral("paletteField"));
        QTest::keyClick(field, Qt::Key_Return);
        QCoreApplication::processEvents();
        QCOMPARE(runs, 0);
        QVERIFY(palette.isVisible());
    }

    void reportsAreSearchedForOneSearchAtATime()
    {
        QWidget window;
        window.show();
        CommandPalette palette(&window);
        QStringList asked;
        std::vector<QPromise<QList<PaletteEntry>>> promises;
        palette.setFinder([&](const QString &text) {
            asked.append(text);
            promises.emplace_back();
            promises.back().start();
            return promises.back().future();
        });
        palette.open({});
        QCOMPARE(asked, QStringList{QString()});
        auto *field = palette.findChild<QLineEdit *>(QStringLiteral("paletteField"));
        QTest::keyClicks(field, QStringLiteral("tesla"));
        QTest::qWait(200);         // the pause after typing
        QCOMPARE(asked.size(), 1); // the first is still under way
        promises[0].addResult(QList<PaletteEntry>{entry(QStringLiteral("Old"), PaletteKind::Report)});
        promises[0].finish();
        QTRY_COMPARE(asked.size(), 2);
        QCOMPARE(asked.last(), QStringLiteral("tesla"));
        promises[1].addResult(QList<PaletteEntry>{entry(QStringLiteral("Tesla"), PaletteKind::Report)});
        promises[1].finish();
        QTRY_COMPARE(shown(*palette.model()), QStringList{QStringLiteral("Tesla")});
    }

    void anEmptyListSaysSo()
    {
        QWidget window;
        window.show();
        CommandPalette palette(&window);
        palette.setFinder([](const QString &) { return ready({}); });
        palette.open({entry(QStringLiteral("Save"))});
        auto *field = palette.findChild<QLineEdit *>(QStringLiteral("paletteField"));
        QTest::keyClicks(field, QStringLiteral("zzz"));
        QCOMPARE(palette.model()->rowCount(), 0);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(palette.isVisible());
    }
};

QTEST_MAIN(TestPalette)
#include "test_palette.moc"
