// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "forecast/report_keeping.h"

#include "analysis/market/market_sizing.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTextBrowser;

namespace consultantos {

class DriverTable;
class EmptyState;
class RangeBars;
class ScenarioDesk;

/// A market sized top-down and bottom-up: both ways with their intervals, reconciled, above the assumptions.
class SizingView : public QWidget {
    Q_OBJECT
public:
    explicit SizingView(const AppServices &services, QWidget *parent = nullptr);

    void open(const QString &path);
    void openExample();
    void saveTo(const QString &path);
    void saveWorkbook(const QString &path);
    /// With the assumptions as they stand.
    [[nodiscard]] MarketSizingModel model() const;
    [[nodiscard]] ScenarioDesk &desk() { return *m_desk; }
    [[nodiscard]] const std::optional<MarketSizing> &sizing() const { return m_sizing; }

Q_SIGNALS:
    void failed(const Error &error);
    void message(const QString &text, const QString &savedFile = {});
    void sized();
    void keepRequested(const ReportKeeping::Adding &add, const QString &companyId, const QString &label,
                       const QString &page);

private:
    void chooseFile();
    void chooseTarget(bool isWorkbook);
    void keep();
    void compute();
    void show(const MarketSizing &sizing);

    const AppServices &m_services;
    ScenarioDesk *m_desk; ///< of the assumptions; their levels are computed here
    MarketSizingModel m_model;
    std::optional<MarketSizing> m_sizing;
    int m_query = 0;
    QStackedWidget *m_stack;
    QLabel *m_title;
    QPushButton *m_save;
    QPushButton *m_workbook;
    QPushButton *m_keep;
    RangeBars *m_bars;
    QTextBrowser *m_tables;
    DriverTable *m_drivers;
};

} // namespace consultantos
