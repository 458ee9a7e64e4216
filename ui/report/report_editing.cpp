// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_editing.h"

#include "widgets/async.h"

namespace consultantos {

ReportEditing::ReportEditing(std::shared_ptr<const ReportEditor> editor, QObject *parent)
    : QObject(parent)
    , m_editor(std::move(editor))
{
    m_thread.setMaxThreadCount(1);
}

ReportEditing::~ReportEditing()
{
    m_cancel.cancel();
    m_thread.waitForDone();
}

void ReportEditing::run(std::function<Result<Report>(const ReportEditor &, const CancellationToken &)> change)
{
    using Changed = Result<std::shared_ptr<const Report>>;
    runAsync(
        &m_thread, this,
        [editor = m_editor, token = m_cancel.token(), change = std::move(change)]() -> Changed {
            return change(*editor, token).map([](Report &&report) {
                return std::make_shared<const Report>(std::move(report));
            });
        },
        [this](const Changed &changed) {
            if (changed)
                Q_EMIT this->changed(*changed);
            else
                Q_EMIT failed(changed.error());
        });
}

void ReportEditing::edit(const QString &reportId, const EditWish &wish)
{
    run([=](const ReportEditor &editor, const CancellationToken &cancel) {
        return editor.edit(reportId, wish, cancel);
    });
}

void ReportEditing::apply(const QString &reportId, const ReportChanges &changes)
{
    run([=](const ReportEditor &editor, const CancellationToken &cancel) {
        return editor.apply(reportId, changes, cancel);
    });
}

void ReportEditing::keep(const QString &reportId, EditKind kind, const QString &target)
{
    run([=](const ReportEditor &editor, const CancellationToken &) { return editor.keep(reportId, kind, target); });
}

void ReportEditing::takeComputed(const QString &reportId, EditKind kind, const QString &target)
{
    run([=](const ReportEditor &editor, const CancellationToken &cancel) {
        return editor.takeComputed(reportId, kind, target, cancel);
    });
}

void ReportEditing::answer(const QString &reportId, const DataAnswer &answer)
{
    run([=](const ReportEditor &editor, const CancellationToken &cancel) {
        return editor.answer(reportId, answer, cancel).map([](AnsweredReport &&answered) { return answered.report; });
    });
}

void ReportEditing::settle(const QString &reportId, const QString &finding, const QString &reason, const QString &by)
{
    run([=](const ReportEditor &editor, const CancellationToken &) {
        return editor.settle(reportId, finding, reason, by);
    });
}

void ReportEditing::unsettle(const QString &reportId, const QString &finding)
{
    run([=](const ReportEditor &editor, const CancellationToken &) { return editor.unsettle(reportId, finding); });
}

void ReportEditing::undo(const QString &reportId)
{
    run([=](const ReportEditor &editor, const CancellationToken &) { return editor.undo(reportId); });
}

void ReportEditing::redo(const QString &reportId)
{
    run([=](const ReportEditor &editor, const CancellationToken &) { return editor.redo(reportId); });
}

} // namespace consultantos
