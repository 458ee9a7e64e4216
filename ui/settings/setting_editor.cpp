// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/setting_editor.h"

#include "base/setting_declaration.h"

#include <QLabel>
#include <QStringList>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>
#include <utility>

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
    QStringList remarks;
    if (m_description.isLocked)
        remarks.append(tr("Set by your administrator."));
    else if (m_description.origin == SettingOrigin::Environment)
        remarks.append(tr("Set by the environment variable %1; change it there.").arg(m_description.environmentName));
    if (const auto words = policyWords(); !words.isEmpty())
        remarks.append(words);
    for (const auto &remark : std::as_const(remarks)) {
        auto *reason = new QLabel(remark, this);
        reason->setWordWrap(true);
        reason->setProperty("role", QStringLiteral("muted"));
        layout->addWidget(reason);
    }
    setError(m_description.error);
}

QString SettingEditor::policyWords() const
{
    const auto &rule = m_description.rule;
    const auto shown = [this](double bound) { return shownText(QString::number(bound, 'g', 15)); };
    if (rule.isLocked())
        return {};
    if (!rule.allowed.isEmpty()) {
        QStringList values;
        for (const auto &value : rule.allowed)
            values.append(shownText(value));
        return tr("Your administrator allows: %1.").arg(values.join(QStringLiteral(", ")));
    }
    if (!rule.min && !rule.max)
        return {};
    // What the policy leaves open the setting's own range bounds.
    const auto *declaration = findSetting(key());
    const bool isWhole = declaration != nullptr && declaration->type == SettingType::Integer;
    const bool isZeroUnlimited = declaration != nullptr && declaration->isZeroUnlimited;
    auto least = rule.min;
    if (!least && isWhole)
        least = isZeroUnlimited ? std::max(1, declaration->min) : declaration->min;
    const auto greatest = rule.max || !isWhole ? rule.max : std::optional<double>(declaration->max);
    if (!greatest)
        return tr("Your administrator allows %1 or more.").arg(shown(*least));
    if (!least)
        return tr("Your administrator allows at most %1.").arg(shown(*greatest));
    return (isZeroUnlimited && !rule.max ? tr("Your administrator allows %1 to %2, or 0.")
                                         : tr("Your administrator allows %1 to %2."))
        .arg(shown(*least), shown(*greatest));
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
