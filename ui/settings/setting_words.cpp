// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/setting_words.h"

#include "widgets/theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

namespace consultantos {

SettingWords::SettingWords(const SettingDescription &description, const QString &title,
                           const QList<std::pair<QString, QString>> &words, QWidget *parent)
    : SettingEditor(description, parent)
{
    auto *name = new QLabel(title);
    auto bold = name->font();
    bold.setBold(true);
    name->setFont(bold);
    auto *field = new QWidget;
    auto *boxes = new QVBoxLayout(field);
    boxes->setContentsMargins(0, 0, 0, 0);
    boxes->setSpacing(GridUnit / 2);
    for (const auto &[word, text] : words) {
        auto *box = new QCheckBox(text);
        box->setObjectName(QStringLiteral("setting_%1_%2").arg(description.key, word));
        box->setAccessibleDescription(title);
        connect(box, &QCheckBox::clicked, this, &SettingWords::edited);
        boxes->addWidget(box);
        m_boxes.append({word, box});
    }
    setField(field, title);
    field->setFocusProxy(m_boxes.isEmpty() ? nullptr : m_boxes.first().second);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, GridUnit);
    layout->setSpacing(GridUnit / 2);
    layout->addWidget(name);
    layout->addWidget(field);
    addRemarks(layout);
    (void)showValue(description.value);
}

QString SettingWords::text() const
{
    const auto was = description().value.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QStringList words;
    bool isSame = true;
    for (const auto &[word, box] : m_boxes) {
        isSame = isSame && box->isChecked() == was.contains(word);
        if (box->isChecked())
            words.append(word);
    }
    return isSame ? description().value : words.join(QLatin1Char(' '));
}

bool SettingWords::showValue(const QString &value)
{
    const auto words = value.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const auto &[word, box] : m_boxes)
        box->setChecked(words.contains(word));
    return true;
}

} // namespace consultantos
