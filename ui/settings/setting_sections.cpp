// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/setting_sections.h"

#include "evidence/sources/source_catalogue.h"
#include "settings/source_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

struct Section {
    const char *id;
    const char *title;
    const char *about;
};

constexpr Section Sections[] = {
    {"general", QT_TRANSLATE_NOOP("SettingSections", "General"), ""},
    {"analysis", QT_TRANSLATE_NOOP("SettingSections", "Analysis"), ""},
    {ModelSectionId, QT_TRANSLATE_NOOP("SettingSections", "Language model"),
     QT_TRANSLATE_NOOP(
         "SettingSections",
         "Who helps with the wording, if anybody. Figures are always computed by the built-in engine, and "
         "what a model says of them is checked.")},
    {CacheSectionId, QT_TRANSLATE_NOOP("SettingSections", "Cache"),
     QT_TRANSLATE_NOOP("SettingSections",
                       "What was computed is kept for a while: in memory, on a Redis server if you name one, and on "
                       "disk. Changes here hold from the next start.")},
    {DataSectionId, QT_TRANSLATE_NOOP("SettingSections", "Data"),
     QT_TRANSLATE_NOOP(
         "SettingSections",
         "Where your work is kept, backups of it, and how long it stays. A backup holds everything but keys "
         "and the cache, of all engagements.")},
    {"network", QT_TRANSLATE_NOOP("SettingSections", "Network"),
     QT_TRANSLATE_NOOP("SettingSections",
                       "How this program reaches the network, if at all. What it asks there is chosen "
                       "under Sources.")},
    {AlertsSectionId, QT_TRANSLATE_NOOP("SettingSections", "Alerts"),
     QT_TRANSLATE_NOOP("SettingSections",
                       "How monitors send what they find. To whom is said in each monitor; what could not be sent is "
                       "kept and tried again.")},
    {ApiSectionId, QT_TRANSLATE_NOOP("SettingSections", "HTTP API"),
     QT_TRANSLATE_NOOP("SettingSections",
                       "Other programs of this computer can order analyses, read reports and ask questions, with the "
                       "token of your data folder. Other computers can't: for them there is the command serve.")},
    {SourcesSectionId, QT_TRANSLATE_NOOP("SettingSections", "Sources"),
     QT_TRANSLATE_NOOP("SettingSections",
                       "Where analyses may look beyond your documents, which are never sent. Each source is "
                       "off until you switch it on; all that is sent is written down.")},
};

/// Where a setting stands; a name that ends in "_" means all that begin so.
struct Place {
    const char *key;
    const char *section;
};

constexpr Place Places[] = {
    {"language", "general"},
    {"theme", "general"},
    {"text_size", "general"},
    {"motion", "general"},
    {"notify_when_done", "general"},
    {"show_tips", "general"},
    {"log_level", "general"},
    {"report_", "general"},
    {"enable_performance_metrics", "general"},
    {"max_concurrent_agents", "analysis"},
    {"agent_timeout_seconds", "analysis"},
    {"recognise_scanned_pages", "analysis"},
    {"starter_facts_enabled", "analysis"},
    {"llm_", "model"},
    {"llama_", "model"},
    {"cache_", "cache"},
    {"redis_", "cache"},
    {"api_", ApiSectionId},
    {"backup_", DataSectionId},
    {"retention_", DataSectionId},
    {"offline", "network"},
    {"proxy", "network"},
    {"ca_certificates", "network"},
    {"mail_server_url", AlertsSectionId},
    {"update_check_", "network"},
    {"store", "network"},
    {"work_queue", "network"},
};

const Place *findPlace(const QString &key)
{
    const auto *found = std::find_if(std::begin(Places), std::end(Places), [&](const Place &place) {
        const QLatin1String name(place.key);
        return key == name || (name.endsWith(QLatin1Char('_')) && key.startsWith(name));
    });
    return found == std::end(Places) ? nullptr : found;
}

const char *sectionOf(const QString &key)
{
    if (const auto *place = findPlace(key))
        return place->section;
    const auto &sources = networkSources();
    const bool isOfSource = std::any_of(sources.begin(), sources.end(),
                                        [&](const auto &info) { return sourceSettings(info).contains(key); });
    return isOfSource ? SourcesSectionId : nullptr;
}

} // namespace

QList<SettingSection> settingSections()
{
    QList<SettingSection> sections;
    for (const auto &[id, title, about] : Sections)
        sections.append({QLatin1String(id), QCoreApplication::translate("SettingSections", title),
                         *about == '\0' ? QString() : QCoreApplication::translate("SettingSections", about)});
    return sections;
}

QString settingSectionOf(const QString &key)
{
    const auto *section = sectionOf(key);
    return QLatin1String(section != nullptr ? section : Sections[0].id);
}

int settingOrder(const QString &key)
{
    const auto *place = findPlace(key);
    return static_cast<int>((place != nullptr ? place : std::end(Places)) - std::begin(Places));
}

bool hasSettingSection(const QString &key)
{
    return sectionOf(key) != nullptr;
}

} // namespace consultantos
