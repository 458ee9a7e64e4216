// SPDX-License-Identifier: GPL-3.0-or-later
// Budgets of the settings: no number of calls at once passes them, and no new start.
#include "model_fixture.h"

#include <QTest>

#include <random>
#include <vector>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

QList<std::pair<QString, QString>> withBudget(const ModelServer &server, const char *key, const char *amount)
{
    auto settings = settingsFor(server);
    settings.append({QLatin1String(key), QLatin1String(amount)});
    return settings;
}

} // namespace

class ModelBudgetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parallelCallsNeverPassIt()
    {
        ModelServer server;
        server.setDelay(20ms);
        ModelProgram program(withBudget(server, "llm_budget_engagement", "0.02"));
        constexpr int Calls = 200;
        std::mt19937 dice(7);
        std::vector<std::thread> threads;
        std::atomic<int> denied{0};
        std::atomic<int> answered{0};
        std::atomic<bool> wasPassed{false};
        for (int number = 0; number < Calls; ++number) {
            auto call = callOf(QString(static_cast<int>(dice() % 300) + 1, QLatin1Char('a')) + QString::number(number));
            call.request.maxOutputTokens = static_cast<int>(dice() % 400) + 50;
            if (number % 3 == 0)
                call.onText = [](const QString &) {};
            threads.emplace_back([&, call] {
                const auto answer = program.model()->ask(call, {});
                const auto state = program.access->budget().engagement();
                if (state.spent + state.reserved > *state.limit)
                    wasPassed = true;
                if (answer)
                    ++answered;
                else if (answer.error().code == ErrorCode::Denied)
                    ++denied;
            });
        }
        for (auto &thread : threads)
            thread.join();
        QVERIFY(!wasPassed);
        QVERIFY(answered > 0);
        QVERIFY(denied > 0);
        QCOMPARE(answered + denied, Calls);
        const auto spent = program.totals().cost;
        QVERIFY(spent > 0);
        QVERIFY(spent <= 20'000);
        QCOMPARE(program.access->budget().engagement().spent, spent);
        QCOMPARE(program.access->budget().engagement().reserved, 0);
    }

    void whatWasSpentBeforeCounts()
    {
        ModelServer server;
        ModelProgram program(withBudget(server, "llm_budget_report", "0.0030"));
        auto call = callOf(QStringLiteral("Sales?"), LlmReuse::None);
        call.request.reportId = QStringLiteral("r1");
        int answered = 0;
        while (answered < 1'000 && program.model()->ask(call, {}))
            ++answered;
        QVERIFY(answered > 0 && answered < 1'000);
        program.restart();
        const auto refused = program.model()->ask(call, {});
        QCOMPARE(refused.error().code, ErrorCode::Denied);
        QVERIFY(refused.error().message.contains(QStringLiteral("this report")));
        call.request.reportId = QStringLiteral("r2");
        QVERIFY(program.model()->ask(call, {}));
        // A call of no report has no report's budget.
        call.request.reportId.clear();
        QVERIFY(program.model()->ask(call, {}));
    }

    void aRaisedBudgetHoldsAtOnce()
    {
        ModelServer server;
        ModelProgram program(withBudget(server, "llm_budget_day", "0.0001"));
        QCOMPARE(program.model()->ask(callOf(QStringLiteral("Sales?")), {}).error().code, ErrorCode::Denied);
        QCOMPARE(server.requests(), 0);
        program.set(QStringLiteral("llm_budget_day"), QStringLiteral("1"));
        QVERIFY(program.access->apply(program.settings()));
        QVERIFY(program.model()->ask(callOf(QStringLiteral("Sales?")), {}));
        QCOMPARE(program.access->budget().today().limit, std::optional<qint64>(1'000'000));
    }

    void aModelOfUnknownPriceIsRefusedWhereThereIsABudget()
    {
        ModelServer server;
        auto settings = withBudget(server, "llm_budget_day", "5");
        settings.append({QStringLiteral("llm_model"), QStringLiteral("unlisted")});
        ModelProgram program(settings);
        const auto refused = program.model()->ask(callOf(QStringLiteral("Sales?")), {});
        QCOMPARE(refused.error().code, ErrorCode::Denied);
        QVERIFY(refused.error().message.contains(QStringLiteral("price")));
        QCOMPARE(server.requests(), 0);
        QVERIFY(!program.model()->estimate(callOf(QStringLiteral("Sales?"))).worstCase);

        program.set(QStringLiteral("llm_budget_day"), QString());
        QVERIFY(program.access->apply(program.settings()));
        const auto answer = program.model()->ask(callOf(QStringLiteral("Sales?")), {});
        QVERIFY(answer);
        QVERIFY(!answer->cost);
        QVERIFY(answer->currency.isEmpty());
        QCOMPARE(program.totals().unknownCosts, 1);
    }

    void aLocalModelCostsNothing()
    {
        const auto clock = std::make_shared<SystemClock>();
        const CallAccounts accounts(std::make_shared<BudgetKeeper>(BudgetLimits{0, 0, 0}, BudgetSpent(), clock),
                                    std::make_shared<const PriceTable>(), std::make_shared<LedgerWriter>(nullptr),
                                    clock);
        const auto request = callOf(QStringLiteral("Sales?")).request;
        QCOMPARE(accounts.worstCase(QStringLiteral("local"), request), std::optional<qint64>(0));
        QVERIFY(accounts.reserve(QStringLiteral("local"), request));
        QVERIFY(!accounts.reserve(QStringLiteral("llamacpp"), request));
    }

    void theMostTokensAreTheBytes()
    {
        auto request = callOf(QString(1'000, QChar(0x4e2d))).request; // three bytes each in UTF-8
        QVERIFY(mostInputTokens(request) >= 3'000);
        const auto plain = mostInputTokens(request);
        request.schema = QJsonObject{{QStringLiteral("type"), QStringLiteral("object")}};
        QVERIFY(mostInputTokens(request) > plain + 17);
    }

    void aKeptReplyNeedsNoBudget()
    {
        ModelServer server;
        ModelProgram program(settingsFor(server));
        QVERIFY(program.model()->ask(callOf(QStringLiteral("Sales?")), {}));
        program.set(QStringLiteral("llm_budget_engagement"), QStringLiteral("0"));
        QVERIFY(program.access->apply(program.settings()));
        QVERIFY(program.model()->ask(callOf(QStringLiteral("Sales?")), {}));
        QCOMPARE(program.model()->ask(callOf(QStringLiteral("Costs?")), {}).error().code, ErrorCode::Denied);
    }
};

QTEST_GUILESS_MAIN(ModelBudgetTest)
#include "tst_model_budget.moc"
