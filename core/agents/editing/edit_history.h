// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/report_edits.h"

#include <QJsonObject>
#include <QString>

namespace consultantos {

/// A step that settles a finding of the report's review, or opens it again: it has no edits, EditEntry::request names the
/// finding, and `source` is the reason, empty where it is opened.
[[nodiscard]] EditEntry findingStep(const QString &finding, const QString &reason);
/// The id of the finding that a step is about; empty if it is about none.
[[nodiscard]] QString findingOf(const EditEntry &entry);

/// A step as lists of them show it: {number, action, undone, request, source, finding, targets[…]}; action is "set", "drop",
/// "carry" or "settle".
[[nodiscard]] QJsonObject historyJson(const EditEntry &entry);

} // namespace consultantos
