// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

namespace consultantos {

/// Puts companies beside each other, by figures of their facts or a framework of their newest kept reports.
class CompareCommand final : public Command {
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    [[nodiscard]] ExitCode run(const CommandLine &line, const QCommandLineParser &parser,
                               Terminal &terminal) const override;
};

} // namespace consultantos
