// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "base/cancellation.h"
#include "evidence/company_history.h"
#include "forecast/forecast_entry.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace consultantos {

class DriverPanel;
class ForecastController;
class ForecastDetail;
class ReportKeeping;
struct Report;
class SeriesListModel;
class SourceBar;

/// Forecasts of a company's lines or of a table's series, with what is to be known of them.
class ForecastPage : public QWidget {
    Q_OBJECT
public:
    explicit ForecastPage(const AppServices &services, QWidget *parent = nullptr);
    ~ForecastPage() override;

    /// Reads the company's lines and forecasts one of them; empty: its revenue.
    void showCompany(const QString &name, const QString &lineId = {});
    /// A table as text, as from the clipboard.
    void showText(const QString &text);
    void showFile(const QString &path);
    void showEntries(std::vector<ForecastEntry> entries);
    void selectRow(int row);
    [[nodiscard]] ForecastController *controller() const { return m_controller; }
    [[nodiscard]] ForecastDetail *detail() const { return m_detail; }
    [[nodiscard]] DriverPanel *drivers() const { return m_drivers; }
    [[nodiscard]] SourceBar *source() const { return m_source; }
    [[nodiscard]] ReportKeeping *keeping() const { return m_keeping; }
    void copyTable();
    void copyImage();
    void saveCsv(const QString &path);
    void saveImage(const QString &path);

Q_SIGNALS:
    /// The forecast or driver tree stands in that report now, which is saved, on that page of it.
    void kept(const std::shared_ptr<const consultantos::Report> &report, const QString &page);
    void message(const QString &text, const QString &savedFile = {});
    /// Forecasts that took so long that their user may have turned to something else: how many, and how many failed.
    void longRunEnded(int series, int failures);
    void failed(const consultantos::Error &error);

protected:
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    using ReadSeries = std::vector<forecasting::RawSeries>;
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeProgress();
    [[nodiscard]] QWidget *makeList();
    void addShortcuts();
    void addDrivers();
    void keep();
    void paste();
    void chooseFile();
    void chooseCsv();
    void chooseImage();
    void readTable(const std::function<Result<ReadSeries>(const CancellationToken &)> &read);
    void takeTable(const std::shared_ptr<const Result<ReadSeries>> &read);
    void showLines();
    void changeFrequency();
    void showProgress();
    [[nodiscard]] const ForecastEntry *current() const;

    const AppServices &m_services;
    ForecastController *m_controller;
    SourceBar *m_source;
    SeriesListModel *m_list;
    QSortFilterProxyModel *m_sorted;
    QTableView *m_table = nullptr;
    QSplitter *m_splitter;
    QWidget *m_side = nullptr; ///< the list with its search
    ForecastDetail *m_detail;
    DriverPanel *m_drivers;
    QStackedWidget *m_stack;
    QLabel *m_summary;
    QPushButton *m_keep;
    QPushButton *m_share;
    ReportKeeping *m_keeping;
    QString m_keptPage; ///< of what was asked to be kept last
    QWidget *m_progress = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_resume = nullptr;
    QTimer m_stepsLater; ///< the horizon is taken when the user pauses
    std::shared_ptr<const CompanyHistory> m_history;
    CancellationSource m_reading;
    int m_query = 0; ///< grows with each source, so that a slower one before it is dropped
    bool m_knowsCompanies = false;
};

} // namespace consultantos
