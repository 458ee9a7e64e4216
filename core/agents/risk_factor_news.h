// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/framework.h"
#include "base/result.h"
#include "storage/document_repository.h"

#include <QList>
#include <QString>

namespace consultantos {

/// What is new in the risk factors of a company's latest stored annual report against that of the year before: factors
/// that the earlier one didn't have, then sentences without counterpart in paragraphs that were added or changed, one a
/// paragraph, then factors that are gone. Empty unless two annual reports of neighbouring years have their risk factors stored. A factor whose
/// heading was reworded while most of its text stayed is no news. Does I/O.
[[nodiscard]] Result<QList<RiskFactorNews>> riskFactorNews(const DocumentRepository &documents,
                                                           const QString &companyId);

} // namespace consultantos
