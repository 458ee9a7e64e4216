// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/recommending/hundred_days.h"

#include "analysis/frameworks/prose.h"
#include "analysis/frameworks/ratio_words.h"

#include <array>

namespace consultantos {

namespace {

constexpr qsizetype MostRequests = 2;

struct Diagnosis {
    const char *ratio; ///< the first letters of its id
    const char *owner;
    const char *action;
};

/// Who looks into a ratio, and how. The first that fits is taken.
constexpr std::array Diagnoses{
    Diagnosis{"gross_margin", "Head of procurement and pricing",
              "Split the gross margin by product and customer into price, mix and unit cost; name the levers "
              "that move it most"},
    Diagnosis{"cost_of_revenue", "Head of procurement and pricing",
              "Split unit cost by input and site; name the levers that move it most"},
    Diagnosis{"sga", "Head of finance",
              "Split overhead by function and hold each part against the sales that it supports"},
    Diagnosis{"operating_margin", "Head of finance",
              "Build the bridge of the operating margin by business: price, volume, unit cost, overhead"},
    Diagnosis{"ebitda", "Head of finance",
              "Build the bridge of the margin by business: price, volume, unit cost, overhead"},
    Diagnosis{"net_margin", "Head of finance",
              "Build the bridge from operating income to net income: interest, tax, one-off items"},
    Diagnosis{"revenue", "Head of sales", "Find where volume is won and lost, by customer, channel and region"},
    Diagnosis{"rd_", "Head of research and development",
              "Sort projects by what they are to earn; settle which to speed up, stop, buy in or share"},
    Diagnosis{"days_inventory", "Head of operations", "Sort stock by age and turn; stop orders of what doesn't move"},
    Diagnosis{"days_sales", "Head of sales",
              "List receivables by customer and age; agree terms and reminders customer by customer"},
    Diagnosis{"days_payable", "Head of procurement and pricing",
              "List payment terms by supplier and where they fall behind what is usual"},
    Diagnosis{"fcf", "Treasurer",
              "Follow cash from profit to the bank: working capital, capital spending, one-off items"},
    Diagnosis{"roic", "Head of operations",
              "List the capital that earns least, business by business, and what else it could do"},
    Diagnosis{"asset_turnover", "Head of operations", "List assets by use; name those to fill, lease out or sell"},
    Diagnosis{"debt", "Treasurer", "Lay out debts by due date, covenant and cost; test them against a weak year"},
    Diagnosis{"net_debt", "Treasurer", "Lay out debts by due date, covenant and cost; test them against a weak year"},
    Diagnosis{"interest", "Treasurer", "Lay out debts by due date, covenant and cost; test them against a weak year"},
    Diagnosis{"current_ratio", "Treasurer", "Lay out receipts and payments week by week for a year"},
};

struct Trial {
    const char *kind; ///< the first letters of it
    const char *owner;
    const char *action;
};

constexpr std::array Trials{
    Trial{"swot.so", "Head of the business unit",
          "Run one bounded trial of the opening with a few customers or one site, with a yardstick set beforehand"},
    Trial{"swot.st", "Head of strategy",
          "Write down at which sign the company acts, who decides and what is done first; rehearse it once"},
    Trial{"swot.wo", "Head of the business unit",
          "Start the two mends that act soonest; open the way to the opening only behind them"},
    Trial{"swot.wt", "Head of risk",
          "Cap the exposure: contracts, stock and spending that the threat would strike first"},
    Trial{"ansoff.penetration", "Head of sales",
          "Try the offer that wins volume in one region or channel, against one left as it is"},
    Trial{"ansoff.product_development", "Head of research and development",
          "Bring one new product to a first group of present customers and measure what they pay"},
    Trial{"ansoff.market_development", "Head of sales",
          "Enter one new market with a partner or by contract before any investment"},
    Trial{"ansoff.diversification", "Head of strategy",
          "Hold three candidates against the return they have to earn; take none that falls short"},
    Trial{"", "Head of the business unit", "Run one bounded trial with a yardstick set beforehand"},
};

bool bearsOn(const DataRequest &request, const Option &option)
{
    const auto framework = option.kind.section(QLatin1Char('.'), 0, 0) + QLatin1Char('.');
    for (const auto &affected : request.affects) {
        if (affected.startsWith(framework == QLatin1String("swot.") ? framework : option.kind))
            return true;
    }
    return !option.ratio.isEmpty() && (request.id.contains(option.ratio) || request.needs.contains(option.ratio));
}

} // namespace

QList<PlannedAction> firstHundredDays(const Option &option, const QList<DataRequest> &requests)
{
    const auto noun = option.ratio.isEmpty() ? QString() : ratioWords(option.ratio).noun;
    QList<PlannedAction> plan;
    plan.append({1, 1, QStringLiteral("Chief executive"),
                 noun.isEmpty()
                     ? QStringLiteral("Name one owner; agree what the option is to bring and how that is measured")
                     : QStringLiteral("Name one owner; agree that the measure is %1 and when it is read").arg(noun)});
    QStringList missing;
    QStringList ids;
    for (const auto &request : requests) {
        if (!bearsOn(request, option) || missing.size() >= MostRequests)
            continue;
        missing.append(request.subject);
        ids.append(request.id);
    }
    if (!missing.isEmpty())
        plan.append({1, 3, QStringLiteral("Head of strategy"),
                     QStringLiteral("Obtain what this analysis lacked: %1").arg(joined(missing)), ids});
    plan.append({2, 3, QStringLiteral("Head of finance"),
                 noun.isEmpty()
                     ? QStringLiteral("Write the business case: what it costs, what it earns, from when")
                     : QStringLiteral("Fix the starting point of %1 by month and business, and the business case on it")
                           .arg(noun)});
    const Diagnosis *diagnosis = nullptr;
    for (const auto &entry : Diagnoses) {
        if (!diagnosis && !option.ratio.isEmpty() && option.ratio.startsWith(QLatin1String(entry.ratio)))
            diagnosis = &entry;
    }
    if (diagnosis)
        plan.append({3, 6, QString::fromLatin1(diagnosis->owner), QString::fromLatin1(diagnosis->action)});
    const auto indicator = option.field(QStringLiteral("indicator"));
    plan.append({4, 6, QStringLiteral("Head of strategy"),
                 indicator.isEmpty()
                     ? QStringLiteral("Settle each open condition with a figure or a named source")
                     : QStringLiteral("Settle each open condition with a figure or a named source; begin to watch %1")
                           .arg(indicator)});
    for (const auto &trial : Trials) {
        if (option.kind.startsWith(QLatin1String(trial.kind))) {
            plan.append({7, 12, QString::fromLatin1(trial.owner), QString::fromLatin1(trial.action)});
            break;
        }
    }
    plan.append(
        {13, 14, QStringLiteral("Chief executive"),
         QStringLiteral("Hold the results against the conditions before the board: widen it, change it or stop it")});
    return plan;
}

} // namespace consultantos
