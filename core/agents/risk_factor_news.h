// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/framework.h"
#include "base/result.h"
#include "storage/document_repository.h"

#include <QList>
#include <QString>

namespace consultantos {

/// The risk factors of a company's latest stored annual report that the one of the year before didn't have, and the other
/// way round, new ones first, each group in its report's order. Empty unless two annual reports of neighbouring years have
/// their risk factors stored. A factor whose heading was reworded while most of its text stayed is no news. Does I/O.
[[nodiscard]] Result<QList<RiskFactorNews>> riskFactorNews(const DocumentRepository &documents,
                                                           const QString &companyId);

} // namespace consultantos
