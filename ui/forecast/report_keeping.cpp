// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/report_keeping.h"

#include "agents/editing/report_editor.h"
#include "agents/report_forecasts.h"
#include "storage/report_repository.h"
#include "widgets/async.h"

#include <QInputDialog>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace consultantos {

namespace {

constexpr int MostReports = 200;

tl::unexpected<Error> notKept(const QString &why, const QString &advice)
{
    return fail(ErrorCode::NotDerivable, why, advice);
}

QString titleOf(const ReportSummary &report)
{
    return QStringLiteral("%1, %2").arg(report.companyName,
                                        QLocale().toString(report.createdAt.toLocalTime(), QLocale::LongFormat));
}

} // namespace

Result<Report> reportWith(Report report, const ForecastEntry &entry)
{
    if (!entry.isDone())
        return notKept(ReportKeeping::tr("This series has no forecast."), {});
    return reportWith(std::move(report),
                      ForecastToKeep{entry.outcome->series, entry.outcome->forecast.steps.size(), entry.company,
                                     entry.lineId, entry.choice.method, entry.adjustment});
}

ReportKeeping::ReportKeeping(const AppServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

void ReportKeeping::ask(const ForecastEntry &entry, QWidget *window)
{
    ask([entry](const Report &report) { return reportWith(report, entry); },
        entry.company ? entry.company->company.id : QString(),
        tr("The forecast becomes a part of this report, with what it rests on:"), window);
}

void ReportKeeping::ask(const Adding &add, const QString &companyId, const QString &label, QWidget *window)
{
    using Listed = std::shared_ptr<const Result<QList<ReportSummary>>>;
    runAsync(
        m_services.pool, this,
        [reports = m_services.reports]() -> Listed {
            ReportFilter filter;
            filter.limit = MostReports;
            return std::make_shared<const Result<QList<ReportSummary>>>(reports->list(filter));
        },
        [this, add, companyId, label, window](const Listed &listed) {
            if (!*listed || (*listed)->isEmpty()) {
                Q_EMIT failed(*listed ? Error{ErrorCode::NotFound, tr("There is no report yet that could keep it."),
                                              tr("Analyse a company first.")}
                                      : listed->error());
                return;
            }
            auto reports = **listed;
            if (!companyId.isEmpty())
                std::stable_partition(reports.begin(), reports.end(), [&companyId](const ReportSummary &report) {
                    return report.companyId == companyId;
                });
            QStringList titles;
            for (const auto &report : std::as_const(reports))
                titles.append(titleOf(report));
            auto *dialog = new QInputDialog(window);
            dialog->setObjectName(QStringLiteral("forecastKeepDialog"));
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->setWindowTitle(tr("Keep in a report"));
            dialog->setLabelText(label);
            dialog->setComboBoxItems(titles);
            dialog->setOkButtonText(tr("Keep"));
            connect(dialog, &QInputDialog::textValueSelected, this, [this, add, reports, titles](const QString &title) {
                if (const auto place = titles.indexOf(title); place >= 0)
                    keep(add, reports[place].id);
            });
            dialog->open();
        });
}

void ReportKeeping::keep(const ForecastEntry &entry, const QString &reportId)
{
    keep([entry](const Report &report) { return reportWith(report, entry); }, reportId);
}

void ReportKeeping::keep(const Adding &add, const QString &reportId)
{
    using Kept = std::shared_ptr<const Result<std::shared_ptr<const Report>>>;
    runAsync(
        m_services.pool, this,
        [editor = m_services.editor, add, reportId]() -> Kept {
            return std::make_shared<const Result<std::shared_ptr<const Report>>>(
                editor->include(reportId, add).map([](const Report &report) {
                    return std::make_shared<const Report>(report);
                }));
        },
        [this](const Kept &kept) {
            if (*kept)
                Q_EMIT this->kept(**kept);
            else
                Q_EMIT failed(kept->error());
        });
}

} // namespace consultantos
