// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/import_controller.h"

#include "documents/folder_listing.h"
#include "documents/import_model.h"
#include "evidence/intake/evidence_intake.h"
#include "widgets/async.h"

namespace consultantos {

namespace {

// Parsing takes a processor each; the pool's other threads stay free for what the user does meanwhile.
constexpr int MaxAtOnce = 2;

} // namespace

ImportController::ImportController(const AppServices &services, ImportModel *model, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_model(model)
{
}

ImportController::~ImportController()
{
    if (m_cancel)
        m_cancel->cancel();
}

void ImportController::add(const QStringList &paths, const QString &about)
{
    if (paths.isEmpty())
        return;
    if (!m_isRunning) {
        m_isRunning = true;
        m_cancel = std::make_unique<CancellationSource>();
        m_model->clear();
        Q_EMIT started();
    }
    ++m_listing;
    runAsync(
        m_services.pool, this, [paths, token = m_cancel->token()] { return listFiles(paths, token); },
        [this, about](const FolderListing &listing) {
            --m_listing;
            for (const auto &error : listing.errors)
                m_model->setFailed(m_model->add(error.path), error.error);
            enqueue(listing.files, about);
        });
}

void ImportController::enqueue(const QStringList &files, const QString &about)
{
    for (const auto &path : files) {
        if (m_model->isPending(path))
            continue;
        const int row = m_model->add(path);
        if (m_cancel->token().isCancelled())
            m_model->setCancelled(row);
        else
            m_queue.enqueue({row, about});
    }
    fill();
}

void ImportController::cancel()
{
    if (!m_isRunning)
        return;
    m_cancel->cancel();
    while (!m_queue.isEmpty())
        m_model->setCancelled(m_queue.dequeue().row);
    refresh();
}

void ImportController::fill()
{
    while (m_reading < MaxAtOnce && !m_queue.isEmpty())
        take(m_queue.dequeue());
    refresh();
}

void ImportController::take(const Waiting &next)
{
    ++m_reading;
    m_model->setReading(next.row);
    runAsync(
        m_services.pool, this,
        [take = m_services.takeFile, path = m_model->path(next.row), about = next.about,
         token = m_cancel->token()]() -> Result<Intake> {
            if (token.isCancelled())
                return fail(ErrorCode::Cancelled, tr("The import was cancelled."));
            if (!take)
                return fail(ErrorCode::Unreadable, tr("This program can't import files."), path);
            return take(path, about, token);
        },
        [this, row = next.row](const Result<Intake> &intake) {
            --m_reading;
            if (intake) {
                m_model->setTaken(row, *intake);
                Q_EMIT taken(intake->documentId);
            } else {
                m_model->setFailed(row, intake.error());
            }
            fill();
        });
}

void ImportController::refresh()
{
    Q_EMIT progressed(m_model->done(), m_model->rowCount());
    if (m_isRunning && m_listing == 0 && m_reading == 0 && m_queue.isEmpty()) {
        m_isRunning = false;
        Q_EMIT finished();
    }
}

} // namespace consultantos
