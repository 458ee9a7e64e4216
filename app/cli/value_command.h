// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

namespace consultantos {

/// Values a company by discounted cash flows from stored facts and published averages, with the sources of all assumptions.
class ValueCommand final : public Command {
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    [[nodiscard]] ExitCode run(const CommandLine &line, const QCommandLineParser &parser,
                               Terminal &terminal) const override;
};

} // namespace consultantos
