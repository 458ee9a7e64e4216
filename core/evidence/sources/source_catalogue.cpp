// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/source_catalogue.h"

#include "egress/egress_gate.h"

#include <algorithm>

namespace consultantos {

const QList<SourceInfo> &networkSources()
{
    const auto plain = [](const char *id, const char *title, RateLimit rate) {
        const QString name = QLatin1String(id);
        return SourceInfo{name, QLatin1String(title), {}, rate, {name}};
    };
    const auto keyed = [&](const char *id, const char *title, RateLimit rate) {
        auto info = plain(id, title, rate);
        info.secretName = info.id + QStringLiteral("_api_key");
        return info;
    };
    static const QList<SourceInfo> Sources = [&] {
        // Ten requests a second for all of sec.gov together (SEC, "Accessing EDGAR Data", fair access): nine and no
        // burst, so that no second sees more, however clocks differ.
        SourceInfo sec = plain("sec_edgar", "SEC EDGAR", {9, 1});
        sec.urlKeys.append(QStringLiteral("sec_edgar_data"));
        return QList<SourceInfo>{
            sec,
            SourceInfo{QStringLiteral("feeds"), QStringLiteral("RSS, Atom"), {}, {2, 4}, {}},
            plain("gdelt", "GDELT", {1.0 / 6, 1}), // one every five seconds, by GDELT's clock
            plain("world_bank", "World Bank", {5, 5}),
            keyed("tavily", "Tavily", {100.0 / 60, 5}), // 100 a minute for development keys
            plain("searxng", "SearXNG", {1, 3}),
            keyed("finnhub", "Finnhub", {1, 10}),                   // 60 a minute, at most 30 a second
            keyed("alpha_vantage", "Alpha Vantage", {5.0 / 60, 1}), // 5 a minute without a plan
            plain("xbrl_filings", "filings.xbrl.org", {2, 4}),
        };
    }();
    return Sources;
}

const SourceInfo &networkSource(const QString &id)
{
    const auto &sources = networkSources();
    const auto found = std::find_if(sources.begin(), sources.end(), [&](const auto &info) { return info.id == id; });
    Q_ASSERT(found != sources.end());
    return *found;
}

EgressOptions withSourceRates(EgressOptions options, const Settings &settings)
{
    for (const auto &source : networkSources()) {
        SharedRate shared{{}, source.rate};
        for (const auto &key : source.urlKeys) {
            if (const auto url = settings.sourceUrl(key); !url.isEmpty())
                shared.hosts.append(hostLabel(url));
        }
        if (!shared.hosts.isEmpty())
            options.sharedRates.append(shared);
    }
    return options;
}

} // namespace consultantos
