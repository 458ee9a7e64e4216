// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "model/monitor.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace consultantos {

class CompanyModel;
class MonitorsController;
class OutputsEditor;
class ScheduleEditor;
class WatchEditor;

/// Adds a monitor or edits one: company, what is watched, from how large a change on, when, and where alerts go. Stays open
/// with what was typed until the monitor has been taken.
class MonitorDialog : public QDialog {
    Q_OBJECT
public:
    /// `monitor` without an id is a new one.
    MonitorDialog(const AppServices &services, MonitorsController *controller, const Monitor &monitor,
                  QWidget *parent = nullptr);

    /// As its fields say.
    [[nodiscard]] Monitor monitor() const;
    void submit();

Q_SIGNALS:
    void saved(const consultantos::Monitor &monitor);

private:
    [[nodiscard]] QWidget *makeForm();
    void loadChoices();
    void validate();

    const AppServices &m_services;
    MonitorsController *m_controller;
    const Monitor m_former;
    CompanyModel *m_companies;
    QLineEdit *m_company;
    QLineEdit *m_name;
    WatchEditor *m_watch;
    ScheduleEditor *m_schedule;
    OutputsEditor *m_outputs;
    QLabel *m_error;
    QPushButton *m_save = nullptr;
    bool m_isSaving = false;
};

} // namespace consultantos
