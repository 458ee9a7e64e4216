// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/company.h"
#include "model/report_edit.h"
#include "model/request.h"

#include <QStringList>

namespace consultantos {

class FactStore;

/// What a request is about, once its names are resolved.
struct RequestBasis {
    AnalysisRequest request;
    Company company;
    bool isKnown = false;      ///< the store has facts of it
    QStringList limits;        ///< what the reader must know first; no figures
    QList<ReportEdit> edits{}; ///< what persons set in the report, or in the last one on this company and question
    QString reportId{};        ///< of the report to be; what goes out to the network for it is recorded under it
};

/// The company as a text that changes with all that is known of it: for keys of what is derived.
[[nodiscard]] QString cacheText(const Company &company);
/// Likewise the request, but for what doesn't decide what is derived: how the company was typed, which facts files came
/// with it (they are in the store by then), which frameworks are wanted, and how far the company is forecast.
[[nodiscard]] QString cacheText(const AnalysisRequest &request);

/// The edits that a framework is derived with, as a text; empty if there are none.
[[nodiscard]] QString cacheText(const QList<ReportEdit> &edits, const QString &framework);

/// Resolves the company and the industry. A company that the store doesn't know is accepted if the request names an
/// industry that it does; else NotFound with the nearest names.
/// `frameworks`: the ids that there are.
[[nodiscard]] Result<RequestBasis> resolveRequest(const AnalysisRequest &request, const FactStore &store,
                                                  const QStringList &frameworks = AnalysisRequest::knownFrameworks());

} // namespace consultantos
