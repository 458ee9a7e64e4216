// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/elided_tips.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

class QWidget;

namespace consultantos {
class MainWindow;
}

namespace consultantos::test {

class MonitorBoard;
class TestServices;

/// Leads through the pages of the program's own window over sample data: a real analysis of starter facts, documents that are
/// made up. Pages: brief, run, summary, porter, swot, pestel, blue_ocean, financials, recommendations, data_requests, library,
/// settings, cache, api, alert_settings, sources, sent, nothing_sent, model, model_brief, prompts, usage, no_usage, performance,
/// performance_failing and performance_idle (each alone), no_performance, inspector, documents, import, search, ask, ask_text,
/// chat, no_chat, no_documents, those of monitor_shots.h, compare_shots.h, scenario_shots.h, forecast_shots.h and
/// framework_shots.h. Some pages are visited in several states, each under a name of its own.
class PageTour {
public:
    /// `shown` is the window, or the dialog in front of it.
    using Visit = std::function<void(const QString &page, QWidget *shown)>;

    explicit PageTour(QStringList pages);
    ~PageTour();
    PageTour(const PageTour &) = delete;
    PageTour &operator=(const PageTour &) = delete;

    [[nodiscard]] MainWindow &window() { return *m_window; }
    /// False if the window doesn't get ready.
    [[nodiscard]] bool show(const QSize &size);
    /// Calls `visit` at each page; false if the analysis doesn't end.
    [[nodiscard]] bool walk(const Visit &visit);

private:
    QStringList m_pages;
    std::unique_ptr<TestServices> m_services;
    std::shared_ptr<MonitorBoard> m_board;
    std::unique_ptr<MainWindow> m_window;
    ElidedTips m_tips; ///< as the program has it
};

} // namespace consultantos::test
