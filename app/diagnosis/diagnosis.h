// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "model/metrics_history.h"

#include <QJsonArray>
#include <QList>
#include <QProcessEnvironment>
#include <QString>

namespace consultantos {

/// One thing looked at by `doctor`.
struct Finding {
    QString subject;
    QString state; ///< in plain words
    bool isFine = true;
    QString advice; ///< what to do where it isn't fine
};

/// What is looked at.
struct DiagnosisSubject {
    QString dataDir;
    QString engagement; ///< its name; empty: the data folder's own stores
    QProcessEnvironment environment;
};

/// What the program runs with. Changes nothing: a store that is not there yet is not made.
struct Diagnosis {
    QList<SettingDescription> settings;
    QList<Finding> findings;
    QList<SlowStatement> slowStatements; ///< of the last day, the slowest first

    [[nodiscard]] static Diagnosis of(const DiagnosisSubject &subject);
    [[nodiscard]] bool isFine() const;
    /// For an archive of whoever helps: of each finding {subject, fine}. What else one says may name folders and clients.
    [[nodiscard]] QJsonArray forSupport() const;
};

} // namespace consultantos
