// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/program_metrics.h"
#include "postgres_server.h"

#include "storage/database.h"
#include "storage/egress_ledger.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace consultantos;

namespace {

EgressEntry entry(int minute, const QString &host, const QString &kind, const QString &report = {})
{
    EgressEntry entry;
    entry.when = QDateTime(QDate(2026, 3, 2), QTime(12, minute, 0, 250), QTimeZone::utc());
    entry.host = host;
    entry.path = QStringLiteral("/x");
    entry.kind = kind;
    entry.outcome = QStringLiteral("ok");
    entry.status = 200;
    entry.bytesSent = 100;
    entry.bytesReceived = 1'000;
    entry.duration = std::chrono::milliseconds(30);
    entry.reportId = report;
    return entry;
}

struct Ledger {
    QTemporaryDir dir;
    QString path = dir.filePath(QStringLiteral("egress.db"));
    std::shared_ptr<Database> database =
        *test::openStore(path, EgressLedger::schema(), std::make_shared<SystemClock>());
    EgressLedger ledger{database};

    Ledger()
    {
        ledger.record(entry(1, QStringLiteral("a.example"), QStringLiteral("sec_edgar.facts"), QStringLiteral("r1")));
        ledger.record(entry(2, QStringLiteral("b.example"), QStringLiteral("feeds"), QStringLiteral("r2")));
        ledger.record(entry(3, QStringLiteral("a.example"), QStringLiteral("sec_edgar.filings"), QStringLiteral("r1")));
        ledger.record(entry(4, QStringLiteral("a.example"), QStringLiteral("sec_edgars")));
    }
};

QList<int> minutesOf(const Result<QList<EgressEntry>> &entries)
{
    QList<int> minutes;
    for (const auto &entry : *entries)
        minutes.append(entry.when.time().minute());
    return minutes;
}

} // namespace

class EgressLedgerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsRecordedIsMeasured();
    void anEntryComesBackAsItWasRecordedAlsoAfterAReopening()
    {
        Ledger made;
        made.database.reset();
        const EgressLedger again(*test::openStore(made.path, EgressLedger::schema(), std::make_shared<SystemClock>()));
        const auto entries = again.list();
        QCOMPARE(entries->size(), 4);
        QCOMPARE(entries->last(),
                 entry(1, QStringLiteral("a.example"), QStringLiteral("sec_edgar.facts"), QStringLiteral("r1")));
    }

    void theNewestComesFirstPageByPage()
    {
        const Ledger made;
        EgressFilter filter;
        filter.limit = 3;
        QCOMPARE(minutesOf(made.ledger.list(filter)), (QList<int>{4, 3, 2}));
        filter.offset = 3;
        QCOMPARE(minutesOf(made.ledger.list(filter)), (QList<int>{1}));
        QCOMPARE(*made.ledger.totals(filter), (EgressTotals{4, 400, 4'000}));
    }

    void filtersNarrow()
    {
        const Ledger made;
        EgressFilter byHost;
        byHost.host = QStringLiteral("b.example");
        QCOMPARE(minutesOf(made.ledger.list(byHost)), (QList<int>{2}));
        EgressFilter byKind;
        byKind.kind = QStringLiteral("sec_edgar");
        QCOMPARE(minutesOf(made.ledger.list(byKind)), (QList<int>{3, 1}));
        EgressFilter byReport;
        byReport.reportId = QStringLiteral("r1");
        QCOMPARE(made.ledger.totals(byReport)->requests, 2);
        EgressFilter byTime;
        byTime.from = entry(2, {}, {}).when;
        byTime.until = entry(3, {}, {}).when;
        QCOMPARE(minutesOf(made.ledger.list(byTime)), (QList<int>{2}));
    }

    void itTellsWhatItCanBeFilteredBy()
    {
        const Ledger made;
        const auto choices = made.ledger.choices();
        QCOMPARE(choices->hosts, (QStringList{QStringLiteral("a.example"), QStringLiteral("b.example")}));
        QCOMPARE(choices->kinds, (QStringList{QStringLiteral("feeds"), QStringLiteral("sec_edgar.facts"),
                                              QStringLiteral("sec_edgar.filings"), QStringLiteral("sec_edgars")}));
        QCOMPARE(choices->reportIds, (QStringList{QStringLiteral("r1"), QStringLiteral("r2")}));
    }

    void itIsExportedAsCsv()
    {
        Ledger made;
        auto odd = entry(5, QStringLiteral("c.example"), QStringLiteral("feeds"));
        odd.path = QStringLiteral("/a,\"b\"");
        made.ledger.record(odd);
        EgressFilter filter;
        filter.limit = 1;
        QCOMPARE(*made.ledger.toCsv(filter),
                 QByteArray("when,host,path,kind,outcome,status,bytes_sent,bytes_received,duration_ms,report\r\n"
                            "2026-03-02T12:05:00.250Z,c.example,\"/a,\"\"b\"\"\",feeds,ok,200,100,1000,30,\r\n"));
    }
};

void EgressLedgerTest::whatIsRecordedIsMeasured()
{
    const Ledger made;
    const auto metrics = std::make_shared<ProgramMetrics>();
    EgressLedger ledger(made.database, metrics);
    ledger.record(entry(5, QStringLiteral("c.example"), QStringLiteral("feeds")));
    auto failed = entry(6, QStringLiteral("c.example"), QStringLiteral("feeds"));
    failed.outcome = QStringLiteral("timed_out");
    failed.bytesReceived = 0;
    ledger.record(failed);
    QMap<QByteArray, double> values;
    const auto families = metrics->snapshot();
    for (const auto &family : families) {
        if (!family.name.startsWith("consultantos_egress_"))
            continue;
        for (const auto &series : family.series)
            values.insert(series.labels.join(), series.value);
    }
    QCOMPARE(values, (QMap<QByteArray, double>{{"ok", 1}, {"timed_out", 1}, {"sent", 200}, {"received", 1'000}}));
}

QTEST_GUILESS_MAIN(EgressLedgerTest)
#include "tst_egress_ledger.moc"
