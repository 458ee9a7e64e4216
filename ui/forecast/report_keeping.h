// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "forecast/forecast_entry.h"
#include "model/report.h"

#include <QObject>

#include <functional>
#include <memory>

class QWidget;

namespace consultantos {

/// The report with the forecast as shown, its figures among the evidence; one of the same line and frequency is replaced.
/// NotDerivable, in words for the user, where a report has no periods for it: a table whose periods are mere numbers. Pure.
[[nodiscard]] Result<Report> reportWith(Report report, const ForecastEntry &entry);

/// Puts forecasts, valuations and the like into stored reports as steps of their histories, off the window's thread. Needs
/// AppServices::editor.
class ReportKeeping : public QObject {
    Q_OBJECT
public:
    explicit ReportKeeping(const AppServices &services, QObject *parent = nullptr);

    /// The report with something added; called off the window's thread.
    using Adding = std::function<Result<Report>(const Report &)>;

    /// Asks in a dialog over `window` into which report, those of the company first, under the words of `label`.
    void ask(const Adding &add, const QString &companyId, const QString &label, QWidget *window);
    void keep(const Adding &add, const QString &reportId);
    void ask(const ForecastEntry &entry, QWidget *window);
    void keep(const ForecastEntry &entry, const QString &reportId);

Q_SIGNALS:
    void kept(const std::shared_ptr<const consultantos::Report> &report);
    void failed(const consultantos::Error &error);

private:
    const AppServices &m_services;
};

} // namespace consultantos
