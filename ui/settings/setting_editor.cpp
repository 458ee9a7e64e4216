// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/setting_editor.h"

#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

namespace consultantos {
namespace {

/// Whether the user may choose.
bool isOpen(const SettingDescription &description)
{
    return description.origin != SettingOrigin::Environment && !description.isLocked;
}

} // namespace

SettingEditor::SettingEditor(const SettingDescription &description, QWidget *parent)
    : QWidget(parent)
    , m_description(description)
    , m_error(new QLabel(this))
{
    m_error->setWordWrap(true);
    m_error->setProperty("role", QStringLiteral("error"));
    m_error->hide();
}

void SettingEditor::setField(QWidget *field, const QString &title)
{
    field->setObjectName(QStringLiteral("setting_") + key());
    field->setAccessibleName(title);
    field->setAccessibleDescription(m_description.description);
    field->setEnabled(isOpen(m_description));
    setFocusProxy(field);
}

void SettingEditor::addRemarks(QVBoxLayout *layout)
{
    layout->addWidget(m_error);
    if (m_description.origin == SettingOrigin::Environment) {
        auto *reason = new QLabel(
            tr("Set by the environment variable %1; change it there.").arg(m_description.environmentName), this);
        reason->setWordWrap(true);
        reason->setProperty("role", QStringLiteral("muted"));
        layout->addWidget(reason);
    } else if (m_description.isLocked || m_description.origin == SettingOrigin::Policy) {
        auto *reason = new QLabel(m_description.isLocked ? tr("Set by your administrator.")
                                                         : tr("Kept within bounds by your administrator."),
                                  this);
        reason->setWordWrap(true);
        reason->setProperty("role", QStringLiteral("muted"));
        layout->addWidget(reason);
    }
    setError(m_description.error);
}

bool SettingEditor::isChanged() const
{
    return isOpen(m_description) && text() != m_description.value;
}

void SettingEditor::setError(const QString &error)
{
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
    auto *field = focusProxy();
    if (field->property("invalid").toBool() != !error.isEmpty()) {
        field->setProperty("invalid", !error.isEmpty());
        field->style()->polish(field);
    }
}

bool SettingEditor::hasError() const
{
    return !m_error->text().isEmpty();
}

bool SettingEditor::update(const SettingDescription &description)
{
    if (description.key != key() || isOpen(m_description) != isOpen(description) || !showValue(description.value))
        return false;
    m_description = description;
    setError(description.error);
    return true;
}

} // namespace consultantos
