// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings_page.h"

#include "evidence/sources/network_access.h"
#include "llm/model_access.h"
#include "settings/alerts_section.h"
#include "settings/api_panel.h"
#include "settings/cache_panel.h"
#include "settings/data_panel.h"
#include "settings/model_section.h"
#include "settings/setting_row.h"
#include "settings/setting_sections.h"
#include "settings/sources_section.h"
#include "widgets/async.h"
#include "widgets/focus_passing.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int IdRole = Qt::UserRole;
constexpr int TitleRole = Qt::UserRole + 1;

/// Whether a setting needs no restart: appearance is applied by the window, the network's settings by NetworkAccess.
bool takesEffectAtOnce(const QString &key)
{
    static const QStringList Appearance{
        QStringLiteral("theme"),  QStringLiteral("language"),         QStringLiteral("text_size"),
        QStringLiteral("motion"), QStringLiteral("notify_when_done"), QStringLiteral("show_tips")};
    const auto section = settingSectionOf(key);
    return Appearance.contains(key) || section == QLatin1String("network") || section == QLatin1String(SourcesSectionId)
           || section == QLatin1String(ModelSectionId) || section == QLatin1String(ApiSectionId)
           || section == QLatin1String(DataSectionId) || section == QLatin1String(AlertsSectionId);
}

/// A page is read in lines of a length that eyes can follow, however wide the window is.
constexpr int MaxCharacters = 110;

} // namespace

SettingsPage::SettingsPage(AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_list(new QListWidget)
    , m_stack(new QStackedWidget)
    , m_save(new QPushButton(tr("&Save")))
    , m_revert(new QPushButton(tr("&Revert")))
    , m_note(new QLabel)
{
    auto *title = new QLabel(tr("Settings"));
    title->setProperty("role", QStringLiteral("title"));
    title->setContentsMargins(4 * GridUnit, 3 * GridUnit, 4 * GridUnit, 2 * GridUnit);
    m_list->setObjectName(QStringLiteral("settingSections"));
    m_list->setAccessibleName(tr("Sections of the settings"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTabKeyNavigation(false);
    connect(m_list, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    auto *middle = new QHBoxLayout;
    middle->setContentsMargins(4 * GridUnit - 3, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(m_list);
    middle->addWidget(m_stack, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(title);
    layout->addLayout(middle, 1);
    layout->addWidget(makeFoot());
    passFocusOn(this, m_list);
    refreshButtons();
}

QWidget *SettingsPage::makeFoot()
{
    m_note->setWordWrap(true);
    m_note->setProperty("role", QStringLiteral("notice"));
    m_note->setObjectName(QStringLiteral("settingsNote"));
    m_note->hide();
    m_save->setObjectName(QStringLiteral("saveSettings"));
    m_save->setProperty("primary", true);
    m_revert->setObjectName(QStringLiteral("revertSettings"));
    connect(m_save, &QPushButton::clicked, this, &SettingsPage::save);
    connect(m_revert, &QPushButton::clicked, this, &SettingsPage::reload);
    auto *foot = new QWidget;
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(4 * GridUnit, GridUnit, 4 * GridUnit, 2 * GridUnit);
    row->setSpacing(GridUnit);
    row->addWidget(m_note, 1);
    row->addStretch();
    row->addWidget(m_revert);
    row->addWidget(m_save);
    return foot;
}

void SettingsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_isLoaded)
        reload();
}

void SettingsPage::reload()
{
    m_isLoaded = true;
    m_note->hide();
    runAsync(
        m_services.pool, this,
        [dataDir = m_services.dataDir, environment = m_services.environment] {
            return Settings::describe(dataDir, environment);
        },
        [this](const QList<SettingDescription> &descriptions) { showSettings(descriptions); });
}

void SettingsPage::showSettings(const QList<SettingDescription> &descriptions)
{
    // The fields stay, with focus and what is typed for the keyring, unless one of them must be of another kind.
    QHash<QString, SettingDescription> byKey;
    for (const auto &description : descriptions)
        byKey.insert(description.key, description);
    const bool isSame =
        m_editors.size() == byKey.size() && std::all_of(m_editors.begin(), m_editors.end(), [&](auto *editor) {
            return byKey.contains(editor->key()) && editor->update(byKey[editor->key()]);
        });
    if (!isSame)
        build(descriptions);
    if (m_sources != nullptr)
        m_sources->refresh();
    if (m_model != nullptr)
        m_model->refresh();
    if (m_alerts != nullptr)
        m_alerts->refresh();
    if (m_api != nullptr)
        m_api->refresh();
    focusWanted();
    markSections();
    refreshButtons();
}

void SettingsPage::showSetting(const QString &key)
{
    showSection(settingSectionOf(key));
    m_wantedKey = key;
    focusWanted();
}

void SettingsPage::focusWanted()
{
    for (auto *editor : std::as_const(m_editors)) {
        if (editor->key() != m_wantedKey)
            continue;
        m_wantedKey.clear();
        editor->setFocus();
        return;
    }
}

void SettingsPage::build(const QList<SettingDescription> &descriptions)
{
    const auto shown = m_wanted.isEmpty() ? currentSection() : m_wanted;
    m_editors.clear();
    m_sources = nullptr;
    m_model = nullptr;
    m_alerts = nullptr;
    m_api = nullptr;
    while (m_stack->count() > 0)
        delete m_stack->widget(0);
    m_list->clear();
    for (const auto &section : settingSections()) {
        QList<SettingDescription> own;
        std::copy_if(descriptions.begin(), descriptions.end(), std::back_inserter(own),
                     [&](const auto &description) { return settingSectionOf(description.key) == section.id; });
        if (own.isEmpty())
            continue;
        std::stable_sort(own.begin(), own.end(), [](const auto &left, const auto &right) {
            return settingOrder(left.key) < settingOrder(right.key);
        });
        m_stack->addWidget(makeSection(section, own));
        auto *item = new QListWidgetItem(section.title, m_list);
        item->setData(IdRole, section.id);
        item->setData(TitleRole, section.title);
    }
    for (auto *editor : std::as_const(m_editors))
        connect(editor, &SettingEditor::edited, this, &SettingsPage::refreshButtons);
    m_list->setCurrentRow(0);
    showSection(shown);
}

QWidget *SettingsPage::makeSection(const SettingSection &section, const QList<SettingDescription> &descriptions)
{
    auto *content = new QWidget;
    content->setMaximumWidth(content->fontMetrics().averageCharWidth() * MaxCharacters);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(3 * GridUnit, 0, 4 * GridUnit, 2 * GridUnit);
    column->setSpacing(GridUnit);
    auto *title = new QLabel(section.title);
    title->setProperty("role", QStringLiteral("heading"));
    column->addWidget(title);
    if (!section.about.isEmpty()) {
        auto *about = new QLabel(section.about);
        about->setWordWrap(true);
        about->setProperty("role", QStringLiteral("muted"));
        column->addWidget(about);
    }
    column->addSpacing(GridUnit);
    if (section.id == QLatin1String(CacheSectionId)) {
        auto *cache = new CachePanel(m_services);
        connect(cache, &CachePanel::failed, this, &SettingsPage::failed);
        column->addWidget(cache);
    }
    if (section.id == QLatin1String(DataSectionId)) {
        auto *data = new DataPanel(m_services);
        connect(data, &DataPanel::failed, this, &SettingsPage::failed);
        column->addWidget(data);
    }
    if (section.id == QLatin1String(ApiSectionId)) {
        m_api = new ApiPanel(m_services);
        connect(m_api, &ApiPanel::failed, this, &SettingsPage::failed);
        column->addWidget(m_api);
    }
    QHash<QString, SettingDescription> byKey;
    for (const auto &description : descriptions)
        byKey.insert(description.key, description);
    if (section.id == QLatin1String(ModelSectionId)) {
        m_model = new ModelSection(m_services, byKey);
        connect(m_model, &ModelSection::failed, this, &SettingsPage::failed);
        column->addWidget(m_model);
        m_editors += m_model->editors();
    } else if (section.id == QLatin1String(AlertsSectionId)) {
        m_alerts = new AlertsSection(m_services, byKey);
        column->addWidget(m_alerts);
        m_editors += m_alerts->editors();
    } else if (section.id == QLatin1String(SourcesSectionId)) {
        m_sources = new SourcesSection(m_services, byKey);
        connect(m_sources, &SourcesSection::ledgerRequested, this, &SettingsPage::ledgerRequested);
        column->addWidget(m_sources);
        m_editors += m_sources->editors();
    } else {
        for (const auto &description : descriptions) {
            auto *row = new SettingRow(description);
            column->addWidget(row);
            m_editors.append(row);
        }
    }
    if (m_stack->count() == 0) {
        auto *where = new QLabel(tr("Kept in %1").arg(Settings::filePath(m_services.dataDir)));
        where->setProperty("role", QStringLiteral("muted"));
        where->setWordWrap(true);
        where->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(where);
    }
    column->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    scroll->setAccessibleName(section.title);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

void SettingsPage::showSection(const QString &id)
{
    m_wanted = m_list->count() == 0 ? id : QString();
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(IdRole).toString() == id)
            m_list->setCurrentRow(row);
    }
}

QString SettingsPage::currentSection() const
{
    const auto *item = m_list->currentItem();
    return item != nullptr ? item->data(IdRole).toString() : QString();
}

void SettingsPage::markSections()
{
    int widest = 0;
    for (int row = 0; row < m_list->count(); ++row) {
        auto *item = m_list->item(row);
        const bool isWrong = std::any_of(m_editors.begin(), m_editors.end(), [&](const SettingEditor *editor) {
            return editor->hasError() && settingSectionOf(editor->key()) == item->data(IdRole).toString();
        });
        const auto title = item->data(TitleRole).toString();
        item->setText(isWrong ? tr("%1 (!)").arg(title) : title);
        item->setToolTip(isWrong ? tr("A setting here is wrong.") : QString());
        widest = std::max(widest, m_list->fontMetrics().horizontalAdvance(tr("%1 (!)").arg(title)));
    }
    m_list->setFixedWidth(widest + 6 * GridUnit);
    // At once: the sections would be seen further right first.
    layout()->activate();
}

void SettingsPage::refreshButtons()
{
    const bool isChanged =
        std::any_of(m_editors.begin(), m_editors.end(), [](const auto *editor) { return editor->isChanged(); });
    m_save->setEnabled(isChanged);
    m_revert->setEnabled(isChanged);
}

SettingsPage::Outcome SettingsPage::store(const AppServices &services,
                                          const QList<std::pair<QString, QString>> &changes)
{
    Outcome outcome{services.settings, {}, {}, {}, {}, {}};
    for (const auto &[key, text] : changes) {
        if (const auto done = outcome.settings.save(key, text))
            outcome.saved.append(key);
        else
            outcome.errors.append({key, done.error().toText()});
    }
    if (outcome.saved.isEmpty())
        return outcome;
    if (services.network)
        outcome.network = services.network->apply(outcome.settings);
    // After the network, whose client a model's provider keeps.
    if (services.models)
        outcome.models = services.models->apply(outcome.settings);
    if (services.switchServer) {
        if (const auto state = services.switchServer(outcome.settings); state.problem)
            outcome.server = tl::unexpected(*state.problem);
    }
    return outcome;
}

void SettingsPage::save()
{
    QList<std::pair<QString, QString>> changes;
    for (auto *editor : std::as_const(m_editors)) {
        editor->setError({});
        if (editor->isChanged())
            changes.append({editor->key(), editor->text()});
    }
    runAsync(
        m_services.pool, this, [services = m_services, changes] { return store(services, changes); },
        [this](const Outcome &outcome) { showOutcome(outcome); });
}

void SettingsPage::showOutcome(const Outcome &outcome)
{
    m_services.settings = outcome.settings;
    if (!outcome.saved.isEmpty())
        Q_EMIT saved(outcome.saved);
    for (const auto &taken : {outcome.network, outcome.models, outcome.server}) {
        if (!taken)
            Q_EMIT failed(taken.error());
    }
    if (outcome.errors.isEmpty()) {
        reload();
        const bool isAll = std::all_of(outcome.saved.begin(), outcome.saved.end(), takesEffectAtOnce);
        m_note->setText(isAll ? tr("Saved.") : tr("Saved. Some settings take effect at the next start."));
        m_note->show();
        return;
    }
    for (const auto &[key, text] : outcome.errors) {
        for (auto *editor : std::as_const(m_editors)) {
            if (editor->key() == key)
                editor->setError(text);
        }
    }
    // To the first of them, in whatever section it is.
    const auto &first = outcome.errors.first().first;
    showSection(settingSectionOf(first));
    for (auto *editor : std::as_const(m_editors)) {
        if (editor->key() == first)
            editor->setFocus();
    }
    markSections();
}

} // namespace consultantos
