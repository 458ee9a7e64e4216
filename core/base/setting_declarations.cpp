// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/setting_declaration.h"

#include <QtGlobal>

#include <array>

namespace consultantos {
namespace {

constexpr int Day = 24 * 3600;

// LANGUAGE, THEME and the like carry our prefix: desktops set LANGUAGE themselves, with another meaning.
constexpr std::array Declarations{
    SettingDeclaration{"redis_url", "REDIS_URL", SettingType::RedisUrl, "", 0, 0, "", true,
                       QT_TRANSLATE_NOOP("settings", "Redis server of the shared cache; empty for none")},
    SettingDeclaration{"store", "CONSULTANTOS_STORE", SettingType::StoreUrl, "", 0, 0, "", true,
                       QT_TRANSLATE_NOOP("settings", "PostgreSQL server of a team's store; empty: files of this "
                                                     "computer")},
    SettingDeclaration{"work_queue", "WORK_QUEUE", SettingType::Choice, "local", 0, 0, "local redis", false,
                       QT_TRANSLATE_NOOP("settings",
                                         "Who does what is ordered from the HTTP API: the program that is asked, "
                                         "or the workers of a team by way of the Redis server")},
    SettingDeclaration{"enable_performance_metrics", "ENABLE_PERFORMANCE_METRICS", SettingType::Boolean, "true", 0, 0,
                       "", false, QT_TRANSLATE_NOOP("settings", "Record how long analyses and agents take")},
    SettingDeclaration{
        "cache_l1_ttl_seconds", "CACHE_L1_TTL_SECONDS", SettingType::Integer, "300", 1, 365 * Day, "", false,
        QT_TRANSLATE_NOOP("settings", "How long the cache's first level (memory) keeps an entry, in seconds")},
    SettingDeclaration{
        "cache_ttl_seconds", "CACHE_TTL_SECONDS", SettingType::Integer, "3600", 1, 365 * Day, "", false,
        QT_TRANSLATE_NOOP("settings", "How long the cache's second level (Redis) keeps an entry, in seconds")},
    SettingDeclaration{
        "cache_l3_ttl_seconds", "CACHE_L3_TTL_SECONDS", SettingType::Integer, "86400", 1, 365 * Day, "", false,
        QT_TRANSLATE_NOOP("settings", "How long the cache's third level (disk) keeps an entry, in seconds")},
    SettingDeclaration{"cache_l1_size_mb", "CACHE_L1_SIZE_MB", SettingType::Integer, "100", 0, 100'000, "", false,
                       QT_TRANSLATE_NOOP("settings", "How much memory the cache may use, in megabytes; 0: none")},
    SettingDeclaration{"cache_l3_size_mb", "CACHE_L3_SIZE_MB", SettingType::Integer, "10000", 0, 10'000'000, "", false,
                       QT_TRANSLATE_NOOP("settings", "How much disk the cache may use, in megabytes; 0: none")},
    SettingDeclaration{"max_concurrent_agents", "MAX_CONCURRENT_AGENTS", SettingType::Integer, "5", 1, 64, "", false,
                       QT_TRANSLATE_NOOP("settings", "How many agents run at once, over all analyses")},
    SettingDeclaration{"llm_batch_size", "LLM_BATCH_SIZE", SettingType::Integer, "5", 1, 50, "", false,
                       QT_TRANSLATE_NOOP("settings", "How many requests to a language model go out together")},
    SettingDeclaration{
        "llm_tokens_per_minute", "LLM_TOKENS_PER_MINUTE", SettingType::Integer, "0", 0, 2'000'000'000, "", false,
        QT_TRANSLATE_NOOP("settings", "How many tokens the model's provider allows in a minute; 0: not known"), true},
    SettingDeclaration{"llm_budget_report", "LLM_BUDGET_REPORT", SettingType::Money, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "What language models may cost for a report, in the currency of "
                                                     "the price table; empty: without limit")},
    SettingDeclaration{"llm_budget_day", "LLM_BUDGET_DAY", SettingType::Money, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "What language models may cost in a day (UTC)")},
    SettingDeclaration{"llm_budget_engagement", "LLM_BUDGET_ENGAGEMENT", SettingType::Money, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "What language models may cost for an engagement")},
    SettingDeclaration{
        "llm_fallback", "LLM_FALLBACK", SettingType::Name, "", 0, 0, "", false,
        QT_TRANSLATE_NOOP("settings",
                          "Who is asked where the provider can't be had: NAME:MODEL, separated by commas; or none")},
    SettingDeclaration{
        "llm_provider", "LLM_PROVIDER", SettingType::Choice, "none", 0, 0, "none gemini openai anthropic local", false,
        QT_TRANSLATE_NOOP("settings", "Who provides the language model; without one the built-in engine works alone")},
    SettingDeclaration{"llm_model", "LLM_MODEL", SettingType::Name, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Language model, as its provider names it")},
    SettingDeclaration{"llm_second_opinion", "LLM_SECOND_OPINION", SettingType::Boolean, "true", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Ask the language model, once a report, which statements it holds "
                                                     "unsupported or contradictory; shown as notes")},
    SettingDeclaration{"llm_embedding_model", "LLM_EMBEDDING_MODEL", SettingType::Name, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Model of the same provider that finds passages by likeness, too; "
                                                     "empty: passages are found by their words alone")},
    SettingDeclaration{"llm_preset", "LLM_PRESET", SettingType::Choice, "openai", 0, 0,
                       "openai azure openrouter groq mistral deepseek lmstudio ollama vllm llamacpp other", false,
                       QT_TRANSLATE_NOOP("settings", "Which of the services that speak OpenAI's protocol is asked")},
    SettingDeclaration{
        "llm_base_url", "LLM_BASE_URL", SettingType::HttpUrl, "", 0, 0, "", false,
        QT_TRANSLATE_NOOP("settings", "Address of the language model's server; empty: its provider's own")},
    SettingDeclaration{"llm_api_version", "LLM_API_VERSION", SettingType::Name, "2024-10-21", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Version of the protocol that Azure OpenAI is asked in")},
    SettingDeclaration{"llm_model_file", "LLM_MODEL_FILE", SettingType::FilePath, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Model file (GGUF) of the local provider")},
    SettingDeclaration{"llama_server", "LLAMA_SERVER", SettingType::FilePath, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Program llama-server; empty: the one that the system finds")},
    SettingDeclaration{
        "llm_redact_names", "LLM_REDACT_NAMES", SettingType::Names, "", 0, 0, "", false,
        QT_TRANSLATE_NOOP("settings", "Names of companies and things that language models must not learn, separated by "
                                      "semicolons; other ways of writing one behind \"=\"")},
    SettingDeclaration{"llm_redact_people", "LLM_REDACT_PEOPLE", SettingType::Names, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Names of people that language models must not learn, likewise")},
    SettingDeclaration{"llm_never_send", "LLM_NEVER_SEND", SettingType::Words, "", 0, 0,
                       "context question region names", false,
                       QT_TRANSLATE_NOOP("settings", "Parts of a request that are never sent to a language model")},
    SettingDeclaration{"agent_timeout_seconds", "AGENT_TIMEOUT_SECONDS", SettingType::Integer, "60", 1, 3600, "", false,
                       QT_TRANSLATE_NOOP("settings", "After how many seconds an agent is given up")},
    SettingDeclaration{"language", "CONSULTANTOS_LANGUAGE", SettingType::Choice, "system", 0, 0, "system en de fr es",
                       false, QT_TRANSLATE_NOOP("settings", "Language of the program")},
    SettingDeclaration{"theme", "CONSULTANTOS_THEME", SettingType::Choice, "system", 0, 0, "system light dark", false,
                       QT_TRANSLATE_NOOP("settings", "Colours of the window")},
    SettingDeclaration{"text_size", "CONSULTANTOS_TEXT_SIZE", SettingType::Integer, "100", 100, 200, "", false,
                       QT_TRANSLATE_NOOP("settings", "Size of the window's text, in per cent of the system's")},
    SettingDeclaration{"motion", "CONSULTANTOS_MOTION", SettingType::Choice, "system", 0, 0, "system full reduced",
                       false,
                       QT_TRANSLATE_NOOP("settings", "Whether parts of the window may move by themselves, such as bars "
                                                     "that run while something is waited for")},
    SettingDeclaration{
        "notify_when_done", "CONSULTANTOS_NOTIFY_WHEN_DONE", SettingType::Boolean, "true", 0, 0, "", false,
        QT_TRANSLATE_NOOP("settings", "Tell on the desktop when something that took long has ended while the window "
                                      "wasn't in use")},
    SettingDeclaration{"show_tips", "CONSULTANTOS_SHOW_TIPS", SettingType::Boolean, "true", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Show a tip at the start of the window")},
    SettingDeclaration{"log_level", "CONSULTANTOS_LOG_LEVEL", SettingType::Choice, "info", 0, 0,
                       "debug info warning error", false,
                       QT_TRANSLATE_NOOP("settings", "The least severe messages that the log keeps")},
    SettingDeclaration{
        "recognise_scanned_pages", "CONSULTANTOS_RECOGNISE_SCANNED_PAGES", SettingType::Boolean, "false", 0, 0, "",
        false, QT_TRANSLATE_NOOP("settings", "Read scanned pages of PDFs with Tesseract, where it is installed")},
    SettingDeclaration{
        "starter_facts_enabled", "CONSULTANTOS_STARTER_FACTS_ENABLED", SettingType::Boolean, "true", 0, 0, "", false,
        QT_TRANSLATE_NOOP("settings", "Use the facts of companies that come with the program; without them, "
                                      "what you import alone")},
    SettingDeclaration{
        "api_server", "CONSULTANTOS_API_SERVER", SettingType::Boolean, "false", 0, 0, "", false,
        QT_TRANSLATE_NOOP("settings", "Answer other programs of this computer over HTTP while the window is open")},
    SettingDeclaration{"api_port", "CONSULTANTOS_API_PORT", SettingType::Integer, "8080", 0, 65'535, "", false,
                       QT_TRANSLATE_NOOP("settings", "Port of the HTTP API, also of the command serve; 0: any that is "
                                                     "free")},
    SettingDeclaration{"offline", "CONSULTANTOS_OFFLINE", SettingType::Boolean, "false", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Never use the network")},
    SettingDeclaration{
        "proxy", "CONSULTANTOS_PROXY", SettingType::Proxy, "system", 0, 0, "", true,
        QT_TRANSLATE_NOOP("settings",
                          "Proxy for all of the network but this machine: the system's, none, or an address")},
    SettingDeclaration{
        "ca_certificates", "CONSULTANTOS_CA_CERTIFICATES", SettingType::FilePath, "", 0, 0, "", false,
        QT_TRANSLATE_NOOP("settings",
                          "File of certificates (PEM) to trust beside the system's, such as a company's own")},
    SettingDeclaration{
        "update_check_enabled", "CONSULTANTOS_UPDATE_CHECK_ENABLED", SettingType::Boolean, "false", 0, 0, "", false,
        QT_TRANSLATE_NOOP("settings", "Ask at each start of the window whether there is a newer version, "
                                      "and tell; nothing is fetched or installed")},
    SettingDeclaration{"update_check_url", "CONSULTANTOS_UPDATE_CHECK_URL", SettingType::HttpUrl, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Address that tells the newest version; empty: nobody is asked")},
    SettingDeclaration{
        "sec_contact", "CONSULTANTOS_SEC_CONTACT", SettingType::Contact, "", 0, 0, "", false,
        QT_TRANSLATE_NOOP("settings", "Name and e-mail address that the SEC wants to be told with each request")},
    SettingDeclaration{
        "feed_urls", "CONSULTANTOS_FEED_URLS", SettingType::HttpUrls, "", 0, 0, "", false,
        QT_TRANSLATE_NOOP("settings", "Addresses of the RSS and Atom feeds to read, separated by blanks")},
    SettingDeclaration{"mail_server_url", "CONSULTANTOS_MAIL_SERVER_URL", SettingType::MailUrl, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Mail server that sends alerts; its password is kept apart")},
    SettingDeclaration{"sec_edgar_enabled", "CONSULTANTOS_SEC_EDGAR_ENABLED", SettingType::Boolean, "false", 0, 0, "",
                       false,
                       QT_TRANSLATE_NOOP("settings", "SEC EDGAR: filings and figures of companies listed in the USA")},
    SettingDeclaration{"sec_edgar_url", "CONSULTANTOS_SEC_EDGAR_URL", SettingType::HttpUrl, "https://www.sec.gov", 0, 0,
                       "", false, QT_TRANSLATE_NOOP("settings", "Address of SEC EDGAR's archive")},
    SettingDeclaration{"sec_edgar_data_url", "CONSULTANTOS_SEC_EDGAR_DATA_URL", SettingType::HttpUrl,
                       "https://data.sec.gov", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Address of SEC EDGAR's data")},
    SettingDeclaration{"feeds_enabled", "CONSULTANTOS_FEEDS_ENABLED", SettingType::Boolean, "false", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "RSS and Atom feeds: news from the addresses given")},
    SettingDeclaration{"gdelt_enabled", "CONSULTANTOS_GDELT_ENABLED", SettingType::Boolean, "false", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "GDELT: news of the last three months from all over the world")},
    SettingDeclaration{"gdelt_url", "CONSULTANTOS_GDELT_URL", SettingType::HttpUrl,
                       "https://api.gdeltproject.org/api/v2/doc/doc", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Address of GDELT's document search")},
    SettingDeclaration{"world_bank_enabled", "CONSULTANTOS_WORLD_BANK_ENABLED", SettingType::Boolean, "false", 0, 0, "",
                       false, QT_TRANSLATE_NOOP("settings", "World Bank: economic indicators of countries")},
    SettingDeclaration{"world_bank_url", "CONSULTANTOS_WORLD_BANK_URL", SettingType::HttpUrl,
                       "https://api.worldbank.org/v2", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Address of the World Bank's indicators")},
    SettingDeclaration{"tavily_enabled", "CONSULTANTOS_TAVILY_ENABLED", SettingType::Boolean, "false", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Tavily: web search (needs a key)")},
    SettingDeclaration{"tavily_url", "CONSULTANTOS_TAVILY_URL", SettingType::HttpUrl, "https://api.tavily.com", 0, 0,
                       "", false, QT_TRANSLATE_NOOP("settings", "Address of Tavily")},
    SettingDeclaration{"searxng_enabled", "CONSULTANTOS_SEARXNG_ENABLED", SettingType::Boolean, "false", 0, 0, "",
                       false,
                       QT_TRANSLATE_NOOP("settings", "SearXNG: web search by a server of your own or one you trust")},
    SettingDeclaration{"searxng_url", "CONSULTANTOS_SEARXNG_URL", SettingType::HttpUrl, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Address of the SearXNG server")},
    SettingDeclaration{"finnhub_enabled", "CONSULTANTOS_FINNHUB_ENABLED", SettingType::Boolean, "false", 0, 0, "",
                       false, QT_TRANSLATE_NOOP("settings", "Finnhub: share prices and key figures (needs a key)")},
    SettingDeclaration{"finnhub_url", "CONSULTANTOS_FINNHUB_URL", SettingType::HttpUrl, "https://finnhub.io/api/v1", 0,
                       0, "", false, QT_TRANSLATE_NOOP("settings", "Address of Finnhub")},
    SettingDeclaration{"alpha_vantage_enabled", "CONSULTANTOS_ALPHA_VANTAGE_ENABLED", SettingType::Boolean, "false", 0,
                       0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Alpha Vantage: share prices and key figures (needs a key)")},
    SettingDeclaration{"alpha_vantage_url", "CONSULTANTOS_ALPHA_VANTAGE_URL", SettingType::HttpUrl,
                       "https://www.alphavantage.co", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Address of Alpha Vantage")},
    SettingDeclaration{"xbrl_filings_enabled", "CONSULTANTOS_XBRL_FILINGS_ENABLED", SettingType::Boolean, "false", 0, 0,
                       "", false,
                       QT_TRANSLATE_NOOP("settings", "filings.xbrl.org: annual reports of European companies as data")},
    SettingDeclaration{"xbrl_filings_url", "CONSULTANTOS_XBRL_FILINGS_URL", SettingType::HttpUrl,
                       "https://filings.xbrl.org", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Address of filings.xbrl.org")},
    SettingDeclaration{"report_colour", "CONSULTANTOS_REPORT_COLOUR", SettingType::Name, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Main colour of documents made of reports, such as #1f3864")},
    SettingDeclaration{"report_font", "CONSULTANTOS_REPORT_FONT", SettingType::Name, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "Font of documents made of reports")},
    SettingDeclaration{"report_footer", "CONSULTANTOS_REPORT_FOOTER", SettingType::Name, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "What stands at the foot of each page of them")},
    SettingDeclaration{"report_logo", "CONSULTANTOS_REPORT_LOGO", SettingType::FilePath, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings", "PNG file with the logo on each page of them; empty: none")},
    SettingDeclaration{
        "report_template", "CONSULTANTOS_REPORT_TEMPLATE", SettingType::FilePath, "", 0, 0, "", false,
        QT_TRANSLATE_NOOP("settings", "Presentation (.pptx or .potx) that gives presentations of reports their look")},
    SettingDeclaration{
        "report_language", "CONSULTANTOS_REPORT_LANGUAGE", SettingType::Choice, "en", 0, 0, "en de", false,
        QT_TRANSLATE_NOOP("settings", "Language of reports, if none is chosen for one; until it is set, a "
                                      "new analysis in the window offers the window's own")},
    SettingDeclaration{"report_paper", "CONSULTANTOS_REPORT_PAPER", SettingType::Choice, "a4", 0, 0, "a4 letter", false,
                       QT_TRANSLATE_NOOP("settings", "Paper of documents made of reports")},
    SettingDeclaration{"backup_folder", "CONSULTANTOS_BACKUP_FOLDER", SettingType::FilePath, "", 0, 0, "", false,
                       QT_TRANSLATE_NOOP("settings",
                                         "Folder into which backups are made by themselves, while the window "
                                         "or the server runs; empty: none")},
    SettingDeclaration{"backup_every_hours", "CONSULTANTOS_BACKUP_EVERY_HOURS", SettingType::Integer, "24", 1, 24 * 31,
                       "", false, QT_TRANSLATE_NOOP("settings", "After how many hours the next backup is made")},
    SettingDeclaration{"backup_password_file", "CONSULTANTOS_BACKUP_PASSWORD_FILE", SettingType::FilePath, "", 0, 0, "",
                       false,
                       QT_TRANSLATE_NOOP("settings", "File with the password that encrypts these backups; empty: they "
                                                     "aren't encrypted")},
    SettingDeclaration{"backup_keep_daily", "CONSULTANTOS_BACKUP_KEEP_DAILY", SettingType::Integer, "7", 0, 10'000, "",
                       false, QT_TRANSLATE_NOOP("settings", "Of how many days the newest backup is kept")},
    SettingDeclaration{"backup_keep_weekly", "CONSULTANTOS_BACKUP_KEEP_WEEKLY", SettingType::Integer, "4", 0, 10'000,
                       "", false, QT_TRANSLATE_NOOP("settings", "Of how many weeks the newest backup is kept")},
    SettingDeclaration{"backup_keep_monthly", "CONSULTANTOS_BACKUP_KEEP_MONTHLY", SettingType::Integer, "12", 0, 10'000,
                       "", false, QT_TRANSLATE_NOOP("settings", "Of how many months the newest backup is kept")},
    SettingDeclaration{"retention_automatic", "CONSULTANTOS_RETENTION_AUTOMATIC", SettingType::Boolean, "false", 0, 0,
                       "", false,
                       QT_TRANSLATE_NOOP("settings", "Delete what the rules below let go once a day, without asking")},
    SettingDeclaration{"retention_deleted_reports_days", "CONSULTANTOS_RETENTION_DELETED_REPORTS_DAYS",
                       SettingType::Integer, "0", 0, 100 * 366, "", false,
                       QT_TRANSLATE_NOOP("settings", "After how many days deleted reports go for good; 0: never"),
                       true},
    SettingDeclaration{"retention_reports_days", "CONSULTANTOS_RETENTION_REPORTS_DAYS", SettingType::Integer, "0", 0,
                       100 * 366, "", false,
                       QT_TRANSLATE_NOOP("settings", "After how many days reports are deleted; 0: never"), true},
    SettingDeclaration{"retention_conversations_days", "CONSULTANTOS_RETENTION_CONVERSATIONS_DAYS",
                       SettingType::Integer, "0", 0, 100 * 366, "", false,
                       QT_TRANSLATE_NOOP("settings", "After how many days conversations are deleted; 0: never"), true},
    SettingDeclaration{
        "retention_jobs_days", "CONSULTANTOS_RETENTION_JOBS_DAYS", SettingType::Integer, "30", 0, 100 * 366, "", false,
        QT_TRANSLATE_NOOP("settings", "After how many days jobs of the API that ended are deleted; 0: never"), true},
    SettingDeclaration{"retention_metrics_days", "CONSULTANTOS_RETENTION_METRICS_DAYS", SettingType::Integer, "90", 0,
                       100 * 366, "", false,
                       QT_TRANSLATE_NOOP("settings", "After how many days measurements are deleted; 0: never"), true},
    SettingDeclaration{
        "retention_ledger_days", "CONSULTANTOS_RETENTION_LEDGER_DAYS", SettingType::Integer, "0", 0, 100 * 366, "",
        false,
        QT_TRANSLATE_NOOP("settings", "After how many days entries of what left this computer are deleted; 0: never"),
        true},
};

} // namespace

std::span<const SettingDeclaration> settingDeclarations()
{
    return Declarations;
}

const SettingDeclaration *findSetting(const QString &key)
{
    for (const auto &declaration : Declarations) {
        if (key == QLatin1String(declaration.key))
            return &declaration;
    }
    return nullptr;
}

} // namespace consultantos
