// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/setting_row.h"

#include "base/setting_declaration.h"
#include "llm/providers/openai_preset.h"
#include "widgets/theme.h"
#include "widgets/typed_number.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace consultantos {

SettingRow::SettingRow(const SettingDescription &description, QWidget *parent)
    : SettingEditor(description, parent)
{
    auto *name = new QLabel(title(description.key), this);
    auto bold = name->font();
    bold.setBold(true);
    name->setFont(bold);
    QWidget *field = nullptr;
    // What is on or off is chosen, not typed.
    const QStringList switches{QStringLiteral("true"), QStringLiteral("false")};
    const auto choices = switches.contains(description.defaultValue) ? switches : description.choices;
    // A rejected value isn't among the choices: it must be seen to be put right.
    if (choices.isEmpty() || !choices.contains(description.value)) {
        m_line = new QLineEdit(isAmount() ? numberForTyping(description.value) : description.value, this);
        connect(m_line, &QLineEdit::textEdited, this, &SettingRow::edited);
        field = m_line;
    } else {
        m_choice = new QComboBox(this);
        for (const auto &choice : choices)
            m_choice->addItem(choiceTitle(description.key, choice), choice);
        m_choice->setCurrentIndex(m_choice->findData(description.value));
        connect(m_choice, &QComboBox::activated, this, &SettingRow::edited);
        field = m_choice;
    }
    field->setMaximumWidth(field->fontMetrics().averageCharWidth() * 48);
    name->setBuddy(field);
    setField(field, title(description.key));

    auto hint = description.description;
    // What the administrator leaves of it stands below.
    if (m_line && !description.allowed.isEmpty() && policyWords().isEmpty())
        hint += (hint.isEmpty() || hint.endsWith(QLatin1Char('.')) ? QStringLiteral(" ") : QStringLiteral(". "))
                + (isAmount()
                       ? tr("Allowed: an amount such as %1, or nothing.").arg(numberForTyping(QStringLiteral("2.50")))
                       : tr("Allowed: %1.").arg(description.allowed));
    auto *about = new QLabel(hint, this);
    about->setWordWrap(true);
    about->setProperty("role", QStringLiteral("muted"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, GridUnit);
    layout->setSpacing(GridUnit / 2);
    layout->addWidget(name);
    layout->addWidget(field);
    layout->addWidget(about);
    addRemarks(layout);
}

bool SettingRow::isAmount() const
{
    const auto *declaration = findSetting(key());
    return declaration != nullptr && declaration->type == SettingType::Money;
}

QString SettingRow::shownText(const QString &value) const
{
    return isAmount() ? numberForTyping(value) : choiceTitle(key(), value);
}

QString SettingRow::text() const
{
    if (!m_line)
        return m_choice->currentData().toString();
    // "2.50" that nobody touched isn't changed to "2.5".
    if (!isAmount() || m_line->text() == numberForTyping(description().value))
        return isAmount() ? description().value : m_line->text();
    return plainNumber(m_line->text());
}

bool SettingRow::showValue(const QString &value)
{
    if (m_line) {
        m_line->setText(isAmount() ? numberForTyping(value) : value);
        // A choice that was put right has its choices again.
        return description().choices.isEmpty();
    }
    const int index = m_choice->findData(value);
    m_choice->setCurrentIndex(index);
    return index >= 0;
}

QString SettingRow::title(const QString &key)
{
    const std::pair<QLatin1String, QString> titles[] = {
        {QLatin1String("language"), tr("Language")},
        {QLatin1String("theme"), tr("Theme")},
        {QLatin1String("text_size"), tr("Size of text")},
        {QLatin1String("motion"), tr("Motion")},
        {QLatin1String("report_colour"), tr("Colour of documents")},
        {QLatin1String("report_font"), tr("Font of documents")},
        {QLatin1String("report_footer"), tr("Footer of documents")},
        {QLatin1String("report_logo"), tr("Logo of documents")},
        {QLatin1String("report_template"), tr("Template of presentations")},
        {QLatin1String("report_language"), tr("Language of reports")},
        {QLatin1String("report_paper"), tr("Paper of documents")},
        {QLatin1String("backup_folder"), tr("Folder of backups")},
        {QLatin1String("backup_every_hours"), tr("Hours between backups")},
        {QLatin1String("backup_password_file"), tr("Password file of backups")},
        {QLatin1String("backup_keep_daily"), tr("Daily backups kept")},
        {QLatin1String("backup_keep_weekly"), tr("Weekly backups kept")},
        {QLatin1String("backup_keep_monthly"), tr("Monthly backups kept")},
        {QLatin1String("retention_automatic"), tr("Delete by the rules each day")},
        {QLatin1String("retention_deleted_reports_days"), tr("Days for deleted reports")},
        {QLatin1String("retention_reports_days"), tr("Days for reports")},
        {QLatin1String("retention_conversations_days"), tr("Days for conversations")},
        {QLatin1String("retention_jobs_days"), tr("Days for jobs")},
        {QLatin1String("retention_metrics_days"), tr("Days for measurements")},
        {QLatin1String("retention_ledger_days"), tr("Days for the ledger")},
        {QLatin1String("max_concurrent_agents"), tr("Agents at once")},
        {QLatin1String("agent_timeout_seconds"), tr("Time limit of an agent")},
        {QLatin1String("cache_l1_ttl_seconds"), tr("Memory cache keeps for")},
        {QLatin1String("cache_ttl_seconds"), tr("Shared cache keeps for")},
        {QLatin1String("cache_l3_ttl_seconds"), tr("Disk cache keeps for")},
        {QLatin1String("cache_l1_size_mb"), tr("Memory cache holds at most")},
        {QLatin1String("cache_l3_size_mb"), tr("Disk cache holds at most")},
        {QLatin1String("redis_url"), tr("Redis server")},
        {QLatin1String("store"), tr("Team store")},
        {QLatin1String("work_queue"), tr("Orders are done by")},
        {QLatin1String("enable_performance_metrics"), tr("Performance metrics")},
        {QLatin1String("llm_provider"), tr("Language model from")},
        {QLatin1String("llm_model"), tr("Model")},
        {QLatin1String("llm_embedding_model"), tr("Embedding model")},
        {QLatin1String("llm_second_opinion"), tr("Second opinion on reports")},
        {QLatin1String("llm_preset"), tr("Service")},
        {QLatin1String("llm_base_url"), tr("Address of the model's server")},
        {QLatin1String("llm_api_version"), tr("Azure API version")},
        {QLatin1String("llm_model_file"), tr("Model file")},
        {QLatin1String("llama_server"), tr("Program llama-server")},
        {QLatin1String("llm_batch_size"), tr("Model calls per batch")},
        {QLatin1String("llm_budget_report"), tr("Budget for a report")},
        {QLatin1String("llm_budget_day"), tr("Budget for a day")},
        {QLatin1String("llm_budget_engagement"), tr("Budget for an engagement")},
        {QLatin1String("llm_tokens_per_minute"), tr("Tokens in a minute")},
        {QLatin1String("llm_fallback"), tr("In place of it")},
        {QLatin1String("llm_redact_names"), tr("Names of companies, products and the like")},
        {QLatin1String("llm_redact_people"), tr("Names of people")},
        {QLatin1String("llm_never_send"), tr("Parts of a request")},
        {QLatin1String("notify_when_done"), tr("Tell when done")},
        {QLatin1String("show_tips"), tr("Tips")},
        {QLatin1String("log_level"), tr("Log level")},
        {QLatin1String("recognise_scanned_pages"), tr("Scanned pages")},
        {QLatin1String("starter_facts_enabled"), tr("Starter facts")},
        {QLatin1String("api_server"), tr("HTTP API")},
        {QLatin1String("api_port"), tr("Port")},
        {QLatin1String("offline"), tr("Offline")},
        {QLatin1String("proxy"), tr("Proxy")},
        {QLatin1String("ca_certificates"), tr("Own certificates")},
        {QLatin1String("mail_server_url"), tr("Mail server")},
        {QLatin1String("update_check_enabled"), tr("Tell of newer versions")},
        {QLatin1String("update_check_url"), tr("Address of the newest version")},
        {QLatin1String("sec_contact"), tr("Contact for the SEC")},
        {QLatin1String("sec_edgar_url"), tr("Address of SEC EDGAR")},
        {QLatin1String("sec_edgar_data_url"), tr("Address of SEC EDGAR's data")},
        {QLatin1String("feed_urls"), tr("Addresses of feeds")},
        {QLatin1String("gdelt_url"), tr("Address of GDELT")},
        {QLatin1String("world_bank_url"), tr("Address of the World Bank")},
        {QLatin1String("tavily_url"), tr("Address of Tavily")},
        {QLatin1String("searxng_url"), tr("Address of SearXNG")},
        {QLatin1String("finnhub_url"), tr("Address of Finnhub")},
        {QLatin1String("alpha_vantage_url"), tr("Address of Alpha Vantage")},
        {QLatin1String("xbrl_filings_url"), tr("Address of filings.xbrl.org")},
    };
    for (const auto &[name, text] : titles) {
        if (key == name)
            return text;
    }
    return key;
}

QString SettingRow::choiceTitle(const QString &key, const QString &choice)
{
    if (key == QLatin1String("language") || key == QLatin1String("report_language")) {
        // A language is named in itself, so that who can't read the present one finds it.
        if (const QLocale named(choice); named.language() != QLocale::C) {
            auto name = named.language() == QLocale::English ? QStringLiteral("English") : named.nativeLanguageName();
            // Some languages write their names small; here they begin a line.
            name[0] = name[0].toUpper();
            return name;
        }
    }
    if (key == QLatin1String("llm_preset")) {
        if (const auto *preset = findOpenAiPreset(choice); preset != nullptr && choice != QLatin1String("other"))
            return QString::fromUtf8(preset->name);
        return tr("Another server");
    }
    if (key == QLatin1String("work_queue"))
        return choice == QLatin1String("local") ? tr("The program that is asked") : tr("The workers of a team");
    const std::pair<QLatin1String, QString> titles[] = {
        {QLatin1String("none"), tr("None")},
        {QLatin1String("gemini"), QStringLiteral("Google Gemini")},
        {QLatin1String("openai"), tr("OpenAI, or what speaks its protocol")},
        {QLatin1String("anthropic"), QStringLiteral("Anthropic")},
        {QLatin1String("local"), tr("A model on this computer")},
        {QLatin1String("system"), tr("As the system")},
        {QLatin1String("light"), tr("Light")},
        {QLatin1String("dark"), tr("Dark")},
        {QLatin1String("full"), tr("Full")},
        {QLatin1String("reduced"), tr("Reduced")},
        {QLatin1String("true"), tr("On")},
        {QLatin1String("false"), tr("Off")},
        {QLatin1String("debug"), tr("Everything (debug)")},
        {QLatin1String("info"), tr("Normal (info)")},
        {QLatin1String("warning"), tr("Warnings and errors")},
        {QLatin1String("error"), tr("Errors only")},
        {QLatin1String("a4"), QStringLiteral("A4")},
        {QLatin1String("letter"), tr("Letter")},
    };
    for (const auto &[name, text] : titles) {
        if (choice == name)
            return text;
    }
    return choice;
}

} // namespace consultantos
