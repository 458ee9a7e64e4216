// SPDX-License-Identifier: GPL-3.0-or-later
// How well passages are found by words alone and by words and likeness fused, in the stores of a data folder. A query is
// words of one passage, as they stand or misspelt; it is found if that passage, or one that begins alike, is among the
// first ten. Prints a row a kind of query.
#include "base/clock.h"
#include "evidence/asking/stored_passages.h"
#include "llm/semantic/semantic_matcher.h"
#include "storage/storage.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>
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

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc != 3) {
        std::fprintf(stderr, "usage: passage_search_quality DATA_FOLDER RESOURCE_FOLDER\n");
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
