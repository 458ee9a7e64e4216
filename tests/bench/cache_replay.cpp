// SPDX-License-Identifier: GPL-3.0-or-later
// Replays a trace against an eviction policy, level 1's own by default, and prints what would have been hits, as CSV.
#include "cache_policies/cache_policy.h"
#include "cache_policies/traces.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

#include <cstdio>

using namespace consultantos;
using namespace consultantos::bench;

namespace {

constexpr int WrongUsage = 2;

int complain(const QString &message, int status)
{
    QTextStream(stderr) << "cache_replay: " << message << '\n';
    return status;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Reads one key a line (or oracleGeneral records) and prints policy,capacity,requests,hits. Entries are of one\n"
        "unit and never expire; with --format oracle the capacity and the sizes are bytes."));
    parser.addHelpOption();
    const QCommandLineOption capacityOption(QStringLiteral("capacity"), QStringLiteral("What fits."),
                                            QStringLiteral("N"));
    const QCommandLineOption policyOption(QStringLiteral("policy"),
                                          QStringLiteral("ours, lru, s3fifo, sieve or wtinylfu."),
                                          QStringLiteral("POLICY"), QStringLiteral("ours"));
    const QCommandLineOption formatOption(QStringLiteral("format"), QStringLiteral("keys or oracle."),
                                          QStringLiteral("FORMAT"), QStringLiteral("keys"));
    parser.addOptions({capacityOption, policyOption, formatOption});
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QStringLiteral("The trace, may be gzip; standard input if none."),
                                 QStringLiteral("[FILE]"));
    if (!parser.parse(QCoreApplication::arguments()))
        return complain(parser.errorText(), WrongUsage);
    if (parser.isSet(QStringLiteral("help")))
        parser.showHelp();

    bool isNumber = false;
    const auto capacity = parser.value(capacityOption).toULongLong(&isNumber);
    if (!isNumber)
        return complain(QStringLiteral("--capacity needs a whole number, 0 or more"), WrongUsage);
    const auto policyName = parser.value(policyOption).toStdString();
    const auto policy = makePolicy(policyName, capacity);
    if (!policy)
        return complain(QStringLiteral("there is no policy '%1'").arg(parser.value(policyOption)), WrongUsage);
    const auto format = parser.value(formatOption);
    if (format != QLatin1String("keys") && format != QLatin1String("oracle"))
        return complain(QStringLiteral("there is no format '%1'").arg(format), WrongUsage);
    const auto files = parser.positionalArguments();
    if (files.size() > 1)
        return complain(QStringLiteral("one file at most"), WrongUsage);
    const auto bytes = readInput(files.isEmpty() ? QStringLiteral("-") : files.first());
    if (!bytes)
        return complain(bytes.error().message, 1);

    const auto requests = format == QLatin1String("keys") ? parseKeys(*bytes) : parseOracle(*bytes);
    size_t hits = 0;
    for (const auto &request : requests)
        hits += policy->request(request) ? 1 : 0;
    std::printf("policy,capacity,requests,hits\n%s,%llu,%zu,%zu\n", policyName.c_str(),
                static_cast<unsigned long long>(capacity), requests.size(), hits);
    return 0;
}
