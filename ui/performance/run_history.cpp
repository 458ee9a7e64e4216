// SPDX-License-Identifier: GPL-3.0-or-later
#include "performance/run_history.h"

#include "performance/performance_words.h"
#include "run/run_model.h"
#include "widgets/shown_value.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMap>

#include <algorithm>
#include <cmath>

namespace consultantos {
namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("RunHistory", text);
}

/// By linear interpolation between the two values next to it; `values` ascending and not empty.
double quantileOf(const std::vector<double> &values, double share)
{
    const double place = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const auto above = std::min(below + 1, values.size() - 1);
    return values[below] + (values[above] - values[below]) * (place - static_cast<double>(below));
}

bool isComputed(const AgentRecord &agent)
{
    return agent.state == AgentState::Done && agent.served.isComputed();
}

struct AgentTimes {
    std::vector<double> seconds;
    double worst = -1;
    QString worstReport;
};

std::optional<AgentRecord> find(const QList<AgentRecord> &agents, const QString &name)
{
    const auto found = std::find_if(agents.begin(), agents.end(), [&](const AgentRecord &agent) {
        return agent.name == name && agent.started.isValid();
    });
    return found == agents.end() ? std::nullopt : std::optional(*found);
}

QString timeOf(const std::optional<AgentRecord> &agent)
{
    if (!agent)
        return inWords(QT_TRANSLATE_NOOP("RunHistory", "not run"));
    const auto time = spanText(agent->durationS);
    return agent->state == AgentState::Done && !agent->served.isComputed()
               ? inWords(QT_TRANSLATE_NOOP("RunHistory", "%1, cache")).arg(time)
               : time;
}

QString changeText(double from, double to)
{
    constexpr double Percent = 100;
    const auto change = std::round((to / from - 1) * Percent);
    const auto sign = change > 0 ? QStringLiteral("+") : change < 0 ? QStringLiteral("−") : QStringLiteral("±");
    return inWords(QT_TRANSLATE_NOOP("RunHistory", "%1%2 %")).arg(sign, QLocale().toString(std::abs(change), 'f', 0));
}

} // namespace

Result<QList<RunTimes>> readRuns(const ReportRepository &reports, int most, const QList<RunTimes> &known)
{
    ReportFilter filter;
    filter.limit = most;
    const auto summaries = reports.list(filter);
    if (!summaries)
        return tl::unexpected(summaries.error());
    QList<RunTimes> runs;
    for (const auto &summary : *summaries) {
        const auto old =
            std::find_if(known.begin(), known.end(), [&](const RunTimes &run) { return run.report.id == summary.id; });
        if (old != known.end()) {
            runs.append(*old);
            continue;
        }
        // One that is damaged or was deleted in the meantime is left out: the library tells of it.
        if (const auto report = reports.load(summary.id))
            runs.append({summary, report->agents});
    }
    return runs;
}

QList<SpanBars::Row> distributionRows(const QList<RunTimes> &runs)
{
    QMap<QString, AgentTimes> times;
    for (const auto &run : runs) {
        for (const auto &agent : run.agents) {
            if (!isComputed(agent))
                continue;
            auto &of = times[agent.name];
            of.seconds.push_back(agent.durationS);
            if (agent.durationS > of.worst) {
                of.worst = agent.durationS;
                of.worstReport = run.report.id;
            }
        }
    }
    QList<SpanBars::Row> rows;
    for (auto it = times.begin(); it != times.end(); ++it) {
        auto &seconds = it->seconds;
        std::sort(seconds.begin(), seconds.end());
        SpanBars::Row row;
        row.name = RunModel::title(it.key());
        row.from = seconds.front();
        row.until = seconds.back();
        row.box = {quantileOf(seconds, 0.25), quantileOf(seconds, 0.5), quantileOf(seconds, 0.75)};
        row.value = spanText(row.box->median);
        row.detail = inWords(QT_TRANSLATE_NOOP("RunHistory", "%1 to %2 in %3 runs, half of them %4 to %5"))
                         .arg(spanText(row.from), spanText(row.until), QLocale().toString(qulonglong(seconds.size())),
                              spanText(row.box->lowerQuartile), spanText(row.box->upperQuartile));
        row.reportId = it->worstReport;
        rows.append(row);
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto &a, const auto &b) { return a.box->median > b.box->median; });
    return rows;
}

QList<SpanBars::Row> comparisonRows(const RunTimes &first, const RunTimes &second)
{
    QStringList names;
    for (const auto *run : {&first, &second}) {
        for (const auto &agent : run->agents) {
            if (agent.started.isValid() && !names.contains(agent.name))
                names.append(agent.name);
        }
    }
    QList<SpanBars::Row> rows;
    const auto add = [&](const QString &name, const std::optional<double> &now, const std::optional<double> &then,
                         const QString &nowText, const QString &thenText) {
        SpanBars::Row row;
        row.name = name;
        row.until = now.value_or(0);
        row.second = then.value_or(0);
        row.value = now && then && *then > 0 ? changeText(*then, *now) : now ? nowText : thenText;
        row.detail = inWords(QT_TRANSLATE_NOOP("RunHistory", "%1, compared with %2")).arg(nowText, thenText);
        row.reportId = first.report.id;
        rows.append(row);
    };
    add(inWords(QT_TRANSLATE_NOOP("RunHistory", "Whole run")), first.report.durationS, second.report.durationS,
        spanText(first.report.durationS), spanText(second.report.durationS));
    for (const auto &name : std::as_const(names)) {
        const auto now = find(first.agents, name);
        const auto then = find(second.agents, name);
        const auto seconds = [](const auto &agent) {
            return agent ? std::optional(agent->durationS) : std::optional<double>();
        };
        add(RunModel::title(name), seconds(now), seconds(then), timeOf(now), timeOf(then));
        if (!now || !then)
            rows.last().value = now ? inWords(QT_TRANSLATE_NOOP("RunHistory", "only now"))
                                    : inWords(QT_TRANSLATE_NOOP("RunHistory", "only before"));
    }
    return rows;
}

QString runTitle(const ReportSummary &report)
{
    const QLocale locale;
    const auto format = dayFormat(locale) + QStringLiteral(" HH:mm");
    return inWords(QT_TRANSLATE_NOOP("RunHistory", "%1, %2, %3"))
        .arg(report.companyName, locale.toString(report.createdAt.toLocalTime(), format), spanText(report.durationS));
}

} // namespace consultantos
