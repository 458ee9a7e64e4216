// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/report_edits.h"

#include <QJsonObject>
#include <QString>

namespace consultantos {

/// A step that settles a finding of the report's review; it opens the finding again where the reason is empty.
[[nodiscard]] EditEntry findingStep(const QString &finding, const QString &reason);
/// The id of the finding that a step is about; empty if it is about none.
[[nodiscard]] QString findingOf(const EditEntry &entry);

/// A step as lists of them show it: {number, action, undone, request, source, finding, targets[…]}; action is one of
/// editActionName(), targets are ids of edited places, facts, documents and parts.
[[nodiscard]] QJsonObject historyJson(const EditEntry &entry);

} // namespace consultantos
