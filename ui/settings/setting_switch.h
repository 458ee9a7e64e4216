// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/setting_editor.h"

class QCheckBox;

namespace consultantos {

/// A setting that is on or off, as a box to tick.
class SettingSwitch : public SettingEditor {
    Q_OBJECT
public:
    SettingSwitch(const SettingDescription &description, const QString &title, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const override;
    [[nodiscard]] bool isOn() const { return m_isOn; }
    /// Shows it as off, not to be changed, as long as something else forbids it; what is set stays.
    void setForcedOff(bool isForcedOff);

protected:
    [[nodiscard]] bool showValue(const QString &value) override;

private:
    void refresh();

    QCheckBox *m_box = nullptr;
    bool m_isOn = false;
    bool m_isForcedOff = false;
};

} // namespace consultantos
