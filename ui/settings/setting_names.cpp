// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/setting_names.h"

#include "widgets/theme.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace consultantos {

namespace {

QStringList namesOf(const QString &text, QChar separator)
{
    QStringList names;
    for (const auto &part : text.split(separator)) {
        if (const auto name = part.simplified(); !name.isEmpty())
            names.append(name);
    }
    return names;
}

} // namespace

SettingNames::SettingNames(const SettingDescription &description, const QString &title, const QString &example,
                           QWidget *parent)
    : SettingEditor(description, parent)
    , m_names(new QPlainTextEdit)
{
    constexpr int Lines = 4;
    constexpr int Characters = 64;
    auto *name = new QLabel(title);
    auto bold = name->font();
    bold.setBold(true);
    name->setFont(bold);
    name->setBuddy(m_names);
    m_names->setTabChangesFocus(true);
    m_names->setPlaceholderText(example);
    m_names->setFixedHeight(m_names->fontMetrics().lineSpacing() * Lines + 2 * GridUnit);
    m_names->setMaximumWidth(m_names->fontMetrics().averageCharWidth() * Characters);
    setField(m_names, title);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, GridUnit);
    layout->setSpacing(GridUnit / 2);
    layout->addWidget(name);
    layout->addWidget(m_names);
    addRemarks(layout);
    (void)showValue(description.value);
    connect(m_names, &QPlainTextEdit::textChanged, this, &SettingNames::edited);
}

QString SettingNames::text() const
{
    const auto names = namesOf(m_names->toPlainText().replace(QLatin1Char(';'), QLatin1Char('\n')), QLatin1Char('\n'));
    // As it was, where nothing but its form differs: looking at a list must not count as changing it.
    const auto was = namesOf(description().value, QLatin1Char(';'));
    return names == was ? description().value : names.join(QStringLiteral("; "));
}

bool SettingNames::showValue(const QString &value)
{
    m_names->setPlainText(namesOf(value, QLatin1Char(';')).join(QLatin1Char('\n')));
    return true;
}

} // namespace consultantos
