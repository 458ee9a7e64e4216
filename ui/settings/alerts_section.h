// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QHash>
#include <QList>
#include <QWidget>

namespace consultantos {

class KeyField;
class SettingEditor;
class SourceTester;

/// How alerts of monitors are sent: the mail server with its password and a test, and the key that signs webhooks. To whom
/// they go is said in each monitor.
class AlertsSection : public QWidget {
    Q_OBJECT
public:
    AlertsSection(const AppServices &services, const QHash<QString, SettingDescription> &descriptions,
                  QWidget *parent = nullptr);

    /// The fields that the page saves.
    [[nodiscard]] QList<SettingEditor *> editors() const { return m_editors; }
    /// After a change of the settings in force.
    void refresh();

protected:
    void showEvent(QShowEvent *event) override;

private:
    const AppServices &m_services;
    QList<SettingEditor *> m_editors;
    KeyField *m_password = nullptr;
    KeyField *m_webhookKey = nullptr;
    SourceTester *m_tester = nullptr;
    bool m_hasKeys = false; ///< known where they are
};

} // namespace consultantos
