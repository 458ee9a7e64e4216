// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QHash>
#include <QList>
#include <QWidget>

class QLabel;

namespace consultantos {

class SettingEditor;
class SourceCard;

/// The sources of the network, a card each. Looks up where their keys are when it is first shown, not before: a keyring
/// may ask to be unlocked.
class SourcesSection : public QWidget {
    Q_OBJECT
public:
    SourcesSection(const AppServices &services, const QHash<QString, SettingDescription> &descriptions,
                   QWidget *parent = nullptr);

    [[nodiscard]] QList<SettingEditor *> editors() const;
    [[nodiscard]] const QList<SourceCard *> &cards() const { return m_cards; }
    /// After settings were saved or taken back.
    void refresh();

Q_SIGNALS:
    /// Show what left this computer.
    void ledgerRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void lookUpKeys();

    const AppServices &m_services;
    QLabel *m_obstacle = nullptr;
    QList<SourceCard *> m_cards;
    bool m_hasKeys = false; ///< known where they are
};

} // namespace consultantos
