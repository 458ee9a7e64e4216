// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// Which parts a report shows, in which order and under which titles: what a template of reports asks for. A value type; an
/// empty one is the standard report.
struct ReportLayout {
    struct Part {
        QString id;    ///< of parts() or a framework's
        QString title; ///< empty: the part's own

        bool operator==(const Part &) const = default;
    };
    QString id;    ///< the template's, "board_memo"; empty: the standard report
    QString title; ///< of the document, before the company's name; empty: the report's own
    QList<Part> parts;
    bool isOnePage = false; ///< the executive one-pager
    int most = 0;           ///< entries of each list of the summary; 0: all

    /// Every id but those of frameworks: "summary", "recommendations", "frameworks" (all that have no entry of
    /// their own), "financials", "health", "forecasts", "edits", "data-requests", "peers", "quality", "about", "agents",
    /// "evidence".
    [[nodiscard]] static QStringList knownParts();
    [[nodiscard]] bool isStandard() const { return id.isEmpty(); }
    /// Sorts what a renderer has by the layout: `ids` in the report's order; those that the layout doesn't name are left
    /// out. Gives places in `ids`. `isFramework` tells which ids "frameworks" stands for.
    [[nodiscard]] QList<int> order(const QStringList &ids, const QStringList &frameworks) const;
    /// The part's title, or `own` where the layout has none.
    [[nodiscard]] QString titleOf(const QString &id, const QString &own) const;
    bool operator==(const ReportLayout &) const = default;
};

[[nodiscard]] QJsonObject toJson(const ReportLayout &layout);
[[nodiscard]] ReportLayout reportLayoutFromJson(const QJsonObject &object);

} // namespace consultantos
