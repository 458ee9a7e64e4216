// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/evidence_file_list.h"

#include "widgets/local_files.h"
#include "widgets/theme.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace consultantos {

EvidenceFileList::EvidenceFileList(QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_choose(new QPushButton(tr("From your documents"), this))
    , m_offered(new QMenu(m_choose))
{
    auto *add = new QPushButton(tr("Add files …"), this);
    add->setObjectName(QStringLiteral("addFiles"));
    auto *buttons = new QHBoxLayout;
    m_choose->setObjectName(QStringLiteral("chooseDocument"));
    m_choose->setToolTip(tr("Documents that are about no company yet; those of the company are used by themselves"));
    m_choose->setMenu(m_offered);
    m_offered->setToolTipsVisible(true);
    buttons->addWidget(add);
    buttons->addWidget(m_choose);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit);
    layout->addWidget(m_list);
    layout->addLayout(buttons);
    m_list->setAccessibleName(tr("Documents and facts files"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setObjectName(QStringLiteral("evidenceFiles"));
    m_list->setTabKeyNavigation(false);
    m_list->setMaximumHeight(m_list->fontMetrics().lineSpacing() * 5);
    connect(add, &QPushButton::clicked, this, &EvidenceFileList::chooseFiles);
    connect(m_remove, &QPushButton::clicked, this, &EvidenceFileList::removeSelected);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &EvidenceFileList::refresh);
    setObjectName(QStringLiteral("evidenceFileList"));
    setAcceptDrops(true);
    auto *shortcut = new QShortcut(QKeySequence::Delete, m_list);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &EvidenceFileList::removeSelected);
    refresh();
}

QStringList EvidenceFileList::files() const
{
    QStringList files;
    for (int row = 0; row < m_list->count(); ++row)
        files.append(m_list->item(row)->data(Qt::UserRole).toString());
    return files;
}

void EvidenceFileList::addFiles(const QStringList &paths)
{
    const auto known = files();
    for (const auto &path : paths) {
        if (!known.contains(path)) {
            auto *item = new QListWidgetItem(QFileInfo(path).fileName(), m_list);
            item->setData(Qt::UserRole, path);
            item->setToolTip(path);
        }
    }
    refresh();
    Q_EMIT changed();
}

void EvidenceFileList::offerDocuments(const QList<OfferedDocument> &documents)
{
    m_offered->clear();
    for (const auto &document : documents) {
        auto *action = m_offered->addAction(QString(document.name).replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setToolTip(document.path);
        connect(action, &QAction::triggered, this, [this, path = document.path] { addFiles({path}); });
    }
    refresh();
}

void EvidenceFileList::clear()
{
    m_list->clear();
    refresh();
    Q_EMIT changed();
}

void EvidenceFileList::chooseFiles()
{
    // open() instead of the static functions: those run an event loop of their own.
    auto *dialog = new QFileDialog(this, tr("Add documents and facts files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) { addFiles(paths); });
    dialog->open();
}

void EvidenceFileList::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void EvidenceFileList::dropEvent(QDropEvent *event)
{
    addFiles(localFiles(event->mimeData()));
    event->acceptProposedAction();
}

void EvidenceFileList::removeSelected()
{
    const auto selected = m_list->selectedItems();
    for (auto *item : selected)
        delete item;
    refresh();
    Q_EMIT changed();
}

void EvidenceFileList::refresh()
{
    m_choose->setVisible(!m_offered->isEmpty());
    m_list->setVisible(m_list->count() > 0);
    m_remove->setVisible(m_list->count() > 0);
    m_remove->setEnabled(!m_list->selectedItems().isEmpty());
}

} // namespace consultantos
