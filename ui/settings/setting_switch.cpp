// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/setting_switch.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace consultantos {

SettingSwitch::SettingSwitch(const SettingDescription &description, const QString &title, QWidget *parent)
    : SettingEditor(description, parent)
    , m_box(new QCheckBox(title, this))
{
    auto heading = m_box->font();
    heading.setBold(true);
    m_box->setFont(heading);
    setField(m_box, title);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_box);
    addRemarks(layout);
    (void)showValue(description.value);
    connect(m_box, &QCheckBox::clicked, this, [this](bool isOn) {
        m_isOn = isOn;
        Q_EMIT edited();
    });
}

QString SettingSwitch::text() const
{
    return m_isOn ? QStringLiteral("true") : QStringLiteral("false");
}

void SettingSwitch::setForcedOff(bool isForcedOff)
{
    m_isForcedOff = isForcedOff;
    refresh();
}

bool SettingSwitch::showValue(const QString &value)
{
    m_isOn = value == QLatin1String("true");
    refresh();
    return true;
}

void SettingSwitch::refresh()
{
    m_box->setChecked(m_isOn && !m_isForcedOff);
    m_box->setEnabled(!m_isForcedOff && description().origin != SettingOrigin::Environment);
}

} // namespace consultantos
