// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/source_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

struct Words {
    const char *id;
    const char *gives;
    const char *sends;
    const char *needs; ///< a setting beyond switch, key and address; may be empty
};

constexpr Words Sources[] = {
    {"sec_edgar",
     QT_TRANSLATE_NOOP("SourceWords",
                       "Filings and figures of companies listed in the USA, from the supervisory authority "
                       "itself."),
     QT_TRANSLATE_NOOP("SourceWords", "The company's number (CIK), the names of its filings, and your contact below."),
     "sec_contact"},
    {"feeds", QT_TRANSLATE_NOOP("SourceWords", "News from feeds that you choose."),
     QT_TRANSLATE_NOOP("SourceWords", "The addresses of the feeds, nothing of your work."), "feed_urls"},
    {"gdelt", QT_TRANSLATE_NOOP("SourceWords", "News of the last three months from all over the world."),
     QT_TRANSLATE_NOOP("SourceWords", "The company's name."), ""},
    {"world_bank", QT_TRANSLATE_NOOP("SourceWords", "Economic indicators of countries: growth, inflation, population."),
     QT_TRANSLATE_NOOP("SourceWords", "The codes of indicators and countries, and the years."), ""},
    {"tavily", QT_TRANSLATE_NOOP("SourceWords", "Web search."),
     QT_TRANSLATE_NOOP("SourceWords", "The company's name, your question, and your key."), ""},
    {"searxng", QT_TRANSLATE_NOOP("SourceWords", "Web search by a server of your own, or one that you trust."),
     QT_TRANSLATE_NOOP("SourceWords",
                       "The company's name and your question, to that server, which asks other search engines."),
     "searxng_url"},
    {"finnhub", QT_TRANSLATE_NOOP("SourceWords", "Share prices and key figures."),
     QT_TRANSLATE_NOOP("SourceWords", "The share's symbol and your key."), ""},
    {"alpha_vantage", QT_TRANSLATE_NOOP("SourceWords", "Share prices and key figures."),
     QT_TRANSLATE_NOOP("SourceWords", "The share's symbol and your key."), ""},
    {"xbrl_filings", QT_TRANSLATE_NOOP("SourceWords", "Annual reports of European companies as data."),
     QT_TRANSLATE_NOOP("SourceWords", "The company's name or number (LEI), and the names of its filings."), ""},
};

const Words *find(const QString &id)
{
    const auto *found = std::find_if(std::begin(Sources), std::end(Sources),
                                     [&](const Words &words) { return id == QLatin1String(words.id); });
    return found == std::end(Sources) ? nullptr : found;
}

} // namespace

QString sourceGives(const QString &sourceId)
{
    const auto *words = find(sourceId);
    return words != nullptr ? QCoreApplication::translate("SourceWords", words->gives) : QString();
}

QString sourceSends(const QString &sourceId)
{
    const auto *words = find(sourceId);
    return words != nullptr ? QCoreApplication::translate("SourceWords", words->sends) : QString();
}

QString rateWords(const RateLimit &rate)
{
    constexpr int SecondsAMinute = 60;
    const bool isWhole = rate.perSecond >= 1 && std::abs(rate.perSecond - std::round(rate.perSecond)) < 1e-6;
    const int count = static_cast<int>(std::lround(isWhole ? rate.perSecond : rate.perSecond * SecondsAMinute));
    return isWhole ? QCoreApplication::translate("SourceWords", "at most %n request(s) a second", nullptr, count)
                   : QCoreApplication::translate("SourceWords", "at most %n request(s) a minute", nullptr, count);
}

QStringList neededSettings(const SourceInfo &info)
{
    const auto *words = find(info.id);
    return words != nullptr && *words->needs != '\0' ? QStringList{QLatin1String(words->needs)} : QStringList();
}

QStringList sourceSettings(const SourceInfo &info)
{
    auto keys = QStringList{info.id + QStringLiteral("_enabled")} + neededSettings(info);
    for (const auto &url : info.urlKeys) {
        if (const auto key = url + QStringLiteral("_url"); !keys.contains(key))
            keys.append(key);
    }
    return keys;
}

} // namespace consultantos
