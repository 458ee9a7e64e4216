// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/sealed/sealed_report.h"

#include <QString>

namespace consultantos {

/// verifySealed() of a file. Errors: those and NotFound, Unreadable; Malformed where it is too large for a report.
[[nodiscard]] Result<SealVerdict> verifySealedFile(const QString &path, const Clock &clock,
                                                   const CancellationToken &cancel = {});

/// Why a verdict isn't a good one: Corrupt where the file was changed or its report isn't what its evidence gives,
/// NotDerivable where the file is intact but this program can't rebuild the report.
[[nodiscard]] Error notVerified(const QString &path, const SealVerdict &verdict);

/// What a good verdict says, one sentence, translated.
[[nodiscard]] QString verifiedText(const SealVerdict &verdict);
/// Who signed it, or what it means that nobody did, translated.
[[nodiscard]] QString signatureText(const SealVerdict &verdict);

} // namespace consultantos
