// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_words.h"

#include "base/duration_text.h"
#include "model/titled_place.h"
#include "widgets/shown_name.h"

#include <QCoreApplication>
#include <QLocale>

#include <span>

namespace consultantos {

namespace {

struct Word {
    const char *id;
    const char *text;
};

constexpr Word Frameworks[] = {
    {"porter", QT_TRANSLATE_NOOP("ReportWords", "Porter's five forces")},
    {"swot", QT_TRANSLATE_NOOP("ReportWords", "SWOT and TOWS")},
    {"pestel", QT_TRANSLATE_NOOP("ReportWords", "PESTEL")},
    {"blue_ocean", QT_TRANSLATE_NOOP("ReportWords", "Blue Ocean")},
    {"ansoff", QT_TRANSLATE_NOOP("ReportWords", "Ansoff's growth matrix")},
    {"bcg", QT_TRANSLATE_NOOP("ReportWords", "BCG growth-share matrix")},
    {"value_chain", QT_TRANSLATE_NOOP("ReportWords", "Value chain")},
    {"vrio", QT_TRANSLATE_NOOP("ReportWords", "VRIO")},
    {"three_c", QT_TRANSLATE_NOOP("ReportWords", "Company, customers, competitors")},
    {"scenarios", QT_TRANSLATE_NOOP("ReportWords", "Scenario axes")},
    {"issue_tree", QT_TRANSLATE_NOOP("ReportWords", "Issue tree")},
    // What isn't one, and has statements beside them.
    {"recommendation", QT_TRANSLATE_NOOP("ReportWords", "Recommendation")},
    {"tipping", QT_TRANSLATE_NOOP("ReportWords", "Tipping point")},
};
constexpr Word Sections[] = {
    {"rivalry", QT_TRANSLATE_NOOP("ReportWords", "Rivalry")},
    {"suppliers", QT_TRANSLATE_NOOP("ReportWords", "Suppliers")},
    {"buyers", QT_TRANSLATE_NOOP("ReportWords", "Buyers")},
    {"entrants", QT_TRANSLATE_NOOP("ReportWords", "New entrants")},
    {"new_entrants", QT_TRANSLATE_NOOP("ReportWords", "New entrants")},
    {"substitutes", QT_TRANSLATE_NOOP("ReportWords", "Substitutes")},
    {"strengths", QT_TRANSLATE_NOOP("ReportWords", "Strengths")},
    {"weaknesses", QT_TRANSLATE_NOOP("ReportWords", "Weaknesses")},
    {"opportunities", QT_TRANSLATE_NOOP("ReportWords", "Opportunities")},
    {"threats", QT_TRANSLATE_NOOP("ReportWords", "Threats")},
    {"so", QT_TRANSLATE_NOOP("ReportWords", "SO: use strengths for opportunities")},
    {"st", QT_TRANSLATE_NOOP("ReportWords", "ST: use strengths against threats")},
    {"wo", QT_TRANSLATE_NOOP("ReportWords", "WO: overcome weaknesses by opportunities")},
    {"wt", QT_TRANSLATE_NOOP("ReportWords", "WT: reduce weaknesses, avoid threats")},
    {"political", QT_TRANSLATE_NOOP("ReportWords", "Political")},
    {"economic", QT_TRANSLATE_NOOP("ReportWords", "Economic")},
    {"social", QT_TRANSLATE_NOOP("ReportWords", "Social")},
    {"technological", QT_TRANSLATE_NOOP("ReportWords", "Technological")},
    {"environmental", QT_TRANSLATE_NOOP("ReportWords", "Ecological")},
    {"ecological", QT_TRANSLATE_NOOP("ReportWords", "Ecological")},
    {"legal", QT_TRANSLATE_NOOP("ReportWords", "Legal")},
    {"eliminate", QT_TRANSLATE_NOOP("ReportWords", "Eliminate")},
    {"reduce", QT_TRANSLATE_NOOP("ReportWords", "Reduce")},
    {"raise", QT_TRANSLATE_NOOP("ReportWords", "Raise")},
    {"create", QT_TRANSLATE_NOOP("ReportWords", "Create")},
    {"answer", QT_TRANSLATE_NOOP("ReportWords", "Answer")},
    {"situation", QT_TRANSLATE_NOOP("ReportWords", "Situation")},
    {"complication", QT_TRANSLATE_NOOP("ReportWords", "Complication")},
    {"support", QT_TRANSLATE_NOOP("ReportWords", "Support")},
    {"risk", QT_TRANSLATE_NOOP("ReportWords", "Risk")},
    {"next", QT_TRANSLATE_NOOP("ReportWords", "Next step")},
};
constexpr Word Fields[] = {
    {"direction", QT_TRANSLATE_NOOP("ReportWords", "Direction")},
    {"impact", QT_TRANSLATE_NOOP("ReportWords", "Impact")},
    {"likelihood", QT_TRANSLATE_NOOP("ReportWords", "Likelihood")},
    {"horizon", QT_TRANSLATE_NOOP("ReportWords", "Horizon")},
    {"indicator", QT_TRANSLATE_NOOP("ReportWords", "Leading indicator")},
    {"exposed_line", QT_TRANSLATE_NOOP("ReportWords", "Exposed line")},
    {"persistence", QT_TRANSLATE_NOOP("ReportWords", "Persistence")},
    {"evidence_kind", QT_TRANSLATE_NOOP("ReportWords", "Evidence")},
    {"hypothesis", QT_TRANSLATE_NOOP("ReportWords", "Hypothesis")},
    {"feasibility", QT_TRANSLATE_NOOP("ReportWords", "Feasibility")},
    {"factor", QT_TRANSLATE_NOOP("ReportWords", "Factor")},
    {"metric", QT_TRANSLATE_NOOP("ReportWords", "Figure")},
    {"driver", QT_TRANSLATE_NOOP("ReportWords", "Driver")},
    {"basis", QT_TRANSLATE_NOOP("ReportWords", "Compared with")},
    {"source", QT_TRANSLATE_NOOP("ReportWords", "Source")},
};
constexpr Word Values[] = {
    {"high", QT_TRANSLATE_NOOP("ReportWords", "high")},
    {"medium", QT_TRANSLATE_NOOP("ReportWords", "medium")},
    {"low", QT_TRANSLATE_NOOP("ReportWords", "low")},
    {"open", QT_TRANSLATE_NOOP("ReportWords", "open")},
    {"yes", QT_TRANSLATE_NOOP("ReportWords", "yes")},
    {"no", QT_TRANSLATE_NOOP("ReportWords", "no")},
    {"threat", QT_TRANSLATE_NOOP("ReportWords", "threat")},
    {"opportunity", QT_TRANSLATE_NOOP("ReportWords", "opportunity")},
    {"short", QT_TRANSLATE_NOOP("ReportWords", "short")},
    {"long", QT_TRANSLATE_NOOP("ReportWords", "long")},
    {"figure", QT_TRANSLATE_NOOP("ReportWords", "figure")},
    {"playbook", QT_TRANSLATE_NOOP("ReportWords", "playbook")},
    {"in force", QT_TRANSLATE_NOOP("ReportWords", "in force")},
    {"proposed", QT_TRANSLATE_NOOP("ReportWords", "proposed")},
    {"may", QT_TRANSLATE_NOOP("ReportWords", "may happen")},
    {"may happen", QT_TRANSLATE_NOOP("ReportWords", "may happen")},
    {"mixed", QT_TRANSLATE_NOOP("ReportWords", "mixed")},
    {"now", QT_TRANSLATE_NOOP("ReportWords", "now")},
    {"one to two years", QT_TRANSLATE_NOOP("ReportWords", "one to two years")},
    {"one to three years", QT_TRANSLATE_NOOP("ReportWords", "one to three years")},
    {"three to five years", QT_TRANSLATE_NOOP("ReportWords", "three to five years")},
    {"beyond three years", QT_TRANSLATE_NOOP("ReportWords", "beyond three years")},
    {"beyond five years", QT_TRANSLATE_NOOP("ReportWords", "beyond five years")},
    {"passage", QT_TRANSLATE_NOOP("ReportWords", "passage")},
    {"peers", QT_TRANSLATE_NOOP("ReportWords", "peers")},
    {"anchor", QT_TRANSLATE_NOOP("ReportWords", "published average")},
    {"history", QT_TRANSLATE_NOOP("ReportWords", "own history")},
    {"none", QT_TRANSLATE_NOOP("ReportWords", "nothing")},
    {"raises", QT_TRANSLATE_NOOP("ReportWords", "raises")},
    {"lowers", QT_TRANSLATE_NOOP("ReportWords", "lowers")},
};
constexpr Word Statements[] = {
    {"income", QT_TRANSLATE_NOOP("ReportWords", "Income statement")},
    {"balance", QT_TRANSLATE_NOOP("ReportWords", "Balance sheet")},
    {"cash_flow", QT_TRANSLATE_NOOP("ReportWords", "Cash flow statement")},
};
constexpr Word Groups[] = {
    {"growth", QT_TRANSLATE_NOOP("ReportWords", "Growth")},
    {"profitability", QT_TRANSLATE_NOOP("ReportWords", "Profitability")},
    {"returns", QT_TRANSLATE_NOOP("ReportWords", "Returns")},
    {"liquidity", QT_TRANSLATE_NOOP("ReportWords", "Liquidity")},
    {"leverage", QT_TRANSLATE_NOOP("ReportWords", "Leverage")},
    {"working_capital", QT_TRANSLATE_NOOP("ReportWords", "Working capital")},
    {"cash", QT_TRANSLATE_NOOP("ReportWords", "Cash")},
    {"distress", QT_TRANSLATE_NOOP("ReportWords", "Distress")},
    {"quality", QT_TRANSLATE_NOOP("ReportWords", "Earnings quality")},
};
constexpr Word Statuses[] = {
    {"completed", QT_TRANSLATE_NOOP("ReportWords", "Complete")},
    {"partial", QT_TRANSLATE_NOOP("ReportWords", "Partial")},
};
constexpr Word Depths[] = {
    {"quick", QT_TRANSLATE_NOOP("ReportWords", "Quick")},
    {"standard", QT_TRANSLATE_NOOP("ReportWords", "Standard")},
    {"deep", QT_TRANSLATE_NOOP("ReportWords", "Deep")},
};
constexpr Word Trends[] = {
    {"rising", QT_TRANSLATE_NOOP("ReportWords", "rising")},
    {"stable", QT_TRANSLATE_NOOP("ReportWords", "stable")},
    {"falling", QT_TRANSLATE_NOOP("ReportWords", "falling")},
};

QString word(std::span<const Word> words, const QString &id, const QString &fallback)
{
    for (const auto &entry : words) {
        if (id == QLatin1String(entry.id))
            return QCoreApplication::translate("ReportWords", entry.text);
    }
    return fallback;
}

QString plain(QString id)
{
    return id.replace(QLatin1Char('_'), QLatin1Char(' '));
}

} // namespace

QString frameworkTitle(const QString &id, const QString &fallback)
{
    return word(Frameworks, id, fallback.isEmpty() ? plain(id) : shownName(fallback));
}

QString sectionTitle(const QString &id, const QString &fallback)
{
    return word(Sections, id, shownName(fallback));
}

QString placeTitle(const Report &report, const QString &id)
{
    const auto place = titledPlaceOf(report, id);
    switch (place.kind) {
    case TitledPlace::Kind::Recommendation:
        return QStringLiteral("%1. %2").arg(
            QString::number(place.number),
            place.title.isEmpty() ? QCoreApplication::translate("ReportWords", "Recommendation") : place.title);
    case TitledPlace::Kind::Financials:
        return QCoreApplication::translate("ReportWords", "Financials");
    case TitledPlace::Kind::Summary:
        return QCoreApplication::translate("ReportWords", "Executive summary");
    case TitledPlace::Kind::Framework:
        return frameworkTitle(place.framework, place.frameworkTitle);
    case TitledPlace::Kind::Section: {
        const auto title = sectionTitle(place.id, place.title);
        return frameworkTitle(place.framework, place.frameworkTitle) + QStringLiteral(": ")
               + (place.number > 0 ? title + QLatin1Char(' ') + QString::number(place.number) : title);
    }
    case TitledPlace::Kind::Unknown:
        break;
    }
    return id;
}

QString fieldTitle(const QString &key)
{
    return word(Fields, key, plain(key));
}

QString fieldValue(const QString &value)
{
    const auto english = plain(value);
    if (const auto known = word(Values, value, {}); !known.isEmpty())
        return known;
    // A line of the accounts, told in the middle of a sentence: its own name begins with a capital.
    const auto name = english.left(1).toUpper() + english.mid(1);
    const auto shown = shownName(name);
    return shown == name ? english : shown;
}

QString statementTitle(const QString &kind, const QString &frequency)
{
    const auto title = word(Statements, kind, plain(kind));
    return frequency == QLatin1String("quarterly")
               ? QCoreApplication::translate("ReportWords", "%1, quarterly").arg(title)
               : QCoreApplication::translate("ReportWords", "%1, annual").arg(title);
}

QString ratioGroupTitle(const QString &group)
{
    return word(Groups, group, plain(group));
}

QString reportStatus(const QString &status)
{
    return word(Statuses, status, status);
}

QString depthTitle(const QString &depth)
{
    return word(Depths, depth, depth);
}

QString trendTitle(const QString &trend)
{
    return word(Trends, trend, trend);
}

QString servedText(const ServedFrom &from)
{
    if (from.isComputed())
        return {};
    const auto level = from.level == QLatin1String("l1")   ? QCoreApplication::translate("ReportWords", "memory")
                       : from.level == QLatin1String("l2") ? QStringLiteral("Redis")
                                                           : QCoreApplication::translate("ReportWords", "disk");
    return QCoreApplication::translate("ReportWords", "from the cache (%1), computed %2 ago")
        .arg(level, durationText(from.ageS));
}

QString finishedText(const Report &report)
{
    if (!report.served.isComputed())
        return QCoreApplication::translate("ReportWords", "Finished: %1. \"Compute anew\" (F5) takes nothing from it")
            .arg(servedText(report.served));
    const auto seconds = QLocale().toString(report.durationS, 'f', 1);
    return report.status == QLatin1String("partial")
               ? QCoreApplication::translate("ReportWords", "Finished in %1 s; some agents failed, see the summary")
                     .arg(seconds)
               : QCoreApplication::translate("ReportWords", "Finished in %1 s").arg(seconds);
}

} // namespace consultantos
