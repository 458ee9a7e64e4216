// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A value that a figure shouldn't pass unnoticed, drawn by the user.
struct FigureLine {
    /// A line of the statements or a ratio: an id of resources/concepts.json or formulas.json, e.g. "operating_margin".
    QString figure;
    double value = 0; ///< in the figure's unit: ratios as 0.25, amounts in the reporting currency

    bool operator==(const FigureLine &) const = default;
};

/// What of a company a monitor looks at. At least one must be on.
struct MonitorWatch {
    bool filings = true; ///< filings that weren't there before
    bool figures = true; ///< values of new periods, and restatements
    /// Which figures: ids as in FigureLine. Empty: the usual ones, defaultFigures().
    QStringList figureIds;
    bool quarters = false;    ///< values of quarters, too, each held against the quarter a year before
    bool news = false;        ///< headlines and entries of feeds that name the company, of the sources that are on
    bool riskFactors = false; ///< risk factors of the annual reports stored: added and dropped
    QStringList frameworks;   ///< ids of frameworks whose scores are watched, as in AnalysisRequest
    QList<FigureLine> lines;

    /// Revenue, operating income, net income, diluted earnings per share, operating and free cash flow, gross and
    /// operating margin.
    [[nodiscard]] static QStringList defaultFigures();
    [[nodiscard]] bool isEmpty() const;
    bool operator==(const MonitorWatch &) const = default;
};

/// From when on a change matters. A change must pass all that apply to its unit.
struct MonitorThresholds {
    double relative = 0.05; ///< of amounts and multiples: |after / before − 1|
    double absolute = 0;    ///< of amounts in a currency: |after − before|; 0: any
    double points = 0.01;   ///< of ratios: |after − before|, 0.01 is one percentage point
    double score = 0.1;     ///< of a framework's score, beside leaving its interval

    bool operator==(const MonitorThresholds &) const = default;
};

/// When a monitor is checked.
struct MonitorSchedule {
    enum class Kind { Every, Cron };
    enum class Unit { Minutes, Hours, Days, Weeks };

    Kind kind = Kind::Every;
    int every = 1; ///< of Every: 1 … 1,000 units, counted from when the monitor was added
    Unit unit = Unit::Days;
    QString cron;                             ///< of Cron: five fields, minute hour day month weekday
    QString timeZone = QStringLiteral("UTC"); ///< IANA name; days, weeks and cron follow its clocks
    int jitterSeconds = 300;                  ///< a monitor's checks are late by the same share of this each time

    bool operator==(const MonitorSchedule &) const = default;
};

[[nodiscard]] QString scheduleUnitName(MonitorSchedule::Unit unit); ///< "minutes", "hours", "days", "weeks"
[[nodiscard]] std::optional<MonitorSchedule::Unit> scheduleUnitFromName(const QString &name);

/// Where alerts go beside the list.
struct MonitorOutputs {
    QString webhook;   ///< address that gets each alert as JSON; empty: none
    QStringList mails; ///< addresses; empty: none
    bool desktop = true;

    bool operator==(const MonitorOutputs &) const = default;
};

enum class CheckOutcome {
    Never,     ///< not checked yet
    FirstLook, ///< there was nothing to compare with: what was seen is what later checks are held against
    Unchanged,
    Changed, ///< at least one alert was raised or folded
    Failed
};
[[nodiscard]] QString checkOutcomeName(
    CheckOutcome outcome); ///< "never", "first_look", "unchanged", "changed", "failed"
[[nodiscard]] CheckOutcome checkOutcomeFromName(const QString &name);

/// How a check went.
struct CheckResult {
    CheckOutcome outcome = CheckOutcome::Never;
    int raised = 0;     ///< new alerts
    int folded = 0;     ///< news that went into alerts that are open
    QStringList limits; ///< what could not be looked at, and why
    QString error;      ///< of Failed
    double durationS = 0;

    bool operator==(const CheckResult &) const = default;
};

/// Something that watches a company on a schedule.
struct Monitor {
    static constexpr int SchemaVersion = 1;

    QString id;
    QString user; ///< who added it; empty: nobody in particular
    QString name;
    QString companyId;
    QString companyName;
    MonitorWatch watch;
    MonitorThresholds thresholds;
    MonitorSchedule schedule;
    MonitorOutputs outputs;
    bool isActive = true;
    QDateTime created;   ///< UTC; the anchor of Every
    QDateTime nextCheck; ///< UTC; invalid while paused
    QDateTime lastCheck; ///< UTC; invalid before the first
    CheckResult lastResult;
    int failures = 0; ///< one after another

    bool operator==(const Monitor &) const = default;
};

/// {schema_version, id, user, name, company, company_name, watch{…}, thresholds{…}, schedule{…}, outputs{…}, active,
/// created, next_check, last_check, last_result{…}, failures}; times ISO 8601 in UTC, null where there are none.
[[nodiscard]] QJsonObject toJson(const Monitor &monitor);
/// NewerVersion for what a newer version wrote; Malformed for fields of the wrong kind.
[[nodiscard]] Result<Monitor> monitorFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const MonitorWatch &watch);
[[nodiscard]] QJsonObject toJson(const MonitorSchedule &schedule);
[[nodiscard]] QJsonObject toJson(const CheckResult &result);

} // namespace consultantos
