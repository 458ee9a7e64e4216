// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

namespace consultantos {

/// Runs a scenario model, a decision tree or a market sizing from its file. Needs no data folder.
class ScenarioCommand final : public Command {
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    [[nodiscard]] ExitCode run(const CommandLine &line, const QCommandLineParser &parser,
                               Terminal &terminal) const override;
};

} // namespace consultantos
