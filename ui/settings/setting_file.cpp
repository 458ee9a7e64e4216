// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/setting_file.h"

#include "widgets/theme.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace consultantos {

SettingFile::SettingFile(const SettingDescription &description, const QString &title, QString filter, QWidget *parent)
    : SettingEditor(description, parent)
    , m_title(title)
    , m_filter(std::move(filter))
    , m_line(new QLineEdit(description.value))
{
    constexpr int Characters = 64;
    auto *name = new QLabel(title);
    auto bold = name->font();
    bold.setBold(true);
    name->setFont(bold);
    name->setBuddy(m_line);
    m_line->setMaximumWidth(m_line->fontMetrics().averageCharWidth() * Characters);
    setField(m_line, title);
    auto *button = new QPushButton(tr("Choose …"));
    button->setObjectName(QStringLiteral("choose_") + description.key);
    button->setAccessibleName(tr("Choose: %1").arg(title));
    button->setEnabled(m_line->isEnabled());
    auto *row = new QHBoxLayout;
    row->setSpacing(GridUnit);
    row->addWidget(m_line, 1);
    row->addWidget(button);
    row->addStretch();
    auto *about = new QLabel(description.description);
    about->setWordWrap(true);
    about->setProperty("role", QStringLiteral("muted"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, GridUnit);
    layout->setSpacing(GridUnit / 2);
    layout->addWidget(name);
    layout->addLayout(row);
    layout->addWidget(about);
    addRemarks(layout);
    connect(m_line, &QLineEdit::textEdited, this, &SettingFile::edited);
    connect(button, &QPushButton::clicked, this, &SettingFile::choose);
}

QString SettingFile::text() const
{
    return m_line->text().trimmed();
}

bool SettingFile::showValue(const QString &value)
{
    m_line->setText(value);
    return true;
}

void SettingFile::choose()
{
    auto *dialog = new QFileDialog(this, m_title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(m_filter);
    if (!text().isEmpty())
        dialog->setDirectory(QFileInfo(text()).path());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_line->setText(path);
        Q_EMIT edited();
    });
    dialog->open();
}

} // namespace consultantos
