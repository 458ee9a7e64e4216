// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QString>

namespace consultantos {

/// Which part of a report an id names, for those who tell it to people.
struct TitledPlace {
    enum class Kind { Recommendation, Financials, Summary, Framework, Section, Unknown };
    Kind kind = Kind::Unknown;
    qsizetype number = 0; ///< of the recommendation, or of the statement of the section, from 1; 0: the section itself
    QString title;        ///< of the recommendation, or of the section in English
    QString id;           ///< of the section within its framework
    QString framework;    ///< its id, of sections and frameworks
    QString frameworkTitle;
};

/// Of a claim, section, framework, recommendation or "financials". Pure and thread-safe.
[[nodiscard]] TitledPlace titledPlaceOf(const Report &report, const QString &id);

} // namespace consultantos
