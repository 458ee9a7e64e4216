// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/facts_file_list.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace consultantos {

FactsFileList::FactsFileList(QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_remove(new QPushButton(tr("Remove"), this))
{
    auto *add = new QPushButton(tr("Add facts files …"), this);
    add->setObjectName(QStringLiteral("addFacts"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit);
    layout->addWidget(m_list);
    layout->addLayout(buttons);
    m_list->setAccessibleName(tr("Facts files"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setObjectName(QStringLiteral("factsFiles"));
    m_list->setTabKeyNavigation(false);
    m_list->setMaximumHeight(m_list->fontMetrics().lineSpacing() * 5);
    connect(add, &QPushButton::clicked, this, &FactsFileList::chooseFiles);
    connect(m_remove, &QPushButton::clicked, this, &FactsFileList::removeSelected);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &FactsFileList::refresh);
    auto *shortcut = new QShortcut(QKeySequence::Delete, m_list);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &FactsFileList::removeSelected);
    refresh();
}

QStringList FactsFileList::files() const
{
    QStringList files;
    for (int row = 0; row < m_list->count(); ++row)
        files.append(m_list->item(row)->data(Qt::UserRole).toString());
    return files;
}

bool FactsFileList::isFactsFile(const QString &path)
{
    return path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive)
           || path.endsWith(QLatin1String(".json.gz"), Qt::CaseInsensitive);
}

QStringList FactsFileList::addFiles(const QStringList &paths)
{
    QStringList refused;
    const auto known = files();
    for (const auto &path : paths) {
        if (!isFactsFile(path)) {
            refused.append(path);
        } else if (!known.contains(path)) {
            auto *item = new QListWidgetItem(QFileInfo(path).fileName(), m_list);
            item->setData(Qt::UserRole, path);
            item->setToolTip(path);
        }
    }
    refresh();
    Q_EMIT changed();
    return refused;
}

void FactsFileList::clear()
{
    m_list->clear();
    refresh();
    Q_EMIT changed();
}

void FactsFileList::chooseFiles()
{
    // open() instead of the static functions: those run an event loop of their own.
    auto *dialog = new QFileDialog(this, tr("Add facts files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("SEC company facts (*.json *.json.gz)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) { addFiles(paths); });
    dialog->open();
}

void FactsFileList::removeSelected()
{
    const auto selected = m_list->selectedItems();
    for (auto *item : selected)
        delete item;
    refresh();
    Q_EMIT changed();
}

void FactsFileList::refresh()
{
    m_list->setVisible(m_list->count() > 0);
    m_remove->setVisible(m_list->count() > 0);
    m_remove->setEnabled(!m_list->selectedItems().isEmpty());
}

} // namespace consultantos
