// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/report.h"
#include "table_output.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace consultantos {

/// What can be asked of a kept report: "tipping", "requests" and "contradictions".
[[nodiscard]] QStringList reportReviews();

/// The answer: a line for each tipping point (the score, what it turns into, which input by how much, how often that went so
/// far in the years shown), data request (what it would narrow) or contradiction. As JSON {tipping_points[…]},
/// {data_requests[…]} or {contradictions[…]}.
[[nodiscard]] Result<QByteArray> reviewOf(const Report &report, const QString &review, TableFormat format);

/// What the quality agent says of reports that have its review: verdict, score, what each rule looked at, what was found. As JSON
/// {reviews[…]}.
[[nodiscard]] QByteArray reviewText(const QList<Report> &reviewed, TableFormat format);

} // namespace consultantos
