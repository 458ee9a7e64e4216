// SPDX-License-Identifier: GPL-3.0-or-later
// Agents with a language model: the real client of a provider against a server on this machine that says what it is told.
#include "agents/analysis_service.h"
#include "cache/cache_store.h"
#include "injections.h"
#include "memory_fact_store.h"
#include "scripted_model.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QList>
#include <QRegularExpression>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace consultantos;
using namespace consultantos::test;

namespace {

QList<Claim> claimsOfModel(const Report &report)
{
    QList<Claim> found;
    for (const auto &claim : report.claims()) {
        if (claim.grade == Grade::Model)
            found.append(claim);
    }
    return found;
}

QByteArray withoutModel(Report report)
{
    if (report.quality) {
        report.quality->opinion.reset();
        report.quality->checks.removeIf(
            [](const QualityCheck &check) { return check.rule == QLatin1String("second_opinion"); });
    }
    auto object = toJson(report);
    for (const auto *key : {"id", "created_at", "agents", "metadata"})
        object.remove(QLatin1String(key));
    return QJsonDocument(object).toJson();
}

} // namespace

class TestModelAgents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// One service for all that needs no cache: it reads its catalogues once.
    void initTestCase()
    {
        m_store = std::make_shared<MemoryFactStore>();
        m_service = makeService({});
    }

    void rewordedClaimsShowWhatTheyAre();
    void aWrongFigureIsSentBackOnceAndThenRight();
    void whatStaysWrongIsStruckAndSaid();
    void noFigureOfAModelIsNotTheEvidences();
    void withoutAModelNothingIsAsked();
    void aFailureLeavesTheEnginesReport_data();
    void aFailureLeavesTheEnginesReport();
    void anObeyingModelGetsNothingOfAnInjectionIntoAReport_data();
    void anObeyingModelGetsNothingOfAnInjectionIntoAReport();
    void theSameRequestWithTheSameCacheGivesTheSameReport();
    void whatWasWrongIsWrittenAnewAndNothingElse();

private:
    [[nodiscard]] std::unique_ptr<AnalysisService> makeService(const CacheAccess &cache)
    {
        AnalysisSources sources{m_store, nullptr};
        sources.model = [this] { return m_model ? m_model() : nullptr; };
        sources.cache = cache;
        return std::make_unique<AnalysisService>(sources, QStringLiteral(CONSULTANTOS_RESOURCE_DIR), &m_pool,
                                                 std::make_shared<SystemClock>());
    }
    Report analyse(const std::function<std::shared_ptr<const LanguageModel>()> &model, const QString &context = {},
                   const CacheAccess &cache = {})
    {
        m_model = model;
        const auto own = cache.manager ? makeService(cache) : nullptr;
        AnalysisRequest request;
        request.company = QStringLiteral("Acme Motors");
        request.context = context;
        auto future = (own ? *own : *m_service).analyse(request, {});
        future.waitForFinished();
        const auto result = future.result();
        if (!result)
            qFatal("%s", qPrintable(result.error().toText()));
        return *result;
    }
    Report analyse(const ScriptedModel &model, const QString &context = {}, const CacheAccess &cache = {})
    {
        return analyse([&model] { return model.model(); }, context, cache);
    }

    QThreadPool m_pool;
    std::shared_ptr<MemoryFactStore> m_store;
    std::function<std::shared_ptr<const LanguageModel>()> m_model;
    std::unique_ptr<AnalysisService> m_service;
};

void TestModelAgents::rewordedClaimsShowWhatTheyAre()
{
    const ScriptedModel model(honestWriter);
    const auto report = analyse(model);
    const auto plain = analyse({});
    QCOMPARE(report.status, QStringLiteral("completed"));
    QCOMPARE(report.provider, QStringLiteral("other"));
    QCOMPARE(report.model, QStringLiteral("m"));
    const auto worded = claimsOfModel(report);
    QVERIFY2(worded.size() >= 5, qPrintable(QString::number(worded.size())));
    for (const auto &claim : worded) {
        QVERIFY(claim.text.startsWith(QStringLiteral("Overall, ")));
        QVERIFY(claim.rewords && claim.rewords->grade != Grade::Model);
        for (const auto &ref : claim.evidence)
            QVERIFY(report.evidence.contains(ref));
        QCOMPARE(claim.numbers.size(), claim.rewords->numbers.size());
    }
    // Take the wording off, and the engine's report is left.
    QSet<QString> engine;
    for (const auto &claim : plain.claims())
        engine.insert(claim.text);
    for (const auto &claim : worded)
        QVERIFY2(engine.contains(claim.rewords->text), qPrintable(claim.rewords->text));
    qint64 tokens = 0;
    for (const auto &agent : report.agents)
        tokens += agent.model ? *agent.model->tokens() : 0;
    QVERIFY(report.quality && report.quality->opinion);
    tokens += *report.quality->opinion->tokens();
    QCOMPARE(tokens, 120 * model.calls());
    QCOMPARE(report.modelTokens(), tokens);
    QVERIFY(!report.modelCost()); // nobody knows the price of "m"
    QCOMPARE(*reportFromJson(toJson(report)), report);
}

void TestModelAgents::aWrongFigureIsSentBackOnceAndThenRight()
{
    const ScriptedModel model([](const ReadPrompt &prompt) {
        auto statements = honestWriter({prompt.text, prompt.last, false});
        QJsonArray first;
        for (const auto &value : std::as_const(statements)) {
            auto statement = value.toObject();
            auto text = statement[QStringLiteral("text")].toString();
            if (!text.contains(QStringLiteral(" %")))
                continue;
            if (!prompt.isCorrection)
                text.replace(QRegularExpression(QStringLiteral("\\d+\\.\\d %")), QStringLiteral("99.9 %"));
            statement[QStringLiteral("text")] = text;
            first.append(statement);
            break;
        }
        return first;
    });
    const auto report = analyse(model);
    const auto prompts = model.prompts();
    const auto correction =
        std::find_if(prompts.cbegin(), prompts.cend(), [](const ReadPrompt &prompt) { return prompt.isCorrection; });
    QVERIFY(correction != prompts.cend());
    QVERIFY2(correction->last.contains(QStringLiteral("99.9 %")), qPrintable(correction->last));
    QVERIFY(!claimsOfModel(report).isEmpty());
    for (const auto &claim : claimsOfModel(report))
        QVERIFY(!claim.text.contains(QStringLiteral("99.9")));
    for (const auto &agent : report.agents)
        QVERIFY(!agent.model || agent.model->struck == 0);
}

void TestModelAgents::whatStaysWrongIsStruckAndSaid()
{
    const ScriptedModel model([](const ReadPrompt &prompt) {
        return QJsonArray{
            proposed(QStringLiteral("Revenue grew by 412.5 % in FY2023."), {QStringLiteral("F1")}, {}, prompt.part()),
            proposed(QStringLiteral("Its customers adore it."), {QStringLiteral("F1")}, {}, prompt.part())};
    });
    const auto report = analyse(model);
    QVERIFY(claimsOfModel(report).isEmpty());
    QCOMPARE(report.status, QStringLiteral("completed"));
    int struck = 0;
    for (const auto &agent : report.agents)
        struck += agent.model ? agent.model->struck : 0;
    QCOMPARE(struck, 2 * 5);
    QVERIFY(report.summary.limits.join(QLatin1Char('\n')).contains(QStringLiteral("were struck")));
}

/// Every figure that a prompt gives, shifted, swapped and taken for another one: none gets in.
void TestModelAgents::noFigureOfAModelIsNotTheEvidences()
{
    const ScriptedModel model([](const ReadPrompt &prompt) {
        QJsonArray statements;
        for (const auto &one : prompt.statements()) {
            auto text = one.text;
            static const QRegularExpression digit(QStringLiteral("(\\d)(?= [%pM]|\\.\\d)"));
            const auto match = digit.match(text);
            if (!match.hasMatch() || one.evidence.isEmpty())
                continue;
            text.replace(match.capturedStart(1), 1, QString::number((match.captured(1).toInt() + 3) % 10));
            statements.append(proposed(text, one.evidence, one.id));
        }
        return statements;
    });
    const auto report = analyse(model);
    QVERIFY(claimsOfModel(report).isEmpty());
}

void TestModelAgents::withoutAModelNothingIsAsked()
{
    const auto report = analyse([] { return std::shared_ptr<const LanguageModel>(); });
    QCOMPARE(report.provider, QStringLiteral("none"));
    QCOMPARE(report.modelTokens(), std::optional<qint64>(0));
    QVERIFY(claimsOfModel(report).isEmpty());
}

void TestModelAgents::aFailureLeavesTheEnginesReport_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const auto reply = [](const char *message, const char *finish) {
        return quoted(QByteArray("{'id':'x','model':'m','choices':[{'index':0,'message':{'role':'assistant',") + message
                      + "},'finish_reason':'" + finish + "'}]}");
    };
    QTest::newRow("server error") << 500 << quoted("{'error':{'message':'down'}}");
    QTest::newRow("no credit") << 429 << quoted("{'error':{'message':'quota','code':'insufficient_quota'}}");
    QTest::newRow("key refused") << 401 << quoted("{'error':{'message':'key'}}");
    QTest::newRow("no JSON twice") << 200 << reply("'content':'Margins are fine, I think.'", "stop");
    QTest::newRow("thoughts alone") << 200 << reply("'content':'<think>What shall I say?'", "stop");
    QTest::newRow("cut off") << 200 << reply("'content':'{\\'statements\\': [{\\'te'", "length");
    QTest::newRow("refusal") << 200 << reply("'content':null,'refusal':'No.'", "stop");
    QTest::newRow("a page") << 200 << QByteArray("<html>Sign in</html>");
}

void TestModelAgents::aFailureLeavesTheEnginesReport()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ScriptedModel model(honestWriter);
    model.failure = {status, body, "application/json", {}, Manner::Whole};
    auto report = analyse(model);
    auto plain = analyse({});
    QCOMPARE(report.status, QStringLiteral("completed"));
    QVERIFY(claimsOfModel(report).isEmpty());
    QVERIFY(report.summary.limits.join(QLatin1Char('\n')).contains(QStringLiteral("wrote nothing on the summary")));
    for (const auto &limit : std::as_const(report.summary.limits))
        QVERIFY2(!limit.contains(QRegularExpression(QStringLiteral("(?<!FY)\\b\\d"))), qPrintable(limit));
    for (const auto &agent : report.agents)
        QCOMPARE(agent.model && !agent.model->failure.isEmpty(),
                 agent.name == QLatin1String("synthesis") || agent.name.startsWith(QLatin1String("framework:")));
    report.summary.limits = plain.summary.limits;
    QCOMPARE(withoutModel(report), withoutModel(plain));
}

void TestModelAgents::anObeyingModelGetsNothingOfAnInjectionIntoAReport_data()
{
    QTest::addColumn<QString>("passage");
    QTest::addColumn<QString>("obeyed");
    for (const auto &one : injections())
        QTest::newRow(one.name) << QString::fromUtf8(one.passage) << QString::fromUtf8(one.obeyed);
}

void TestModelAgents::anObeyingModelGetsNothingOfAnInjectionIntoAReport()
{
    QFETCH(QString, passage);
    QFETCH(QString, obeyed);
    const ScriptedModel model([&obeyed](const ReadPrompt &prompt) {
        QJsonArray statements;
        for (const auto &evidence : {QStringList{QStringLiteral("F1")}, QStringList{QStringLiteral("P1")},
                                     QStringList{QStringLiteral("F1"), QStringLiteral("P1"), QStringLiteral("K1")}})
            statements.append(proposed(obeyed, evidence, {}, prompt.part()));
        const auto known = prompt.statements();
        if (!known.isEmpty())
            statements.append(proposed(obeyed, known.first().evidence, known.first().id));
        return statements;
    });
    const auto report = analyse(model, QStringLiteral("The plant in Ohio opens late.\n\n") + passage);
    QVERIFY2(claimsOfModel(report).isEmpty(), qPrintable(claimsOfModel(report).value(0).text));
    // The passage that asked for it never went out; the one beside it did.
    QVERIFY(model.sent().contains(QStringLiteral("The plant in Ohio opens late.")));
    QVERIFY(report.summary.limits.join(QLatin1Char('\n')).contains(QStringLiteral("speak to a language model")));
}

void TestModelAgents::theSameRequestWithTheSameCacheGivesTheSameReport()
{
    QTemporaryDir folder;
    const auto clock = std::make_shared<SystemClock>();
    const auto cache = CacheStore::open(
        {Settings(), folder.path(), CacheScope::of({}, QStringLiteral(CONSULTANTOS_RESOURCE_DIR))}, &m_pool, clock);
    const ScriptedModel model(honestWriter);
    const auto first = analyse(model, {}, cache->access());
    const auto calls = model.calls();
    QVERIFY(calls >= 5);
    const auto second = analyse(model, {}, cache->access());
    QCOMPARE(model.calls(), calls);
    QCOMPARE(withoutModel(second), withoutModel(first));
    QVERIFY(!second.served.isComputed());
    // Another model, or none, is another report.
    const ScriptedModel other(honestWriter, QStringLiteral("n"));
    QCOMPARE(analyse(other, {}, cache->access()).model, QStringLiteral("n"));
    QVERIFY(other.calls() >= 5);
    QVERIFY(claimsOfModel(analyse({}, {}, cache->access())).isEmpty());
    // A failure isn't kept. One of the server's own would have it left alone for a while.
    ScriptedModel failing(honestWriter, QStringLiteral("o"));
    failing.failure = {400, "{}", "application/json", {}, Manner::Whole};
    QVERIFY(claimsOfModel(analyse(failing, {}, cache->access())).isEmpty());
    failing.failure = {};
    QVERIFY(!claimsOfModel(analyse(failing, {}, cache->access())).isEmpty());
}

void TestModelAgents::whatWasWrongIsWrittenAnewAndNothingElse()
{
    QTemporaryDir folder;
    const auto cache =
        CacheStore::open({Settings(), folder.path(), CacheScope::of({}, QStringLiteral(CONSULTANTOS_RESOURCE_DIR))},
                         &m_pool, std::make_shared<SystemClock>());
    const ScriptedModel model(honestWriter, QStringLiteral("m"), cache->access());
    const auto first = analyse(model, {}, cache->access());
    const auto calls = model.calls();
    const auto recordOf = [](const Report &report, const char *agent) {
        for (const auto &record : report.agents) {
            if (record.name == QLatin1String(agent))
                return record;
        }
        return AgentRecord();
    };
    const auto wrong = recordOf(first, "framework:porter");
    QVERIFY(wrong.model && !wrong.model->entries.isEmpty());
    QVERIFY(!wrong.isWritingReused());
    for (const auto &claim : claimsOfModel(first)) {
        QVERIFY(first.writerOf(claim));
        QCOMPARE(first.writerOf(claim)->name == wrong.name, claim.id.startsWith(QStringLiteral("porter.")));
    }
    QVERIFY(!analyse(model, {}, cache->access()).served.isComputed());

    for (const auto &entry : wrong.model->entries)
        model.access().purge(entry.toLatin1());
    const auto anew = analyse(model, {}, cache->access());
    QVERIFY(anew.served.isComputed());
    QCOMPARE(model.calls(), calls + static_cast<int>(wrong.model->entries.size()));
    QVERIFY(!recordOf(anew, "framework:porter").isWritingReused());
    QCOMPARE(recordOf(anew, "framework:porter").model->fromCache, 0);
    QVERIFY(recordOf(anew, "framework:swot").isWritingReused());
    QVERIFY(recordOf(anew, "synthesis").isWritingReused());
    QCOMPARE(withoutModel(anew), withoutModel(first));
}

QTEST_GUILESS_MAIN(TestModelAgents)
#include "test_model_agents.moc"
