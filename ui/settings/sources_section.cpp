// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/sources_section.h"

#include "evidence/sources/source_catalogue.h"
#include "settings/key_field.h"
#include "settings/key_lookup.h"
#include "settings/setting_editor.h"
#include "settings/source_card.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace consultantos {

namespace {

QString obstacleOf(const AppServices &services)
{
    if (services.settings.offline()) {
        return services.settings.origin(QStringLiteral("offline")) == SettingOrigin::Environment
                   ? SourcesSection::tr("Offline, by CONSULTANTOS_OFFLINE or --offline: no source is asked. What is "
                                        "switched on comes back at a start without it.")
                   : SourcesSection::tr("Offline: no source is asked. What is switched on comes back when Offline in "
                                        "the section Network is off.");
    }
    return services.network == nullptr ? SourcesSection::tr("The network can't be used: no source is asked.")
                                       : QString();
}

} // namespace

SourcesSection::SourcesSection(const AppServices &services, const QHash<QString, SettingDescription> &descriptions,
                               QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_obstacle(new QLabel)
{
    m_obstacle->setObjectName(QStringLiteral("sourcesObstacle"));
    m_obstacle->setProperty("role", QStringLiteral("notice"));
    m_obstacle->setWordWrap(true);
    auto *ledger = new QPushButton(tr("What left this computer …"));
    ledger->setObjectName(QStringLiteral("showLedger"));
    connect(ledger, &QPushButton::clicked, this, &SourcesSection::ledgerRequested);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * GridUnit);
    layout->addWidget(ledger, 0, Qt::AlignLeft);
    layout->addWidget(m_obstacle);
    for (const auto &info : networkSources()) {
        if (!descriptions.contains(info.id + QStringLiteral("_enabled")))
            continue;
        auto *card = new SourceCard(services, info, descriptions);
        layout->addWidget(card);
        m_cards.append(card);
    }
    refresh();
}

QList<SettingEditor *> SourcesSection::editors() const
{
    QList<SettingEditor *> editors;
    for (const auto *card : m_cards)
        editors += card->editors();
    return editors;
}

void SourcesSection::refresh()
{
    const auto obstacle = obstacleOf(m_services);
    m_obstacle->setText(obstacle);
    m_obstacle->setVisible(!obstacle.isEmpty());
    for (auto *card : std::as_const(m_cards))
        card->setObstacle(obstacle, m_services.settings.offline());
}

void SourcesSection::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_hasKeys)
        lookUpKeys();
}

void SourcesSection::lookUpKeys()
{
    m_hasKeys = true;
    QList<KeyField *> fields;
    for (const auto *card : std::as_const(m_cards)) {
        if (auto *key = card->keyField())
            fields.append(key);
    }
    consultantos::lookUpKeys(m_services, this, fields);
}

} // namespace consultantos
