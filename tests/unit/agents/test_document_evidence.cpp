// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/document_evidence.h"
#include "document_store.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

EvidenceQuery suppliers()
{
    EvidenceQuery query;
    query.id = QStringLiteral("suppliers");
    query.words = QStringLiteral("sole supplier");
    query.pattern = QRegularExpression(QStringLiteral("sole supplier"), QRegularExpression::CaseInsensitiveOption);
    query.sections = {QStringLiteral("Item 1A")};
    return query;
}

QStringList textsOf(const Result<QList<Passage>> &passages)
{
    QStringList texts;
    for (const auto &passage : *passages)
        texts.append(passage.text);
    return texts;
}

const QString Axles = QStringLiteral("All of our axles come from a sole supplier in the north.");
const QString Wheels = QStringLiteral("For wheels we depend upon a sole supplier whom we can't replace.");
const QString Paint = QStringLiteral("Paint, by contrast, is bought from a sole supplier out of habit.");

} // namespace

class DocumentEvidenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyTheCompanysDocumentsAreRead()
    {
        DocumentStore store;
        store.add(QStringLiteral("aa"), QStringLiteral("1"), 2024, {{QStringLiteral("Item 1A"), Axles}});
        store.add(QStringLiteral("bb"), QStringLiteral("2"), 2024, {{QStringLiteral("Item 1A"), Wheels}});
        DocumentEvidence evidence(store.repository, QStringLiteral("1"), Depth::Deep);
        QCOMPARE(textsOf(evidence.find(suppliers(), {})), QStringList{Axles});
    }

    void aPassageTellsItsPlaceAndDate()
    {
        DocumentStore store;
        store.add(QStringLiteral("aa"), QStringLiteral("1"), 2024, {{QStringLiteral("Item 1A"), Axles}});
        DocumentEvidence evidence(store.repository, QStringLiteral("1"), Depth::Quick);
        const auto found = evidence.find(suppliers(), {});
        QCOMPARE(found->size(), 1);
        QCOMPARE(found->first().section, QStringLiteral("Item 1A"));
        QCOMPARE(found->first().date, QDate(2024, 12, 31));
        QCOMPARE(found->first().id, QStringLiteral("p/aa/1"));
    }

    void aSentenceWithoutTheSubjectIsLeftOut()
    {
        DocumentStore store;
        store.add(
            QStringLiteral("aa"), QStringLiteral("1"), 2024,
            {{QStringLiteral("Item 1A"), QStringLiteral("Our axles are strong and the supplier is proud of them.")}});
        DocumentEvidence evidence(store.repository, QStringLiteral("1"), Depth::Deep);
        QCOMPARE(evidence.find(suppliers(), {})->size(), 0);
    }

    void thePreferredSectionComesFirst()
    {
        DocumentStore store;
        store.add(QStringLiteral("aa"), QStringLiteral("1"), 2024,
                  {{QStringLiteral("Item 7"), Axles}, {QStringLiteral("Part II, Item 1A"), Wheels}});
        DocumentEvidence evidence(store.repository, QStringLiteral("1"), Depth::Deep);
        QCOMPARE(textsOf(evidence.find(suppliers(), {})), (QStringList{Wheels, Axles}));
    }

    void theNewerYearComesFirstAndSaysItOnce()
    {
        DocumentStore store;
        store.add(QStringLiteral("aa"), QStringLiteral("1"), 2023,
                  {{QStringLiteral("Item 1A"), Axles}, {QStringLiteral("Item 1A"), Wheels}});
        store.add(QStringLiteral("bb"), QStringLiteral("1"), 2024, {{QStringLiteral("Item 1A"), Axles}});
        DocumentEvidence evidence(store.repository, QStringLiteral("1"), Depth::Deep);
        const auto found = evidence.find(suppliers(), {});
        QCOMPARE(textsOf(found), (QStringList{Axles, Wheels}));
        QCOMPARE(found->first().id, QStringLiteral("p/bb/1"));
    }

    void onlyThePartsNamedCountWhereTheQuerySaysSo()
    {
        DocumentStore store;
        store.add(QStringLiteral("aa"), QStringLiteral("1"), 2024,
                  {{QStringLiteral("Item 7"), Axles}, {QStringLiteral("Letter"), Wheels}});
        auto query = suppliers();
        query.isOnlyThere = true;
        DocumentEvidence evidence(store.repository, QStringLiteral("1"), Depth::Deep);
        QCOMPARE(textsOf(evidence.find(query, {})), QStringList{Wheels});
    }

    void oneFrameworkIsToldASentenceOnce()
    {
        DocumentStore store;
        store.add(QStringLiteral("aa"), QStringLiteral("1"), 2024, {{QStringLiteral("Item 1A"), Axles}});
        DocumentEvidence evidence(store.repository, QStringLiteral("1"), Depth::Deep);
        auto query = suppliers();
        for (const auto &[id, count] :
             {std::pair("pestel.social.a", 1), std::pair("pestel.legal.b", 0), std::pair("porter.c", 1)}) {
            query.id = QString::fromLatin1(id);
            QCOMPARE(evidence.find(query, {})->size(), count);
        }
    }

    void depthLimitsThePassages()
    {
        DocumentStore store;
        store.add(QStringLiteral("aa"), QStringLiteral("1"), 2024,
                  {{QStringLiteral("Item 1A"), Axles},
                   {QStringLiteral("Item 1A"), Wheels},
                   {QStringLiteral("Item 1A"), Paint}});
        for (const auto &[depth, count] :
             {std::pair(Depth::Quick, 1), std::pair(Depth::Standard, 2), std::pair(Depth::Deep, 3)}) {
            DocumentEvidence evidence(store.repository, QStringLiteral("1"), depth);
            QCOMPARE(evidence.find(suppliers(), {})->size(), count);
        }
    }

    void cancellingEndsIt()
    {
        DocumentStore store;
        store.add(QStringLiteral("aa"), QStringLiteral("1"), 2024, {{QStringLiteral("Item 1A"), Axles}});
        CancellationSource source;
        source.cancel();
        DocumentEvidence evidence(store.repository, QStringLiteral("1"), Depth::Deep);
        const auto found = evidence.find(suppliers(), source.token());
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(DocumentEvidenceTest)
#include "test_document_evidence.moc"
