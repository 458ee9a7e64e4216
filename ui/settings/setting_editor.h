// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace consultantos {

/// A field of one setting, with what is wrong with it and, where the environment or the administrator sets it, the reason why it
/// can't be changed here, or to what. Derived classes make the field.
class SettingEditor : public QWidget {
    Q_OBJECT
public:
    [[nodiscard]] QString key() const { return m_description.key; }
    [[nodiscard]] const SettingDescription &description() const { return m_description; }
    /// As Settings::save() takes it.
    [[nodiscard]] virtual QString text() const = 0;
    [[nodiscard]] bool isChanged() const;
    void setError(const QString &error);
    [[nodiscard]] bool hasError() const;
    /// Takes what is in force now, dropping what was typed; false if that needs another kind of field.
    [[nodiscard]] bool update(const SettingDescription &description);

Q_SIGNALS:
    void edited();

protected:
    explicit SettingEditor(const SettingDescription &description, QWidget *parent);

    /// The field with its name for screen readers; disabled where the environment sets the value.
    void setField(QWidget *field, const QString &title);
    /// Puts error and reason at the end of the layout.
    void addRemarks(QVBoxLayout *layout);
    /// What the administrator leaves to choose; empty: everything, or nothing.
    [[nodiscard]] QString policyWords() const;
    /// A value of the setting in the field's words.
    [[nodiscard]] virtual QString shownText(const QString &value) const { return value; }
    /// False if the field can't show this value.
    [[nodiscard]] virtual bool showValue(const QString &value) = 0;

private:
    SettingDescription m_description;
    QLabel *m_error = nullptr;
};

} // namespace consultantos
