// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/scenario_preview.h"

#include "analysis/scenarios/scenario_words.h"

#include <algorithm>

namespace consultantos {

using scenario_words::inWords;

Result<ScenarioPreview> ScenarioPreview::make(const ScenarioModel &model, int draws, quint64 seed, DrawMethod method)
{
    if (draws < 1 || draws > SimulationOptions::MostDraws)
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("Scenarios", "Between 1 and 10,000,000 draws are possible.")));
    auto program = DriverProgram::compile(model);
    if (!program)
        return tl::unexpected(program.error());
    // A driver that is constant now may get a distribution later: all take part in the draws.
    auto uncertain = model;
    for (auto &driver : uncertain.drivers) {
        if (driver.distribution.kind == DistributionKind::Constant)
            driver.distribution = DistributionSpec::uniform(0, 1);
    }
    auto source = DrawSource::make(uncertain, seed, method);
    if (!source)
        return tl::unexpected(source.error());
    ScenarioPreview preview(model, std::move(*program), std::move(*source), draws);
    for (qsizetype i = 0; i < model.drivers.size(); ++i) {
        auto distribution = Distribution::make(model.drivers[i].distribution);
        if (!distribution)
            return tl::unexpected(distribution.error());
        preview.m_source.setDistribution(static_cast<int>(i), std::move(*distribution));
    }
    return preview;
}

ScenarioPreview::ScenarioPreview(ScenarioModel model, DriverProgram program, DrawSource source, int draws)
    : m_model(std::move(model))
    , m_program(std::move(program))
    , m_source(std::move(source))
    , m_draws(draws)
    , m_bases(static_cast<std::size_t>(m_program.driverCount()), std::vector<double>(static_cast<std::size_t>(draws)))
    , m_columns(static_cast<std::size_t>(m_program.slotCount()), std::vector<double>(static_cast<std::size_t>(draws)))
    , m_undefined(static_cast<std::size_t>(m_program.slotCount()),
                  std::vector<std::uint8_t>(static_cast<std::size_t>(draws), 0))
    , m_changed(static_cast<std::size_t>(m_program.driverCount()), true)
    , m_anyUndefined(static_cast<std::size_t>(draws), 0)
{
    std::vector<double *> bases;
    for (auto &base : m_bases)
        bases.push_back(base.data());
    m_source.fillBases(0, draws, bases);
}

Status ScenarioPreview::setDistribution(const QString &driver, const DistributionSpec &distribution)
{
    const int slot = m_program.slotOf(driver);
    if (slot < 0 || slot >= m_program.driverCount())
        return fail(
            ErrorCode::InvalidArgument,
            inWords(QT_TRANSLATE_NOOP("Scenarios", "There is no driver or formula called \"%1\".")).arg(driver));
    auto made = Distribution::make(distribution);
    if (!made)
        return tl::unexpected(made.error());
    m_source.setDistribution(slot, std::move(*made));
    m_model.drivers[slot].distribution = distribution;
    m_changed[static_cast<std::size_t>(slot)] = true;
    return {};
}

Result<QList<DrawSummary>> ScenarioPreview::update(const CancellationToken &cancellation)
{
    const auto cancelled = [] {
        return fail(ErrorCode::Cancelled, inWords(QT_TRANSLATE_NOOP("Scenarios", "The simulation was cancelled.")));
    };
    std::vector<int> formulas;
    for (int slot = m_program.driverCount(); slot < m_program.slotCount(); ++slot) {
        if (m_program.depends(slot, m_changed))
            formulas.push_back(slot);
    }
    auto workspace = m_program.workspace();
    std::vector<double *> columns(m_columns.size());
    for (int begin = 0; begin < m_draws; begin += DriverProgram::BlockSize) {
        if (cancellation.isCancelled())
            return cancelled();
        const int count = std::min(DriverProgram::BlockSize, m_draws - begin);
        for (std::size_t slot = 0; slot < m_columns.size(); ++slot)
            columns[slot] = m_columns[slot].data() + begin;
        for (int driver = 0; driver < m_program.driverCount(); ++driver) {
            const auto index = static_cast<std::size_t>(driver);
            if (m_changed[index])
                m_source.transform(driver, m_bases[index].data() + begin, count, columns[index]);
        }
        for (const int slot : formulas) {
            std::fill(workspace.undefined.begin(), workspace.undefined.end(), std::uint8_t{0});
            m_program.evaluateSlot(slot, columns, count, workspace);
            std::copy(workspace.undefined.begin(), workspace.undefined.begin() + count,
                      m_undefined[static_cast<std::size_t>(slot)].begin() + begin);
        }
    }
    std::fill(m_anyUndefined.begin(), m_anyUndefined.end(), std::uint8_t{0});
    for (const auto &marked : m_undefined) {
        for (std::size_t i = 0; i < marked.size(); ++i)
            m_anyUndefined[i] |= marked[i];
    }
    m_recomputed = static_cast<int>(formulas.size());

    QList<DrawSummary> summaries;
    for (const auto &output : m_model.outputs) {
        if (cancellation.isCancelled())
            return cancelled();
        const auto kept = m_summaries.find(output);
        // A draw that became undefined elsewhere leaves this output's column, too.
        if (kept != m_summaries.end() && !m_program.depends(m_program.slotOf(output), m_changed)
            && kept->second.count == std::count(m_anyUndefined.begin(), m_anyUndefined.end(), 0)
            && kept->second.count == m_draws) {
            summaries.append(kept->second);
            continue;
        }
        const auto values = draws(output);
        if (values.empty())
            return fail(
                ErrorCode::NotDerivable,
                inWords(QT_TRANSLATE_NOOP("Scenarios", "%1 has no value in any draw.")).arg(m_model.titleOf(output)));
        summaries.append(m_summaries[output] = summarise(values));
    }
    m_changed.assign(m_changed.size(), false);
    return summaries;
}

std::vector<double> ScenarioPreview::draws(const QString &output) const
{
    const int slot = m_program.slotOf(output);
    std::vector<double> values;
    if (slot < 0)
        return values;
    const auto &column = m_columns[static_cast<std::size_t>(slot)];
    values.reserve(column.size());
    for (std::size_t i = 0; i < column.size(); ++i) {
        if (!m_anyUndefined[i])
            values.push_back(column[i]);
    }
    return values;
}

} // namespace consultantos
