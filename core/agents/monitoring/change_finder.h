// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/monitoring/company_snapshot.h"
#include "model/alert.h"
#include "model/monitor.h"

#include <QList>

namespace consultantos {

/// Holds what a check finds against what the one before saw. Pure; texts in the program's language.
///
/// An alert is of what changed materially by the monitor's thresholds and reads differently as it is written: nothing is
/// news by its rounding. What was not looked at before, such as a framework that is watched since today, is no news
/// either. The alerts have no id, time or state yet; one subject occurs once.
[[nodiscard]] QList<MonitorAlert> changesOf(const Monitor &monitor, const CompanySnapshot &before,
                                            const CompanyObservation &now);

// Its parts, each adding to `found`.
void findFigures(const Monitor &monitor, const CompanySnapshot &before, const CompanyObservation &now,
                 QList<MonitorAlert> &found);
void findRestatements(const Monitor &monitor, const CompanySnapshot &before, const CompanyObservation &now,
                      QList<MonitorAlert> &found);
void findLines(const Monitor &monitor, const CompanySnapshot &before, const CompanyObservation &now,
               QList<MonitorAlert> &found);
void findScores(const Monitor &monitor, const CompanySnapshot &before, const CompanyObservation &now,
                QList<MonitorAlert> &found);
/// Filings that none of the alerts found so far rests on.
void findFilings(const CompanySnapshot &before, const CompanyObservation &now, QList<MonitorAlert> &found);
void findNews(const CompanySnapshot &before, const CompanyObservation &now, QList<MonitorAlert> &found);
void findRiskFactors(const CompanySnapshot &before, const CompanyObservation &now, QList<MonitorAlert> &found);

/// Whether a change of a figure matters to the monitor, and shows in how it is written.
[[nodiscard]] bool isMaterial(const MonitorThresholds &thresholds, const Figure &before, const Figure &after);
/// "33.3 % above", "2.1 pp below": `after` seen from `before`.
[[nodiscard]] QString distanceText(const Figure &before, const Figure &after);
/// Sets before, after and what lies between them.
void setFigures(MonitorAlert &alert, const Figure &before, const Figure &after);
/// The figures of a company's fiscal years (or quarters), oldest first.
[[nodiscard]] QList<Figure> inOrder(const QMap<QString, Figure> &periods, QChar kind);

} // namespace consultantos
