// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the page that copies, saves and keeps.
#include "agents/report_exhibits.h"
#include "base/whole_file.h"
#include "forecast/driver_panel.h"
#include "forecast/forecast_chart.h"
#include "forecast/forecast_controller.h"
#include "forecast/forecast_detail.h"
#include "forecast/forecast_export.h"
#include "forecast/forecast_page.h"
#include "forecast/report_keeping.h"
#include "widgets/saving.h"
#include "widgets/scrolled.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>

namespace consultantos {

namespace {

constexpr qreal ImageScale = 2.0;

} // namespace

void ForecastPage::addDrivers()
{
    // Taller than the page beside the chart: without a place of its own to scroll it would push every other tab out of sight.
    m_detail->addCompanyTab(scrolled(m_drivers), tr("D&rivers"));
    connect(m_drivers, &DriverPanel::failed, this, &ForecastPage::failed);
    connect(m_drivers, &DriverPanel::message, this, &ForecastPage::message);
}

void ForecastPage::keep()
{
    // What is looked at is what is kept.
    if (m_drivers->isVisible() && m_drivers->isReady()) {
        m_keptPage = QLatin1String(Exhibit::Drivers);
        const auto drivers = m_drivers->drivers();
        const auto companyId = drivers.known->companyId();
        const auto date = m_services.clock->nowUtc().date();
        m_keeping->ask(
            [drivers, companyId, date](const Report &report) -> Result<Report> {
                SimulationOptions options;
                options.method = DrawMethod::Sobol;
                const auto forecast = forecastByDrivers(drivers, options);
                if (!forecast)
                    return tl::unexpected(forecast.error());
                const auto exhibit = driverExhibit(*forecast, companyId, date);
                return exhibit ? Result<Report>(reportWith(report, *exhibit)) : tl::unexpected(exhibit.error());
            },
            companyId, tr("The driver tree becomes a part of this report, with what it rests on:"), window());
        return;
    }
    m_keptPage = QStringLiteral("forecasts");
    if (const auto *entry = current())
        m_keeping->ask(*entry, window());
}

void ForecastPage::copyTable()
{
    if (const auto *entry = current(); entry != nullptr && entry->outcome) {
        QGuiApplication::clipboard()->setText(forecastClipboardText(*entry));
        Q_EMIT message(tr("The table is on the clipboard."));
    }
}

void ForecastPage::copyImage()
{
    QGuiApplication::clipboard()->setImage(m_detail->chart()->toImage(ImageScale));
    Q_EMIT message(tr("The image is on the clipboard."));
}

void ForecastPage::chooseFile()
{
    const auto path = QFileDialog::getOpenFileName(this, tr("Open a table"), QString(),
                                                   tr("Tables (*.csv *.tsv *.tab *.txt *.xlsx *.ods);;All files (*)"));
    if (!path.isEmpty())
        showFile(path);
}

void ForecastPage::chooseCsv()
{
    auto *dialog = askWhereToSave(this, tr("Save the forecasts"), QStringLiteral("forecast.csv"), {tr("CSV (*.csv)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ForecastPage::saveCsv);
}

void ForecastPage::chooseImage()
{
    auto *dialog = askWhereToSave(this, tr("Save the image"), QStringLiteral("forecast.png"), {tr("PNG (*.png)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ForecastPage::saveImage);
}

void ForecastPage::saveCsv(const QString &path)
{
    saveAsync(m_services.pool, this, path,
              [entries = m_controller->entries(), path] { return writeFile(path, forecastCsv(entries)); });
}

void ForecastPage::saveImage(const QString &path)
{
    saveAsync(m_services.pool, this, path,
              [image = m_detail->chart()->toImage(ImageScale), path] { return writePicture(path, image); });
}

} // namespace consultantos
