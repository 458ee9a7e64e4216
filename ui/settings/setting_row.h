// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace consultantos {

/// One setting: its name, a field that suits it, what it does and, if any, what is wrong with it.
class SettingRow : public QWidget {
    Q_OBJECT
public:
    explicit SettingRow(const SettingDescription &description, QWidget *parent = nullptr);

    [[nodiscard]] QString key() const { return m_description.key; }
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isChanged() const;
    void setError(const QString &error);
    [[nodiscard]] static QString title(const QString &key);
    [[nodiscard]] static QString choiceTitle(const QString &key, const QString &choice);

Q_SIGNALS:
    void edited();

private:
    SettingDescription m_description;
    QComboBox *m_choice = nullptr;
    QLineEdit *m_line = nullptr;
    QLabel *m_error = nullptr;
};

} // namespace consultantos
