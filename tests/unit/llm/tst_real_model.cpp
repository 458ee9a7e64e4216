// SPDX-License-Identifier: GPL-3.0-or-later
// A real llama-server with a real small model, where CONSULTANTOS_LLAMA_SERVER names the program and
// CONSULTANTOS_TEST_MODEL a GGUF file: replies, streams, structure and embeddings through provider "local" and through the
// OpenAI-compatible client. What a small model writes is not judged, only its form.
#include "llm/json_schema.h"
#include "llm/local/local_models.h"
#include "llm/providers/openai_provider.h"
#include "llm/structured_reply.h"

#include "local_server_fixture.h"
#include "provider_fixture.h"
#include "reply_texts.h"

#include <QTest>

#include <cmath>
#include <future>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

LlmRequest question(const QString &text, int maxTokens = 30)
{
    LlmRequest request;
    request.system = QStringLiteral("You are a helpful assistant.");
    request.messages = {{LlmRole::User, text}};
    request.maxOutputTokens = maxTokens;
    request.seed = 7;
    request.timeLimit = 5min; // a machine that builds at the same time is slow
    return request;
}

double cosine(const std::vector<float> &a, const std::vector<float> &b)
{
    double product = 0;
    double left = 0;
    double right = 0;
    for (size_t i = 0; i < a.size(); ++i) {
        product += double(a[i]) * double(b[i]);
        left += double(a[i]) * double(a[i]);
        right += double(b[i]) * double(b[i]);
    }
    return product / std::sqrt(left * right);
}

/// The settings of a program that runs for long, and one server of each kind for all tests.
struct RealModel {
    Network network;
    HttpClient client{localOptions(), network.services()};
    LocalModels models;
    std::shared_ptr<const LlmProvider> provider = models.provider(client);

    static LocalServerOptions options(LocalServerUse use)
    {
        LocalServerOptions options;
        options.program = qEnvironmentVariable("CONSULTANTOS_LLAMA_SERVER");
        options.modelFile = qEnvironmentVariable("CONSULTANTOS_TEST_MODEL");
        options.use = use;
        options.environment = QProcessEnvironment::systemEnvironment();
        return options;
    }

    RealModel()
        : models(options(LocalServerUse::Replies), options(LocalServerUse::Embeddings),
                 LocalServerServices::standard(std::make_shared<SystemClock>()))
    {
    }

    /// The OpenAI-compatible client, as a user would set it up against the same server.
    [[nodiscard]] OpenAiProvider compatible(const QString &key)
    {
        const auto lease = models.replies().lease({}, 5min);
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("LLAMACPP_API_KEY"), key.isNull() ? lease->place().key.reveal() : key);
        return {*findOpenAiPreset(QStringLiteral("llamacpp")),
                {lease->place().baseUrl, {}, {}},
                client,
                std::make_shared<EnvironmentSecretStore>(environment)};
    }
};

} // namespace

class RealModelTest : public QObject {
    Q_OBJECT

    std::unique_ptr<RealModel> m_real;

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsEmpty("CONSULTANTOS_LLAMA_SERVER")
            || qEnvironmentVariableIsEmpty("CONSULTANTOS_TEST_MODEL"))
            QSKIP("CONSULTANTOS_LLAMA_SERVER and CONSULTANTOS_TEST_MODEL name no server and model to try.");
        m_real = std::make_unique<RealModel>();
    }

    void cleanupTestCase() { m_real.reset(); }

    void aReplyHasItsUsage()
    {
        const auto reply = m_real->provider->complete(question(QStringLiteral("What is a market?")), {}, {});
        QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().toText()));
        QVERIFY(!reply->text.isEmpty());
        QVERIFY(reply->usage);
        QVERIFY(reply->usage->input > 5);
        QVERIFY(reply->usage->output > 1 && reply->usage->output <= 30);
        QCOMPARE(reply->finish == LlmFinish::Length, reply->usage->output == 30);
        QCOMPARE(reply->model, reply->provider == QLatin1String("local")
                                   ? QFileInfo(qEnvironmentVariable("CONSULTANTOS_TEST_MODEL")).completeBaseName()
                                   : QString());
    }

    void aStreamIsTheSameReplyInPieces()
    {
        const auto request = question(QStringLiteral("Name three kinds of cost."));
        const auto whole = m_real->provider->complete(request, {}, {});
        QVERIFY(whole);
        QStringList pieces;
        const auto streamed =
            m_real->provider->complete(request, [&](const QString &piece) { pieces.append(piece); }, {});
        QVERIFY2(streamed, qPrintable(streamed ? QString() : streamed.error().toText()));
        QVERIFY(pieces.size() > 5);
        QCOMPARE(pieces.join(QString()).trimmed(), streamed->text);
        QVERIFY(streamed->usage);
        QCOMPARE(streamed->usage->output, whole->usage->output);
        // What of the prompt the server had read before is told apart.
        QCOMPARE(streamed->usage->input + streamed->usage->cachedInput,
                 whole->usage->input + whole->usage->cachedInput);
        QCOMPARE(streamed->text, whole->text);
    }

    void aSchemaIsHeld()
    {
        auto request = question(QStringLiteral("Give one strength of a bakery, with your confidence."), 150);
        request.schema = findingsSchema();
        const auto reply = m_real->provider->complete(request, {}, {});
        QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().toText()));
        if (reply->finish == LlmFinish::Length)
            QVERIFY(reply->json.isEmpty());
        else
            QVERIFY(checkAgainstSchema(reply->json, request.schema));
    }

    void aSchemaIsHeldInAStream()
    {
        auto request = question(QStringLiteral("Is water wet?"), 100);
        request.schema = object("{'type':'object','properties':{'answer':{'enum':['yes','no']}},"
                                "'required':['answer'],'additionalProperties':false}");
        const auto reply = m_real->provider->complete(request, [](const QString &) {}, {});
        QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().toText()));
        QVERIFY2(checkAgainstSchema(reply->json, request.schema), qPrintable(reply->text));
    }

    void meaningsAreNearerThanOtherOnes()
    {
        const auto vectors =
            m_real->provider->embed({},
                                    {QStringLiteral("The company's revenue grew strongly last year."),
                                     QStringLiteral("Last year sales of the company rose a lot."),
                                     QStringLiteral("Boil the potatoes for twenty minutes in salted water.")},
                                    {});
        QVERIFY2(vectors, qPrintable(vectors ? QString() : vectors.error().toText()));
        QCOMPARE(vectors->size(), 3);
        QVERIFY(cosine((*vectors)[0], (*vectors)[1]) > cosine((*vectors)[0], (*vectors)[2]));
    }

    void aLongTextIsEmbeddedWhole()
    {
        const auto text = QStringLiteral("Costs of sales rose with the price of energy. ").repeated(60);
        const auto vectors = m_real->provider->embed({}, {text}, {});
        QVERIFY2(vectors, qPrintable(vectors ? QString() : vectors.error().toText()));
    }

    void theCompatibleClientGetsTheSame()
    {
        const auto request = question(QStringLiteral("What is profit?"));
        const auto ours = m_real->provider->complete(request, {}, {});
        const auto theirs = m_real->compatible({}).complete(request, {}, {});
        QVERIFY2(theirs, qPrintable(theirs ? QString() : theirs.error().toText()));
        QCOMPARE(theirs->text, ours->text);
        QCOMPARE(theirs->provider, QStringLiteral("llamacpp"));
        QCOMPARE(m_real->compatible({}).models({}).value_or(QStringList()).size(), 1);
        const auto embedded = m_real->compatible({}).embed({}, {QStringLiteral("a")}, {});
        QCOMPARE(embedded.error().code, ErrorCode::NotFound);
    }

    void anotherKeyIsRefused()
    {
        const auto reply =
            m_real->compatible(QStringLiteral("guessed")).complete(question(QStringLiteral("Hello")), {}, {});
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::Denied);
    }

    void whatIsTooLongIsSaid()
    {
        for (const bool isStream : {false, true}) {
            const auto onText = isStream ? LlmProvider::OnText([](const QString &) {}) : LlmProvider::OnText();
            const auto reply =
                m_real->provider->complete(question(QStringLiteral("word ").repeated(20'000)), onText, {});
            QVERIFY(!reply);
            QCOMPARE(reply.error().code, ErrorCode::InvalidArgument);
            QVERIFY2(reply.error().message.contains(QStringLiteral("too long")), qPrintable(reply.error().toText()));
        }
    }

    void aReplyCanBeCancelledAndTheNextOneComes()
    {
        CancellationSource source;
        const auto reply = m_real->provider->complete(
            question(QStringLiteral("Tell a long story."), 2'000), [&](const QString &) { source.cancel(); },
            source.token());
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::Cancelled);
        QVERIFY(m_real->provider->complete(question(QStringLiteral("Hello"), 5), {}, {}));
    }

    void severalAtOnceAllGetTheirReply()
    {
        std::vector<std::future<bool>> calls;
        for (int i = 0; i < 4; ++i)
            calls.push_back(std::async(std::launch::async, [&, i] {
                const auto reply =
                    m_real->provider->complete(question(QStringLiteral("Count to %1.").arg(i + 3), 20), {}, {});
                return reply && reply->usage && !reply->text.isEmpty();
            }));
        for (auto &call : calls)
            QVERIFY(call.get());
    }
};

QTEST_GUILESS_MAIN(RealModelTest)
#include "tst_real_model.moc"
