// SPDX-License-Identifier: GPL-3.0-or-later
// Asks every network source, wired from the environment's settings as the programs do, and prints "source outcome" lines.
#include "egress/egress_settings.h"
#include "evidence/sources/network_sources.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdio>

using namespace consultantos;

namespace {

template <typename T>
void print(const QString &source, const Result<T> &result)
{
    std::printf("%s %s\n", qPrintable(source), result ? "ok" : qPrintable(errorCodeName(result.error().code)));
}

void askAll(const NetworkSources &sources)
{
    const SourceCall call;
    const auto text = QStringLiteral("Example Company");
    for (const auto &source : sources.filings)
        print(source->id(), source->companies(text, call));
    for (const auto &source : sources.news)
        print(source->id(), source->news({text}, call));
    for (const auto &source : sources.indicators)
        print(source->id(), source->values({QStringLiteral("SP.POP.TOTL"), {QStringLiteral("DEU")}, 0, 0}, call));
    for (const auto &source : sources.webSearches)
        print(source->id(), source->search(text, 5, call));
    for (const auto &source : sources.quotes)
        print(source->id(), source->quote(QStringLiteral("EXMP"), call));
    if (!sources.feeds)
        return;
    for (const auto &feed : sources.feeds->feeds())
        print(sources.feeds->id(), sources.feeds->fetch(feed, call));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir dir;
    const auto environment = QProcessEnvironment::systemEnvironment();
    const auto settings = Settings::load(dir.path(), environment);
    const auto options = settings.and_then(egressOptions);
    if (!options) {
        std::fprintf(stderr, "%s\n", qPrintable(options.error().toText()));
        return 1;
    }
    const auto clock = std::make_shared<SystemClock>();
    HttpClient client(withSourceRates(*options, *settings), EgressServices::standard(clock, {}));
    const auto secrets = std::make_shared<EnvironmentSecretStore>(environment);
    askAll(NetworkSources::make({&client, secrets, clock}, *settings));
    return 0;
}
