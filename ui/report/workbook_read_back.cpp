// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/workbook_read_back.h"

#include "base/paths.h"
#include "report/read_back_dialog.h"
#include "report/readback/accepted_changes.h"
#include "report/report_editing.h"
#include "widgets/async.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>

#include <utility>

namespace consultantos {

WorkbookReadBack::WorkbookReadBack(const AppServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
}

void WorkbookReadBack::enableTakingOver(ReportEditing *editing)
{
    m_editing = editing;
    connect(editing, &ReportEditing::changed, this, [this] {
        if (const int count = std::exchange(m_waiting, 0); count > 0)
            Q_EMIT message(tr("%n change(s) taken over", nullptr, count));
    });
    connect(editing, &ReportEditing::failed, this, [this] { m_waiting = 0; });
}

void WorkbookReadBack::chooseFile(const std::shared_ptr<const Report> &report)
{
    auto *dialog = new QFileDialog(m_window, tr("Read back a workbook"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Excel workbook (*.xlsx)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, report](const QString &path) { read(report, path); });
    dialog->open();
}

void WorkbookReadBack::read(const std::shared_ptr<const Report> &report, const QString &path,
                            const std::function<void()> &otherwise)
{
    const auto name = QFileInfo(path).fileName();
    runAsync(
        m_services.pool, this,
        [report, path, name]() -> Result<WorkbookReading> {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return fail(ErrorCode::Unreadable, tr("The file %1 can't be read.").arg(name), file.errorString());
            return readWorkbook(*report, file.readAll(), name, ReportLanguages(resourceDir()));
        },
        [this, report, name, otherwise](const Result<WorkbookReading> &reading) {
            if (reading)
                show(report, *reading, name);
            else if (otherwise && reading.error().code == ErrorCode::Malformed)
                otherwise();
            else
                Q_EMIT failed(reading.error());
        });
}

void WorkbookReadBack::show(const std::shared_ptr<const Report> &report, const WorkbookReading &reading,
                            const QString &file)
{
    auto *dialog = new ReadBackDialog(reading, file, m_editing != nullptr, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ReadBackDialog::takenOver, this, [this, report, file](const QList<WorkbookChange> &changes) {
        const auto accepted = acceptedChanges(*report, changes, file);
        if (!accepted) {
            Q_EMIT failed(accepted.error());
            return;
        }
        m_waiting = static_cast<int>(changes.size());
        m_editing->apply(report->id, *accepted);
    });
    dialog->open();
}

} // namespace consultantos
