// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "model/report.h"
#include "report/report_export.h"
#include "storage/report_repository.h"
#include "undo/undo_steps.h"

#include <QSet>
#include <QStringList>
#include <QWidget>

#include <memory>

class QComboBox;
class QLineEdit;
class QMimeData;
class QPushButton;
class QStackedWidget;
class QTableView;
class QTemporaryDir;
class QTimer;

namespace consultantos {

class EmptyState;
class LibraryModel;

/// All stored reports: search in their full text, filter, sort, open, pin, delete, drag out as files. Reads the library on the pool, a
/// page at a time, again whenever it is shown or another instance has changed it.
class LibraryPage : public QWidget {
    Q_OBJECT
public:
    explicit LibraryPage(const AppServices &services, QWidget *parent = nullptr);
    ~LibraryPage() override;

    void reload();
    void openReport(const QString &id);
    void deleteSelected();
    /// Marks the reports that are pinned; the button pins or lets go.
    void setPinned(const QSet<QString> &ids);
    void focusSearch();

Q_SIGNALS:
    void opened(const std::shared_ptr<const consultantos::Report> &report);
    void deleted(const QString &id);
    /// Reports were deleted: how they come back.
    void undoOffered(const consultantos::UndoStep &step);
    void pinWished(const QStringList &ids, bool isPinned);
    void briefRequested();
    void watchRequested(const QString &company);
    void compareRequested(const QString &oneId, const QString &otherId);
    /// Into a folder, a file each; see ReportExport::saveSeveral().
    void saveRequested(const QStringList &ids, consultantos::ReportExport::Format format);
    void failed(const consultantos::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void openSelected();
    void pollChanges();
    void fetchMore();
    void sortBy(int column, Qt::SortOrder order);
    /// What the fields say; of the first page.
    [[nodiscard]] ReportFilter filter() const;
    void showReports(const ReportPage &page, const ReportFilter &of);
    void refreshState();
    [[nodiscard]] QStringList selectedIds() const;
    [[nodiscard]] bool showsPinned() const;
    [[nodiscard]] bool isSelectionPinned() const;
    /// Those reports as files that are written while they are dragged; null where no format is allowed.
    [[nodiscard]] QMimeData *draggedReports(const QStringList &ids);

    const AppServices &m_services;
    LibraryModel *m_model = nullptr;
    QLineEdit *m_search = nullptr;
    QComboBox *m_status = nullptr;
    QTableView *m_table = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_delete = nullptr;
    QPushButton *m_watch = nullptr;
    QPushButton *m_compare = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_pin = nullptr;
    QTimer *m_typing = nullptr;
    QTimer *m_polling = nullptr;
    std::unique_ptr<QTemporaryDir> m_dragged; ///< files of dragged reports; null: none was dragged
    ReportFilter m_shown;                     ///< what the rows are of, with the cursor behind them
    ReportSort m_sort = ReportSort::Newest;
    bool m_isReversed = false;
    int m_query = 0; ///< answers to an older query are dropped
    qint64 m_changes = -1;
};

} // namespace consultantos
