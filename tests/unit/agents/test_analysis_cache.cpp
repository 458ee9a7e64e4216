// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/analysis_service.h"
#include "cache/cache_store.h"
#include "memory_fact_store.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcessEnvironment>
#include <QSet>
#include <QString>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace consultantos;
using test::MemoryFactStore;

namespace {

/// One program: its cache on the folder, its facts, its service.
class Program {
public:
    explicit Program(const QString &folder, const QString &engagement = {}, const QString &resources = {})
        : m_resources(resources.isEmpty() ? QStringLiteral(CONSULTANTOS_RESOURCE_DIR) : resources)
    {
        m_pool.setMaxThreadCount(7);
        const auto settings = Settings::load(folder, QProcessEnvironment());
        cache = CacheStore::open({*settings, folder, CacheScope::of(engagement, m_resources)}, &m_pool,
                                 std::make_shared<SystemClock>());
        restart();
    }
    ~Program()
    {
        m_service.reset();
        m_pool.waitForDone();
    }

    /// A new service on the same cache, for changed facts.
    void restart()
    {
        m_service = std::make_unique<AnalysisService>(AnalysisSources{facts, nullptr, nullptr, {}, cache->access()},
                                                      m_resources, &m_pool, std::make_shared<SystemClock>());
    }

    Report analyse(const AnalysisRequest &request, CacheUse use = CacheUse::Use)
    {
        auto future = m_service->analyse(request, {}, {}, use);
        future.waitForFinished();
        const auto result = future.result();
        if (!result)
            qFatal("%s", qPrintable(result.error().toText()));
        return *result;
    }

    std::shared_ptr<MemoryFactStore> facts = std::make_shared<MemoryFactStore>();
    std::unique_ptr<CacheStore> cache;

private:
    QString m_resources;
    QThreadPool m_pool;
    std::unique_ptr<AnalysisService> m_service;
};

AnalysisRequest acme()
{
    AnalysisRequest request;
    request.company = QStringLiteral("Acme Motors");
    return request;
}

QString levelOf(const Report &report, const QString &agent)
{
    for (const auto &record : report.agents) {
        if (record.name == agent)
            return record.served.level;
    }
    return QStringLiteral("no such agent");
}

/// Names of the agents that were computed.
QSet<QString> computed(const Report &report)
{
    QSet<QString> names;
    for (const auto &record : report.agents) {
        if (record.served.isComputed())
            names.insert(record.name);
    }
    return names;
}

} // namespace

class TestAnalysisCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRepeatedRequestIsTheSameReport()
    {
        const QTemporaryDir folder;
        Program program(folder.path());
        const auto first = program.analyse(acme());
        QCOMPARE(first.served.level, QStringLiteral("computed"));
        auto second = program.analyse(acme());
        QCOMPARE(second.served.level, QStringLiteral("l1"));
        QVERIFY(second.served.ageS >= 0);
        second.served = first.served;
        QCOMPARE(second, first);
    }

    void anotherProcessFindsItOnDisk()
    {
        const QTemporaryDir folder;
        Report first;
        {
            Program program(folder.path());
            first = program.analyse(acme());
        }
        Program program(folder.path());
        auto second = program.analyse(acme());
        QCOMPARE(second.served.level, QStringLiteral("l3"));
        second.served = first.served;
        QCOMPARE(second, first);
        QCOMPARE(program.analyse(acme()).served.level, QStringLiteral("l1"));
    }

    void whateverChangesTheResultIsAMiss_data()
    {
        QTest::addColumn<QString>("change");
        for (const auto *change : {"company", "industry", "question", "region", "context", "frameworks", "depth",
                                   "market value", "facts", "engagement", "resources"})
            QTest::newRow(change) << QString::fromLatin1(change);
    }

    void whateverChangesTheResultIsAMiss()
    {
        QFETCH(const QString, change);
        const QTemporaryDir folder;
        {
            Program program(folder.path());
            (void)program.analyse(acme());
        }
        auto request = acme();
        QString engagement;
        QString resources;
        const QTemporaryDir otherResources;
        if (change == QLatin1String("company"))
            request.company = QStringLiteral("Borealis Cars");
        else if (change == QLatin1String("industry"))
            request.industry = QStringLiteral("automotive");
        else if (change == QLatin1String("question"))
            request.question = QStringLiteral("Should it grow?");
        else if (change == QLatin1String("region"))
            request.region = QStringLiteral("Germany");
        else if (change == QLatin1String("context"))
            request.context = QStringLiteral("The board wants growth.");
        else if (change == QLatin1String("frameworks"))
            request.frameworks.removeLast();
        else if (change == QLatin1String("depth"))
            request.depth = Depth::Deep;
        else if (change == QLatin1String("market value"))
            request.marketCap = 5e9;
        else if (change == QLatin1String("engagement"))
            engagement = QStringLiteral("client-a");
        else if (change == QLatin1String("resources"))
            resources = copyOfResources(otherResources.path());

        Program program(folder.path(), engagement, resources);
        if (change == QLatin1String("facts"))
            program.facts->storeVersion = QStringLiteral("2");
        const auto report = program.analyse(request);
        QCOMPARE(report.served.level, QStringLiteral("computed"));
    }

    void whatChangesNothingIsAHit()
    {
        const QTemporaryDir folder;
        Program program(folder.path());
        (void)program.analyse(acme());
        auto request = acme();
        request.company = QStringLiteral("  acme motors ");
        request.factsFiles = {QStringLiteral("/somewhere/else.json")};
        request.frameworks = {QStringLiteral("blue_ocean"), QStringLiteral("pestel"), QStringLiteral("swot"),
                              QStringLiteral("porter"), QStringLiteral("porter")};
        const auto report = program.analyse(*request.validated());
        QCOMPARE(report.served.level, QStringLiteral("l1"));
        QCOMPARE(report.request.factsFiles, request.factsFiles);
    }

    void anotherFrameworkComputesItselfAndTheSynthesis()
    {
        const QTemporaryDir folder;
        Program program(folder.path());
        auto request = acme();
        request.frameworks = {QStringLiteral("porter")};
        (void)program.analyse(request);
        request.frameworks = {QStringLiteral("porter"), QStringLiteral("pestel")};
        const auto second = program.analyse(request);
        QCOMPARE(second.served.level, QStringLiteral("computed"));
        QCOMPARE(computed(second), QSet<QString>({QStringLiteral("framework:pestel"), QStringLiteral("synthesis")}));
        QCOMPARE(levelOf(second, QStringLiteral("market")), QStringLiteral("l1"));

        // What is put together from the cache is what a computation gives.
        const QTemporaryDir fresh;
        auto computedAnew = Program(fresh.path()).analyse(request);
        QCOMPARE(second.summary, computedAnew.summary);
        QCOMPARE(second.frameworks, computedAnew.frameworks);
        QCOMPARE(second.evidence, computedAnew.evidence);
    }

    void anotherQuestionKeepsTheFigures()
    {
        const QTemporaryDir folder;
        Program program(folder.path());
        (void)program.analyse(acme());
        auto request = acme();
        request.question = QStringLiteral("How can it grow?");
        const auto report = program.analyse(request);
        QCOMPARE(levelOf(report, QStringLiteral("financial")), QStringLiteral("l1"));
        QCOMPARE(levelOf(report, QStringLiteral("market")), QStringLiteral("l1"));
        QCOMPARE(levelOf(report, QStringLiteral("research")), QStringLiteral("computed"));
    }

    void refreshComputesEverythingAndKeepsIt()
    {
        const QTemporaryDir folder;
        Program program(folder.path());
        const auto first = program.analyse(acme());
        const auto anew = program.analyse(acme(), CacheUse::Refresh);
        QCOMPARE(anew.served.level, QStringLiteral("computed"));
        QCOMPARE(computed(anew).size(), anew.agents.size());
        QVERIFY(anew.id != first.id);
        QCOMPARE(program.analyse(acme()).id, anew.id);
    }

    void bypassNeitherReadsNorWrites()
    {
        const QTemporaryDir folder;
        Program program(folder.path());
        const auto first = program.analyse(acme());
        const auto bypassed = program.analyse(acme(), CacheUse::Bypass);
        QCOMPARE(computed(bypassed).size(), bypassed.agents.size());
        QCOMPARE(program.analyse(acme()).id, first.id);
    }

    void aFailureIsNotKept()
    {
        const QTemporaryDir folder;
        Program program(folder.path());
        program.facts->onFacts = [](const QString &id) -> Status {
            return id == QLatin1String("1") ? fail(ErrorCode::Unreadable, QStringLiteral("gone")) : Status();
        };
        QCOMPARE(program.analyse(acme()).status, QStringLiteral("partial"));
        program.facts->onFacts = {};
        const auto report = program.analyse(acme());
        QCOMPARE(report.status, QStringLiteral("completed"));
        QCOMPARE(report.served.level, QStringLiteral("computed"));
        QCOMPARE(levelOf(report, QStringLiteral("financial")), QStringLiteral("computed"));
        QCOMPARE(levelOf(report, QStringLiteral("framework:porter")), QStringLiteral("computed"));
        QCOMPARE(levelOf(report, QStringLiteral("market")), QStringLiteral("l1"));
    }

    void whatIsClearedIsComputedAnew()
    {
        const QTemporaryDir folder;
        Program program(folder.path());
        (void)program.analyse(acme());
        QVERIFY(program.cache->manager()->removeByTag("kind:analysis"));
        const auto assembled = program.analyse(acme());
        QCOMPARE(assembled.served.level, QStringLiteral("computed"));
        QVERIFY(computed(assembled).isEmpty());
        QVERIFY(program.cache->manager()->removeByTag("company:1"));
        const auto anew = program.analyse(acme());
        QCOMPARE(computed(anew).size(), anew.agents.size());
    }

    void useIsRecordedOverProcesses()
    {
        const QTemporaryDir folder;
        for (int i = 0; i < 2; ++i) {
            Program program(folder.path());
            (void)program.analyse(acme());
        }
        const auto usage = CacheUsage::read(folder.path());
        QVERIFY(usage.since.isValid());
        QCOMPARE(usage.kinds["analysis"].hits[2], quint64{1});
        QCOMPARE(usage.kinds["analysis"].misses, quint64{1});
        QVERIFY(usage.kinds["analysis"].savedSeconds > 0);
    }

private:
    static QString copyOfResources(const QString &folder)
    {
        const QDir from(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
        QDirIterator walk(from.path(), {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            const auto path = walk.next();
            const auto target = folder + QLatin1Char('/') + from.relativeFilePath(path);
            QDir().mkpath(QFileInfo(target).path());
            QFile::copy(path, target);
        }
        return folder;
    }
};

QTEST_GUILESS_MAIN(TestAnalysisCache)
#include "test_analysis_cache.moc"
