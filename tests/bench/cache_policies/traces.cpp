// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache_policies/traces.h"

#include <QFile>
#include <QHash>
#include <QtEndian>

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>
#include <unordered_map>

namespace consultantos::bench {

namespace {

constexpr int RequestCount = 100'000;

Result<QByteArray> unpack(const QByteArray &packed)
{
    z_stream stream{};
    constexpr int GzipOnly = 16 + MAX_WBITS;
    if (inflateInit2(&stream, GzipOnly) != Z_OK)
        return fail(ErrorCode::Internal, QStringLiteral("zlib could not be started."));
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    QByteArray bytes;
    QByteArray block(1 << 20, Qt::Uninitialized);
    int status = Z_OK;
    while (status == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef *>(block.data());
        stream.avail_out = static_cast<uInt>(block.size());
        status = inflate(&stream, Z_NO_FLUSH);
        bytes.append(block.constData(), block.size() - static_cast<qsizetype>(stream.avail_out));
    }
    inflateEnd(&stream);
    if (status != Z_STREAM_END)
        return fail(ErrorCode::Malformed, QStringLiteral("The input is cut off or no gzip file."));
    return bytes;
}

// Ranks from 0, the likelier the lower.
class Zipf {
public:
    Zipf(size_t count, double exponent)
    {
        double sum = 0;
        for (size_t rank = 1; rank <= count; ++rank)
            cumulated_.push_back(sum += std::pow(static_cast<double>(rank), -exponent));
    }
    quint64 operator()(std::mt19937_64 &random) const
    {
        const auto point = static_cast<double>(random() >> 11) * 0x1.0p-53 * cumulated_.back();
        return static_cast<quint64>(std::lower_bound(cumulated_.begin(), cumulated_.end(), point) - cumulated_.begin());
    }

private:
    std::vector<double> cumulated_;
};

constexpr quint64 Elsewhere = 10'000'000; // keys that the rest of a workload doesn't use

std::vector<Request> zipf(double exponent)
{
    std::mt19937_64 random(1);
    const Zipf keys(10'000, exponent);
    std::vector<Request> requests;
    for (int i = 0; i < RequestCount; ++i)
        requests.push_back({keys(random)});
    return requests;
}

// Every so often keys that come once (scan) or again and again in the same order (loop).
std::vector<Request> interrupted(bool isLoop)
{
    std::mt19937_64 random(2);
    const Zipf keys(5'000, 0.9);
    std::vector<Request> requests;
    quint64 fresh = Elsewhere;
    while (requests.size() < RequestCount) {
        for (int i = 0; i < 1'500; ++i)
            requests.push_back({keys(random)});
        for (quint64 i = 0; i < (isLoop ? 2'500U : 700U); ++i)
            requests.push_back({isLoop ? Elsewhere + i : fresh++});
    }
    return requests;
}

std::vector<Request> phases()
{
    std::mt19937_64 random(3);
    const Zipf keys(4'000, 1.0);
    std::vector<Request> requests;
    for (int i = 0; i < RequestCount; ++i)
        requests.push_back({keys(random) + static_cast<quint64>(i / 10'000) * 2'000});
    return requests;
}

std::vector<Request> loops()
{
    std::vector<Request> requests;
    for (quint64 i = 0; i < RequestCount; ++i)
        requests.push_back({i % 3'000});
    return requests;
}

std::vector<Request> alternating()
{
    std::mt19937_64 random(4);
    const Zipf keys(4'000, 0.9);
    std::vector<Request> requests;
    for (quint64 turn = 0; turn < 4; ++turn) {
        for (int i = 0; i < 8'000; ++i)
            requests.push_back({keys(random)});
        for (quint64 i = 0; i < 8'000; ++i)
            requests.push_back({Elsewhere + i % 1'500});
        for (quint64 i = 0; i < 8'000; ++i)
            requests.push_back({2 * Elsewhere + turn * 100'000 + i / 3 + random() % 50});
    }
    return requests;
}

std::vector<Request> recent()
{
    std::mt19937_64 random(5);
    std::geometric_distribution<quint64> distance(0.004);
    std::vector<Request> requests;
    quint64 newest = 1;
    for (int i = 0; i < RequestCount; ++i)
        requests.push_back({random() % 3 == 0 ? newest++ : newest - std::min(newest, distance(random))});
    return requests;
}

std::vector<Request> transactions()
{
    std::mt19937_64 random(6);
    const Zipf keys(8'000, 0.75);
    std::vector<Request> requests;
    for (int i = 0; i < RequestCount; ++i) {
        const auto kind = random() % 100;
        if (kind < 40)
            requests.push_back({keys(random)});
        else if (kind < 75 && requests.size() > 300)
            requests.push_back(requests[requests.size() - 1 - random() % 300]);
        else
            requests.push_back({Elsewhere + random() % 200'000});
    }
    return requests;
}

} // namespace

Result<QByteArray> readInput(const QString &path)
{
    QFile file;
    if (path == QLatin1String("-")) {
        if (!file.open(stdin, QIODevice::ReadOnly))
            return fail(ErrorCode::Unreadable, QStringLiteral("The standard input could not be read."));
    } else {
        file.setFileName(path);
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorCode::Unreadable,
                        QStringLiteral("%1 could not be read: %2.").arg(path, file.errorString()));
    }
    const auto bytes = file.readAll();
    return bytes.startsWith("\x1f\x8b") ? unpack(bytes) : Result<QByteArray>(bytes);
}

std::vector<Request> parseKeys(const QByteArray &bytes)
{
    std::vector<Request> requests;
    QHash<QByteArray, quint64> numbers;
    for (const auto &line : bytes.split('\n')) {
        const auto key = line.trimmed();
        if (key.isEmpty() || key == "*")
            continue;
        auto number = numbers.find(key);
        if (number == numbers.end())
            number = numbers.insert(key, static_cast<quint64>(numbers.size()));
        requests.push_back({*number});
    }
    return requests;
}

std::vector<Request> parseOracle(const QByteArray &bytes)
{
    constexpr qsizetype RecordBytes = 24;
    std::vector<Request> requests;
    for (qsizetype at = 0; at + RecordBytes <= bytes.size(); at += RecordBytes) {
        const auto *record = bytes.constData() + at;
        requests.push_back({qFromLittleEndian<quint64>(record + 4), qFromLittleEndian<quint32>(record + 12)});
    }
    return requests;
}

std::vector<Trace> syntheticTraces()
{
    return {{"zipf-0.6", zipf(0.6)}, {"zipf-0.8", zipf(0.8)},         {"zipf-1.0", zipf(1.0)},
            {"zipf-1.2", zipf(1.2)}, {"scans", interrupted(false)},   {"zipf+loop", interrupted(true)},
            {"phases", phases()},    {"loop-3000", loops()},          {"alternating", alternating()},
            {"recent", recent()},    {"transactions", transactions()}};
}

Trace costedTrace(quint64 seed)
{
    std::mt19937_64 random(seed);
    constexpr size_t Keys = 10'000;
    const auto spreadOverThree = [&random] { return std::pow(10.0, static_cast<double>(random() % 3'000) / 1'000); };
    std::vector<Request> items;
    for (size_t i = 0; i < Keys; ++i)
        items.push_back(
            {i, static_cast<quint32>(100 * spreadOverThree()), static_cast<float>(0.01 * spreadOverThree())});
    std::shuffle(items.begin(), items.end(), random);
    const Zipf ranks(Keys, 0.9);
    Trace trace{"sizes and costs, seed " + std::to_string(seed), {}};
    for (int i = 0; i < RequestCount; ++i)
        trace.requests.push_back(items[ranks(random)]);
    return trace;
}

size_t distinctKeys(const std::vector<Request> &requests)
{
    std::unordered_map<quint64, quint32> sizes;
    for (const auto &request : requests)
        sizes.emplace(request.key, request.size);
    return sizes.size();
}

quint64 distinctBytes(const std::vector<Request> &requests)
{
    std::unordered_map<quint64, quint32> sizes;
    for (const auto &request : requests)
        sizes.emplace(request.key, request.size);
    quint64 bytes = 0;
    for (const auto &[key, size] : sizes)
        bytes += size;
    return bytes;
}

} // namespace consultantos::bench
