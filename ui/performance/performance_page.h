// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "performance/performance_figures.h"

#include <QElapsedTimer>
#include <QWidget>

#include <chrono>

class QComboBox;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QTimer;

namespace consultantos {

class ChartGrid;
class EmptyState;
class HealthCard;
class RunCards;
class ServiceLevelCard;

/// Where time and money go: requests, cache, agents, models and stores over a time range, live while it is shown.
class PerformancePage : public QWidget {
    Q_OBJECT
public:
    explicit PerformancePage(const AppServices &services, QWidget *parent = nullptr);

    /// The newest run, before the library has it.
    void showRun(const Report &report);
    /// Reads anew and shows it; by itself while the page is visible and not paused: once a second,
    /// ranges over an hour less often.
    void refresh();
    void setRange(std::chrono::seconds range);
    void setPaused(bool isPaused);
    void savePictureTo(const QString &path);
    void saveTableTo(const QString &path);
    [[nodiscard]] QString summary() const;
    [[nodiscard]] const PerformanceFigures &figures() const { return m_figures; }

Q_SIGNALS:
    void briefRequested();
    void reportRequested(const QString &reportId);
    /// `key` as the settings file has it.
    void settingRequested(const QString &key);
    void refreshed();
    void message(const QString &text, const QString &savedFile = {});
    void failed(const consultantos::Error &error);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeBody();
    void show(const PerformanceFigures &figures);
    void chooseFile(const QString &title, const QString &suffix, const QString &filter,
                    void (PerformancePage::*save)(const QString &));
    [[nodiscard]] std::chrono::seconds range() const;

    const AppServices &m_services;
    QComboBox *m_range = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_export = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_body = nullptr;
    QScrollArea *m_scroll = nullptr;
    ServiceLevelCard *m_levels = nullptr;
    HealthCard *m_health = nullptr;
    ChartGrid *m_charts = nullptr;
    RunCards *m_runs = nullptr;
    QTimer *m_timer = nullptr;
    QElapsedTimer m_moneyAge;  ///< of the figures of models
    QElapsedTimer m_healthAge; ///< of what is judged
    PerformanceFigures m_figures;
    bool m_isReading = false;
    int m_query = 0;
};

} // namespace consultantos
