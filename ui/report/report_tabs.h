// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QWidget>

#include <memory>

class QStackedWidget;
class QTabWidget;
class QThreadPool;

namespace consultantos {

class ReportEditing;
class ReportView;

/// The open reports, a tab each.
class ReportTabs : public QWidget {
    Q_OBJECT
public:
    explicit ReportTabs(QWidget *parent = nullptr);

    /// Opens it in a new tab, or shows the tab that has it.
    void open(const std::shared_ptr<const Report> &report);
    [[nodiscard]] bool show(const QString &reportId);
    /// From here on a report that was asked for in a language is read in it, as soon as `pool` has translated it. `pool` must
    /// outlive this.
    void readInTheirLanguages(QThreadPool *pool);
    /// Makes the reports editable; before the first one is opened. It must outlive this.
    void enableEditing(ReportEditing *editing);
    /// Shows a report that was changed in place of the one that is open, on the same page.
    void replace(const std::shared_ptr<const Report> &report);
    void closeReport(const QString &reportId);
    void closeCurrent();
    [[nodiscard]] ReportView *current() const;
    [[nodiscard]] QStringList openIds() const;
    /// Of the open reports, in the order of their tabs.
    [[nodiscard]] QList<ReportView *> views() const;

Q_SIGNALS:
    void currentChanged();
    void libraryRequested();
    void evidenceActivated(const std::shared_ptr<const consultantos::Report> &report, const QString &scheme,
                           const QString &id);

private:
    [[nodiscard]] ReportView *view(int index) const;
    [[nodiscard]] ReportView *makeView(const std::shared_ptr<const Report> &report);
    void close(int index);

    QStackedWidget *m_stack = nullptr;
    QTabWidget *m_tabs = nullptr;
    ReportEditing *m_editing = nullptr; ///< null: reports are shown only
    QThreadPool *m_pool = nullptr;      ///< null: reports are read as they are kept
};

} // namespace consultantos
