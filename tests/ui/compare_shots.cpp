// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare_shots.h"

#include "agents/analysis_service.h"
#include "compare/companies_view.h"
#include "compare/compare_page.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "shell/main_window.h"
#include "storage/report_repository.h"

#include <QAbstractItemModel>
#include <QTableView>
#include <QTest>

#include <algorithm>

namespace consultantos::test {

namespace {

/// Waits until the table has rows.
void waitForRows(const QWidget &page, const char *table)
{
    const auto *view = page.findChild<QTableView *>(QLatin1String(table));
    (void)QTest::qWaitFor([view] { return view->model()->rowCount() > 0; }, 30'000);
}

/// The id of the same question's report for another region, kept in the library.
QString otherReport(AppServices &services, const QString &reportId)
{
    const auto report = services.reports->load(reportId);
    auto request = report ? report->request : AnalysisRequest();
    request.region = QStringLiteral("China");
    auto other = services.analysis->analyse(request, {}, {}, CacheUse::Bypass).result();
    if (!other || !services.reports->save(*other))
        return {};
    return other->id;
}

} // namespace

void shootCompare(MainWindow &window, AppServices &services, const QString &reportId, const QStringList &pages,
                  const std::function<void(const QString &)> &shoot)
{
    const auto wants = [&pages](const char *page) { return pages.contains(QLatin1String(page)); };
    if (wants("health")) {
        window.showPage(MainWindow::Reports);
        window.reports()->current()->showPage(QStringLiteral("health"));
        shoot(QStringLiteral("health"));
    }
    if (wants("quality")) {
        auto *view = window.reports()->current();
        window.showPage(MainWindow::Reports);
        view->showPage(QStringLiteral("quality"));
        shoot(QStringLiteral("quality"));
        const auto &quality = view->report()->quality;
        const auto &findings = quality ? quality->findings : QList<QualityFinding>();
        const auto open = std::find_if(findings.cbegin(), findings.cend(),
                                       [](const QualityFinding &finding) { return !finding.settled; });
        if (open != findings.cend()) {
            view->settleFinding(open->id);
            shoot(QStringLiteral("quality_settle"));
        }
    }
    if (wants("no_compare")) {
        window.showPage(MainWindow::Compare);
        shoot(QStringLiteral("no_compare"));
    }
    if (wants("compare")) {
        const auto other = otherReport(services, reportId);
        window.showPage(MainWindow::Compare);
        window.compare()->compareReports(reportId, other);
        waitForRows(*window.compare(), "differences");
        shoot(QStringLiteral("compare"));
    }
    if (wants("companies")) {
        window.showPage(MainWindow::Compare);
        window.compare()->compareCompanies(
            {QStringLiteral("Tesla"), QStringLiteral("General Motors"), QStringLiteral("Ford")},
            QStringLiteral("figure:operating_margin"));
        waitForRows(*window.compare(), "beside");
        shoot(QStringLiteral("companies"));
    }
}

} // namespace consultantos::test
