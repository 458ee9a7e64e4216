// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "evidence/sources/source_catalogue.h"

#include <QFrame>
#include <QHash>
#include <QList>

class QLabel;
class QToolButton;

namespace consultantos {

class KeyField;
class SettingEditor;
class SettingRow;
class SettingSwitch;
class SourceTester;

/// One source of the network: what it gives, its switch, what is sent to it and how often, its key, a test; its
/// addresses folded, as few ever change them.
class SourceCard : public QFrame {
    Q_OBJECT
public:
    SourceCard(const AppServices &services, const SourceInfo &info,
               const QHash<QString, SettingDescription> &descriptions, QWidget *parent = nullptr);

    /// The fields that the page saves.
    [[nodiscard]] QList<SettingEditor *> editors() const;
    [[nodiscard]] KeyField *keyField() const { return m_key; } ///< null if it wants no key
    /// Why no source can be asked now, such as the offline switch; empty: none of that.
    void setObstacle(const QString &reason, bool isForcedOff);
    /// In a word or two: "On", "Off", "Wants its key", …
    [[nodiscard]] QString stateText() const;
    /// After a change of what stands in the fields.
    void refresh();

private:
    QWidget *makeHead(const QHash<QString, SettingDescription> &descriptions);
    QWidget *makeAddresses(const QList<SettingRow *> &rows);
    [[nodiscard]] QString lacking() const;

    const AppServices &m_services;
    const SourceInfo &m_info;
    SettingSwitch *m_switch = nullptr;
    QLabel *m_state = nullptr;
    KeyField *m_key = nullptr;
    SourceTester *m_tester = nullptr;
    QToolButton *m_fold = nullptr;
    QList<SettingRow *> m_needed;
    QList<SettingRow *> m_addresses;
    bool m_isForcedOff = false;
};

} // namespace consultantos
