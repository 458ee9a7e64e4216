// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

namespace consultantos::test {

/// A small report with every kind of evidence: filed figures of Tesla (10-K for fiscal years 2020 and 2021) with their
/// accession numbers, computations, a restated fact, a passage, a playbook statement, and a document of the user with revenue by
/// segment.
[[nodiscard]] Report sampleReport(const QString &id = QStringLiteral("sample"));

} // namespace consultantos::test
