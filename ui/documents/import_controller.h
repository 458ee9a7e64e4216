// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "base/cancellation.h"

#include <QObject>
#include <QQueue>

#include <memory>

namespace consultantos {

class ImportModel;

/// Takes files into the stores in the background, a few at once, each for itself: what one can't give doesn't hold up the
/// others. Never blocks; everything that it tells comes in the GUI thread.
class ImportController : public QObject {
    Q_OBJECT
public:
    ImportController(const AppServices &services, ImportModel *model, QObject *parent = nullptr);
    ~ImportController() override;

    /// Takes files, and of folders all that lies in them. While an import runs they are added to it, else a new one
    /// begins. `about` names the company where the user says it.
    void add(const QStringList &paths, const QString &about = {});
    /// What is not yet taken stays out; what is, stays.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] ImportModel *model() const { return m_model; }

Q_SIGNALS:
    void started();
    /// `done` of `total` files need nothing more.
    void progressed(int done, int total);
    /// The stores have changed.
    void taken(const QString &documentId);
    void finished();

private:
    struct Waiting {
        int row = 0;
        QString about;
    };
    void enqueue(const QStringList &files, const QString &about);
    void fill();
    void take(const Waiting &next);
    void refresh();

    const AppServices &m_services;
    ImportModel *m_model = nullptr;
    QQueue<Waiting> m_queue;
    std::unique_ptr<CancellationSource> m_cancel;
    int m_listing = 0; ///< folders being looked through
    int m_reading = 0;
    bool m_isRunning = false;
};

} // namespace consultantos
