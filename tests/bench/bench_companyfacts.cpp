// SPDX-License-Identifier: GPL-3.0-or-later
// How long a facts file takes from the disk's bytes to facts, against the floor: unpacking, parsing and touching every
// value without making anything of it. Real filings where they are, else a made-up file of the same size.
#include "evidence/companyfacts.h"
#include "evidence/compressed_file.h"

#include <benchmark/benchmark.h>
#include <simdjson.h>
#include <zlib.h>

#include <QCoreApplication>
#include <QDate>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdlib>

using namespace consultantos;

namespace {

constexpr int SyntheticTags = 450;
constexpr int SyntheticQuarters = 50;

/// Some four megabytes as the SEC writes them: each balance is reported again a year later.
QByteArray syntheticFacts()
{
    QByteArray json = R"({"cik":9999999,"entityName":"Benchworks, Inc.","facts":{"us-gaap":{)";
    for (int tag = 0; tag < SyntheticTags; ++tag) {
        json += tag > 0 ? "," : "";
        json += "\"Tag" + QByteArray::number(tag) + R"(":{"label":"Tag","description":"Made up","units":{"USD":[)";
        for (int quarter = 0; quarter < SyntheticQuarters; ++quarter) {
            const auto end = QDate(2010, 3, 31).addMonths(3 * (quarter - quarter % 2));
            const auto filed = end.addDays(quarter % 2 == 0 ? 40 : 400);
            json += quarter > 0 ? "," : "";
            json += R"({"start":")" + end.addDays(-89).toString(Qt::ISODate).toLatin1() + R"(","end":")"
                    + end.toString(Qt::ISODate).toLatin1() + R"(","val":)"
                    + QByteArray::number(1'000'000 + tag * 1000 + quarter / 3) + R"(,"accn":"0009999999-)"
                    + QByteArray::number(filed.year() % 100) + "-" + QByteArray::number(100'000 + quarter)
                    + R"(","fy":)" + QByteArray::number(filed.year()) + R"(,"fp":"Q1","form":"10-Q","filed":")"
                    + filed.toString(Qt::ISODate).toLatin1() + R"(","frame":"CY2010Q1"})";
        }
        json += "]}}";
    }
    return json + "}}}";
}

/// The largest of the real files, or the made-up one, kept until the program ends.
QString factsFile()
{
    static const QTemporaryDir folder;
    const auto data =
        qEnvironmentVariable("CONSULTANTOS_TEST_DATA", QStringLiteral(CONSULTANTOS_SOURCE_DIR "/../shared/data"));
    const QDir real(data + QStringLiteral("/companyfacts"));
    const auto files = real.entryInfoList({QStringLiteral("CIK*.json.gz")}, QDir::Files);
    const auto largest = std::max_element(
        files.begin(), files.end(), [](const auto &left, const auto &right) { return left.size() < right.size(); });
    if (largest != files.end())
        return largest->filePath();
    const auto path = folder.filePath(QStringLiteral("synthetic.json.gz"));
    if (!QFile::exists(path)) {
        const auto json = syntheticFacts();
        if (auto *file = gzopen(QFile::encodeName(path).constData(), "wb9")) {
            gzwrite(file, json.constData(), unsigned(json.size()));
            gzclose(file);
        }
    }
    return path;
}

/// Looks at every string and number once.
std::size_t touched(simdjson::dom::element element)
{
    std::size_t sum = 0;
    simdjson::dom::object object;
    simdjson::dom::array array;
    if (element.get_object().get(object) == simdjson::SUCCESS) {
        for (const auto [key, value] : object)
            sum += key.size() + touched(value);
    } else if (element.get_array().get(array) == simdjson::SUCCESS) {
        for (const auto value : array)
            sum += touched(value);
    } else {
        std::string_view text;
        double number = 0;
        if (element.get_string().get(text) == simdjson::SUCCESS)
            sum += text.size();
        else if (element.get_double().get(number) == simdjson::SUCCESS)
            sum += number > 0 ? 1 : 0;
    }
    return sum;
}

void unpackAndTouch(benchmark::State &state)
{
    const auto path = factsFile();
    qint64 bytes = 0;
    for (auto _ : state) {
        const auto json = readPossiblyGzipped(path);
        simdjson::dom::parser parser;
        simdjson::dom::element root;
        if (!json || parser.parse(json->constData(), std::size_t(json->size())).get(root) != simdjson::SUCCESS) {
            state.SkipWithError("the file can't be read");
            break;
        }
        bytes = json->size();
        benchmark::DoNotOptimize(touched(root));
    }
    state.SetBytesProcessed(state.iterations() * bytes);
    state.SetLabel(QDir(path).dirName().toStdString());
}
BENCHMARK(unpackAndTouch)->Unit(benchmark::kMillisecond);

void importCompanyFacts(benchmark::State &state)
{
    const auto path = factsFile();
    const auto content = readPossiblyGzipped(path);
    qsizetype facts = 0;
    for (auto _ : state) {
        auto read = readCompanyFacts(path, QStringLiteral("bench"));
        if (!read || read->facts.isEmpty()) {
            state.SkipWithError("the file can't be read");
            break;
        }
        facts = read->facts.size();
        benchmark::DoNotOptimize(read);
    }
    state.SetBytesProcessed(state.iterations() * (content ? content->size() : 0));
    state.SetLabel(std::to_string(facts) + " facts");
}
BENCHMARK(importCompanyFacts)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return EXIT_FAILURE;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return EXIT_SUCCESS;
}
