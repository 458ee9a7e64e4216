// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/editing/report_editor.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace consultantos {

/// Changes reports of the library for the window, one change after the other, in a thread of its own: a change may wait
/// for an analysis, which runs on the window's pool.
class ReportEditing : public QObject {
    Q_OBJECT
public:
    explicit ReportEditing(std::shared_ptr<const ReportEditor> editor, QObject *parent = nullptr);
    ~ReportEditing() override;

    void edit(const QString &reportId, const EditWish &wish);
    void apply(const QString &reportId, const ReportChanges &changes);
    void keep(const QString &reportId, EditKind kind, const QString &target);
    void takeComputed(const QString &reportId, EditKind kind, const QString &target);
    void answer(const QString &reportId, const DataAnswer &answer);
    void settle(const QString &reportId, const QString &finding, const QString &reason, const QString &by);
    void unsettle(const QString &reportId, const QString &finding);
    void undo(const QString &reportId);
    void redo(const QString &reportId);

Q_SIGNALS:
    /// As it reads now.
    void changed(const std::shared_ptr<const consultantos::Report> &report);
    void failed(const consultantos::Error &error);

private:
    void run(std::function<Result<Report>(const ReportEditor &, const CancellationToken &)> change);

    std::shared_ptr<const ReportEditor> m_editor;
    CancellationSource m_cancel;
    QThreadPool m_thread;
};

} // namespace consultantos
