// SPDX-License-Identifier: GPL-3.0-or-later
// Real filings, counted independently by Qt's own JSON reader.
#include "evidence/companyfacts.h"
#include "evidence/compressed_file.h"
#include "evidence/local_fact_store.h"
#include "facts_fixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QTest>

#include <algorithm>

using namespace consultantos;
using consultantos::test::FactsFixture;

namespace {

QString dataFolder()
{
    return qEnvironmentVariable("CONSULTANTOS_TEST_DATA", QStringLiteral(CONSULTANTOS_SOURCE_DIR "/../shared/data"))
           + QStringLiteral("/companyfacts");
}

QFileInfoList filesIn(const QString &folder)
{
    return QDir(dataFolder() + folder).entryInfoList({QStringLiteral("CIK*.json*")}, QDir::Files, QDir::Name);
}

struct Expected {
    int reports = 0;
    QMap<QString, QList<QPair<QString, double>>> byFact; ///< by id: filing's day and number, value
};

Expected counted(const QByteArray &json)
{
    Expected expected;
    const auto document = QJsonDocument::fromJson(json).object();
    const auto cik = document[QStringLiteral("cik")].toVariant().toString().toLongLong();
    const auto taxonomies = document[QStringLiteral("facts")].toObject();
    for (auto taxonomy = taxonomies.begin(); taxonomy != taxonomies.end(); ++taxonomy) {
        const auto tags = taxonomy->toObject();
        for (auto tag = tags.begin(); tag != tags.end(); ++tag) {
            const auto units = tag->toObject()[QStringLiteral("units")].toObject();
            for (auto unit = units.begin(); unit != units.end(); ++unit) {
                for (const auto &entry : unit->toArray()) {
                    const auto start = entry[QStringLiteral("start")].toString();
                    auto id = QStringLiteral("f/%1/%2/%3/%4/")
                                  .arg(QString::number(cik), taxonomy.key(), tag.key(), unit.key())
                              + (start.isEmpty() ? start : start + QStringLiteral(".."))
                              + entry[QStringLiteral("end")].toString();
                    expected.byFact[id.replace(QLatin1Char(' '), QLatin1Char('_'))].append(
                        {entry[QStringLiteral("filed")].toString() + entry[QStringLiteral("accn")].toString(),
                         entry[QStringLiteral("val")].toDouble()});
                    ++expected.reports;
                }
            }
        }
    }
    for (auto &reports : expected.byFact)
        std::stable_sort(reports.begin(), reports.end(),
                         [](const auto &left, const auto &right) { return left.first < right.first; });
    return expected;
}

} // namespace

class RealCompanyFactsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (filesIn({}).isEmpty())
            QSKIP("CONSULTANTOS_TEST_DATA is not available");
    }

    void everyReportIsTaken_data()
    {
        QTest::addColumn<QString>("path");
        for (const auto *folder : {"", "/derived-from-10k", "/asof-2021-07"}) {
            for (const auto &file : filesIn(QString::fromLatin1(folder)))
                QTest::newRow(qPrintable(QLatin1String(folder) + QLatin1Char('/') + file.fileName()))
                    << file.filePath();
        }
    }

    void everyReportIsTaken()
    {
        QFETCH(QString, path);
        const auto json = readPossiblyGzipped(path);
        QVERIFY(json);
        QElapsedTimer clock;
        clock.start();
        const auto read = readCompanyFacts(path, QStringLiteral("test"));
        QVERIFY2(read, read ? "" : qPrintable(read.error().toText()));
        const auto milliseconds = clock.elapsed();
        const auto expected = counted(*json);
        QCOMPARE(read->reports, expected.reports);
        QCOMPARE(read->facts.size(), expected.byFact.size());
        auto known = expected.byFact.begin();
        auto previous = QString();
        for (const auto &fact : read->facts) {
            QVERIFY(previous < fact.id);
            previous = fact.id;
            known = expected.byFact.find(fact.id);
            QVERIFY2(known != expected.byFact.end(), qPrintable(fact.id));
            QCOMPARE(fact.value(), known->last().second);
            // Remembered are exactly the values that differ from the next one filed.
            QList<double> earlier;
            for (qsizetype i = 0; i + 1 < known->size(); ++i) {
                if (known->at(i).second != known->at(i + 1).second)
                    earlier.append(known->at(i).second);
            }
            QList<double> remembered;
            for (const auto &report : fact.earlier)
                remembered.append(report.value);
            QCOMPARE(remembered, earlier);
        }
        QVERIFY(!read->company.name.isEmpty());
        QVERIFY2(milliseconds < 2000, qPrintable(QString::number(milliseconds))); // a builder's machine may be slow
    }

    void whatTheFilesLackIsCounted()
    {
        const auto foreign = readCompanyFacts(dataFolder() + QStringLiteral("/CIK0001997711.json.gz"), {});
        if (!foreign)
            QSKIP("CONSULTANTOS_TEST_DATA is not available");
        QCOMPARE(foreign->company.id, QStringLiteral("1997711"));
        QVERIFY(std::any_of(foreign->facts.begin(), foreign->facts.end(),
                            [](const Fact &fact) { return fact.taxonomy == QLatin1String("ifrs-full"); }));
        const auto chevron = readCompanyFacts(dataFolder() + QStringLiteral("/CIK0000093410.json.gz"), {});
        QVERIFY(chevron);
        QVERIFY(chevron->warnings.join(QString()).contains(QStringLiteral("Employee")));
    }

    void olderAndNewerFilesGiveTheSameInEitherOrder()
    {
        bool hasRestated = false;
        for (const auto &older : filesIn(QStringLiteral("/asof-2021-07"))) {
            const auto newer = dataFolder() + QLatin1Char('/') + older.fileName();
            const auto old = readCompanyFacts(older.filePath(), QStringLiteral("old"));
            const auto current = readCompanyFacts(newer, QStringLiteral("new"));
            QVERIFY(old && current);
            const FactsFixture forward;
            const FactsFixture backward;
            QVERIFY(forward.repository->store(old->company, old->facts, older.fileName()));
            const auto outcome = forward.repository->store(current->company, current->facts, newer);
            QVERIFY(outcome);
            QVERIFY(backward.repository->store(current->company, current->facts, newer));
            QVERIFY(backward.repository->store(old->company, old->facts, older.fileName()));
            const auto facts = *forward.repository->facts(current->company.id);
            QCOMPARE(*backward.repository->facts(current->company.id), facts);
            QVERIFY(facts.size() >= current->facts.size());
            QVERIFY(outcome->added > 0);
            hasRestated = hasRestated || outcome->restated > 0;
            QVERIFY(std::any_of(facts.begin(), facts.end(), [](const Fact &fact) { return !fact.earlier.isEmpty(); }));
        }
        QVERIFY(hasRestated);
    }

    void theStarterFactsAgreeWithTheFilesTheyAreCutFrom()
    {
        const FactsFixture fixture;
        const auto store = LocalFactStore::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR), fixture.repository);
        QVERIFY(store);
        for (const auto *cik : {"320193", "1318605"}) {
            const auto id = QString::fromLatin1(cik);
            const auto before = *(*store)->facts(id);
            const auto path = dataFolder() + QStringLiteral("/CIK%1.json.gz").arg(id, 10, QLatin1Char('0'));
            const auto whole = readCompanyFacts(path, QStringLiteral("whole"));
            QVERIFY(whole);
            QVERIFY(fixture.repository->store(whole->company, whole->facts, path));
            const auto after = *(*store)->facts(id);
            QVERIFY(after.size() > before.size());
            QHash<QString, Fact> byId;
            for (const auto &fact : after)
                byId.insert(fact.id, fact);
            for (const auto &fact : before) {
                QVERIFY(byId.contains(fact.id));
                QCOMPARE(byId[fact.id].latest, fact.latest);
                QCOMPARE(byId[fact.id].earlier, fact.earlier);
            }
        }
    }
};

QTEST_GUILESS_MAIN(RealCompanyFactsTest)
#include "tst_real_companyfacts.moc"
