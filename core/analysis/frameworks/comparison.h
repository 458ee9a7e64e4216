// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/workbench.h"

namespace consultantos {

/// A ratio of the company beside what it is held against, one year at a time.
///
/// Against the median of comparable peers where at least Workbench::MinPeers report the ratio, else against the
/// published industry average, else against the company's own median of earlier years (three or more). `z` tells how
/// far: peers and history (own − median) / MAD, with MAD the median absolute deviation · 1.4826 (Hampel 1974: then it
/// estimates a standard deviation); a published average has no spread, so one z is a quarter of the average (our
/// convention).
struct Comparison {
    QString ratioId;
    Figure own;
    Figure reference;
    Figure gap; ///< own − reference, in points for shares
    Figure z;
    QString basis;       ///< "peers", "anchor" or "history"
    int persistence = 1; ///< years in a row, latest included, with |z| of `deviations` or more on the same side
};

/// The earlier years that a company is held against: all but the latest two or, where those are fewer than three, all
/// but the latest; empty where those are fewer than three too.
[[nodiscard]] QList<Figure> earlierYears(const Workbench &bench, const QString &ratioId);

/// Empty where the company's ratio or every reference is missing, and for amounts of money, which companies of
/// different size can't be compared by. `deviations`: from which |z| a year counts as standing out.
[[nodiscard]] std::optional<Comparison> compareWithReference(Workbench &bench, const QString &ratioId,
                                                             double deviations = 1);

/// "the comparable peers' median", "the published industry average", "its own earlier median".
[[nodiscard]] QString basisWords(const QString &basis);
/// Confidence of a statement that is computed on this basis: 0.95 from the company's own facts alone (empty basis),
/// 0.85 against peers, 0.7 against a published average, 0.65 against its own history.
[[nodiscard]] double confidenceOf(const QString &basis);

/// Change of a ratio from the year before; empty where one of the two is missing.
[[nodiscard]] std::optional<Figure> changeOf(Workbench &bench, const QString &ratioId);
/// What `gap` of this ratio is worth in money at the company's latest size; empty where the ratio has no base.
[[nodiscard]] std::optional<Figure> worthOf(Workbench &bench, const QString &ratioId, const Figure &gap,
                                            const QString &qualifier);

/// Writes "Tesla's gross margin was 17.9 % in FY2024", or "its gross margin …" where the company was just named.
void writeLevel(const Workbench &bench, ClaimBuilder &claim, const QString &ratioId, const Figure &figure,
                bool isPronoun = false);
/// Writes ", 1.9 pp less than the year before", after `joint` (", " or " and " …).
void writeChange(const Workbench &bench, ClaimBuilder &claim, const Figure &change, const QString &joint);
/// True where a figure is written without any digit but zeros.
[[nodiscard]] bool isWrittenAsZero(const Figure &figure);
/// Writes ", 3.1 pp above the published industry average of 14.8 %".
void writeGap(const Workbench &bench, ClaimBuilder &claim, const Comparison &comparison);

} // namespace consultantos
