// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/setting_editor.h"

#include <QList>

class QCheckBox;

namespace consultantos {

/// Several of a few words, each as a box to tick.
class SettingWords : public SettingEditor {
    Q_OBJECT
public:
    /// `words` with what they are called, in their order.
    SettingWords(const SettingDescription &description, const QString &title,
                 const QList<std::pair<QString, QString>> &words, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const override;

protected:
    [[nodiscard]] bool showValue(const QString &value) override;

private:
    QList<std::pair<QString, QCheckBox *>> m_boxes;
};

} // namespace consultantos
