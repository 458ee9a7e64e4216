// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/replay/recorded_analysis.h"
#include "base/cancellation.h"
#include "base/clock.h"
#include "base/result.h"
#include "model/report.h"
#include "report/language/report_languages.h"
#include "report/sealed/sealed_file.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A report with all that it was derived from, as one file: the request, the facts of the company and its peers, the
/// passages and pages used, a language model's checked words, the resources that decide what is derived, the user's frameworks
/// that were asked for (from the folder `userFrameworks`; empty: none), and the report itself as JSON. Refused with Internal where the report can't be rebuilt from these to the byte.
[[nodiscard]] Result<QByteArray> sealReport(const Report &report, const RecordedAnalysis &recorded,
                                            const QString &resourceDir, const QString &userFrameworks,
                                            const std::optional<SigningKey> &key = std::nullopt);

/// What became of a sealed file that was looked into.
struct SealVerdict {
    SealCheck check;
    QStringList differences;      ///< translated: what of the program isn't as it was when the report was sealed
    std::optional<Report> report; ///< rebuilt; empty where the file isn't intact or the program differs
    ReportLanguages languages;    ///< the one that the report was asked for in, as it was when the report was sealed
    bool isSame = false;          ///< rebuilt, and its JSON is to the byte the one that was sealed

    [[nodiscard]] bool isVerified() const { return check.isIntact() && isSame; }
};

/// Looks at every byte, then derives the report anew by the resources in the file, which are put into a temporary folder
/// meanwhile. Takes about as long as an analysis without a model. Errors: Malformed, NewerVersion, Cancelled; DiskFull where
/// there is no room for the folder.
[[nodiscard]] Result<SealVerdict> verifySealed(const QByteArray &file, const Clock &clock,
                                               const CancellationToken &cancel = {});

} // namespace consultantos
