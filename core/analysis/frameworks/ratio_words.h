// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace consultantos {

/// Which way a ratio is good for its company. Spending and capital intensity are a choice, not a merit.
enum class Merit { Higher, Lower, None };

/// How a report speaks of a ratio, and what a change of it is worth.
struct RatioWords {
    QString id;
    QString noun;       ///< "gross margin", goes after "its" or "the"
    QString level;      ///< sentence for Prose without full stop; places companys, company, v, p
    QString base;       ///< concept that a gap is multiplied with for its worth in money; empty: none
    double perBase = 1; ///< share of the base that one unit of the ratio stands for (1/365 for days)
    Merit merit = Merit::Higher;
    QStringList topics; ///< of questions
    QString family;     ///< ratios of one family say nearly the same; a list of findings shows one of them
};

/// The words for a ratio id; one with an empty noun for an unknown id.
[[nodiscard]] const RatioWords &ratioWords(const QString &ratioId);
/// Every ratio that the built-in engine speaks of, most telling first.
[[nodiscard]] const QList<RatioWords> &allRatioWords();
/// Ratio ids that speak to a topic of a question, most telling first.
[[nodiscard]] QStringList ratiosOfTopic(const QString &topic);
/// The unit of a difference of two values of `unit` (points for shares).
[[nodiscard]] QString differenceUnit(const QString &unit);
/// "cost of revenue" for "cost_of_revenue": the plain name of a statement line or ratio.
[[nodiscard]] QString lineName(const QString &conceptId);

} // namespace consultantos
