// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/setting_editor.h"

class QComboBox;
class QLineEdit;

namespace consultantos {

/// One setting as a row of a page: its name, a field that suits it, and what it does.
class SettingRow : public SettingEditor {
    Q_OBJECT
public:
    explicit SettingRow(const SettingDescription &description, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const override;
    [[nodiscard]] static QString title(const QString &key);
    [[nodiscard]] static QString choiceTitle(const QString &key, const QString &choice);

protected:
    [[nodiscard]] QString shownText(const QString &value) const override;
    [[nodiscard]] bool showValue(const QString &value) override;

private:
    /// An amount stands in the form of the window's language; the settings have it in the C form.
    [[nodiscard]] bool isAmount() const;

    QComboBox *m_choice = nullptr;
    QLineEdit *m_line = nullptr;
};

} // namespace consultantos
