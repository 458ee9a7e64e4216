// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/egress_entry.h"

#include <QString>

namespace consultantos {

/// What a request was for, in words: "sec_edgar.facts" is "SEC EDGAR: figures", "sec_edgar" the source alone. What has no
/// words yet stays as it is.
[[nodiscard]] QString egressPurpose(const QString &kind);
/// How it ended, in words: "Answered", "Refused while offline", …
[[nodiscard]] QString egressOutcome(const QString &outcome);
/// Everything the ledger knows of one request, in a sentence or two.
[[nodiscard]] QString egressDetails(const EgressEntry &entry);
/// "12.3 kB" in the language's form.
[[nodiscard]] QString bytesText(qint64 bytes);

} // namespace consultantos
