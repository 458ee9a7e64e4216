// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/evidence_index.h"
#include "sample_report.h"

#include <QSet>
#include <QTest>

using namespace consultantos;

class TestEvidenceIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void labelsEveryEntryOnce()
    {
        const auto report = test::sampleReport();
        const auto &book = report.evidence;
        const EvidenceIndex index(book);
        QSet<QString> labels;
        const auto ids =
            book.facts().keys() + book.computations().keys() + book.passages().keys() + book.playbook().keys();
        for (const auto &id : ids) {
            QVERIFY2(!index.label(id).isEmpty(), qPrintable(id));
            QVERIFY2(!labels.contains(index.label(id)), qPrintable(id));
            labels.insert(index.label(id));
            QCOMPARE(index.anchor(id), QStringLiteral("ev-") + index.label(id).toLower());
        }
    }

    void numbersByTheOrderOfIds()
    {
        const auto report = test::sampleReport();
        const EvidenceIndex index(report.evidence);
        QCOMPARE(index.label(report.evidence.facts().firstKey()), QStringLiteral("F1"));
        QCOMPARE(index.label(report.evidence.computations().firstKey()), QStringLiteral("C1"));
        QCOMPARE(index.label(report.evidence.passages().firstKey()), QStringLiteral("P1"));
        QCOMPARE(index.label(report.evidence.playbook().firstKey()), QStringLiteral("K1"));
    }

    void hasNothingForAnUnknownId()
    {
        const EvidenceIndex index{EvidenceBook()};
        QVERIFY(index.label(QStringLiteral("f/none")).isEmpty());
        QVERIFY(index.anchor(QStringLiteral("f/none")).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestEvidenceIndex)
#include "test_evidence_index.moc"
