// SPDX-License-Identifier: GPL-3.0-or-later
// Full-text search over 100,000 passages: how fast they are stored, how much room they take, and what a search costs
// beside reading every passage (LIKE), in the same store.
#include "base/clock.h"
#include "storage/database.h"
#include "storage/document_repository.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace consultantos;

namespace {

constexpr int Documents = 200;
constexpr int PassagesPerDocument = 500;
constexpr int WordsPerPassage = 60;
constexpr int Vocabulary = 30'000;

/// Word number n is about 1/n as frequent as the first one, as words of a language are (Zipf).
class Text {
public:
    explicit Text(quint32 seed)
        : m_random(seed)
    {
    }

    QString passage()
    {
        QStringList words;
        for (int i = 0; i < WordsPerPassage; ++i)
            words.append(word(int(std::pow(double(Vocabulary), m_random.generateDouble()))));
        return words.join(QLatin1Char(' '));
    }

    static QString word(int rank)
    {
        QString text;
        for (quint32 rest = quint32(rank) * 7919U + 97U; rest > 0; rest /= 20)
            text += QLatin1Char("bcdfghklmnprstvwzaei"[rest % 20]);
        return text + QLatin1Char('o') + QString::number(rank, 36);
    }

private:
    QRandomGenerator m_random;
};

Document document(int number)
{
    Text text(quint32(number) + 1);
    Document document;
    document.id = QStringLiteral("%1").arg(number, 16, 16, QLatin1Char('0'));
    document.name = QStringLiteral("document %1").arg(number);
    document.format = QStringLiteral("text");
    int offset = 0;
    for (int i = 0; i < PassagesPerDocument; ++i) {
        Block block;
        block.text = text.passage();
        block.offset = offset;
        block.page = 1 + i / 5;
        offset += int(block.text.size()) + 1;
        document.blocks.append(block);
    }
    return document;
}

/// 100,000 passages, made once for all benchmarks of this program.
struct Store {
    QTemporaryDir dir;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::shared_ptr<Database> database;
    std::unique_ptr<DocumentRepository> repository;
    double seconds = 0;
    qint64 textBytes = 0;

    Store()
    {
        database = *Database::open(dir.filePath(QStringLiteral("documents.db")), DocumentRepository::schema(), clock);
        repository = std::make_unique<DocumentRepository>(database, clock);
        QElapsedTimer timer;
        for (int number = 0; number < Documents; ++number) {
            const auto next = document(number);
            DocumentOrigin origin;
            origin.path = next.name;
            origin.companyId = QString::number(number % 20);
            for (const auto &block : next.blocks)
                textBytes += block.text.size();
            timer.start();
            if (!repository->store(next, origin))
                std::abort();
            seconds += double(timer.nsecsElapsed()) / 1e9;
        }
    }

    qint64 bytesOnDisk() const
    {
        qint64 bytes = 0;
        for (QDirIterator files(dir.path(), QDir::Files); files.hasNext();)
            bytes += QFileInfo(files.next()).size();
        return bytes;
    }
};

const Store &store()
{
    static const Store store;
    return store;
}

void storing(benchmark::State &state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(&store());
    state.counters["passages_per_s"] = Documents * PassagesPerDocument / store().seconds;
    state.counters["bytes_on_disk"] = double(store().bytesOnDisk());
    state.counters["bytes_to_text"] = double(store().bytesOnDisk()) / double(store().textBytes);
}
BENCHMARK(storing)->Iterations(1);

void report(benchmark::State &state, std::vector<double> &milliseconds)
{
    std::sort(milliseconds.begin(), milliseconds.end());
    const auto at = [&](double share) {
        return milliseconds[std::min(milliseconds.size() - 1, size_t(share * double(milliseconds.size())))];
    };
    state.counters["p50_ms"] = at(0.5);
    state.counters["p95_ms"] = at(0.95);
}

/// Words of the ranks from `from` on, `words` of them a query.
void search(benchmark::State &state, int from, int words, WordMatch match, const QString &company)
{
    (void)store();
    QRandomGenerator random(7);
    std::vector<double> milliseconds;
    for (auto _ : state) {
        QStringList query;
        for (int i = 0; i < words; ++i)
            query.append(Text::word(from + int(random.bounded(from))));
        PassageFilter filter;
        filter.text = query.join(QLatin1Char(' ')) + QLatin1Char(' ');
        filter.match = match;
        filter.companyId = company;
        QElapsedTimer timer;
        timer.start();
        auto hits = store().repository->search(filter);
        milliseconds.push_back(double(timer.nsecsElapsed()) / 1e6);
        if (!hits || hits->total == 0)
            state.SkipWithError("nothing found");
    }
    report(state, milliseconds);
}
BENCHMARK_CAPTURE(search, rare_word, 2'000, 1, WordMatch::All, QString())
    ->Iterations(200)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, common_word, 10, 1, WordMatch::All, QString())
    ->Iterations(200)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, two_words, 40, 2, WordMatch::All, QString())->Iterations(200)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, any_of_six_words, 200, 6, WordMatch::Any, QString())
    ->Iterations(200)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, of_one_company, 40, 1, WordMatch::All, QStringLiteral("7"))
    ->Iterations(200)
    ->Unit(benchmark::kMillisecond);

/// What a search without an index takes.
void readEveryPassage(benchmark::State &state)
{
    const auto connection = *store().database->connection();
    std::vector<double> milliseconds;
    for (auto _ : state) {
        QElapsedTimer timer;
        timer.start();
        const auto found = connection->scalar(QStringLiteral("SELECT count(*) FROM passages WHERE text LIKE ?"),
                                              {QLatin1Char('%') + Text::word(2'500) + QLatin1Char('%')});
        milliseconds.push_back(double(timer.nsecsElapsed()) / 1e6);
        if (!found)
            state.SkipWithError("could not read");
    }
    report(state, milliseconds);
}
BENCHMARK(readEveryPassage)->Iterations(20)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv); // Qt SQL's drivers want one
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
