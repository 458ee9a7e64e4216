// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QWidget>

#include <memory>

class QStackedWidget;
class QTabWidget;

namespace consultantos {

class ReportView;

/// The open reports, a tab each.
class ReportTabs : public QWidget {
    Q_OBJECT
public:
    explicit ReportTabs(QWidget *parent = nullptr);

    /// Opens it in a new tab, or shows the tab that has it.
    void open(const std::shared_ptr<const Report> &report);
    [[nodiscard]] bool show(const QString &reportId);
    void closeReport(const QString &reportId);
    void closeCurrent();
    [[nodiscard]] ReportView *current() const;
    [[nodiscard]] QStringList openIds() const;

Q_SIGNALS:
    void currentChanged();
    void libraryRequested();
    void evidenceActivated(const std::shared_ptr<const consultantos::Report> &report, const QString &scheme,
                           const QString &id);

private:
    [[nodiscard]] ReportView *view(int index) const;
    void close(int index);

    QStackedWidget *m_stack = nullptr;
    QTabWidget *m_tabs = nullptr;
};

} // namespace consultantos
