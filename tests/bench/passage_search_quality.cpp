// SPDX-License-Identifier: GPL-3.0-or-later
// How well passages are found by words alone and by words and likeness fused, in the stores of a data folder. A query is
// words of one passage, as they stand or misspelt; it is found if that passage, or one that begins alike, is among the
// first ten. Prints a row a kind of query.
//
// With a file of questions (question, tab, pattern of the passages that answer it) these are asked instead, of each embedder
// that there is: the built-in one; a GGUF file (CONSULTANTOS_LLAMA_SERVER, CONSULTANTOS_TEST_MODEL) through provider
// "local"; a server of OpenAI's protocol (its address, with its version, as the last argument).
#include "base/clock.h"
#include "evidence/asking/stored_passages.h"
#include "llm/local/local_models.h"
#include "llm/providers/openai_provider.h"
#include "llm/semantic/semantic_matcher.h"
#include "storage/storage.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcessEnvironment>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <vector>

using namespace consultantos;

namespace {

constexpr int Queries = 300;
constexpr int Looked = 10;

struct Target {
    Passage passage;
    QStringList words;
};

QString misspelt(const QString &word, QRandomGenerator &random)
{
    auto changed = word;
    const auto at = 1 + random.bounded(int(word.size()) - 2);
    if (random.bounded(2) == 0)
        std::swap(changed[at], changed[at + 1 < word.size() ? at + 1 : at - 1]);
    else
        changed.remove(at, 1);
    return changed;
}

QList<Target> targets(const Storage &storage, QRandomGenerator &random)
{
    static const QRegularExpression word(QStringLiteral("[A-Za-z]{6,}"));
    QList<Target> found;
    const auto documents = storage.documents->list();
    if (!documents)
        return {};
    for (const auto &document : *documents) {
        const auto passages = storage.documents->passages(document.id);
        if (!passages)
            continue;
        for (const auto &placed : *passages) {
            Target target{placed.passage, {}};
            for (auto it = word.globalMatch(placed.passage.text); it.hasNext();)
                target.words.append(it.next().captured().toLower());
            target.words.removeDuplicates();
            if (target.words.size() >= 15)
                found.append(target);
        }
    }
    std::shuffle(found.begin(), found.end(), random);
    return found.mid(0, Queries);
}

struct Quality {
    int first = 0;
    int among = 0;
    double milliseconds = 0;
};

Quality measure(const StoredPassages &search, const QList<Target> &targets, const QStringList &queries)
{
    Quality quality;
    QElapsedTimer timer;
    timer.start();
    for (qsizetype i = 0; i < targets.size(); ++i) {
        const auto passages = search.find(queries[i], Looked);
        if (!passages)
            continue;
        for (qsizetype rank = 0; rank < passages->size(); ++rank) {
            if ((*passages)[rank].text.left(120) != targets[i].passage.text.left(120))
                continue;
            quality.first += rank == 0;
            ++quality.among;
            break;
        }
    }
    quality.milliseconds = double(timer.nsecsElapsed()) / 1e6 / double(std::max<qsizetype>(targets.size(), 1));
    return quality;
}

/// A provider's vectors, without caches and budgets around it.
class ProviderEmbedder final : public Embedder {
public:
    ProviderEmbedder(std::shared_ptr<const LlmProvider> provider, QString name)
        : m_provider(std::move(provider))
        , m_name(std::move(name))
    {
    }

    [[nodiscard]] QString id() const override { return m_name; }
    [[nodiscard]] Result<std::vector<float>> embed(const QString &text) const override
    {
        auto vectors = embedAll({text});
        if (!vectors)
            return tl::unexpected(vectors.error());
        return std::move(vectors->front());
    }
    [[nodiscard]] Result<std::vector<std::vector<float>>> embedAll(const QStringList &texts) const override
    {
        constexpr qsizetype AtOnce = 8;
        std::vector<std::vector<float>> all;
        for (qsizetype first = 0; first < texts.size(); first += AtOnce) {
            auto vectors = m_provider->embed(QStringLiteral("model"), texts.mid(first, AtOnce), {});
            if (!vectors)
                return tl::unexpected(vectors.error());
            for (auto &vector : *vectors) {
                double square = 0;
                for (const auto component : vector)
                    square += double(component) * double(component);
                for (auto &component : vector)
                    component = static_cast<float>(component / std::sqrt(square));
                all.push_back(std::move(vector));
            }
        }
        return all;
    }

private:
    std::shared_ptr<const LlmProvider> m_provider;
    QString m_name;
};

struct Question {
    QString text;
    QRegularExpression answer;
};

QList<Question> questionsOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s can't be read", qPrintable(path));
    QList<Question> questions;
    for (const auto &line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (!line.startsWith(QLatin1Char('#')))
            questions.append(
                {line.section(QLatin1Char('\t'), 0, 0),
                 QRegularExpression(line.section(QLatin1Char('\t'), 1), QRegularExpression::CaseInsensitiveOption)});
    }
    return questions;
}

/// Prints how many questions have a passage that answers them as the first, among the first three and ten.
void ask(const char *name, const StoredPassages &search, const QList<Question> &questions)
{
    int first = 0;
    int three = 0;
    int ten = 0;
    double reciprocal = 0;
    QElapsedTimer timer;
    timer.start();
    for (const auto &question : questions) {
        const auto passages = search.find(question.text, Looked);
        if (!passages)
            qFatal("%s", qPrintable(passages.error().toText()));
        for (qsizetype rank = 0; rank < passages->size(); ++rank) {
            if (!question.answer.match((*passages)[rank].text).hasMatch())
                continue;
            first += rank == 0;
            three += rank < 3;
            ++ten;
            reciprocal += 1.0 / double(rank + 1);
            break;
        }
    }
    const auto size = double(questions.size());
    std::printf("%s,%d,%d,%d,%.3f,%.1f\n", name, first, three, ten, reciprocal / size, double(timer.elapsed()) / size);
    std::fflush(stdout);
}

/// Vectors of all passages; the milliseconds that they took.
qint64 embedAll(const Storage &storage, const std::shared_ptr<const Embedder> &embedder)
{
    const StoredPassages search(storage.documents, {}, {storage.passageVectors, embedder});
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        const auto missing = storage.passageVectors->missing(embedder->id(), {}, 1);
        if (!missing || missing->isEmpty())
            return timer.elapsed();
        if (const auto answers = embedder->embed(QStringLiteral("everything")); !answers)
            qFatal("%s", qPrintable(answers.error().toText()));
        (void)search.find(QStringLiteral("everything"), 1);
    }
}

int askAll(const Storage &storage, const std::shared_ptr<const Embedder> &builtIn, const QList<Question> &questions,
           const QUrl &server)
{
    const auto clock = std::make_shared<SystemClock>();
    HttpClient client(EgressOptions(), EgressServices::standard(clock, nullptr));
    std::vector<std::pair<const char *, std::shared_ptr<const Embedder>>> embedders{{"built in", builtIn}};
    std::unique_ptr<LocalModels> models;
    if (qEnvironmentVariableIsSet("CONSULTANTOS_LLAMA_SERVER")) {
        LocalServerOptions options;
        options.program = qEnvironmentVariable("CONSULTANTOS_LLAMA_SERVER");
        options.modelFile = qEnvironmentVariable("CONSULTANTOS_TEST_MODEL");
        options.environment = QProcessEnvironment::systemEnvironment();
        auto embedding = options;
        embedding.use = LocalServerUse::Embeddings;
        models = std::make_unique<LocalModels>(options, embedding, LocalServerServices::standard(clock));
        embedders.emplace_back(
            "local", std::make_shared<ProviderEmbedder>(models->provider(client), QStringLiteral("bench local")));
    }
    if (!server.isEmpty()) {
        auto provider = std::make_shared<const OpenAiProvider>(
            *findOpenAiPreset(QStringLiteral("llamacpp")), OpenAiProvider::Place{server, {}, {}}, client,
            std::make_shared<EnvironmentSecretStore>(QProcessEnvironment()));
        embedders.emplace_back("protocol",
                               std::make_shared<ProviderEmbedder>(provider, QStringLiteral("bench protocol")));
    }
    std::printf("embedder,first,three,ten,reciprocal_rank,ms_a_question\n");
    ask("words alone", StoredPassages(storage.documents, {}), questions);
    for (const auto &[name, embedder] : embedders) {
        const auto took = embedAll(storage, embedder);
        ask(name, StoredPassages(storage.documents, {}, {storage.passageVectors, embedder}), questions);
        std::printf("# %s: vectors of all passages in %lld ms\n", name, static_cast<long long>(took));
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc < 3 || argc > 5) {
        std::fprintf(stderr, "usage: passage_search_quality DATA_FOLDER RESOURCE_FOLDER [QUESTIONS [SERVER]]\n");
        return 2;
    }
    const auto storage = Storage::open(QString::fromLocal8Bit(argv[1]), std::make_shared<SystemClock>());
    const auto matcher = makeSemanticMatcher(QString::fromLocal8Bit(argv[2]), {});
    if (!storage || !matcher)
        return 1;
    QRandomGenerator random(20261126);
    const auto wanted = targets(*storage, random);
    const StoredPassages words(storage->documents, {});
    const std::shared_ptr<const Embedder> embedder(*matcher, &(*matcher)->embedder());
    if (argc > 3)
        return askAll(*storage, embedder, questionsOf(QString::fromLocal8Bit(argv[3])),
                      QUrl(argc > 4 ? QString::fromLocal8Bit(argv[4]) : QString()));
    const StoredPassages fused(storage->documents, {}, {storage->passageVectors, embedder});
    QElapsedTimer timer;
    timer.start();
    (void)fused.find(QStringLiteral("everything"), 1);
    std::printf("vectors of all passages: %lld ms\n", static_cast<long long>(timer.elapsed()));
    std::printf("query,words_first,words_ten,words_ms,fused_first,fused_ten,fused_ms\n");
    for (const int wrong : {0, 2, 4, 6}) {
        QStringList queries;
        for (const auto &target : wanted) {
            auto chosen = target.words;
            std::shuffle(chosen.begin(), chosen.end(), random);
            chosen = chosen.mid(0, 6);
            for (int i = 0; i < wrong; ++i)
                chosen[i] = misspelt(chosen[i], random);
            queries.append(chosen.join(QLatin1Char(' ')));
        }
        const auto byWords = measure(words, wanted, queries);
        const auto byBoth = measure(fused, wanted, queries);
        std::printf("%d of 6 words misspelt,%d,%d,%.1f,%d,%d,%.1f\n", wrong, byWords.first, byWords.among,
                    byWords.milliseconds, byBoth.first, byBoth.among, byBoth.milliseconds);
    }
    return 0;
}
