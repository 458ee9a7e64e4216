// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/framework.h"
#include "model/evidence.h"
#include "model/report.h"

#include <QDateTime>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

namespace consultantos {

/// A framework's score as a check saw it.
struct SeenScore {
    Score score;
    QString title; ///< "Porter's Five Forces: Rivalry"

    bool operator==(const SeenScore &) const = default;
};

/// What a check saw of a company, to hold the next one against. A value.
struct CompanySnapshot {
    static constexpr int SchemaVersion = 1;

    /// By figure id, then by periodKey(). Empty for a kind that wasn't looked at.
    QMap<QString, QMap<QString, Figure>> figures;
    QMap<QString, SeenScore> scores; ///< "porter/rivalry"
    QMap<QString, QDate> filings;    ///< when filed, by accession number
    bool hasFilings = false;         ///< they were looked at, also if there were none
    QMap<QString, QDate> news;       ///< of passages by id; an invalid date where they have none
    bool hasNews = false;
    QDateTime newsSeen;      ///< UTC, when they were asked for
    QStringList riskFactors; ///< quotes of what was new or gone
    bool hasRiskFactors = false;

    [[nodiscard]] bool isEmpty() const;
    bool operator==(const CompanySnapshot &) const = default;
};

/// "FY/2021-09-25": companies renumber their years, not their days.
[[nodiscard]] QString periodKey(const Period &period);

[[nodiscard]] QJsonObject toJson(const CompanySnapshot &snapshot);
/// Of an object that a newer version wrote: an empty one, as if nothing had been seen.
[[nodiscard]] CompanySnapshot companySnapshotFromJson(const QJsonObject &object);

/// What is kept after a check that saw `now`: where it couldn't look, what was seen before stays.
[[nodiscard]] CompanySnapshot merged(const CompanySnapshot &before, const CompanySnapshot &now);

/// A filing among the facts.
struct SeenFiling {
    QString accession;
    QString form;
    QDate filed;
    int fiscalYear = 0;
    QString fiscalPeriod;
    QStringList facts; ///< some that it reports, in the evidence
};

/// A company as a check finds it: the snapshot, and what its alerts rest on.
struct CompanyObservation {
    CompanySnapshot seen;
    Company company;
    QMap<QString, QString> labels;  ///< of figures, by id
    EvidenceBook evidence;          ///< of figures, scores, filings and passages
    QHash<QString, Source> sources; ///< of documents and pages
    QList<SeenFiling> filings;      ///< newest first
    QList<Passage> news;            ///< newest first
    QList<RiskFactorNews> riskNews;
    QStringList limits; ///< what could not be looked at
};

} // namespace consultantos
