// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/readback/workbook_changes.h"

#include <QDialog>

class QPushButton;

namespace consultantos {

class WorkbookChangeModel;

/// What was changed in a workbook of a report, to be taken over line by line.
class ReadBackDialog : public QDialog {
    Q_OBJECT
public:
    /// `canTakeOver`: there is somebody who takes changes over; else they are only shown.
    ReadBackDialog(const WorkbookReading &reading, const QString &file, bool canTakeOver, QWidget *parent = nullptr);

Q_SIGNALS:
    void takenOver(const QList<consultantos::WorkbookChange> &changes);

private:
    void refresh();

    WorkbookChangeModel *m_model = nullptr;
    QPushButton *m_take = nullptr;
};

} // namespace consultantos
