// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_server.h"

#include "storage/database.h"
#include "storage/report_repository.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace consultantos;

namespace {

Report report(const QString &id, const QString &company, const QString &claim, int day = 1)
{
    Report report;
    report.id = id;
    report.createdAt = QDateTime(QDate(2026, 1, day), QTime(12, 0), Qt::UTC);
    report.status = QStringLiteral("completed");
    report.company.id = company.toLower();
    report.company.name = company;
    report.request.company = company;
    report.request.question = QStringLiteral("Should we enter?");
    report.durationS = day;
    report.summary.answer = ClaimBuilder(QStringLiteral("answer"), Grade::Playbook, 0.5).text(claim).build();
    return report;
}

QStringList idsOf(const Result<QList<ReportSummary>> &summaries)
{
    QStringList ids;
    for (const auto &summary : *summaries)
        ids.append(summary.id);
    return ids;
}

ReportFilter textFilter(const QString &text)
{
    ReportFilter filter;
    filter.text = text;
    return filter;
}

struct Library {
    QTemporaryDir dir;
    std::shared_ptr<Database> database = *test::openStore(dir.filePath(QStringLiteral("library.db")),
                                                          ReportRepository::schema(), std::make_shared<SystemClock>());
    ReportRepository repository{database};
};

const QDateTime Now(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC);

} // namespace

class ReportRepositoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSavedReportLoadsUnchanged()
    {
        Library library;
        const auto saved = report(QStringLiteral("a"), QStringLiteral("Börse"), QStringLiteral("Grow abroad"));
        QVERIFY(library.repository.save(saved));
        const auto loaded = library.repository.load(QStringLiteral("a"));
        QVERIFY(loaded);
        QCOMPARE(toJson(*loaded), toJson(saved));
        QCOMPARE(*library.repository.loadJson(QStringLiteral("a")),
                 QJsonDocument(toJson(saved)).toJson(QJsonDocument::Compact));
        QCOMPARE(library.repository.summary(QStringLiteral("a"))->companyName, QStringLiteral("Börse"));
    }

    void savingAgainReplaces()
    {
        Library library;
        QVERIFY(library.repository.save(report(QStringLiteral("a"), QStringLiteral("Acme"), QStringLiteral("apple"))));
        QVERIFY(library.repository.save(report(QStringLiteral("a"), QStringLiteral("Acme"), QStringLiteral("banana"))));
        QCOMPARE(*library.repository.count(), 1);
        QCOMPARE(*library.repository.count(textFilter(QStringLiteral("apple"))), 0);
        QCOMPARE(*library.repository.count(textFilter(QStringLiteral("banana"))), 1);
    }

    void anUnknownReportIsNotFound()
    {
        Library library;
        QCOMPARE(library.repository.load(QStringLiteral("x")).error().code, ErrorCode::NotFound);
        QCOMPARE(library.repository.remove(QStringLiteral("x"), Now).error().code, ErrorCode::NotFound);
        QCOMPARE(library.repository.restore(QStringLiteral("x")).error().code, ErrorCode::NotFound);
    }

    void evidenceLeadsBackToTheSentencesThatRestOnIt()
    {
        Library library;
        Fact fact;
        fact.companyId = QStringLiteral("acme");
        fact.end = QDate(2024, 12, 31);
        fact.id = QStringLiteral("f/acme/us-gaap/Assets/USD/2024-12-31");
        fact.latest.place.document = QStringLiteral("aabb");
        Computation computation;
        computation.id = QStringLiteral("c/acme/half/FY2024");
        computation.bindings = {{QStringLiteral("assets"), {fact.id}, false}};
        for (const auto &id : {QStringLiteral("old"), QStringLiteral("new")}) {
            auto saved = report(id, QStringLiteral("Acme"), QStringLiteral("Nothing rests here"),
                                id == QLatin1String("old") ? 1 : 2);
            saved.evidence.add(fact);
            saved.evidence.add(computation);
            saved.summary.supports = {
                ClaimBuilder(QStringLiteral("direct"), Grade::Computed, 1).text(id).evidence(fact.id).build(),
                ClaimBuilder(QStringLiteral("through"), Grade::Computed, 1)
                    .text(QStringLiteral("half"))
                    .evidence(computation.id)
                    .build()};
            QVERIFY(library.repository.save(saved));
            QVERIFY(library.repository.save(saved)); // replacing leaves no double
        }
        const auto uses = *library.repository.usesOf(fact.id);
        QCOMPARE(uses.size(), 4);
        QCOMPARE(uses[0].report.id, QStringLiteral("new"));
        QCOMPARE(uses[0].claimId, QStringLiteral("direct"));
        QVERIFY(uses[0].isDirect);
        QCOMPARE(uses[1].claimId, QStringLiteral("through"));
        QVERIFY(!uses[1].isDirect);
        QCOMPARE(uses[2].text, QStringLiteral("old"));
        QVERIFY(*library.repository.usesDocument(QStringLiteral("aabb")));
        QVERIFY(!*library.repository.usesDocument(QStringLiteral("ccdd")));
        QVERIFY(library.repository.remove(QStringLiteral("new"), Now));
        QCOMPARE(library.repository.usesOf(fact.id)->size(), 2);
        QVERIFY(library.repository.remove(QStringLiteral("old"), Now));
        QVERIFY(*library.repository.usesDocument(QStringLiteral("aabb"))); // they can still be restored
        QCOMPARE(*library.repository.purgeDeleted(Now.addSecs(1)), 2);
        QVERIFY(!*library.repository.usesDocument(QStringLiteral("aabb")));
    }

    /// Every order, either way round, with each filter: pages give what the whole list gives.
    void pagesGoThroughTheWholeList_data()
    {
        QTest::addColumn<int>("sort");
        QTest::addColumn<bool>("isReversed");
        for (int sort = int(ReportSort::Newest); sort <= int(ReportSort::Status); ++sort) {
            for (const bool isReversed : {false, true})
                QTest::addRow("%d %s", sort, isReversed ? "reversed" : "as it is") << sort << isReversed;
        }
    }
    void pagesGoThroughTheWholeList()
    {
        QFETCH(int, sort);
        QFETCH(bool, isReversed);
        Library library;
        QList<Report> reports;
        for (int i = 0; i < 60; ++i) {
            auto one =
                report(QString::number(i), QStringLiteral("Company %1").arg(i % 3), QStringLiteral("grow"), 1 + i % 7);
            one.status = i % 4 == 0 ? QStringLiteral("partial") : QStringLiteral("completed");
            one.request.question = QStringLiteral("Question %1").arg(i % 2);
            one.durationS = i % 5;
            reports.append(one);
        }
        QVERIFY(library.repository.saveAll(reports));
        QList<ReportFilter> filters(7);
        filters[1].status = QStringLiteral("partial");
        filters[2].companyId = QStringLiteral("company 1");
        filters[3].text = QStringLiteral("gro");
        filters[4].owner = QString();
        filters[5].status = QStringLiteral("completed");
        filters[5].companyId = QStringLiteral("company 0");
        filters[6].ids = QStringList{QStringLiteral("one that is gone")};
        for (int i = 0; i < 60; i += 9)
            filters[6].ids->append(QString::number(i));
        for (auto filter : std::as_const(filters)) {
            filter.sort = ReportSort(sort);
            filter.isReversed = isReversed;
            filter.limit = -1;
            const auto whole = idsOf(library.repository.list(filter));
            QCOMPARE(whole.size(), *library.repository.count(filter));
            QVERIFY(whole.size() > 5);
            for (const int limit : {1, 7, 60}) {
                filter.limit = limit;
                filter.cursor.clear();
                QStringList seen;
                do {
                    const auto page = library.repository.page(filter);
                    QVERIFY(page);
                    seen += idsOf(page->reports);
                    filter.cursor = page->cursor;
                } while (!filter.cursor.isEmpty());
                QCOMPARE(seen, whole);
            }
        }
    }

    void aLibraryOfAnEarlierVersionIsListedAsBefore()
    {
        const QTemporaryDir dir;
        const auto path = dir.filePath(QStringLiteral("library.db"));
        auto earlier = ReportRepository::schema();
        earlier.migrations = earlier.migrations.mid(0, 2);
        {
            const auto database = *Database::open(path, earlier, std::make_shared<SystemClock>());
            for (int i = 0; i < 3; ++i)
                QVERIFY((*database->connection())
                            ->run(QStringLiteral("INSERT INTO reports(id, created_at, company_id, company_name, "
                                                 "question, frameworks, depth, status, duration_s, engine_version) "
                                                 "VALUES(?, ?, 'acme', 'Acme', 'Why?', 'swot', 'quick', 'completed', "
                                                 "1, '1')"),
                                  {QString::number(i), i}));
        }
        ReportRepository repository(*Database::open(path, ReportRepository::schema(), std::make_shared<SystemClock>()));
        QCOMPARE(idsOf(repository.list()),
                 (QStringList{QStringLiteral("2"), QStringLiteral("1"), QStringLiteral("0")}));
        ReportFilter filter;
        filter.owner = QString();
        QCOMPARE(*repository.count(filter), 3);
    }

    void aCursorOfAnotherOrderIsRefused()
    {
        Library library;
        for (const auto *id : {"1", "2"})
            QVERIFY(library.repository.save(report(QLatin1String(id), QStringLiteral("Acme"), QStringLiteral("grow"))));
        ReportFilter filter;
        filter.limit = 1;
        filter.cursor = library.repository.page(filter)->cursor;
        QVERIFY(!filter.cursor.isEmpty());
        filter.sort = ReportSort::Company;
        QCOMPARE(library.repository.page(filter).error().code, ErrorCode::InvalidArgument);
        filter.sort = ReportSort::Newest;
        filter.cursor = QStringLiteral("nonsense");
        QCOMPARE(library.repository.page(filter).error().code, ErrorCode::InvalidArgument);
    }

    void idsAreFoundByTheirBeginning()
    {
        Library library;
        for (const auto *id : {"ab1", "ab2", "ac1"})
            QVERIFY(library.repository.save(report(QLatin1String(id), QStringLiteral("Acme"), QStringLiteral("grow"))));
        QCOMPARE(library.repository.idsBeginningWith(QStringLiteral("ab"), 10)->size(), 2);
        QCOMPARE(library.repository.idsBeginningWith(QStringLiteral("a"), 2)->size(), 2);
        QCOMPARE(*library.repository.idsBeginningWith(QStringLiteral("ac1"), 10), QStringList{QStringLiteral("ac1")});
        QVERIFY(library.repository.remove(QStringLiteral("ac1"), Now));
        QVERIFY(library.repository.idsBeginningWith(QStringLiteral("ac"), 10)->isEmpty());
    }

    void fullTextFinds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("found");
        QTest::newRow("a word of a claim") << "margin" << 1;
        QTest::newRow("the beginning of a word") << "marg" << 1;
        QTest::newRow("any case, no accents") << "CAFE" << 1;
        QTest::newRow("all words must occur") << "margin nowhere" << 0;
        QTest::newRow("company") << "acme" << 1;
        QTest::newRow("question") << "enter" << 1;
        QTest::newRow("quotes are text") << "\"margin" << 1;
        QTest::newRow("operators are text") << "margin NOT cafe" << 0;
        QTest::newRow("column filters are text") << "claims:margin" << 0;
        QTest::newRow("hyphen") << "net-margin" << 1;
        QTest::newRow("only signs match nothing") << "*&)(\"" << 0;
        QTest::newRow("blank means no restriction") << "  " << 1;
    }

    void fullTextFinds()
    {
        QFETCH(QString, text);
        QFETCH(int, found);
        Library library;
        QVERIFY(library.repository.save(
            report(QStringLiteral("a"), QStringLiteral("Acme"), QStringLiteral("Café net-margin rises"))));
        const auto count = library.repository.count(textFilter(text));
        QVERIFY2(count, qPrintable(count ? QString() : count.error().toText()));
        QCOMPARE(*count, found);
        QCOMPARE(library.repository.list(textFilter(text))->size(), found);
    }

    void listsFilterSortAndPage()
    {
        Library library;
        QVERIFY(library.repository.save(report(QStringLiteral("1"), QStringLiteral("Zeta"), QStringLiteral("x"), 1)));
        QVERIFY(library.repository.save(report(QStringLiteral("2"), QStringLiteral("Acme"), QStringLiteral("x"), 2)));
        QVERIFY(library.repository.save(report(QStringLiteral("3"), QStringLiteral("Acme"), QStringLiteral("x"), 3)));
        const auto ids = [&](const auto &change) {
            ReportFilter filter;
            change(filter);
            return idsOf(library.repository.list(filter)).join(QString());
        };
        QCOMPARE(ids([](auto &) {}), QStringLiteral("321"));
        QCOMPARE(ids([](auto &f) { f.sort = ReportSort::Oldest; }), QStringLiteral("123"));
        QCOMPARE(ids([](auto &f) { f.sort = ReportSort::Company; }), QStringLiteral("321"));
        QCOMPARE(ids([](auto &f) { f.sort = ReportSort::Duration; }), QStringLiteral("321"));
        QCOMPARE(ids([](auto &f) { f.companyId = QStringLiteral("acme"); }), QStringLiteral("32"));
        QCOMPARE(ids([](auto &f) { f.status = QStringLiteral("partial"); }), QString());
        QCOMPARE(ids([](auto &f) {
                     f.limit = 1;
                     f.offset = 1;
                 }),
                 QStringLiteral("2"));
    }

    void aRemovedReportCanBeRestoredUntilPurged()
    {
        Library library;
        auto &repository = library.repository;
        QVERIFY(repository.save(report(QStringLiteral("a"), QStringLiteral("Acme"), QStringLiteral("x"))));
        QVERIFY(repository.remove(QStringLiteral("a"), Now));
        QCOMPARE(*repository.count(), 0);
        QCOMPARE(*repository.count(textFilter(QStringLiteral("acme"))), 0);
        QVERIFY(repository.restore(QStringLiteral("a")));
        QCOMPARE(*repository.count(), 1);
        QVERIFY(repository.remove(QStringLiteral("a"), Now));
        QCOMPARE(*repository.purgeDeleted(Now), 0);
        QCOMPARE(*repository.purgeDeleted(Now.addSecs(1)), 1);
        QCOMPARE(repository.load(QStringLiteral("a")).error().code, ErrorCode::NotFound);
        const auto left = (*library.database->connection())->scalar(QStringLiteral("SELECT count(*) FROM report_text"));
        QCOMPARE(left->toInt(), 0);
    }

    void anotherInstancesChangeShowsInTheCounter()
    {
        Library library;
        const auto other = *test::openStore(library.dir.filePath(QStringLiteral("library.db")),
                                            ReportRepository::schema(), std::make_shared<SystemClock>());
        const auto before = *library.repository.changeCounter();
        QVERIFY(ReportRepository(other).save(report(QStringLiteral("a"), QStringLiteral("Acme"), QStringLiteral("x"))));
        QVERIFY(*library.repository.changeCounter() > before);
        QCOMPARE(*library.repository.count(), 1);
    }

    void threadsSaveAtOnce()
    {
        Library library;
        QList<QThread *> threads;
        for (int t = 0; t < 4; ++t) {
            threads.append(QThread::create([&library, t] {
                for (int i = 0; i < 10; ++i) {
                    static_cast<void>(library.repository.save(
                        report(QStringLiteral("%1-%2").arg(t).arg(i), QStringLiteral("Acme"), QStringLiteral("x"))));
                }
            }));
            threads.last()->start();
        }
        for (auto *thread : threads) {
            thread->wait();
            delete thread;
        }
        QCOMPARE(*library.repository.count(), 40);
    }
};

QTEST_GUILESS_MAIN(ReportRepositoryTest)
#include "tst_report_repository.moc"
