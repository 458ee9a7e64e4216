// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/setting_editor.h"

class QPlainTextEdit;

namespace consultantos {

/// A list of names, one a line.
class SettingNames : public SettingEditor {
    Q_OBJECT
public:
    SettingNames(const SettingDescription &description, const QString &title, const QString &example,
                 QWidget *parent = nullptr);

    /// Joined by semicolons.
    [[nodiscard]] QString text() const override;

protected:
    [[nodiscard]] bool showValue(const QString &value) override;

private:
    QPlainTextEdit *m_names = nullptr;
};

} // namespace consultantos
