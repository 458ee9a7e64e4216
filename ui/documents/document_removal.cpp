// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/document_removal.h"

#include "storage/report_repository.h"
#include "widgets/async.h"

#include <QPointer>

#include <memory>

namespace consultantos {

namespace {

/// What became of the documents that were to go.
struct Removal {
    QList<std::function<Status()>> back; ///< of those that went
    int used = 0;                        ///< of them, those that reports rest on
    Status done;
};

std::shared_ptr<const Removal> removed(const ReportRepository &reports,
                                       const decltype(AppServices::removeDocument) &remove, const QStringList &ids)
{
    auto removal = std::make_shared<Removal>();
    for (const auto &id : ids) {
        const auto isUsed = reports.usesDocument(id);
        auto back = isUsed ? remove(id) : tl::unexpected(isUsed.error());
        if (!back) {
            removal->done = tl::unexpected(back.error());
            break;
        }
        removal->back.append(*std::move(back));
        removal->used += *isUsed ? 1 : 0;
    }
    return removal;
}

} // namespace

DocumentRemoval::DocumentRemoval(const AppServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

void DocumentRemoval::remove(const QStringList &documentIds)
{
    if (documentIds.isEmpty())
        return;
    runAsync(
        m_services.pool, this,
        [reports = m_services.reports, remove = m_services.removeDocument, documentIds] {
            return removed(*reports, remove, documentIds);
        },
        [this, documentIds](const std::shared_ptr<const Removal> &removal) {
            // Some may be gone though one couldn't be removed.
            Q_EMIT changed(documentIds);
            if (!removal->done)
                Q_EMIT failed(removal->done.error());
            if (removal->back.isEmpty())
                return;
            auto text = tr("%n document(s) removed; your own files and the figures read from them stay.", nullptr,
                           int(removal->back.size()));
            if (removal->used > 0)
                text += QLatin1Char(' ')
                        + tr("Reports rest on %n of them: their quotations stay, but the page can't be shown.", nullptr,
                             removal->used);
            Q_EMIT undoOffered({text,
                                [removal]() -> Status {
                                    for (const auto &putBack : removal->back) {
                                        if (auto done = putBack(); !done)
                                            return done;
                                    }
                                    return {};
                                },
                                [self = QPointer(this), documentIds] {
                                    if (self)
                                        Q_EMIT self->changed(documentIds);
                                }});
        });
}

} // namespace consultantos
