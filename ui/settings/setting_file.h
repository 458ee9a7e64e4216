// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/setting_editor.h"

class QLineEdit;

namespace consultantos {

/// A file, typed or chosen in a dialog.
class SettingFile : public SettingEditor {
    Q_OBJECT
public:
    /// `filter` as QFileDialog takes it.
    SettingFile(const SettingDescription &description, const QString &title, QString filter, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const override;

protected:
    [[nodiscard]] bool showValue(const QString &value) override;

private:
    void choose();

    QString m_title;
    QString m_filter;
    QLineEdit *m_line = nullptr;
};

} // namespace consultantos
