// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/financials.h"
#include "model/report.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A company's figure in one fiscal year, or why there is none.
struct FigureBeside {
    std::optional<Figure> figure;
    QString notDerivable;

    bool operator==(const FigureBeside &) const = default;
};

/// One company of a comparison of figures.
struct CompanyFigures {
    QString companyId;
    QString name;
    QString currency;
    QList<FigureBeside> years; ///< one for each of FiguresBeside::years
    std::optional<int> rank;   ///< from 1 in the ranked year, equal values share one; empty where it isn't comparable
    std::optional<Figure> percentile; ///< 0 … 1 in the ranked year among all companies of the pool that report it

    bool operator==(const CompanyFigures &) const = default;
};

/// One figure or statement line of several companies, year by year.
struct FiguresBeside {
    QString id;
    QString title;
    QString unit; ///< of the first company that has it
    QString source;
    bool higherIsBetter = true; ///< of statement lines and amounts: larger first, which is no merit
    QList<int> years;           ///< fiscal years, newest first
    int rankedYear = 0;         ///< the newest one that most of them, two at least, report; 0: none
    int poolSize = 0;           ///< companies that the percentile is among
    QList<CompanyFigures> companies;
    QStringList differences; ///< in period and currency, a sentence each
    EvidenceBook evidence;   ///< of every figure shown

    bool operator==(const FiguresBeside &) const = default;
};

/// Most companies beside each other, and years of each.
inline constexpr int MostBeside = 5;
inline constexpr int MostYearsBeside = 10;

/// NotFound where no company knows a ratio or statement line of that id. `pool`: what the percentile is among; the companies
/// themselves may stand in it. Pure; thread-safe.
[[nodiscard]] Result<FiguresBeside> figuresBeside(const QString &id, const QList<Financials> &companies,
                                                  const QList<Financials> &pool, int years);

/// What a kept report says of one section of a framework.
struct SectionBeside {
    std::optional<Score> score;
    QString text;    ///< its statement where there is no score, or why there is nothing
    QString claimId; ///< of the statement; empty: none

    bool operator==(const SectionBeside &) const = default;
};

struct FrameworkBesideRow {
    QString id; ///< of the section
    QString title;
    QList<SectionBeside> cells; ///< one a company

    bool operator==(const FrameworkBesideRow &) const = default;
};

/// One company of a comparison of a framework, and the report that it is taken from.
struct ReportBeside {
    QString company;
    QString reportId; ///< empty: the library has none with this framework
    QDateTime createdAt;
    QString period; ///< label of the newest fiscal year
    QString question;

    bool operator==(const ReportBeside &) const = default;
};

/// A framework of several companies, as their newest kept reports have it.
struct FrameworkBeside {
    QString id;
    QString title;
    QList<ReportBeside> reports;
    QList<FrameworkBesideRow> rows;
    QStringList differences;

    bool operator==(const FrameworkBeside &) const = default;
};

/// A company with its newest report that has the framework, if there is one.
struct KeptReport {
    QString company;
    std::optional<Report> report;
};

[[nodiscard]] FrameworkBeside frameworkBeside(const QString &id, const QList<KeptReport> &kept);

[[nodiscard]] QJsonObject toJson(const FiguresBeside &figures);
[[nodiscard]] QJsonObject toJson(const FrameworkBeside &framework);
/// Lines of fields between tabs, values exact: as spreadsheets take them.
[[nodiscard]] QString tableOf(const FiguresBeside &figures);
[[nodiscard]] QString tableOf(const FrameworkBeside &framework);

} // namespace consultantos
