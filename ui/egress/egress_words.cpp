// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/egress_words.h"

#include "evidence/sources/source_catalogue.h"
#include "model/model_words.h"
#include "widgets/shown_value.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace consultantos {

namespace {

struct Word {
    const char *id;
    const char *text;
};

constexpr Word Purposes[] = {
    {"companies", QT_TRANSLATE_NOOP("EgressWords", "search for a company")},
    {"submissions", QT_TRANSLATE_NOOP("EgressWords", "list of filings")},
    {"filings", QT_TRANSLATE_NOOP("EgressWords", "list of filings")},
    {"document", QT_TRANSLATE_NOOP("EgressWords", "a filing")},
    {"facts", QT_TRANSLATE_NOOP("EgressWords", "a company's figures")},
    {"feed", QT_TRANSLATE_NOOP("EgressWords", "a feed")},
    {"news", QT_TRANSLATE_NOOP("EgressWords", "search for news")},
    {"search", QT_TRANSLATE_NOOP("EgressWords", "web search")},
    {"indicator", QT_TRANSLATE_NOOP("EgressWords", "an economic indicator")},
    {"quote", QT_TRANSLATE_NOOP("EgressWords", "a share price")},
    {"complete", QT_TRANSLATE_NOOP("EgressWords", "a question with its evidence")},
    {"embed", QT_TRANSLATE_NOOP("EgressWords", "texts to compare their meaning")},
    {"count", QT_TRANSLATE_NOOP("EgressWords", "a count of tokens")},
    {"models", QT_TRANSLATE_NOOP("EgressWords", "list of models")},
    {"key_figures", QT_TRANSLATE_NOOP("EgressWords", "key figures")},
};

// By the stable names of error codes.
constexpr Word Outcomes[] = {
    {"ok", QT_TRANSLATE_NOOP("EgressWords", "Answered")},
    {"offline", QT_TRANSLATE_NOOP("EgressWords", "Not sent: offline")},
    {"network", QT_TRANSLATE_NOOP("EgressWords", "No usable answer")},
    {"rate_limited", QT_TRANSLATE_NOOP("EgressWords", "Too many requests")},
    {"denied", QT_TRANSLATE_NOOP("EgressWords", "Refused")},
    {"timed_out", QT_TRANSLATE_NOOP("EgressWords", "Took too long")},
    {"cancelled", QT_TRANSLATE_NOOP("EgressWords", "Cancelled")},
    {"malformed", QT_TRANSLATE_NOOP("EgressWords", "Answer unreadable")},
    {"not_found", QT_TRANSLATE_NOOP("EgressWords", "Not found there")},
    {"invalid_argument", QT_TRANSLATE_NOOP("EgressWords", "Not accepted")},
};

template <std::size_t N>
QString translated(const Word (&words)[N], const QString &id)
{
    const auto *found = std::find_if(std::begin(words), std::end(words),
                                     [&](const Word &word) { return id == QLatin1String(word.id); });
    return found == std::end(words) ? id : QCoreApplication::translate("EgressWords", found->text);
}

const QString ModelKind = QStringLiteral("llm");

QString sourceTitle(const QString &id)
{
    const auto &sources = networkSources();
    const auto found = std::find_if(sources.begin(), sources.end(), [&](const auto &info) { return info.id == id; });
    return found == sources.end() ? id : found->title;
}

} // namespace

QString egressPurpose(const QString &kind)
{
    // "llm.PROVIDER.WHAT": the provider is told by the host, too, but not every host by its provider.
    if (kind == ModelKind)
        return QCoreApplication::translate("EgressWords", "Language model");
    if (kind.startsWith(ModelKind + QLatin1Char('.')) && kind.count(QLatin1Char('.')) > 1)
        return QCoreApplication::translate("EgressWords", "Language model of %1: %2")
            .arg(providerTitle(kind.section(QLatin1Char('.'), 1, 1)),
                 translated(Purposes, kind.section(QLatin1Char('.'), 2)));
    const auto source = kind.section(QLatin1Char('.'), 0, 0);
    const auto what = kind.section(QLatin1Char('.'), 1);
    if (what.isEmpty())
        return sourceTitle(source);
    return QCoreApplication::translate("EgressWords", "%1: %2").arg(sourceTitle(source), translated(Purposes, what));
}

QString egressOutcome(const QString &outcome)
{
    return translated(Outcomes, outcome);
}

QString egressDetails(const EgressEntry &entry)
{
    const auto address = entry.host + entry.path;
    const auto seconds = QLocale().toString(static_cast<double>(entry.duration.count()) / 1000, 'f', 2);
    auto ended = egressOutcome(entry.outcome);
    if (entry.status > 0)
        ended = QCoreApplication::translate("EgressWords", "%1 (HTTP status %2)").arg(ended).arg(entry.status);
    return QCoreApplication::translate("EgressWords", "%1. %2, %3. %4 after %5 s.")
        .arg(egressPurpose(entry.kind), address, shownMoment(entry.when.toLocalTime()), ended, seconds);
}

QString bytesText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

} // namespace consultantos
