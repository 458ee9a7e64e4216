// SPDX-License-Identifier: GPL-3.0-or-later
// How much an agent asks of a model at a time, by what the model can do. The real client against a server on this machine.
#include "agents/analysis_service.h"
#include "memory_fact_store.h"
#include "scripted_model.h"

#include <QByteArray>
#include <QJsonArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTest>
#include <QThreadPool>

using namespace consultantos;
using namespace consultantos::test;

namespace {

/// A model of which more is known, or that fails from some call on.
class KnownModel final : public LanguageModel {
public:
    KnownModel(std::shared_ptr<const LanguageModel> model, ModelCapacity capacity)
        : m_model(std::move(model))
        , m_capacity(std::move(capacity))
    {
    }

    [[nodiscard]] QString providerId() const override { return m_model->providerId(); }
    [[nodiscard]] QString model() const override { return m_model->model(); }
    [[nodiscard]] QString embeddingModel() const override { return {}; }
    [[nodiscard]] QString description() const override { return m_model->description(); }
    [[nodiscard]] Result<LlmAnswer> ask(const LlmCall &call, const CancellationToken &cancel) const override
    {
        return m_model->ask(call, cancel);
    }
    [[nodiscard]] Result<LlmAnswer> askStructured(const LlmCall &call, const CancellationToken &cancel) const override
    {
        if (++m_calls > working)
            return tl::unexpected(error);
        return m_model->askStructured(call, cancel);
    }
    [[nodiscard]] Result<QList<std::vector<float>>> embed(const QStringList &texts,
                                                          const CancellationToken &cancel) const override
    {
        return m_model->embed(texts, cancel);
    }
    [[nodiscard]] ModelCapacity capacity() const override
    {
        auto capacity = m_capacity;
        if (!capacity.pace)
            capacity.pace = m_model->capacity().pace;
        return capacity;
    }
    [[nodiscard]] LlmEstimate estimate(const LlmCall &call) const override { return m_model->estimate(call); }
    void purge(const QByteArray &) const override {}

    int working = std::numeric_limits<int>::max();
    Error error{ErrorCode::TimedOut, QStringLiteral("slow"), {}, true};

private:
    std::shared_ptr<const LanguageModel> m_model;
    ModelCapacity m_capacity;
    mutable std::atomic_int m_calls{0};
};

QJsonArray eachWriter(const ReadPrompt &prompt)
{
    if (prompt.sentence().isEmpty())
        return honestWriter(prompt);
    return {QStringLiteral("Overall, ") + prompt.sentence()};
}

ModelCapacity here(std::optional<ModelPace> pace, bool isSmall = false)
{
    return {true, isSmall, std::nullopt, pace};
}

struct Used {
    int kept = 0;
    int struck = 0;
    int left = 0;
    int unchanged = 0;
    int failures = 0;
    QStringList reasons;
};

Used usedOf(const Report &report)
{
    Used used;
    for (const auto &agent : report.agents) {
        if (!agent.model)
            continue;
        used.kept += agent.model->kept;
        used.struck += agent.model->struck;
        used.left += agent.model->left;
        used.unchanged += agent.model->unchanged;
        used.failures += agent.model->failure.isEmpty() ? 0 : 1;
        for (const auto &reason : agent.model->reasons)
            used.reasons.append(reason.reason);
    }
    return used;
}

qsizetype ofOneSentence(const ScriptedModel &model)
{
    const auto prompts = model.prompts();
    return std::count_if(prompts.cbegin(), prompts.cend(),
                         [](const ReadPrompt &prompt) { return !prompt.sentence().isEmpty(); });
}

} // namespace

class TestModelStatements : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        AnalysisSources sources{std::make_shared<MemoryFactStore>(), nullptr};
        sources.model = [this] { return m_model; };
        m_service = std::make_unique<AnalysisService>(sources, QStringLiteral(CONSULTANTOS_RESOURCE_DIR), &m_pool,
                                                      std::make_shared<SystemClock>());
    }
    void cleanup() { m_model.reset(); }

    void whoCannotDoAllIsAskedForOneStatementATime_data();
    void whoCannotDoAllIsAskedForOneStatementATime();
    void whoCanIsAskedForAllAtOnce_data();
    void whoCanIsAskedForAllAtOnce();
    void whatWasWordedInTimeStays();
    void aModelThatFailsAtOnceHasWrittenNothing();
    void whatIsNoSentenceIsStruckWithItsReason();
    void theSameWordsAreCountedAndNotTaken();
    void aLargerModelMayCorrectItself();
    void whatIsToldOfItIsInTheReport();

private:
    Report analyse(const ScriptedModel &scripted, const ModelCapacity &capacity)
    {
        return analyse(std::make_shared<KnownModel>(scripted.model(), capacity));
    }
    Report analyse(std::shared_ptr<const LanguageModel> model)
    {
        m_model = std::move(model);
        AnalysisRequest request;
        request.company = QStringLiteral("Acme Motors");
        auto future = m_service->analyse(request, {});
        future.waitForFinished();
        const auto result = future.result();
        if (!result)
            qFatal("%s", qPrintable(result.error().toText()));
        return *result;
    }

    QThreadPool m_pool;
    std::shared_ptr<const LanguageModel> m_model;
    std::unique_ptr<AnalysisService> m_service;
};

void TestModelStatements::whoCannotDoAllIsAskedForOneStatementATime_data()
{
    QTest::addColumn<ModelCapacity>("capacity");
    QTest::newRow("small") << here(std::nullopt, true);
    QTest::newRow("small and fast") << here(ModelPace{1e-6, 1e-6}, true);
    QTest::newRow("slow") << here(ModelPace{0.05, 0.2});
    QTest::newRow("a short context") << ModelCapacity{false, false, 600, std::nullopt};
}

void TestModelStatements::whoCannotDoAllIsAskedForOneStatementATime()
{
    QFETCH(ModelCapacity, capacity);
    const ScriptedModel model(eachWriter);
    const auto report = analyse(model, capacity);
    QCOMPARE(report.status, QStringLiteral("completed"));
    QVERIFY(model.calls() > 10);
    const auto used = usedOf(report);
    QVERIFY2(used.kept >= 5, qPrintable(QString::number(used.kept)));
    QCOMPARE(used.left, 0);
    QCOMPARE(used.failures, 0);
    for (const auto &claim : report.claims()) {
        if (claim.grade != Grade::Model)
            continue;
        QVERIFY(claim.text.startsWith(QStringLiteral("Overall, ")));
        QVERIFY(claim.rewords);
    }
    if (capacity.isOnThisMachine)
        QCOMPARE(ofOneSentence(model), model.calls());
    else // a part that is short enough for it goes as one
        QVERIFY(ofOneSentence(model) > 5);
}

void TestModelStatements::whoCanIsAskedForAllAtOnce_data()
{
    QTest::addColumn<ModelCapacity>("capacity");
    QTest::addColumn<bool>("showsItsPaceFirst");
    QTest::newRow("elsewhere") << ModelCapacity() << false;
    QTest::newRow("a long context") << ModelCapacity{false, false, 100'000, std::nullopt} << false;
    QTest::newRow("here and fast") << here(ModelPace{1e-6, 1e-5}) << false;
    QTest::newRow("here, not known yet") << here(std::nullopt) << true;
}

void TestModelStatements::whoCanIsAskedForAllAtOnce()
{
    QFETCH(ModelCapacity, capacity);
    QFETCH(bool, showsItsPaceFirst);
    // Its server says that it wrote some 20 tokens in the time of each reply, so it is fast enough.
    const ScriptedModel model(eachWriter);
    const auto report = analyse(model, capacity);
    QVERIFY(usedOf(report).kept >= 5);
    QCOMPARE(usedOf(report).left, 0);
    if (showsItsPaceFirst) {
        QVERIFY(ofOneSentence(model) >= 1);
        QVERIFY2(ofOneSentence(model) < model.calls(), "it was never asked for all");
    } else {
        QCOMPARE(ofOneSentence(model), 0);
    }
}

void TestModelStatements::whatWasWordedInTimeStays()
{
    const ScriptedModel scripted(eachWriter);
    auto model = std::make_shared<KnownModel>(scripted.model(), here(std::nullopt, true));
    model->working = 12;
    const auto report = analyse(model);
    const auto used = usedOf(report);
    QVERIFY(used.kept > 0);
    QVERIFY(used.left > 0);
    const auto limits = report.summary.limits.join(QLatin1Char('\n'));
    QVERIFY2(limits.contains(QStringLiteral("There was no time for the language model")), qPrintable(limits));
}

void TestModelStatements::aModelThatFailsAtOnceHasWrittenNothing()
{
    const ScriptedModel scripted(eachWriter);
    auto model = std::make_shared<KnownModel>(scripted.model(), here(std::nullopt, true));
    model->working = 0;
    model->error = {ErrorCode::Network, QStringLiteral("It is gone."), {}, true};
    const auto report = analyse(model);
    // Of those who had something to ask.
    QVERIFY(usedOf(report).failures >= 2);
    QCOMPARE(usedOf(report).kept, 0);
    QVERIFY(report.summary.limits.join(QLatin1Char('\n')).contains(QStringLiteral("wrote nothing on the summary")));
}

void TestModelStatements::whatIsNoSentenceIsStruckWithItsReason()
{
    const ScriptedModel wrong(
        [](const ReadPrompt &) -> QJsonArray { return {QStringLiteral("Revenue grew by 412.5 % in FY2023.")}; });
    const auto report = analyse(wrong, here(std::nullopt, true));
    const auto used = usedOf(report);
    QCOMPARE(used.kept, 0);
    QVERIFY(used.struck > 10);
    QCOMPARE(used.reasons.size(), used.struck);
    QVERIFY(used.reasons.filter(QStringLiteral("figure")).size() > 0);
    // A small model isn't asked again.
    QCOMPARE(wrong.calls(), used.struck);

    ScriptedModel cut(eachWriter);
    cut.failure = {200,
                   "{\"id\":\"x\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                   "\"content\":\"{\\\"te\"},\"finish_reason\":\"length\"}]}",
                   "application/json",
                   {},
                   Manner::Whole};
    const auto endless = usedOf(analyse(cut, here(std::nullopt, true)));
    QCOMPARE(endless.kept, 0);
    QVERIFY(endless.struck > 10);
    QVERIFY(endless.reasons.first().contains(QStringLiteral("came to no end")));
}

void TestModelStatements::theSameWordsAreCountedAndNotTaken()
{
    const ScriptedModel model([](const ReadPrompt &prompt) -> QJsonArray { return {prompt.sentence()}; });
    const auto used = usedOf(analyse(model, here(std::nullopt, true)));
    QCOMPARE(used.kept, 0);
    QVERIFY(used.unchanged > 10);
}

void TestModelStatements::aLargerModelMayCorrectItself()
{
    const ScriptedModel model([](const ReadPrompt &prompt) -> QJsonArray {
        return {(prompt.isCorrection ? QStringLiteral("Overall, ") : QStringLiteral("Twice the 99.9 % of "))
                + prompt.sentence()};
    });
    const auto used = usedOf(analyse(model, here(ModelPace{0.05, 0.2})));
    QVERIFY(used.kept >= 5);
    const auto prompts = model.prompts();
    const auto correction =
        std::find_if(prompts.cbegin(), prompts.cend(), [](const ReadPrompt &prompt) { return prompt.isCorrection; });
    QVERIFY(correction != prompts.cend());
    QVERIFY2(correction->last.contains(QStringLiteral("fails the check")), qPrintable(correction->last));
}

void TestModelStatements::whatIsToldOfItIsInTheReport()
{
    const ScriptedModel scripted(eachWriter);
    auto model = std::make_shared<KnownModel>(scripted.model(), here(std::nullopt, true));
    model->working = 7;
    const auto report = analyse(model);
    QCOMPARE(*reportFromJson(toJson(report)), report);
}

QTEST_GUILESS_MAIN(TestModelStatements)
#include "test_model_statements.moc"
