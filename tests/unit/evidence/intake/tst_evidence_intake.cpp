// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake_fixture.h"

#include <QDir>
#include <QTest>

#include <algorithm>

using namespace consultantos;
using namespace consultantos::test;

class EvidenceIntakeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReportsStatementsBecomeFactsOfItsCompany()
    {
        const IntakeFixture fixture;
        const auto path = fixture.write(QStringLiteral("report.html"),
                                        annualReport(QStringLiteral("Kettleworks Nowhere, Inc."), 2023, 1200));
        const auto taken = fixture.intake->take(path);
        QVERIFY2(taken, qPrintable(taken ? QString() : taken.error().toText()));
        QCOMPARE(taken->company.name, QStringLiteral("Kettleworks Nowhere"));
        QVERIFY(taken->company.id.startsWith(QLatin1String("x-")));
        QCOMPARE(taken->storedAs, StoredAs::New);
        QVERIFY(taken->passages > 0);
        const auto company = fixture.facts->findCompany(QStringLiteral("Kettleworks Nowhere"));
        QVERIFY(company);
        const auto facts = *fixture.facts->facts(company->id);
        const auto revenue = std::find_if(facts.cbegin(), facts.cend(), [](const Fact &fact) {
            return fact.tag == QLatin1String("revenue") && fact.end == QDate(2023, 12, 31);
        });
        QVERIFY(revenue != facts.cend());
        QCOMPARE(revenue->value(), 1'200'000.0);
        QCOMPARE(revenue->latest.place.document, taken->documentId);
        // A row for which we have no line is kept under its own label.
        QVERIFY(std::any_of(facts.cbegin(), facts.cend(), [](const Fact &fact) {
            return fact.taxonomy == QLatin1String("row") && fact.tag == QLatin1String("Gain on sale of the harbour")
                   && fact.value() == 7'000.0;
        }));
    }

    void theSameFileTwiceChangesNothing()
    {
        const IntakeFixture fixture;
        const auto path = fixture.write(QStringLiteral("a.html"),
                                        annualReport(QStringLiteral("Lampworks Nowhere, Inc."), 2023, 1200));
        const auto first = fixture.intake->take(path);
        const auto second = fixture.intake->take(path);
        QVERIFY(first && second);
        QCOMPARE(second->storedAs, StoredAs::Known);
        QCOMPARE(second->outcome.added, 0);
        QCOMPARE(fixture.storage.documents->list()->size(), 1);
    }

    void theUsersWordGoesBeforeTheDocuments()
    {
        const IntakeFixture fixture;
        const auto path = fixture.write(QStringLiteral("a.html"),
                                        annualReport(QStringLiteral("Lampworks Nowhere, Inc."), 2023, 1200));
        QCOMPARE(fixture.intake->take(path, {QStringLiteral("Tesla"), false})->company.name,
                 QStringLiteral("Lampworks Nowhere"));
        QCOMPARE(companyOf(*fixture.intake->read(path), {QStringLiteral("Tesla"), true}, *fixture.facts).name,
                 QStringLiteral("Tesla"));
    }

    void aNoteAboutNobodyIsKeptWithoutACompany()
    {
        const IntakeFixture fixture;
        const auto taken = fixture.intake->take(fixture.write(QStringLiteral("note.txt"), "Bring milk."));
        QVERIFY(taken);
        QVERIFY(taken->company.id.isEmpty());
        QCOMPARE(taken->facts, 0);
        QCOMPARE(taken->passages, 1);
        const auto guessed = fixture.intake->take(fixture.write(QStringLiteral("n2.txt"), "About it."),
                                                  {QStringLiteral("Tesla"), false});
        QCOMPARE(guessed->company.name, QStringLiteral("Tesla"));
    }

    void aFactsFileIsTakenAsSuch()
    {
        const IntakeFixture fixture;
        const auto path = fixture.write(
            QStringLiteral("facts.json"),
            "{\"cik\":77,\"entityName\":\"Potworks\",\"facts\":{\"us-gaap\":{\"Assets\":{\"units\":{\"USD\":[{\"end\":"
            "\"2023-12-31\",\"val\":5,\"accn\":\"0000000001-24-000001\",\"fy\":2023,\"fp\":\"FY\",\"form\":\"10-K\","
            "\"filed\":\"2024-02-01\"}]}}}}}");
        const auto taken = fixture.intake->take(path);
        QVERIFY(taken);
        QCOMPARE(taken->format, QStringLiteral("companyfacts"));
        QCOMPARE(taken->facts, 1);
        QVERIFY(taken->documentId.isEmpty());
    }

    void aBadFileIsAClearErrorAndLeavesNothing()
    {
        const IntakeFixture fixture;
        for (const auto &path : {fixture.write(QStringLiteral("empty.pdf"), ""),
                                 fixture.write(QStringLiteral("cut.pdf"), "%PDF-1.7\n1 0 obj"),
                                 fixture.write(QStringLiteral("cut.json"), "{\"cik\":77,"),
                                 fixture.write(QStringLiteral("x.bin"), QByteArray(4096, '\x01')),
                                 QStringLiteral("/nowhere/at/all.txt")}) {
            const auto taken = fixture.intake->take(path);
            QVERIFY2(!taken, qPrintable(path));
            QVERIFY2(!taken.error().message.isEmpty(), qPrintable(path));
        }
        QVERIFY(fixture.storage.documents->list()->isEmpty());
        QVERIFY(QDir(fixture.folder() + QStringLiteral("/documents")).isEmpty());
    }

    void aCancelledImportLeavesNothing()
    {
        const IntakeFixture fixture;
        CancellationSource source;
        source.cancel();
        const auto taken =
            fixture.intake->take(fixture.write(QStringLiteral("note.txt"), "Bring milk."), {}, source.token());
        QVERIFY(!taken);
        QCOMPARE(taken.error().code, ErrorCode::Cancelled);
        QVERIFY(fixture.storage.documents->list()->isEmpty());
    }

    void aCopyIsKeptForItsPages()
    {
        const IntakeFixture fixture;
        const auto path = fixture.write(QStringLiteral("note.txt"), "Bring milk.");
        const auto taken = fixture.intake->take(path);
        QVERIFY(QFile::remove(path));
        const auto copy = fixture.intake->storedFile(taken->documentId);
        QVERIFY(copy);
        QFile file(*copy);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("Bring milk."));
        QVERIFY(!fixture.intake->storedFile(QStringLiteral("0000000000000000")));
    }

    void aRemovedDocumentLeavesNoCopy()
    {
        const IntakeFixture fixture;
        const auto taken = fixture.intake->take(fixture.write(QStringLiteral("note.txt"), "Bring milk."));
        QVERIFY(fixture.intake->remove(taken->documentId));
        QVERIFY(!fixture.intake->storedFile(taken->documentId));
        QVERIFY(fixture.storage.documents->list()->isEmpty());
        const auto again = fixture.intake->remove(taken->documentId);
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::NotFound);
    }

    void aDocumentIsTakenBackAndBroughtBack()
    {
        IntakeFixture fixture;
        DocumentSubject subject{QStringLiteral("Nimbus Robotics")};
        subject.mayBeTakenBack = true;
        const auto path =
            fixture.write(QStringLiteral("r.htm"), annualReport(QStringLiteral("Nimbus Robotics"), 2023, 900));
        const auto first = fixture.intake->take(path, subject);
        QVERIFY(first && first->facts > 0);
        const auto before = *fixture.storage.facts->facts(first->company.id);
        // A later version of the same file.
        QVERIFY(!fixture.write(QStringLiteral("r.htm"), annualReport(QStringLiteral("Nimbus Robotics"), 2024, 1500))
                     .isEmpty());
        const auto second = fixture.intake->take(path, subject);
        QVERIFY(second);
        QCOMPARE(second->storedAs, StoredAs::NewVersion);
        QVERIFY(!*fixture.storage.documents->contains(first->documentId));
        QVERIFY(*fixture.intake->takeBack(second->documentId));
        QCOMPARE(*fixture.storage.facts->facts(first->company.id), before);
        QVERIFY(*fixture.storage.documents->contains(first->documentId));
        QCOMPARE(fixture.storage.documents->record(second->documentId).error().code, ErrorCode::NotFound);
        PassageFilter filter;
        filter.text = QStringLiteral("registrant");
        const auto hits = fixture.storage.documents->search(filter);
        QVERIFY(hits && hits->total > 0);
        for (const auto &hit : hits->hits)
            QCOMPARE(hit.documentId, first->documentId);
        // Though the user's file is gone.
        QVERIFY(QFile::remove(path));
        QVERIFY(fixture.intake->bringBack(second->documentId, path, subject));
        const auto record = fixture.storage.documents->record(second->documentId);
        QVERIFY(record);
        QCOMPARE(record->name, QStringLiteral("r.htm"));
        QCOMPARE(record->origin.path, path);
        QVERIFY(!fixture.storage.facts->factsOfDocument(first->company.id, second->documentId)->isEmpty());
        // A copy of what is in the store stays, one of what isn't goes.
        QVERIFY(fixture.intake->forgetCopy(second->documentId));
        QVERIFY(fixture.intake->storedFile(second->documentId));
        QVERIFY(*fixture.intake->takeBack(second->documentId));
        QVERIFY(fixture.intake->forgetCopy(second->documentId));
        QCOMPARE(fixture.intake->bringBack(second->documentId, path, subject).error().code, ErrorCode::NotFound);
    }

    void aDocumentThatWasSetAsideComesBackAsItWas()
    {
        const IntakeFixture fixture;
        const auto taken = fixture.intake->take(fixture.write(QStringLiteral("note.txt"), "Bring milk."));
        const auto before = *fixture.storage.documents->record(taken->documentId);
        const auto passages = *fixture.storage.documents->passages(taken->documentId);
        {
            const auto back = fixture.intake->setAside(taken->documentId);
            QVERIFY(back);
            QVERIFY(fixture.storage.documents->list()->isEmpty());
            QVERIFY(!fixture.intake->storedFile(taken->documentId));
            QVERIFY((*back)());
            QVERIFY((*back)()); // done again, nothing changes
        }
        const auto after = fixture.storage.documents->record(taken->documentId);
        QVERIFY(after);
        QCOMPARE(after->importedAt, before.importedAt);
        QCOMPARE(after->passages, before.passages);
        QCOMPARE(fixture.storage.documents->passages(taken->documentId)->size(), passages.size());
        const auto copy = fixture.intake->storedFile(taken->documentId);
        QVERIFY(copy);
        QFile file(*copy);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("Bring milk."));
        QCOMPARE(fixture.intake->setAside(QStringLiteral("0000000000000000")).error().code, ErrorCode::NotFound);
    }

    void whatNobodyPutsBackIsGone()
    {
        const IntakeFixture fixture;
        const auto taken = fixture.intake->take(fixture.write(QStringLiteral("note.txt"), "Bring milk."));
        const QDir aside(fixture.folder() + QStringLiteral("/documents-removed"));
        {
            const auto back = fixture.intake->setAside(taken->documentId);
            QVERIFY(back);
            QCOMPARE(aside.entryList(QDir::Files).size(), 1);
        }
        QVERIFY(aside.isEmpty());
    }

    void anEarlierVersionGoesUnlessSomethingRestsOnIt()
    {
        const IntakeFixture fixture;
        const auto first = fixture.intake->take(fixture.write(QStringLiteral("note.txt"), "Bring milk."));
        Report report;
        report.id = QStringLiteral("r1");
        report.createdAt = QDateTime::currentDateTimeUtc();
        report.status = QStringLiteral("completed");
        Passage passage = fixture.storage.documents->passages(first->documentId)->first().passage;
        report.evidence.add(passage);
        Claim claim;
        claim.id = QStringLiteral("summary.answer");
        claim.text = passage.text;
        claim.evidence = {passage.id};
        report.summary.answer = claim;
        QVERIFY(fixture.storage.reports->save(report));

        const auto second = fixture.intake->take(fixture.write(QStringLiteral("note.txt"), "Bring bread."));
        QVERIFY(second->storedAs == StoredAs::NewVersion);
        QVERIFY(fixture.intake->storedFile(first->documentId)); // the report cites it
        const auto third = fixture.intake->take(fixture.write(QStringLiteral("note.txt"), "Bring salt."));
        QVERIFY(third->storedAs == StoredAs::NewVersion);
        QVERIFY(fixture.intake->storedFile(first->documentId));
        QVERIFY(!fixture.intake->storedFile(second->documentId)); // nothing does
        QCOMPARE(fixture.storage.documents->superseded()->size(), 1);
    }
};

QTEST_GUILESS_MAIN(EvidenceIntakeTest)
#include "tst_evidence_intake.moc"
