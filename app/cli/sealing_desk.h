// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/replay/recorded_analysis.h"
#include "base/result.h"
#include "model/report.h"
#include "report/sealed/seal_signature.h"

#include <QHash>
#include <QString>

#include <memory>
#include <mutex>
#include <optional>

namespace consultantos {

/// Keeps what analyses were derived from until their reports are sealed. Thread-safe.
class SealingDesk {
public:
    explicit SealingDesk(std::optional<SigningKey> key);
    /// With the private key of a file; without one if `keyPath` is empty. Errors: those of readSigningKey().
    [[nodiscard]] static Result<std::shared_ptr<SealingDesk>> withKey(const QString &keyPath);

    /// The user's folder of frameworks: those that a report was asked for are sealed with it. Before the first report.
    void takeFrameworksFrom(const QString &folder) { m_userFrameworks = folder; }
    /// What the analysis service tells: see AnalysisSources::witness.
    void take(const Report &report, Result<RecordedAnalysis> recorded);
    /// The sealed file. Call once for each report.
    [[nodiscard]] Result<QByteArray> seal(const Report &report);

private:
    std::optional<SigningKey> m_key;
    QString m_userFrameworks;
    std::mutex m_mutex;
    QHash<QString, Result<RecordedAnalysis>> m_recorded; ///< by report
};

} // namespace consultantos
