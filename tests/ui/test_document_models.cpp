// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask/answer_html.h"
#include "ask/question_history.h"
#include "documents/document_list_model.h"
#include "documents/document_page.h"
#include "documents/document_place.h"
#include "documents/folder_listing.h"
#include "documents/import_model.h"
#include "documents/passage_delegate.h"
#include "documents/passage_list_model.h"
#include "evidence/intake/evidence_intake.h"
#include "model/document_passages.h"
#include "report/uses_model.h"
#include "sample_answers.h"
#include "sample_documents.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

constexpr auto Fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

PassageHit hitOf(const QString &text, const QList<TextRange> &highlights)
{
    PassageHit hit;
    hit.placed.passage.document = QStringLiteral("a.pdf");
    hit.placed.passage.page = 7;
    hit.placed.passage.text = text;
    hit.highlights = highlights;
    return hit;
}

} // namespace

/// Models and pure functions of documents and questions, without a window.
class TestDocumentModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void importLinesSayWhatWasFoundAndWhatNot();
    void documentsSortByWhatTheirColumnsMean();
    void foundPassagesGrowByPages();
    void excerptsKeepTheFoundWords();
    void partsOfADocumentAreNeitherTinyNorEndless();
    void aCellIsFoundByAreaOrWords();
    void onlyStoredDocumentsArePlaces();
    void aFolderIsListedWithItsSubfolders();
    void usesSayWhetherTheyAreDirect();
    void historyKeepsEachQuestionOnce();
    void textAnswersAreCopiedAsQuotations();
};

void TestDocumentModels::importLinesSayWhatWasFoundAndWhatNot()
{
    ImportModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    const int taken = model.add(QStringLiteral("/x/a.pdf"));
    const int failed = model.add(QStringLiteral("/x/b.pdf"));
    QVERIFY(model.isPending(QStringLiteral("/x/b.pdf")));
    model.setReading(taken);
    QCOMPARE(model.done(), 0);
    Intake intake;
    intake.path = QStringLiteral("/x/a.pdf");
    intake.format = QStringLiteral("pdf");
    intake.documentId = QStringLiteral("id");
    intake.passages = 4;
    intake.storedAs = StoredAs::NewVersion;
    model.setTaken(taken, intake);
    model.setFailed(failed,
                    {ErrorCode::Malformed, QStringLiteral("Cut off."), QStringLiteral("Fetch it again."), false});
    QCOMPARE(model.done(), 2);
    QVERIFY(!model.isPending(QStringLiteral("/x/b.pdf")));
    QVERIFY(model.index(taken, ImportModel::FoundColumn)
                .data()
                .toString()
                .startsWith(QStringLiteral("Passages 4, tables 0.")));
    QCOMPARE(model.index(taken, 0).data(ImportModel::DocumentRole).toString(), QStringLiteral("id"));
    QCOMPARE(model.index(failed, ImportModel::RemarksColumn).data().toString(),
             QStringLiteral("Cut off.\nFetch it again."));
    model.setFailed(model.add(QStringLiteral("/x/c.pdf")), {ErrorCode::Cancelled, {}, {}, false});
    QCOMPARE(model.count(ImportState::Cancelled), 1);
}

void TestDocumentModels::documentsSortByWhatTheirColumnsMean()
{
    DocumentListModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    DocumentRecord record;
    record.id = QStringLiteral("id");
    record.name = QStringLiteral("a.docx");
    record.format = QStringLiteral("docx");
    record.origin.facts = 12;
    model.setDocuments({record});
    QCOMPARE(model.index(0, DocumentListModel::FactsColumn).data(DocumentListModel::SortRole).toInt(), 12);
    QCOMPARE(model.index(0, DocumentListModel::PagesColumn).data().toString(), QStringLiteral("–"));
    QCOMPARE(model.index(0, DocumentListModel::FormatColumn).data().toString(), QStringLiteral("DOCX"));
}

void TestDocumentModels::foundPassagesGrowByPages()
{
    PassageListModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    model.setHits({{hitOf(QStringLiteral("one word"), {{4, 4}})}, 3});
    model.append({{hitOf(QStringLiteral("two"), {}), hitOf(QStringLiteral("three"), {})}, 3});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.total(), 3);
    QCOMPARE(model.index(0).data(PassageListModel::HeadRole).toString(), QStringLiteral("a.pdf · page 7"));
    QCOMPARE(model.index(0).data(PassageListModel::HighlightsRole).toList(), QVariantList({4, 4}));
}

void TestDocumentModels::excerptsKeepTheFoundWords()
{
    const auto text = QStringLiteral("word ").repeated(100) + QStringLiteral("needle in a\thaystack ")
                      + QStringLiteral("straw ").repeated(100);
    const QVariantList found{text.indexOf(QStringLiteral("needle")), 6};
    const auto excerpt = passageExcerpt(text, found, 60);
    QVERIFY2(excerpt.text.startsWith(QStringLiteral("… word")), qPrintable(excerpt.text));
    QVERIFY(excerpt.text.endsWith(QStringLiteral("…")));
    QVERIFY(!excerpt.text.contains(QLatin1Char('\t')));
    QCOMPARE(excerpt.highlights.size(), 2);
    QCOMPARE(excerpt.text.mid(excerpt.highlights[0].toInt(), 6), QStringLiteral("needle"));
    const auto whole = passageExcerpt(QStringLiteral("a needle"), {2, 6}, 60);
    QCOMPARE(whole.text, QStringLiteral("a needle"));
    const auto cut = cutExcerpt({QStringLiteral("a needle in a haystack"), {2, 6, 14, 8}}, 18);
    QCOMPARE(cut.text, QStringLiteral("a needle in a …"));
    QCOMPARE(cut.highlights, QVariantList({2, 6}));
}

void TestDocumentModels::partsOfADocumentAreNeitherTinyNorEndless()
{
    QList<PlacedPassage> passages(200);
    for (qsizetype row = 0; row < passages.size(); ++row) {
        // Headings of a line first, then a section of 30, then one without end.
        passages[row].section = row < 10   ? QString::number(row)
                                : row < 40 ? QStringLiteral("long")
                                           : QStringLiteral("x");
    }
    QCOMPARE(partStarts(passages), QList<qsizetype>({0, 40, 120}));
    QVERIFY(partStarts({}).isEmpty());
}

void TestDocumentModels::aCellIsFoundByAreaOrWords()
{
    const auto passages = passagesOf(sampleAnnualReport());
    DocumentPlace place = placeOf(sampleRevenue());
    const int byArea = markedPassage(passages, place);
    QVERIFY(passages[byArea].passage.text.contains(QStringLiteral("Total revenues")));
    place.area = {};
    QCOMPARE(markedPassage(passages, place), byArea); // "Total revenues, 2023"
    place.cell = QStringLiteral("Goodwill, 2023");
    QCOMPARE(markedPassage(passages, place), -1);
    QCOMPARE(markedPassage(passages, placeOf(passages[3].passage)), 3);
}

void TestDocumentModels::onlyStoredDocumentsArePlaces()
{
    QCOMPARE(documentOfPassage(QStringLiteral("p/0123456789abcdef/12")), QStringLiteral("0123456789abcdef"));
    for (const auto *id :
         {"p/request context/1", "p/0123456789ABCDEF/1", "k/0123456789abcdef/1", "p/0123456789abcdef", ""})
        QVERIFY2(documentOfPassage(QLatin1String(id)).isEmpty(), id);
    Fact fact;
    fact.source = QStringLiteral("SEC companyfacts");
    QVERIFY(placeOf(fact).isEmpty());
}

void TestDocumentModels::aFolderIsListedWithItsSubfolders()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("sub/empty")));
    for (const auto *name : {"b.pdf", "a.pdf", "sub/c.pdf", ".hidden.pdf"})
        QVERIFY(QFile(folder.filePath(QLatin1String(name))).open(QIODevice::WriteOnly));
    QVERIFY(QFile::link(folder.filePath(QStringLiteral("a.pdf")), folder.filePath(QStringLiteral("link.pdf"))));
    const auto listing = listFiles({folder.path(), folder.filePath(QStringLiteral("sub/empty"))}, {});
    QCOMPARE(listing.files,
             QStringList({folder.filePath(QStringLiteral("a.pdf")), folder.filePath(QStringLiteral("b.pdf")),
                          folder.filePath(QStringLiteral("sub/c.pdf"))}));
    QCOMPARE(listing.errors.size(), 1);
    QCOMPARE(listing.errors[0].path, folder.filePath(QStringLiteral("sub/empty")));
}

void TestDocumentModels::usesSayWhetherTheyAreDirect()
{
    UsesModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    EvidenceUse use;
    use.report.companyName = QStringLiteral("Tesla");
    use.text = QStringLiteral("Margins fell.");
    use.isDirect = true;
    auto indirect = use;
    indirect.isDirect = false;
    model.setUses({use, indirect});
    QVERIFY(model.index(0).data().toString().startsWith(QStringLiteral("Margins fell. (Tesla, ")));
    QVERIFY(model.index(1).data().toString().contains(QStringLiteral("computed from it")));
}

void TestDocumentModels::historyKeepsEachQuestionOnce()
{
    QuestionHistory history({QStringLiteral("a"), QStringLiteral("b")});
    history.add(QStringLiteral("a"));
    QCOMPARE(history.questions(), QStringList({QStringLiteral("b"), QStringLiteral("a")}));
    QCOMPARE(history.back(QStringLiteral("draft")), QStringLiteral("a"));
    QCOMPARE(history.forward({}), QStringLiteral("draft"));
    for (int question = 0; question < 60; ++question)
        history.add(QString::number(question));
    QCOMPARE(history.questions().size(), QuestionHistory::Longest);
    QCOMPARE(history.questions().last(), QStringLiteral("59"));
}

void TestDocumentModels::textAnswersAreCopiedAsQuotations()
{
    const auto text = answerToText(sampleTextAnswer());
    QVERIFY2(text.contains(QStringLiteral("“Our suppliers of battery cells are few.")), qPrintable(text));
    QVERIFY2(text.endsWith(QStringLiteral("(annual-report-2023.pdf · page 1)")), qPrintable(text));
    QVERIFY(answerToText(sampleRefusal()).endsWith(QStringLiteral("A sustainability report of 2023.")));
}

QTEST_MAIN(TestDocumentModels)
#include "test_document_models.moc"
