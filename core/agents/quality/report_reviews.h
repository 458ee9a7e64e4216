// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/report.h"

#include <QDate>
#include <QString>

#include <functional>
#include <memory>

namespace consultantos {

class FactStore;

/// Reviews a report as of a day; see QualityAgent::review(). Does I/O.
using ReportReviewer = std::function<Result<QualityReview>(const Report &, const QDate &)>;

/// By the quality agent, whose resources are read at the first review and kept. Thread-safe.
[[nodiscard]] ReportReviewer reportReviewer(const QString &resourceDir, std::shared_ptr<const FactStore> facts);

} // namespace consultantos
