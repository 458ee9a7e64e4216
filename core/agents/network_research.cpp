// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/network_research.h"

#include "agents/network_passages.h"
#include "base/logging.h"
#include "evidence/sources/network_access.h"
#include "evidence/sources/source_catalogue.h"

#include <QCoreApplication>

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace consultantos {
namespace {

using namespace std::chrono_literals;

constexpr int MaxWorkers = 32; ///< more than one analysis asks for at once, so that two seldom wait for each other
constexpr auto CancelPoll = 50ms;
constexpr int NewsMonths = 3; ///< as far as GDELT goes back
constexpr int NewsAsked = 50;
constexpr int PagesAsked = 8;
constexpr int IndicatorYears = 6; ///< the newest value may be some years old

/// What one source gave, or why it gave nothing.
struct Part {
    QList<PassageWithSource> news;
    QList<PassageWithSource> pages;
    QList<FactWithSource> indicators;
    std::optional<FactWithSource> price;
    std::optional<Error> error;
};

using Work = std::function<Part(const SourceCall &)>;

/// One source to ask; what it needs is in its work.
struct Task {
    QString sourceId;
    Work work;
};

template <typename T>
Part failedPart(const Result<T> &result)
{
    Part part;
    part.error = result.error();
    return part;
}

Part askNews(const NewsSource &source, const NetworkQuestion &question, const QDate &today, const SourceCall &call)
{
    const auto items = source.news({question.company.name, today.addMonths(-NewsMonths), {}, NewsAsked}, call);
    if (!items)
        return failedPart(items);
    Part part;
    for (const auto &item : *items)
        part.news.append(passageOf(item));
    return part;
}

Part askFeed(const FeedSource &source, const QUrl &address, const SourceCall &call)
{
    const auto items = source.fetch(address, call).and_then([&](const FetchedDocument &document) {
        return feedItems(document, call.cancel);
    });
    if (!items)
        return failedPart(items);
    Part part;
    for (const auto &item : *items)
        part.news += passagesOf(item);
    return part;
}

Part askWeb(const WebSearch &source, const NetworkQuestion &question, const SourceCall &call)
{
    const auto text =
        question.company.name + QLatin1Char(' ')
        + (question.question.isEmpty() ? QStringLiteral("market competition outlook") : question.question);
    const auto hits = source.search(text, PagesAsked, call);
    if (!hits)
        return failedPart(hits);
    Part part;
    for (const auto &hit : *hits) {
        if (!hit.excerpt.isEmpty())
            part.pages.append(passageOf(hit));
    }
    return part;
}

Part askIndicator(const IndicatorSource &source, const QString &id, const QString &country, const QDate &today,
                  const SourceCall &call)
{
    const auto values = source.values({id, {country}, today.year() - IndicatorYears, today.year()}, call);
    if (!values)
        return failedPart(values);
    Part part;
    if (!values->isEmpty())
        part.indicators.append(factOf(values->first()));
    return part;
}

Part askPrice(const QuoteSource &source, const NetworkQuestion &question, const SourceCall &call)
{
    const auto quote = source.quote(question.company.ticker, call);
    if (!quote)
        return failedPart(quote);
    Part part;
    part.price = factOf(*quote, question.company, networkSource(source.id()).title);
    return part;
}

/// An exchange outside the USA is told by an ending, as in "SAP.DE"; a class of shares by a hyphen or a letter after a
/// full stop ("BRK.B").
bool isOfUnitedStates(const QString &ticker)
{
    const auto ending = ticker.section(QLatin1Char('.'), 1);
    return !ticker.isEmpty() && ending.size() <= 1;
}

/// What to ask, in a fixed order. Each request is a task of its own, so that one that stalls holds up no other, and keeps
/// `snapshot`, and so the client, for as long as it runs.
std::vector<Task> tasksFor(const std::shared_ptr<const NetworkAccess::Snapshot> &snapshot,
                           const NetworkQuestion &question, const QDate &today)
{
    // Growth of output and of prices in a year, in per cent: what PESTEL's economic class reads.
    static const QStringList Indicators{QStringLiteral("NY.GDP.MKTP.KD.ZG"), QStringLiteral("FP.CPI.TOTL.ZG")};
    std::vector<Task> tasks;
    const auto add = [&](const auto &source, auto ask) {
        tasks.push_back({source.id(), [snapshot, &source, ask](const SourceCall &call) { return ask(source, call); }});
    };
    const auto &sources = snapshot->sources;
    for (const auto &source : sources.news)
        add(*source,
            [=](const NewsSource &news, const SourceCall &call) { return askNews(news, question, today, call); });
    if (sources.feeds) {
        for (const auto &address : sources.feeds->feeds())
            add(*sources.feeds,
                [=](const FeedSource &feeds, const SourceCall &call) { return askFeed(feeds, address, call); });
    }
    for (const auto &source : sources.webSearches) {
        if (question.wantsPages)
            add(*source,
                [=](const WebSearch &search, const SourceCall &call) { return askWeb(search, question, call); });
    }
    for (const auto &source : sources.indicators) {
        for (const auto &id : question.country.isEmpty() ? QStringList() : Indicators)
            add(*source, [=](const IndicatorSource &indicators, const SourceCall &call) {
                return askIndicator(indicators, id, question.country, today, call);
            });
    }
    if (question.wantsPrice && isOfUnitedStates(question.company.ticker)) {
        for (const auto &source : sources.quotes)
            add(*source,
                [=](const QuoteSource &quotes, const SourceCall &call) { return askPrice(quotes, question, call); });
    }
    return tasks;
}

/// Where the answers come together; outlives whoever waits for them.
struct Board {
    explicit Board(std::size_t size)
        : parts(size)
        , open(size)
    {
    }

    std::mutex mutex;
    std::condition_variable changed;
    std::vector<std::optional<Part>> parts;
    std::size_t open;

    void put(std::size_t index, Part part)
    {
        const std::lock_guard lock(mutex);
        parts[index] = std::move(part);
        --open;
        changed.notify_all();
    }

    /// What is there when all is, `until` has come or `cancel` is cancelled.
    std::vector<std::optional<Part>> wait(std::chrono::steady_clock::time_point until, const CancellationToken &cancel)
    {
        std::unique_lock lock(mutex);
        while (open > 0 && std::chrono::steady_clock::now() < until && !cancel.isCancelled())
            changed.wait_for(lock, CancelPoll);
        return parts;
    }
};

QString limitOf(const QString &sourceId, const Error &error)
{
    qCWarning(lcAgents) << "source" << sourceId << "gave nothing:" << error.message;
    return QStringLiteral("%1 was asked in vain: %2.").arg(networkSource(sourceId).title, reasonWithoutFigures(error));
}

void take(NetworkFindings &findings, const QList<PassageWithSource> &given, QList<Passage> &into,
          const Company &company, QStringList &addresses)
{
    for (const auto &[passage, source] : given) {
        // What doesn't name the company is about others; the same page found twice is one.
        if (!namesCompany(source.title + QLatin1Char(' ') + passage.text, company) || addresses.contains(passage.id))
            continue;
        addresses.append(passage.id);
        into.append(passage);
        findings.sources.insert(source.id, source);
    }
}

NetworkFindings assembled(const std::vector<Task> &tasks, const std::vector<std::optional<Part>> &parts,
                          const Company &company)
{
    Part late;
    late.error = {ErrorCode::TimedOut, QStringLiteral("no answer in time"), {}, false};
    NetworkFindings findings;
    QStringList addresses;
    QStringList failed;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const auto &part = parts[i] ? *parts[i] : late;
        // Once for a source, whatever became of its other requests.
        if (part.error && !failed.contains(tasks[i].sourceId)) {
            failed.append(tasks[i].sourceId);
            findings.limits.append(limitOf(tasks[i].sourceId, *part.error));
        }
        take(findings, part.news, findings.news, company, addresses);
        take(findings, part.pages, findings.pages, company, addresses);
        for (const auto &[fact, source] : part.indicators) {
            findings.indicators.append(fact);
            findings.sources.insert(source.name, source);
        }
        if (part.price && !findings.price) {
            findings.price = part.price->fact;
            findings.sources.insert(part.price->source.name, part.price->source);
        }
    }
    std::stable_sort(findings.news.begin(), findings.news.end(),
                     [](const Passage &left, const Passage &right) { return left.date > right.date; });
    return findings;
}

} // namespace

QString reasonWithoutFigures(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Denied:
        return QStringLiteral("it wants a key, or another one, or may not be asked so");
    case ErrorCode::NotFound:
        return QStringLiteral("it knows nothing of it");
    case ErrorCode::RateLimited:
        return QStringLiteral("it asks for fewer requests");
    case ErrorCode::TimedOut:
        return QStringLiteral("it did not answer in time");
    case ErrorCode::Malformed:
        return QStringLiteral("it answered in a form that could not be used");
    case ErrorCode::Network:
        return QStringLiteral("it could not be reached or has a fault");
    case ErrorCode::Offline:
        return QStringLiteral("the program was offline");
    case ErrorCode::InvalidArgument:
        return QStringLiteral("its settings or the search did not do");
    default:
        return QStringLiteral("its answer could not be used");
    }
}

NetworkResearch::NetworkResearch(std::shared_ptr<const NetworkAccess> network, std::shared_ptr<const Clock> clock)
    : m_network(std::move(network))
    , m_clock(std::move(clock))
{
    m_workers.setMaxThreadCount(MaxWorkers);
}

NetworkResearch::~NetworkResearch()
{
    m_workers.waitForDone();
}

bool NetworkResearch::isOn() const
{
    const auto snapshot = m_network->current();
    const auto &sources = snapshot->sources;
    return !sources.news.empty() || sources.feeds || !sources.webSearches.empty() || !sources.indicators.empty()
           || !sources.quotes.empty();
}

QString NetworkResearch::sourcesText() const
{
    const auto snapshot = m_network->current();
    if (!isOn())
        return {};
    return isOffline() ? QStringLiteral("offline ") + snapshot->description : snapshot->description;
}

bool NetworkResearch::isOffline() const
{
    return m_network->current()->client->isOffline();
}

bool NetworkResearch::givesPrices() const
{
    return !m_network->current()->sources.quotes.empty();
}

NetworkFindings NetworkResearch::ask(const NetworkQuestion &question, std::chrono::milliseconds limit,
                                     const CancellationToken &cancel)
{
    const auto until = std::chrono::steady_clock::now() + limit;
    const auto snapshot = m_network->current();
    const auto tasks = tasksFor(snapshot, question, m_clock->nowUtc().date());
    if (tasks.empty())
        return {};
    if (snapshot->client->isOffline()) {
        QStringList titles;
        for (const auto &task : tasks)
            titles.append(networkSource(task.sourceId).title);
        titles.removeDuplicates();
        NetworkFindings offline;
        offline.limits.append(
            QStringLiteral("The program was offline: sources that are switched on were not asked (%1).")
                .arg(titles.join(QStringLiteral(", "))));
        return offline;
    }
    CancellationSource stop(cancel);
    const auto board = std::make_shared<Board>(tasks.size());
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        m_workers.start([board, i, work = tasks[i].work, call = SourceCall{question.reportId, stop.token(), limit}] {
            board->put(i, work(call));
        });
    }
    const auto parts = board->wait(until, cancel);
    stop.cancel();
    return assembled(tasks, parts, question.company);
}

} // namespace consultantos
