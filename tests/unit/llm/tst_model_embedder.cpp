// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/model_access.h"
#include "llm/model_embedder.h"

#include "provider_fixture.h"

#include <QJsonArray>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

struct Fixture {
    ProviderFixture provider;

    [[nodiscard]] std::shared_ptr<const LanguageModel> model(const QString &embeddings)
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("LLM_PROVIDER"), QStringLiteral("openai"));
        environment.insert(QStringLiteral("LLM_PRESET"), QStringLiteral("llamacpp"));
        environment.insert(QStringLiteral("LLM_BASE_URL"), provider.server.url(QStringLiteral("/v1")).toString());
        environment.insert(QStringLiteral("LLM_MODEL"), QStringLiteral("m"));
        environment.insert(QStringLiteral("LLM_EMBEDDING_MODEL"), embeddings);
        const auto settings = Settings::load({}, environment);
        // The client lives as long as the fixture.
        const std::shared_ptr<HttpClient> client(std::shared_ptr<void>(), &provider.client);
        const auto access = ModelAccess::make({std::make_shared<SystemClock>(), ProviderFixture::keys(), nullptr,
                                               [client] { return client; }, QStringLiteral(CONSULTANTOS_RESOURCE_DIR)},
                                              *settings);
        return (*access)->current();
    }
};

QStringList texts(int count)
{
    QStringList texts;
    for (int i = 0; i < count; ++i)
        texts.append(QString::number(i));
    return texts;
}

/// What a server answers to so many texts: vectors of length 5.
QByteArray answerOf(int count)
{
    QByteArray data;
    for (int i = 0; i < count; ++i)
        data += (i == 0 ? "" : ",") + QByteArray("{'index':") + QByteArray::number(i) + ",'embedding':[3,4]}";
    return quoted("{'data':[" + data + "]}");
}

} // namespace

class ModelEmbedderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void vectorsHaveLengthOneAndTheModelsName();
    void manyTextsGoInSeveralRequests();
    void aFailureIsTold();
    void withoutAnEmbeddingModelThereIsNone();
};

void ModelEmbedderTest::vectorsHaveLengthOneAndTheModelsName()
{
    Fixture f;
    const auto embedder = embedderOf(f.model(QStringLiteral("embed-1")));
    QVERIFY(embedder);
    QCOMPARE(embedder->id(), QStringLiteral("llamacpp/embed-1"));
    f.provider.answerJson(answerOf(1));
    const auto vector = embedder->embed(QStringLiteral("text"));
    QVERIFY(vector);
    QCOMPARE(*vector, (std::vector<float>{0.6F, 0.8F}));
    QCOMPARE(f.provider.sent().value(QStringLiteral("model")).toString(), QStringLiteral("embed-1"));
}

void ModelEmbedderTest::manyTextsGoInSeveralRequests()
{
    Fixture f;
    const auto embedder = embedderOf(f.model(QStringLiteral("e")));
    // Of eight each: this machine runs the model.
    for (int request = 0; request < 8; ++request)
        f.provider.answerJson(answerOf(8));
    f.provider.answerJson(answerOf(6));
    const auto vectors = embedder->embedAll(texts(70));
    QVERIFY(vectors);
    QCOMPARE(vectors->size(), std::size_t(70));
    QCOMPARE(f.provider.server.requests().size(), 9);
    QCOMPARE(f.provider.sent().value(QStringLiteral("input")).toArray().size(), 6);
}

void ModelEmbedderTest::aFailureIsTold()
{
    Fixture f;
    const auto embedder = embedderOf(f.model(QStringLiteral("e")));
    f.provider.answerJson("{}", 400);
    QVERIFY(!embedder->embedAll(texts(2)));
}

void ModelEmbedderTest::withoutAnEmbeddingModelThereIsNone()
{
    Fixture f;
    const auto model = f.model({});
    QVERIFY(model);
    QVERIFY(!embedderOf(model));
    QVERIFY(!embedderOf(nullptr));
    QCOMPARE(model->embed(texts(1), {}).error().code, ErrorCode::NotFound);
    QVERIFY(f.provider.server.requests().isEmpty());
}

QTEST_GUILESS_MAIN(ModelEmbedderTest)
#include "tst_model_embedder.moc"
