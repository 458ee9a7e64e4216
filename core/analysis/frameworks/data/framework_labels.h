// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/located_json.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace consultantos {

/// What the sentences and thresholds of a framework's file are called for who edits them: by language, then by name. Of a
/// figure of PESTEL the name begins with its measure: "interest.high".
using FrameworkLabels = QMap<QString, QMap<QString, QString>>;

/// "labels" of a framework's file, of whatever else may be wrong in it. Pure.
[[nodiscard]] FrameworkLabels labelsOf(const LocatedJson &root);

/// In that language, else in English, else in any; empty where there is none. Pure.
[[nodiscard]] QString labelIn(const FrameworkLabels &labels, const QString &language, const QString &name);

/// The names that "labels" of a file with that building block may have. Pure.
[[nodiscard]] QStringList labelledNames(const QString &derivation);

} // namespace consultantos
