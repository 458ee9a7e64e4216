// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QHash>
#include <QList>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace consultantos {

class KeyField;
class SettingEditor;
class SettingRow;
class SourceTester;

/// The language model's settings: who provides it, with the fields that matter for that choice alone, a test, what it may
/// cost, and what must never be sent.
class ModelSection : public QWidget {
    Q_OBJECT
public:
    ModelSection(const AppServices &services, const QHash<QString, SettingDescription> &descriptions,
                 QWidget *parent = nullptr);

    /// The fields that the page saves.
    [[nodiscard]] QList<SettingEditor *> editors() const { return m_editors; }
    /// After a change of the settings in force.
    void refresh();

Q_SIGNALS:
    void failed(const consultantos::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeProvider(QVBoxLayout *column, const QHash<QString, SettingDescription> &descriptions);
    void makeMoney(QVBoxLayout *column, const QHash<QString, SettingDescription> &descriptions);
    void makePrivacy(QVBoxLayout *column, const QHash<QString, SettingDescription> &descriptions);
    void makeOthers(QVBoxLayout *column, const QHash<QString, SettingDescription> &descriptions);
    void makeKeys(QVBoxLayout *column);
    template <typename Editor>
    Editor *add(QVBoxLayout *column, Editor *editor);
    void addRows(QVBoxLayout *column, const QHash<QString, SettingDescription> &descriptions, const QStringList &keys);
    [[nodiscard]] QString value(const char *key) const; ///< as it stands in its field
    [[nodiscard]] QString keyName() const;              ///< of the provider that is chosen; empty: it wants none
    [[nodiscard]] QString obstacle() const;
    void lookUpKeys();
    void withdrawConsent();

    const AppServices &m_services;
    QList<SettingEditor *> m_editors;
    QHash<QString, SettingEditor *> m_byKey;
    QHash<QString, KeyField *> m_keys; ///< by the key's name
    SourceTester *m_tester = nullptr;
    QLabel *m_about = nullptr;
    QWidget *m_rest = nullptr; ///< what matters only with a model
    QLabel *m_consent = nullptr;
    bool m_hasKeys = false;
};

} // namespace consultantos
