// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the view that opens, saves and keeps.
#include "agents/report_exhibits.h"
#include "analysis/valuation/company_scenario.h"
#include "base/paths.h"
#include "base/whole_file.h"
#include "evidence/valuation_basis.h"
#include "report/valuation_workbook.h"
#include "scenarios/scenario_files.h"
#include "scenarios/scenario_view.h"
#include "widgets/async.h"
#include "widgets/saving.h"

#include <QFileDialog>

namespace consultantos {

void ScenarioView::open(const QString &path)
{
    runAsync(
        m_services.pool, this, [path] { return readScenarioFile(path); },
        [this, path](const Result<ScenarioFile> &file) {
            if (!file) {
                Q_EMIT failed(file.error());
                return;
            }
            m_desk->setModel(file->model, file->decision, path);
            Q_EMIT opened();
        });
}

void ScenarioView::openExample()
{
    runAsync(
        m_services.pool, this, [] { return readScenarioFile(resourcePath(QStringLiteral("scenarios/launch.json"))); },
        [this](const Result<ScenarioFile> &file) {
            if (!file) {
                Q_EMIT failed(file.error());
                return;
            }
            m_desk->setModel(file->model, file->decision);
            Q_EMIT opened();
        });
}

void ScenarioView::openCompany(const QString &company)
{
    runAsync(
        m_services.pool, this,
        [facts = m_services.facts, company, date = m_services.clock->nowUtc().date()]() -> Result<ScenarioModel> {
            const auto basis = valuationBasis(*facts, company, resourceDir(), date);
            if (!basis)
                return tl::unexpected(basis.error());
            const auto start = startingValuation(basis->sources);
            if (!start)
                return tl::unexpected(start.error());
            return companyScenario(basis->sources.financials, *start);
        },
        [this](const Result<ScenarioModel> &model) {
            if (!model) {
                Q_EMIT failed(model.error());
                return;
            }
            m_desk->setModel(*model);
            Q_EMIT opened();
        });
}

void ScenarioView::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a scenario"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Scenario (*.json)"));
    connect(dialog, &QFileDialog::fileSelected, this, &ScenarioView::open);
    dialog->open();
}

void ScenarioView::chooseTarget(bool isWorkbook)
{
    const auto title = m_desk->model().title;
    const auto name = title.isEmpty() ? tr("scenario") : asFileName(title);
    const auto file = m_desk->path().isEmpty() ? name + QStringLiteral(".json") : m_desk->path();
    auto *dialog = isWorkbook ? askWhereToSave(this, tr("Save as workbook"), name + QStringLiteral(".xlsx"),
                                               {tr("Workbook (*.xlsx)")})
                              : askWhereToSave(this, tr("Save the scenario"), file, {tr("Scenario (*.json)")});
    connect(dialog, &QFileDialog::fileSelected, this, isWorkbook ? &ScenarioView::saveWorkbook : &ScenarioView::saveTo);
}

void ScenarioView::saveTo(const QString &path)
{
    runAsync(
        m_services.pool, this, [bytes = m_desk->bytes(), path] { return writeFile(path, bytes); },
        [this, path](const Status &done) {
            if (!done) {
                Q_EMIT failed(done.error());
                return;
            }
            m_desk->setSaved(path);
            Q_EMIT message(savedAsText(path), path);
        });
}

void ScenarioView::saveWorkbook(const QString &path)
{
    saveAsync(m_services.pool, this, path,
              [model = m_desk->pinnedModel(), path] { return writeScenarioWorkbook(model, path); });
}

void ScenarioView::keep()
{
    auto model = m_desk->pinnedModel();
    for (auto &driver : model.drivers) {
        // A slider's value is the user's.
        if (m_desk->pinned(driver.name))
            driver.source.clear();
    }
    Q_EMIT keepRequested(
        [model, date = m_services.clock->nowUtc().date()](const Report &report) -> Result<Report> {
            SimulationOptions options;
            options.method = DrawMethod::Sobol;
            const auto simulation = simulate(model, options);
            if (!simulation)
                return tl::unexpected(simulation.error());
            const auto exhibit = scenarioExhibit(model, *simulation, date);
            return exhibit ? Result<Report>(reportWith(report, *exhibit)) : tl::unexpected(exhibit.error());
        },
        {}, tr("The scenario becomes a part of this report, with what it rests on:"), QLatin1String(Exhibit::Scenario));
}

} // namespace consultantos
