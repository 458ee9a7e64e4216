// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QList>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace consultantos {

class SettingRow;

/// Every setting with its value, what is allowed and where it comes from. What the environment sets is shown but can't
/// be changed here. A wrong value stays in its field with the reason beside it; nothing of it is saved.
class SettingsPage : public QWidget {
    Q_OBJECT
public:
    explicit SettingsPage(AppServices &services, QWidget *parent = nullptr);

    void reload();
    void save();

Q_SIGNALS:
    /// After saving: `keys` have new values, which services.settings holds now.
    void saved(const QStringList &keys);
    void failed(const consultantos::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showSettings(const QList<SettingDescription> &descriptions);
    void refreshButtons();

    AppServices &m_services;
    QVBoxLayout *m_rowsLayout = nullptr;
    QList<SettingRow *> m_rows;
    QPushButton *m_save = nullptr;
    QPushButton *m_revert = nullptr;
    QLabel *m_note = nullptr;
    bool m_isLoaded = false;
};

} // namespace consultantos
