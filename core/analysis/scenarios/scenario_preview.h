// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/draw_source.h"
#include "analysis/scenarios/driver_program.h"
#include "analysis/scenarios/scenario_model.h"
#include "analysis/scenarios/simulation.h"
#include "base/cancellation.h"

#include <map>

namespace consultantos {

/// A model under a slider: keeps the draws of all quantities and, when one driver changes, computes anew only what follows
/// from it, on the same random numbers, so that the picture moves by the change alone. One thread at a time; make a copy for
/// another one. A step that was cancelled is caught up with by the next.
class ScenarioPreview {
public:
    static constexpr int UsualDraws = 4096;

    [[nodiscard]] static Result<ScenarioPreview> make(const ScenarioModel &model, int draws = UsualDraws,
                                                      quint64 seed = 1, DrawMethod method = DrawMethod::Sobol);

    /// Another distribution (a constant for a slider at a value) of one driver. InvalidArgument, and nothing changed, for an
    /// unknown driver or a distribution that can't be.
    [[nodiscard]] Status setDistribution(const QString &driver, const DistributionSpec &distribution);

    /// The outputs' summaries, in the model's order; Cancelled asks at least every 256 draws. NotDerivable where an output has
    /// no value in any draw.
    [[nodiscard]] Result<QList<DrawSummary>> update(const CancellationToken &cancellation = {});
    /// The model as it stands now.
    [[nodiscard]] const ScenarioModel &model() const { return m_model; }
    /// Formulas computed by the last update(): for tests and figures.
    [[nodiscard]] int recomputedFormulas() const { return m_recomputed; }
    /// Draws of an output after the last update(), undefined ones left out.
    [[nodiscard]] std::vector<double> draws(const QString &output) const;

private:
    ScenarioPreview(ScenarioModel model, DriverProgram program, DrawSource source, int draws);

    ScenarioModel m_model;
    DriverProgram m_program;
    DrawSource m_source;
    int m_draws;
    std::vector<std::vector<double>> m_bases;
    std::vector<std::vector<double>> m_columns;         ///< by slot
    std::vector<std::vector<std::uint8_t>> m_undefined; ///< by slot: what its own formula marks
    std::vector<bool> m_changed;                        ///< drivers since the last whole update
    std::vector<std::uint8_t> m_anyUndefined;
    std::map<QString, DrawSummary> m_summaries;
    int m_recomputed = 0;
};

} // namespace consultantos
