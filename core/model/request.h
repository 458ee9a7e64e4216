// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/report_layout.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// How much is computed and shown; docs/user-guide.md says what each means.
enum class Depth { Quick, Standard, Deep };

[[nodiscard]] QString depthName(Depth depth); ///< "quick", "standard", "deep"
[[nodiscard]] Result<Depth> depthFromName(const QString &name);

/// How much each criterion of a recommendation counts, against the others.
struct RecommendationWeights {
    double impact = 40;
    double feasibility = 25;
    double risk = 20;
    double time = 15;

    bool operator==(const RecommendationWeights &) const = default;
};

/// What the user asks for. validate() before use.
struct AnalysisRequest {
    static constexpr int UsualForecastYears = 5;
    static constexpr int MostForecastYears = 20;

    QString company;  ///< as typed: a name, ticker or CIK; 1 … 200 characters
    QString industry; ///< industry id or its title; empty: the company's own
    QString question;
    QString region;  ///< free text or ISO country, e.g. "Germany", "Europe"; empty: none
    QString context; ///< the user's own words, kept as a passage
    QStringList frameworks = {QStringLiteral("porter"), QStringLiteral("swot"), QStringLiteral("pestel"),
                              QStringLiteral("blue_ocean")};
    Depth depth = Depth::Standard;
    std::optional<double> marketCap; ///< market value of equity in the reporting currency, for Altman's Z
    QStringList factsFiles;
    QString language;      ///< in which the report is read, ISO 639; empty: English. The analysis is the same in all
    int forecastYears = 0; ///< how far the company's figures are forecast, 1 … MostForecastYears; 0: not at all
    /// What the revenue's growth fades to where it is forecast a second time, as fadeTarget() reads it; empty: its industry's,
    /// where one is published.
    QString fadeTo;

    RecommendationWeights weights{};
    ReportLayout layout{}; ///< of the template of reports that was chosen

    /// The frameworks this version offers, in their canonical order.
    [[nodiscard]] static QStringList knownFrameworks();
    /// The request with trimmed texts and frameworks in canonical order without repeats.
    [[nodiscard]] Result<AnalysisRequest> validated() const;
    bool operator==(const AnalysisRequest &) const = default;
};

[[nodiscard]] QJsonObject toJson(const RecommendationWeights &weights);
/// What it doesn't name keeps its usual weight.
[[nodiscard]] RecommendationWeights recommendationWeightsFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const AnalysisRequest &request);
[[nodiscard]] AnalysisRequest analysisRequestFromJson(const QJsonObject &object);

} // namespace consultantos
