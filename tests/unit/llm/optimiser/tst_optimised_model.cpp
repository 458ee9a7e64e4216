// SPDX-License-Identifier: GPL-3.0-or-later
// The whole path of a call: what is kept, what is shared, what is recorded.
#include "llm/optimiser/optimised_model.h"

#include "model_fixture.h"
#include "reply_texts.h"

#include <QTest>

#include <vector>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

const QString Question = QStringLiteral("What was the revenue of Apple in 2023?");

LlmAnswer answered(const Result<LlmAnswer> &answer)
{
    if (!answer)
        qWarning("%s", qPrintable(answer.error().toText()));
    return answer.value_or(LlmAnswer());
}

} // namespace

class OptimisedModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCallIsAnsweredAndRecorded()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        const auto answer = answered(program.model()->ask(callOf(Question), {}));
        QCOMPARE(answer.reply.text, QStringLiteral("You asked: ") + Question);
        QCOMPARE(answer.origin, LlmOrigin::Provider);
        QVERIFY(!answer.entry.isEmpty());
        QCOMPARE(answer.currency, QStringLiteral("USD"));
        const auto used = server.account().usage;
        const ModelPrice price{1'000'000, 100'000, {}, 5'000'000, {}};
        QCOMPARE(answer.cost, price.costOf(used));
        const auto calls = program.ledger->calls();
        QVERIFY(calls);
        QCOMPARE(calls->size(), 1);
        const auto &row = calls->first();
        QCOMPARE(row.input, used.input);
        QCOMPARE(row.cachedInput, used.cachedInput);
        QCOMPARE(row.output, used.output);
        QCOMPARE(row.reasoning, used.reasoning);
        QCOMPARE(row.cost, answer.cost);
        QCOMPARE(row.provider, QStringLiteral("other"));
        QCOMPARE(row.model, QStringLiteral("m1"));
        QCOMPARE(row.agent, QStringLiteral("chat"));
        QVERIFY(!row.isFromCache && !row.isRateLimited);
    }

    /// What the provider answered, once; what the cache had is the cache's figure.
    void answeredCallsAreMeasured()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        (void)answered(program.model()->ask(callOf(Question), {}));
        (void)answered(program.model()->ask(callOf(Question), {}));
        const auto used = server.account().usage;
        const auto families = program.metrics->snapshot();
        QHash<QByteArray, double> values;
        for (const auto &family : families) {
            for (const auto &series : family.series)
                values.insert(family.name + ' ' + series.labels.join('/'),
                              family.kind == MetricKind::Histogram ? double(series.count) : series.value);
        }
        QCOMPARE(values.value("consultantos_llm_calls_total m1/chat"), 1.0);
        QCOMPARE(values.value("consultantos_llm_duration_seconds m1/chat"), 1.0);
        QCOMPARE(values.value("consultantos_llm_tokens_total m1/chat/input"), double(used.input));
        QCOMPARE(values.value("consultantos_llm_tokens_total m1/chat/cached_input"), double(used.cachedInput));
        QCOMPARE(values.value("consultantos_llm_tokens_total m1/chat/output"), double(used.output));
    }

    /// Attempts that fail are counted by what was wrong, and the provider's limiter and breaker are told.
    void failuresAndGuardsAreMeasured()
    {
        ModelServer server;
        server.setScript([](int request) -> std::optional<ServedAnswer> {
            if (request > 0)
                return std::nullopt;
            return ServedAnswer{503, "{}", "application/json", {}, Manner::Whole, {}};
        });
        ModelProgram program(settingsFor(server));
        (void)answered(program.model()->ask(callOf(Question), {}));
        double failures = 0;
        QHash<QByteArray, double> guards;
        for (const auto &family : program.metrics->snapshot()) {
            for (const auto &series : family.series) {
                if (family.name == "consultantos_llm_errors_total") {
                    QCOMPARE(series.labels, QByteArrayList({"m1", "chat", "network"}));
                    failures += series.value;
                } else if (family.labelNames == QByteArrayList({"provider"})) {
                    QCOMPARE(series.labels.size(), 1);
                    QVERIFY2(!series.labels.first().contains("127.0.0.1"), "an address is no label");
                    guards.insert(family.name, series.value);
                }
            }
        }
        QCOMPARE(failures, 1.0);
        QCOMPARE(guards.size(), 5);
        QCOMPARE(guards.value("consultantos_llm_breaker_open"), 0.0);
        QVERIFY(guards.value("consultantos_llm_allowed_calls_per_second") > 0);
        const auto states = program.access->providers();
        QCOMPARE(states.size(), 1);
        QCOMPARE(states.first().provider, QStringLiteral("other")); // the preset
        QVERIFY(!states.first().isOpen);
        QCOMPARE(states.first().underWay, 0);
    }

    void theSameCallIsNotMadeAgain()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        const auto first = answered(program.model()->ask(callOf(Question), {}));
        auto again = callOf(Question);
        again.request.agent = QStringLiteral("other"); // isn't sent
        again.request.timeLimit = 5s;
        const auto second = answered(program.model()->ask(again, {}));
        QCOMPARE(second.origin, LlmOrigin::ExactCache);
        QCOMPARE(second.cacheLevel, QStringLiteral("l1"));
        QCOMPARE(second.reply, first.reply);
        QCOMPARE(second.cost, std::optional<qint64>(0));
        QCOMPARE(second.saved, first.cost);
        QCOMPARE(second.entry, first.entry);
        program.restart();
        const auto third = answered(program.model()->ask(callOf(Question), {}));
        QCOMPARE(third.cacheLevel, QStringLiteral("l3"));
        QCOMPARE(third.reply, first.reply);
        QCOMPARE(server.requests(), 1);
        program.access.reset(); // writes what is queued
        QCOMPARE(program.totals().calls, 3);
        QCOMPARE(program.totals().cacheHits, 2);
        QCOMPARE(program.totals().saved, 2 * *first.cost);
        QCOMPARE(program.totals().cost, *first.cost);
        const auto kinds = program.cache->manager()->stats().kinds;
        QVERIFY(kinds.contains("model_reply"));
    }

    void theCachesFiguresShowWhatWasSaved()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        const auto first = answered(program.model()->ask(callOf(Question), {}));
        (void)program.model()->ask(callOf(Question), {});
        const auto kind = program.cache->manager()->stats().kinds.value("model_reply");
        QCOMPARE(kind.computed, quint64(1));
        QCOMPARE(kind.allHits(), quint64(1));
        QCOMPARE(kind.savedMicroUnits, *first.cost);
    }

    void whatCouldChangeTheReplyIsInTheKey_data()
    {
        QTest::addColumn<int>("change");
        for (int change = 0; change < 10; ++change)
            QTest::addRow("%d", change) << change;
    }
    void whatCouldChangeTheReplyIsInTheKey()
    {
        QFETCH(int, change);
        ModelServer server;
        ModelProgram program(settingsFor(server));
        (void)program.model()->ask(callOf(Question), {});
        auto call = callOf(Question);
        auto &request = call.request;
        switch (change) {
        case 0:
            request.system += QLatin1Char('!');
            break;
        case 1:
            request.messages.prepend({LlmRole::Assistant, QStringLiteral("Hello.")});
            break;
        case 2:
            request.temperature = 0.1;
            break;
        case 3:
            request.seed = 0;
            break;
        case 4:
            request.maxOutputTokens = 201;
            break;
        case 5:
            request.schema = findingsSchema();
            break;
        case 6:
            request.model = QStringLiteral("m2");
            break;
        case 7:
            call.dataVersion = "2";
            break;
        case 8:
            request.messages.last().role = LlmRole::Assistant;
            break;
        default:
            program.set(QStringLiteral("llm_preset"), QStringLiteral("vllm"));
            QVERIFY(program.access->apply(program.settings()));
        }
        (void)program.model()->ask(call, {});
        QCOMPARE(server.requests(), 2);
    }

    void identicalCallsUnderWayAreOne()
    {
        ModelServer server;
        server.setDelay(400ms);
        ModelProgram program(settingsFor(server));
        constexpr int Callers = 8;
        std::vector<std::thread> threads;
        std::atomic<int> fromProvider{0};
        std::atomic<int> texts{0};
        for (int caller = 0; caller < Callers; ++caller) {
            threads.emplace_back([&] {
                auto call = callOf(Question);
                call.onText = [&](const QString &) { ++texts; };
                const auto answer = program.model()->ask(call, {});
                if (answer && answer->origin == LlmOrigin::Provider)
                    ++fromProvider;
            });
        }
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(server.requests(), 1);
        QCOMPARE(fromProvider.load(), 1);
        QVERIFY(texts >= Callers);
        program.access.reset();
        QCOMPARE(program.totals().calls, Callers);
        QCOMPARE(program.totals().cacheHits, Callers - 1);
        QCOMPARE(program.totals().input, server.account().usage.input);
    }

    void reuseIsAsTheCallerWants()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        QVERIFY(answered(program.model()->ask(callOf(Question, LlmReuse::None), {})).entry.isEmpty());
        (void)program.model()->ask(callOf(Question), {});
        QCOMPARE(server.requests(), 2);
        (void)program.model()->ask(callOf(Question, LlmReuse::Refresh), {});
        QCOMPARE(server.requests(), 3);
        (void)program.model()->ask(callOf(Question), {});
        QCOMPARE(server.requests(), 3);
    }

    void aSimilarPromptIsAnsweredByTheEarlierOne()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        const auto first = answered(program.model()->ask(callOf(Question, LlmReuse::Similar), {}));
        program.restart();
        const auto other = QStringLiteral("Please tell me, what was Apple's revenue in 2023?");
        auto call = callOf(other, LlmReuse::Similar);
        QString shown;
        call.onText = [&](const QString &piece) { shown += piece; };
        const auto similar = answered(program.model()->ask(call, {}));
        QCOMPARE(similar.origin, LlmOrigin::SemanticCache);
        QCOMPARE(similar.earlierPrompt, Question);
        QCOMPARE(similar.reply, first.reply);
        QCOMPARE(shown, first.reply.text);
        QCOMPARE(similar.saved, first.cost);
        // Another year, another scope, and callers who want no similar one, ask.
        QCOMPARE(answered(program.model()->ask(
                              callOf(QStringLiteral("What was the revenue of Apple in 2022?"), LlmReuse::Similar), {}))
                     .origin,
                 LlmOrigin::Provider);
        auto scoped = call;
        scoped.request.system = QStringLiteral("Be long.");
        QCOMPARE(answered(program.model()->ask(scoped, {})).origin, LlmOrigin::Provider);
        QCOMPARE(answered(program.model()->ask(callOf(other), {})).origin, LlmOrigin::Provider);
    }

    void aWrongAnswerIsNeverUsedAgain()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        (void)program.model()->ask(callOf(Question, LlmReuse::Similar), {});
        const auto other = QStringLiteral("Please tell me, what was Apple's revenue in 2023?");
        const auto similar = answered(program.model()->ask(callOf(other, LlmReuse::Similar), {}));
        QCOMPARE(similar.origin, LlmOrigin::SemanticCache);
        program.model()->purge(similar.entry);
        QCOMPARE(answered(program.model()->ask(callOf(other, LlmReuse::Similar), {})).reply.text,
                 QStringLiteral("You asked: ") + other);
        program.restart();
        QCOMPARE(server.requests(), 2);
        QCOMPARE(answered(program.model()->ask(callOf(Question), {})).origin, LlmOrigin::Provider);
    }

    void aWrongAnswerIsAskedForAnotherWay()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        auto call = callOf(Question);
        call.request.seed = 7;
        const auto first = answered(program.model()->ask(call, {}));
        const auto again = answered(program.model()->ask(call, {}));
        QCOMPARE(again.origin, LlmOrigin::ExactCache);
        QCOMPARE(again.entry, first.entry);
        program.access->purge(again.entry);
        program.restart();
        QVERIFY(!program.model()->estimate(call).isKept);
        const auto anew = answered(program.model()->ask(call, {}));
        QCOMPARE(anew.origin, LlmOrigin::Provider);
        QCOMPARE(anew.entry, first.entry); // what is kept now stands where the wrong one stood
        QCOMPARE(server.requests(), 2);
        QCOMPARE(server.temperatureOf(0), 0.0);
        QCOMPARE(server.temperatureOf(1), 0.5);
        QCOMPARE(answered(program.model()->ask(call, {})).origin, LlmOrigin::ExactCache);
    }

    void onlyTheQuestionMayBeSaidInOtherWords()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        const auto askedOf = [](const QString &evidence, const QString &question) {
            auto call = callOf(evidence + QStringLiteral("\nQuestion: ") + question, LlmReuse::Similar);
            call.question = question;
            return call;
        };
        const auto evidence = QStringLiteral("[1] figure: Revenue, FY2023 = USD 383,285 M");
        const auto other = QStringLiteral("Please tell me, what was Apple's revenue in 2023?");
        (void)program.model()->ask(askedOf(evidence, Question), {});
        const auto similar = answered(program.model()->ask(askedOf(evidence, other), {}));
        QCOMPARE(similar.origin, LlmOrigin::SemanticCache);
        QCOMPARE(similar.earlierPrompt, Question);
        QVERIFY(program.model()->estimate(askedOf(evidence, other)).isKept);
        // Other evidence is another scope, however alike it looks.
        const auto newer = QStringLiteral("[1] figure: Revenue, FY2023 = USD 383,286 M");
        QCOMPARE(answered(program.model()->ask(askedOf(newer, other), {})).origin, LlmOrigin::Provider);
        // A question that doesn't end the message has no scope.
        auto misplaced = askedOf(evidence, other);
        misplaced.request.messages.last().text += QStringLiteral(" Now.");
        QCOMPARE(answered(program.model()->ask(misplaced, {})).origin, LlmOrigin::Provider);
    }

    void anEstimateIsARange()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        const auto before = program.model()->estimate(callOf(Question));
        QVERIFY(!before.isFromHistory);
        QCOMPARE(before.expectedOutputTokens, 50); // a quarter of 200
        QVERIFY(before.least && before.worstCase);
        QVERIFY(*before.least > 0 && *before.least < *before.worstCase);
        const auto answer = answered(program.model()->ask(callOf(Question), {}));
        const auto after = program.model()->estimate(callOf(QStringLiteral("Other?")));
        QVERIFY(after.isFromHistory);
        QCOMPARE(after.expectedOutputTokens, answer.reply.usage->output + answer.reply.usage->reasoning);
        QCOMPARE(program.model()->estimate(callOf(Question)).least, std::optional<qint64>(0));
        auto unknown = callOf(Question);
        unknown.request.model = QStringLiteral("m9");
        QVERIFY(!program.model()->estimate(unknown).least);
        QVERIFY(!program.model()->estimate(unknown).worstCase);
    }

    void aClearedCacheHasNoSimilarOnes()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        (void)program.model()->ask(callOf(Question, LlmReuse::Similar), {});
        QVERIFY(program.cache->clear());
        QCOMPARE(answered(program.model()->ask(callOf(Question, LlmReuse::Similar), {})).origin, LlmOrigin::Provider);
        QCOMPARE(server.requests(), 2);
    }

    void aStreamIsHandedOnAndBilledOnce()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        auto call = callOf(Question);
        QStringList pieces;
        call.onText = [&](const QString &piece) { pieces.append(piece); };
        const auto answer = answered(program.model()->ask(call, {}));
        QVERIFY(pieces.size() > 1);
        QCOMPARE(pieces.join(QString()).trimmed(), answer.reply.text);
        QCOMPARE(program.totals().calls, 1);
        QCOMPARE(program.totals().output, server.account().usage.output);
    }

    void structuredRepliesGoTheSameWay()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        auto call = callOf(QString::fromLatin1(ValidReply));
        call.request.schema = findingsSchema();
        const auto first = program.model()->askStructured(call, {});
        QVERIFY2(first, qPrintable(first ? QString() : first.error().toText()));
        QVERIFY(!first->reply.json.isEmpty());
        const auto again = answered(program.model()->askStructured(call, {}));
        QCOMPARE(again.origin, LlmOrigin::ExactCache);
        QCOMPARE(again.reply.json, first->reply.json);
        QCOMPARE(server.requests(), 1);

        auto faulty = callOf(QStringLiteral("no object"));
        faulty.request.schema = findingsSchema();
        QCOMPARE(program.model()->askStructured(faulty, {}).error().code, ErrorCode::Malformed);
        QCOMPARE(server.requests(), 3);
        QCOMPARE(program.totals().input, server.account().usage.input);
    }

    void anEstimateSendsNothingAndCountsForNothing()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        const auto before = program.model()->estimate(callOf(Question));
        QVERIFY(!before.isKept);
        QVERIFY(before.inputTokens > 0);
        QCOMPARE(before.maxOutputTokens, 200);
        QCOMPARE(server.requests(), 0);
        QVERIFY(!program.cache->manager()->stats().kinds.contains("model_reply"));
        const auto answer = answered(program.model()->ask(callOf(Question), {}));
        QVERIFY(before.worstCase && *before.worstCase >= *answer.cost);
        QVERIFY(program.model()->estimate(callOf(Question)).isKept);
        QVERIFY(!program.model()->estimate(callOf(Question, LlmReuse::Refresh)).isKept);
        QVERIFY(!program.model()->estimate(callOf(QStringLiteral("Other?"))).isKept);
        program.restart();
        QVERIFY(program.model()->estimate(callOf(Question)).isKept);
    }

    void aCutReplyIsNotKept()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        server.setScript([](int) -> std::optional<ServedAnswer> {
            return ServedAnswer{200,
                                quoted("{'model':'m1','choices':[{'index':0,'message':{'content':'Half'},"
                                       "'finish_reason':'length'}],'usage':{'prompt_tokens':1,'completion_tokens':1}}"),
                                "application/json",
                                {},
                                Manner::Whole,
                                {}};
        });
        QVERIFY(answered(program.model()->ask(callOf(Question), {})).entry.isEmpty());
        QCOMPARE(answered(program.model()->ask(callOf(Question), {})).origin, LlmOrigin::Provider);
        QCOMPARE(server.requests(), 2);
    }

    void theLedgerEqualsTheServersAccount()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        server.setScript([](int request) -> std::optional<ServedAnswer> {
            // So few, and so far apart, that no call is unlucky at all of its attempts.
            if (request == 3 || request == 17)
                return failure(429, {{"retry-after-ms", "5"}});
            return request == 10 ? std::optional(failure(500)) : std::nullopt;
        });
        std::vector<std::jthread> threads;
        std::mutex mutex;
        QStringList failures;
        for (int caller = 0; caller < 6; ++caller) {
            threads.emplace_back([&, caller] {
                for (int round = 0; round < 5; ++round) {
                    auto call = callOf(QString(caller * 7 + round % 4, QLatin1Char('x')));
                    call.onText = round % 2 == 0 ? [](const QString &) {} : decltype(call.onText)();
                    if (const auto answer = program.model()->ask(call, {}); !answer) {
                        const std::lock_guard lock(mutex);
                        failures.append(answer.error().toText());
                    }
                }
            });
        }
        threads.clear(); // waits for them
        program.access.reset();
        const auto account = server.account();
        const auto totals = program.totals();
        QVERIFY2(failures.isEmpty(), qPrintable(failures.join(QStringLiteral("; "))));
        QCOMPARE(totals.input, account.usage.input);
        QCOMPARE(totals.cachedInput, account.usage.cachedInput);
        QCOMPARE(totals.output, account.usage.output);
        QCOMPARE(totals.reasoning, account.usage.reasoning);
        QCOMPARE(totals.calls - totals.cacheHits, account.calls);
        QVERIFY(totals.rateLimited > 0);
        const ModelPrice price{1'000'000, 100'000, {}, 5'000'000, {}};
        // Each row is rounded.
        QVERIFY(std::abs(totals.cost - *price.costOf(account.usage)) <= account.calls);
    }

    void withoutACacheEachCallIsMade()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        std::shared_ptr<HttpClient> client(std::shared_ptr<HttpClient>(), &program.network.client);
        ModelAccess::Services services{program.clock, program.network.secrets, nullptr, [client] { return client; },
                                       QStringLiteral(CONSULTANTOS_RESOURCE_DIR)};
        const auto access = ModelAccess::make(services, program.settings());
        QVERIFY(access);
        for (int round = 0; round < 2; ++round)
            QVERIFY((*access)->current()->ask(callOf(Question, LlmReuse::Similar), {}));
        QCOMPARE(server.requests(), 2);
    }
};

QTEST_GUILESS_MAIN(OptimisedModelTest)
#include "tst_optimised_model.moc"
