// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// What a change can be put down to.
enum class CauseKind {
    Fact,    ///< another value, or a newer period's
    Source,  ///< a passage of a document, a page, a playbook entry, or the companies compared with
    Method,  ///< a formula, a weight, the engine's version
    Model,   ///< what a language model wrote
    Setting, ///< something of the request
    Edit,    ///< what a person set
};
[[nodiscard]] QString causeKindName(CauseKind kind); ///< "fact", "source", "method", "model", "setting", "edit"

/// One thing that differs between two reports and isn't derived from anything else.
struct DifferenceCause {
    CauseKind kind = CauseKind::Fact;
    QString id;     ///< of the fact, passage or computation; a setting's name
    QString title;  ///< for people, untranslated as reports are: "Revenues, FY2024"
    QString before; ///< as a text; empty if it wasn't there
    QString after;
    std::optional<double>
        share{}; ///< of the change that it caused, all causes' add up to 1; empty where nothing was computed

    bool operator==(const DifferenceCause &) const = default;
};

enum class ReportChangeKind { Score, Figure, Statement, Recommendation, DataRequest };
[[nodiscard]] QString changeKindName(
    ReportChangeKind kind); ///< "score", "figure", "statement", "recommendation", "data_request"

/// One thing of the report that reads otherwise.
struct ReportChange {
    ReportChangeKind kind = ReportChangeKind::Figure;
    QString id;    ///< "porter.rivalry", "gross_margin", "summary.answer"
    QString title; ///< untranslated as reports are
    QString before;
    QString after;
    std::optional<double> difference{}; ///< after − before, of scores and figures that both have
    /// 0 … 1, what changes are ordered by: of a score in shares of its scale, of a figure relative to the larger of both,
    /// 1 for what appears or vanishes.
    double size = 0;
    QList<DifferenceCause> causes; ///< largest share first

    bool operator==(const ReportChange &) const = default;
};

struct ReportDifference {
    QList<DifferenceCause> inputs; ///< all that differs, whether or not it changed anything
    QList<ReportChange> changes;   ///< scores, figures, then statements, each largest first
    bool operator==(const ReportDifference &) const = default;
};

/// What changed from `before` to `after`, and why. Figures are followed down to the facts through the computations that
/// both reports print. Where several causes changed one figure their shares are Shapley values (Shapley 1953) over the
/// formulas evaluated with each of them before or after; of more than eight causes the shares are each one's effect alone,
/// scaled to the whole. Pure; thread-safe.
[[nodiscard]] ReportDifference differenceOf(const Report &before, const Report &after);

[[nodiscard]] QJsonObject toJson(const ReportDifference &difference);

} // namespace consultantos
