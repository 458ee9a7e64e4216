// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/document_removal.h"

#include "storage/report_repository.h"
#include "widgets/async.h"

#include <QMessageBox>
#include <QPushButton>

namespace consultantos {

DocumentRemoval::DocumentRemoval(const AppServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
}

void DocumentRemoval::ask(const QStringList &documentIds)
{
    if (documentIds.isEmpty())
        return;
    runAsync(
        m_services.pool, this,
        [reports = m_services.reports, documentIds]() -> Result<int> {
            int used = 0;
            for (const auto &id : documentIds) {
                const auto isUsed = reports->usesDocument(id);
                if (!isUsed)
                    return tl::unexpected(isUsed.error());
                used += *isUsed ? 1 : 0;
            }
            return used;
        },
        [this, documentIds](const Result<int> &used) {
            if (used)
                confirm(documentIds, *used);
            else
                Q_EMIT failed(used.error());
        });
}

void DocumentRemoval::confirm(const QStringList &documentIds, int used)
{
    auto *box =
        new QMessageBox(QMessageBox::Question, tr("Remove documents"),
                        tr("Remove %n document(s)?", nullptr, int(documentIds.size())), QMessageBox::Cancel, m_window);
    box->setObjectName(QStringLiteral("removalQuestion"));
    auto text =
        tr("Search and questions no longer find their text. Your own files stay where they are, and figures that "
           "were read from them stay.");
    if (used > 0)
        text += QLatin1Char('\n')
                + tr("Reports rest on %n of them: their quotations stay, but the page can't be shown any more.",
                     nullptr, used);
    box->setInformativeText(text);
    auto *remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    remove->setObjectName(QStringLiteral("removeDocuments"));
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(remove, &QPushButton::clicked, this, [this, documentIds] { this->remove(documentIds); });
    box->open();
}

void DocumentRemoval::remove(const QStringList &documentIds)
{
    runAsync(
        m_services.pool, this,
        [forget = m_services.removeDocument, documentIds]() -> Status {
            for (const auto &id : documentIds) {
                if (auto removed = forget(id); !removed)
                    return removed;
            }
            return {};
        },
        [this, documentIds](const Status &done) {
            // Some may be gone though one couldn't be removed.
            Q_EMIT removed(documentIds);
            if (!done)
                Q_EMIT failed(done.error());
        });
}

} // namespace consultantos
