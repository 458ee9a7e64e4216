// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "forecast/forecast_entry.h"
#include "model/report.h"

#include <QObject>

#include <memory>

class QWidget;

namespace consultantos {

/// The report with the forecast as shown, its figures among the evidence; one of the same line and frequency is replaced.
/// NotDerivable, in words for the user, where a report can't say how the numbers come about: a method that the user chose,
/// values that were filled in, frequencies other than yearly, quarterly and monthly. Pure.
[[nodiscard]] Result<Report> reportWith(Report report, const ForecastEntry &entry);

/// Puts forecasts into stored reports, off the window's thread.
class ReportKeeping : public QObject {
    Q_OBJECT
public:
    explicit ReportKeeping(const AppServices &services, QObject *parent = nullptr);

    /// Asks in a dialog over `window` into which report, those of the same company first.
    void ask(const ForecastEntry &entry, QWidget *window);
    void keep(const ForecastEntry &entry, const QString &reportId);

Q_SIGNALS:
    void kept(const std::shared_ptr<const consultantos::Report> &report);
    void failed(const consultantos::Error &error);

private:
    const AppServices &m_services;
};

} // namespace consultantos
