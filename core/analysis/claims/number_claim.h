// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/claims/claim_mentions.h"

#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// What a number of a text says, understood but not yet checked.
struct NumberClaim {
    enum class Kind {
        Level,  ///< the term has this value in `period`
        Change, ///< it changed by this from `base` to `period`
        Cagr,   ///< so much a year from `base` to `period`
        Share,  ///< the term is this much of `whole`
        Times,  ///< the term in `period` is so many times that in `base`, or that of `whole`
        None,   ///< `trouble` says why nothing can be checked
    };
    Kind kind = Kind::None;
    AmountMention amount;
    qsizetype start = 0; ///< UTF-16 units of the whole text
    qsizetype end = 0;
    std::optional<PhraseMeaning> term;
    std::optional<PhraseMeaning> whole;
    bool isLoss = false;                ///< the number is the size of a value below zero
    bool isTo = false;                  ///< a level that something rose or fell to
    bool isFrom = false;                ///< one that it did from, or is compared with
    int direction = 0;                  ///< 1 rose, −1 fell; of a level: how it got there
    qsizetype company = -1;             ///< place in the list of known companies; −1: none is named
    std::optional<ClaimPeriod> period;  ///< empty: none is named
    std::optional<ClaimPeriod> base;    ///< of a change; of a level that rose or fell to it
    std::optional<ClaimPeriod> movedTo; ///< of a level that it rose or fell from: when it had
    qsizetype otherCompany = -1;        ///< of a change or multiple: whose figure it is compared with
    QString doubt;                      ///< a word that the number may belong to rather than to the term
    QString trouble;                    ///< a reason not to check, for the user
};

/// Two claims of a sentence of which one is said to be the greater, or a claim and the same figure elsewhere.
struct ClaimedOrder {
    qsizetype left = 0;   ///< place in the list of claims
    qsizetype right = -1; ///< −1: the figure of `left` with what differs below
    bool isHigher = true; ///< left is said to be the higher one
    qsizetype company = -1;
    std::optional<ClaimPeriod> period;
    std::optional<PhraseMeaning> term;
};

/// A level that is said to be the highest or lowest of several years.
struct ClaimedRecord {
    qsizetype claim = 0; ///< place in the list of claims
    bool isHighest = true;
    std::optional<ClaimPeriod> since; ///< of the years after this one
    int years = 0;                    ///< of so many years, its own included; 0 for all
};

} // namespace consultantos
