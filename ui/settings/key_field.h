// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "settings/key_state.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace consultantos {

/// The key of a source: where it is, and a field to put another into the keyring. A key that is stored is never shown,
/// one that is typed only as dots; saving it is at once and needs no Save of the page.
class KeyField : public QWidget {
    Q_OBJECT
public:
    /// `name` as SecretStore takes it, `source` as the user calls it. services.network must be there for saving.
    KeyField(const AppServices &services, QString name, const QString &source, QWidget *parent = nullptr);

    /// What stands above the field in place of "Key".
    void setTitle(const QString &title);
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] const KeyState &state() const { return m_state; }
    void setState(const KeyState &state);
    /// What is typed and not saved yet.
    [[nodiscard]] Secret typed() const;

Q_SIGNALS:
    void stateChanged();

private:
    void save();
    void remove(); ///< once the user is sure
    void change(std::function<Status(SecretStore &)> how);
    void refresh();
    void say(const QString &text, const char *role);

    const AppServices &m_services;
    QString m_name;
    QString m_source;
    KeyState m_state;
    QLabel *m_title = nullptr;
    QLineEdit *m_line = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_remove = nullptr;
    QLabel *m_where = nullptr;
    bool m_isBusy = false;
};

} // namespace consultantos
