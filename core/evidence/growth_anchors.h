// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/company.h"

#include <QList>
#include <QString>

namespace consultantos {

/// A published growth a year that a company's may be held against.
struct GrowthAnchor {
    QString id;        ///< "industry" (expected over five years), "economy" (the company's country), "world"
    QString title;     ///< translated, with the years it is of
    double rate = 0.0; ///< as a ratio, nominal
    QString source;    ///< the publication and the place in it
    int year = 0;      ///< of the publication, or the last one of its values
};

/// What is published for a company: its industry's expected growth, and the nominal growth of its country's and the world's
/// gross domestic product over ten years, which is computed from the two ends. Those that there are; an error names the file
/// that can't be read. A company without a country counts as American, where its filings are from.
[[nodiscard]] Result<QList<GrowthAnchor>> growthAnchors(const Company &company, const QString &resourceDir);

} // namespace consultantos
