// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "model/report.h"
#include "report/readback/workbook_changes.h"

#include <QObject>

#include <memory>

class QWidget;

namespace consultantos {

class ReportEditing;

/// Reads an edited workbook of a report back: asks for the file, reads it on the pool and shows what was changed.
class WorkbookReadBack : public QObject {
    Q_OBJECT
public:
    WorkbookReadBack(const AppServices &services, QWidget *window);

    /// Changes that are ticked go to `editing`; without it they are shown only.
    void enableTakingOver(ReportEditing *editing);
    void chooseFile(const std::shared_ptr<const Report> &report);
    /// Without the dialog that asks. A file that is no workbook of a report goes to `otherwise`, where there is one.
    void read(const std::shared_ptr<const Report> &report, const QString &path,
              const std::function<void()> &otherwise = {});

Q_SIGNALS:
    void message(const QString &text);
    void failed(const consultantos::Error &error);

private:
    void show(const std::shared_ptr<const Report> &report, const WorkbookReading &reading, const QString &file);

    const AppServices &m_services;
    QWidget *m_window = nullptr;
    ReportEditing *m_editing = nullptr;
    int m_waiting = 0; ///< changes that are being taken over
};

} // namespace consultantos
