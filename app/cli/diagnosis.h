// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "command_line.h"
#include "model/metrics_history.h"

#include <QList>
#include <QString>

namespace consultantos {

/// One thing looked at by `doctor`.
struct Finding {
    QString subject;
    QString state; ///< in plain words
    bool isFine = true;
    QString advice; ///< what to do where it isn't fine
};

/// What the program runs with. Changes nothing: a store that is not there yet is not made.
struct Diagnosis {
    QList<SettingDescription> settings;
    QList<Finding> findings;
    QList<SlowStatement> slowStatements; ///< of the last day, the slowest first

    [[nodiscard]] static Diagnosis of(const CommandLine &line);
    [[nodiscard]] bool isFine() const;
};

} // namespace consultantos
