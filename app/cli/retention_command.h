// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

namespace consultantos {

/// Says what has outlived its rule, and deletes it where that is asked for.
class RetentionCommand final : public Command {
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    [[nodiscard]] ExitCode run(const CommandLine &line, const QCommandLineParser &parser,
                               Terminal &terminal) const override;
};

} // namespace consultantos
