// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QList>
#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace consultantos {

class AlertsSection;
class ApiPanel;
class ModelSection;
class SettingEditor;
class SourcesSection;
struct SettingSection;

/// Every setting in its section, with its value, what is allowed and where it comes from. What the environment sets is
/// shown but can't be changed here. A wrong value stays in its field with the reason beside it; nothing of it is saved.
class SettingsPage : public QWidget {
    Q_OBJECT
public:
    explicit SettingsPage(AppServices &services, QWidget *parent = nullptr);

    void reload();
    void save();
    /// As settingSections() names it; also before there are any settings.
    void showSection(const QString &id);
    /// Its section, with the focus on it.
    void showSetting(const QString &key);
    [[nodiscard]] QString currentSection() const;

Q_SIGNALS:
    /// After saving: `keys` have new values, which services.settings holds now.
    void saved(const QStringList &keys);
    void ledgerRequested();
    void failed(const consultantos::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Outcome {
        Settings settings;
        QStringList saved;
        QList<std::pair<QString, QString>> errors; ///< by setting
        Status network;                            ///< whether it took the new settings
        Status models;                             ///< likewise
        Status server;
    };
    [[nodiscard]] static Outcome store(const AppServices &services, const QList<std::pair<QString, QString>> &changes);
    void showSettings(const QList<SettingDescription> &descriptions);
    void build(const QList<SettingDescription> &descriptions);
    [[nodiscard]] QWidget *makeSection(const SettingSection &section, const QList<SettingDescription> &descriptions);
    [[nodiscard]] QWidget *makeFoot();
    void showOutcome(const Outcome &outcome);
    void refreshButtons();
    void markSections();
    void focusWanted();

    AppServices &m_services;
    QListWidget *m_list = nullptr;
    QStackedWidget *m_stack = nullptr;
    QList<SettingEditor *> m_editors;
    SourcesSection *m_sources = nullptr;
    ModelSection *m_model = nullptr;
    AlertsSection *m_alerts = nullptr;
    ApiPanel *m_api = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_revert = nullptr;
    QLabel *m_note = nullptr;
    QString m_wanted;    ///< section to be shown once there are sections
    QString m_wantedKey; ///< setting that is to have the focus then
    bool m_isLoaded = false;
};

} // namespace consultantos
