// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

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
    [[nodiscard]] ScenarioDesk &desk() { return *m_desk; }
    [[nodiscard]] const std::optional<MarketSizing> &sizing() const { return m_sizing; }

Q_SIGNALS:
    void failed(const Error &error);
    void message(const QString &text);
    void sized();

private:
    void chooseFile();
    void compute();
    void show(const MarketSizing &sizing);

    const AppServices &m_services;
    ScenarioDesk *m_desk; ///< of the assumptions; their levels are computed here
    MarketSizingModel m_model;
    std::optional<MarketSizing> m_sizing;
    int m_query = 0;
    QStackedWidget *m_stack;
    QLabel *m_title;
    RangeBars *m_bars;
    QTextBrowser *m_tables;
    DriverTable *m_drivers;
};

} // namespace consultantos
