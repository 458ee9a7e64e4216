// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/model_section.h"

#include "evidence/sources/network_access.h"
#include "llm/model_access.h"
#include "llm/privacy/model_destination.h"
#include "llm/privacy/sending_consent.h"
#include "llm/providers/openai_preset.h"
#include "settings/key_field.h"
#include "settings/key_lookup.h"
#include "settings/model_fields.h"
#include "settings/setting_file.h"
#include "settings/setting_names.h"
#include "settings/setting_row.h"
#include "settings/setting_words.h"
#include "settings/source_tester.h"
#include "widgets/async.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

QLabel *makeLabel(const QString &text, const char *role)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setProperty("role", QLatin1String(role));
    return label;
}

} // namespace

ModelSection::ModelSection(const AppServices &services, const QHash<QString, SettingDescription> &descriptions,
                           QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_rest(new QWidget)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit);
    makeProvider(layout, descriptions);
    auto *column = new QVBoxLayout(m_rest);
    column->setContentsMargins(0, GridUnit, 0, 0);
    column->setSpacing(GridUnit);
    makeMoney(column, descriptions);
    makePrivacy(column, descriptions);
    makeOthers(column, descriptions);
    layout->addWidget(m_rest);
    for (auto *editor : std::as_const(m_editors))
        connect(editor, &SettingEditor::edited, this, &ModelSection::refresh);
    refresh();
}

template <typename Editor>
Editor *ModelSection::add(QVBoxLayout *column, Editor *editor)
{
    column->addWidget(editor);
    m_editors.append(editor);
    m_byKey.insert(editor->key(), editor);
    return editor;
}

void ModelSection::addRows(QVBoxLayout *column, const QHash<QString, SettingDescription> &descriptions,
                           const QStringList &keys)
{
    for (const auto &key : keys) {
        if (descriptions.contains(key))
            add(column, new SettingRow(descriptions[key]));
    }
}

void ModelSection::makeProvider(QVBoxLayout *column, const QHash<QString, SettingDescription> &descriptions)
{
    addRows(column, descriptions, {QStringLiteral("llm_provider")});
    m_about = makeLabel({}, "muted");
    m_about->setObjectName(QStringLiteral("modelChoice"));
    column->addWidget(m_about);
    addRows(column, descriptions, {QStringLiteral("llm_preset"), QStringLiteral("llm_model")});
    const auto model = QStringLiteral("llm_model_file");
    if (descriptions.contains(model))
        add(column,
            new SettingFile(descriptions[model], SettingRow::title(model), tr("Models (*.gguf);;All files (*)")));
    const auto program = QStringLiteral("llama_server");
    if (descriptions.contains(program))
        add(column, new SettingFile(descriptions[program], SettingRow::title(program), tr("Programs (*)")));
    addRows(column, descriptions, {QStringLiteral("llm_base_url"), QStringLiteral("llm_api_version")});
    makeKeys(column);
    addRows(column, descriptions, {QStringLiteral("llm_embedding_model"), QStringLiteral("llm_second_opinion")});
    m_tester = new SourceTester(m_services, QStringLiteral("model"), tr("The language model"));
    column->addWidget(m_tester);
    m_tester->setTrial([models = m_services.models](const Settings &settings, const Secret &key,
                                                    const CancellationToken &cancel) -> Status {
        return models->test(settings, key, cancel);
    });
    m_tester->setInputs([this] {
        SourceTester::Inputs inputs;
        for (const auto *editor : std::as_const(m_editors)) {
            if (editor->isChanged())
                inputs.changes.append({editor->key(), editor->text()});
        }
        if (auto *key = m_keys.value(keyName()))
            inputs.key = key->typed().reveal();
        return inputs;
    });
}

void ModelSection::makeKeys(QVBoxLayout *column)
{
    const auto addKey = [&](const QString &name, const QString &service) {
        if (name.isEmpty() || m_keys.contains(name))
            return;
        auto *field = new KeyField(m_services, name, service);
        m_keys.insert(name, field);
        column->addWidget(field);
    };
    addKey(QStringLiteral("gemini_api_key"), QStringLiteral("Google Gemini"));
    addKey(QStringLiteral("anthropic_api_key"), QStringLiteral("Anthropic"));
    for (const auto &preset : openAiPresets())
        addKey(QString::fromLatin1(preset.secretName), QString::fromUtf8(preset.name));
}

void ModelSection::makeMoney(QVBoxLayout *column, const QHash<QString, SettingDescription> &descriptions)
{
    const QStringList budgets{QStringLiteral("llm_budget_report"), QStringLiteral("llm_budget_day"),
                              QStringLiteral("llm_budget_engagement")};
    const bool hasAny =
        std::any_of(budgets.begin(), budgets.end(), [&](const QString &key) { return descriptions.contains(key); });
    if (hasAny) {
        column->addWidget(makeLabel(tr("What it may cost"), "heading"));
        column->addWidget(makeLabel(tr("What a call costs at most is set aside before it: a budget can't be passed. "
                                       "A call whose price isn't known is refused as long as there is a budget."),
                                    "muted"));
    }
    addRows(column, descriptions, budgets);
}

void ModelSection::makePrivacy(QVBoxLayout *column, const QHash<QString, SettingDescription> &descriptions)
{
    column->addWidget(makeLabel(tr("What is never sent"), "heading"));
    column->addWidget(
        makeLabel(tr("Names are replaced by \"Company 1\" or \"Person 1\" before anything is sent and put back in the "
                     "reply. One a "
                     "line; other ways of writing a name behind \"=\". Documents are marked in the list of documents."),
                  "muted"));
    const auto addNames = [&](const QString &key, const QString &example) {
        if (descriptions.contains(key))
            add(column, new SettingNames(descriptions[key], SettingRow::title(key), example));
    };
    addNames(QStringLiteral("llm_redact_names"), tr("Acme Robotics GmbH = ACR"));
    addNames(QStringLiteral("llm_redact_people"), tr("Anna Schmidt"));
    const auto fields = QStringLiteral("llm_never_send");
    if (descriptions.contains(fields))
        add(column, new SettingWords(descriptions[fields], SettingRow::title(fields),
                                     {{QStringLiteral("context"), tr("The context, in your own words")},
                                      {QStringLiteral("question"), tr("The question")},
                                      {QStringLiteral("region"), tr("The region")},
                                      {QStringLiteral("names"), tr("The name of the company that is analysed")}}));
    if (!m_services.consent)
        return;
    m_consent =
        makeLabel(tr("Before anything goes to a service for the first time, you see it and are asked."), "muted");
    m_consent->setObjectName(QStringLiteral("consentState"));
    auto *again = new QPushButton(tr("Ask me again"));
    again->setObjectName(QStringLiteral("askConsentAgain"));
    again->setAccessibleDescription(tr("Takes back what you agreed to send, for this engagement"));
    connect(again, &QPushButton::clicked, this, &ModelSection::withdrawConsent);
    column->addWidget(m_consent);
    column->addWidget(again, 0, Qt::AlignLeft);
}

void ModelSection::makeOthers(QVBoxLayout *column, const QHash<QString, SettingDescription> &descriptions)
{
    QStringList others;
    for (auto it = descriptions.cbegin(); it != descriptions.cend(); ++it) {
        if (!m_byKey.contains(it.key()))
            others.append(it.key());
    }
    others.sort();
    if (others.isEmpty())
        return;
    column->addWidget(makeLabel(tr("Traffic"), "heading"));
    addRows(column, descriptions, others);
}

QString ModelSection::value(const char *key) const
{
    const auto *editor = m_byKey.value(QLatin1String(key));
    return editor != nullptr ? editor->text() : QString();
}

QString ModelSection::keyName() const
{
    return modelKeyName(value("llm_provider"), value("llm_preset"));
}

QString ModelSection::obstacle() const
{
    if (!m_services.models)
        return tr("The network can't be used: no model is asked.");
    const auto provider = value("llm_provider");
    const bool isAway = provider != QLatin1String("local") && !isOwnServer(provider, value("llm_preset"));
    return m_services.settings.offline() && isAway ? tr("Offline: no service is asked.") : QString();
}

void ModelSection::refresh()
{
    const auto provider = value("llm_provider");
    const auto preset = value("llm_preset");
    const bool isOn = provider != QLatin1String("none");
    const auto shown = modelFields(provider, preset);
    for (const auto *key : {"llm_preset", "llm_model", "llm_model_file", "llama_server", "llm_base_url",
                            "llm_api_version", "llm_embedding_model"}) {
        // A wrong value must be seen to be put right.
        if (auto *editor = m_byKey.value(QLatin1String(key)))
            editor->setVisible(shown.contains(QLatin1String(key)) || editor->hasError());
    }
    const auto name = keyName();
    for (auto it = m_keys.cbegin(); it != m_keys.cend(); ++it)
        (*it)->setVisible(it.key() == name);
    m_about->setText(providerWords(provider));
    m_tester->setVisible(isOn);
    m_tester->setObstacle(obstacle());
    m_rest->setVisible(isOn);
}

void ModelSection::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_hasKeys)
        lookUpKeys();
}

void ModelSection::lookUpKeys()
{
    m_hasKeys = true;
    consultantos::lookUpKeys(m_services, this, m_keys.values());
}

void ModelSection::withdrawConsent()
{
    runAsync(
        m_services.pool, this, [consent = m_services.consent] { return consent->withdrawAll(); },
        [this](const Status &done) {
            if (done)
                m_consent->setText(tr("You are asked again before anything goes to a service."));
            else
                Q_EMIT failed(done.error());
        });
}

} // namespace consultantos
