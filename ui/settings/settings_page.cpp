// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings_page.h"

#include "settings/setting_row.h"
#include "widgets/async.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

SettingsPage::SettingsPage(AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_rowsLayout(new QVBoxLayout)
    , m_save(new QPushButton(tr("&Save")))
    , m_revert(new QPushButton(tr("&Revert")))
    , m_note(new QLabel)
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(4 * GridUnit, 3 * GridUnit, 4 * GridUnit, 3 * GridUnit);
    column->setSpacing(2 * GridUnit);
    auto *title = new QLabel(tr("Settings"));
    title->setProperty("role", QStringLiteral("title"));
    auto *where = new QLabel(tr("Kept in %1").arg(Settings::filePath(m_services.dataDir)));
    where->setProperty("role", QStringLiteral("muted"));
    where->setWordWrap(true);
    where->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setWordWrap(true);
    m_note->setProperty("role", QStringLiteral("notice"));
    m_note->setObjectName(QStringLiteral("settingsNote"));
    m_note->hide();
    m_rowsLayout->setSpacing(GridUnit);
    column->addWidget(title);
    column->addWidget(where);
    column->addLayout(m_rowsLayout);
    column->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_save->setObjectName(QStringLiteral("saveSettings"));
    m_save->setProperty("primary", true);
    connect(m_save, &QPushButton::clicked, this, &SettingsPage::save);
    connect(m_revert, &QPushButton::clicked, this, &SettingsPage::reload);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(4 * GridUnit, GridUnit, 4 * GridUnit, 2 * GridUnit);
    foot->setSpacing(GridUnit);
    foot->addWidget(m_note, 1);
    foot->addStretch();
    foot->addWidget(m_revert);
    foot->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    layout->addLayout(foot);
    refreshButtons();
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
    qDeleteAll(m_rows);
    m_rows.clear();
    // What a user changes most comes first; the rest keeps the order of the declarations.
    auto ordered = descriptions;
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const SettingDescription &left, const SettingDescription &right) {
                         static const QStringList first{QStringLiteral("offline"), QStringLiteral("theme"),
                                                        QStringLiteral("language")};
                         return first.indexOf(left.key) > first.indexOf(right.key);
                     });
    for (const auto &description : std::as_const(ordered)) {
        auto *row = new SettingRow(description);
        connect(row, &SettingRow::edited, this, &SettingsPage::refreshButtons);
        m_rowsLayout->addWidget(row);
        m_rows.append(row);
    }
    refreshButtons();
}

void SettingsPage::refreshButtons()
{
    const bool isChanged = std::any_of(m_rows.begin(), m_rows.end(), [](const auto *row) { return row->isChanged(); });
    m_save->setEnabled(isChanged);
    m_revert->setEnabled(isChanged);
}

void SettingsPage::save()
{
    QList<std::pair<QString, QString>> changes;
    for (auto *row : std::as_const(m_rows)) {
        row->setError({});
        if (row->isChanged())
            changes.append({row->key(), row->text()});
    }
    struct Outcome {
        Settings settings;
        QStringList saved;
        QList<std::pair<QString, QString>> errors;
    };
    runAsync(
        m_services.pool, this,
        [settings = m_services.settings, changes]() mutable {
            Outcome outcome{std::move(settings), {}, {}};
            for (const auto &[key, text] : changes) {
                if (const auto done = outcome.settings.save(key, text))
                    outcome.saved.append(key);
                else
                    outcome.errors.append({key, done.error().toText()});
            }
            return outcome;
        },
        [this](const Outcome &outcome) {
            m_services.settings = outcome.settings;
            if (!outcome.saved.isEmpty())
                Q_EMIT saved(outcome.saved);
            if (outcome.errors.isEmpty()) {
                reload();
                const bool isAll = std::all_of(outcome.saved.begin(), outcome.saved.end(), [](const QString &key) {
                    return key == QLatin1String("theme") || key == QLatin1String("language");
                });
                m_note->setText(isAll ? tr("Saved.") : tr("Saved. Some settings take effect at the next start."));
                m_note->show();
                return;
            }
            for (const auto &[key, text] : outcome.errors) {
                for (auto *row : std::as_const(m_rows)) {
                    if (row->key() == key) {
                        row->setError(text);
                        row->setFocus();
                    }
                }
            }
        });
}

} // namespace consultantos
