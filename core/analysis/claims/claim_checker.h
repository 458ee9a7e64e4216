// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/expression_evaluator.h"
#include "analysis/asking/figure_ledger.h"
#include "analysis/claims/checked_number.h"
#include "analysis/claims/claim_reader.h"
#include "base/result.h"
#include "model/evidence.h"

#include <QHash>
#include <QList>
#include <QString>

#include <map>
#include <memory>

namespace consultantos {

/// A company with what may be said of it.
struct ClaimSubject {
    Company company;
    QList<Fact> facts;
    QList<StatementRow> rows;
};

/// Holds claims against the figures that the ledgers of asking/ give. Keeps references to all it is made with. Not
/// thread-safe; one for a text.
class ClaimChecker {
public:
    ClaimChecker(const QList<Company> &known, const QList<ClaimSubject> &subjects, const ConceptCatalogue &lines,
                 const FormulaCatalogue &formulas, const Vocabulary &vocabulary);

    ~ClaimChecker();
    ClaimChecker(const ClaimChecker &) = delete;
    ClaimChecker &operator=(const ClaimChecker &) = delete;

    /// The verdicts, in the order of the claims; `text` is what they stand in.
    [[nodiscard]] QList<CheckedNumber> check(const SentenceClaims &sentence, const QString &text);
    /// All evidence that the verdicts name.
    [[nodiscard]] EvidenceBook evidence() const;

private:
    struct Ledger;

    [[nodiscard]] Ledger *ledgerOf(qsizetype company);
    [[nodiscard]] CheckedNumber checked(const NumberClaim &claim, const QString &text);
    void judge(const NumberClaim &claim, Ledger &ledger, CheckedNumber &result);
    void judgeWithoutPeriod(const NumberClaim &claim, Ledger &ledger, CheckedNumber &result);
    void checkMovement(const NumberClaim &claim, Ledger &ledger, CheckedNumber &result);
    void checkOrder(const ClaimedOrder &order, const QList<NumberClaim> &claims, QList<CheckedNumber> &results);
    void checkRecord(const ClaimedRecord &record, const NumberClaim &claim, CheckedNumber &result);
    void considerOtherTags(const NumberClaim &claim, Ledger &ledger, const Period &period, CheckedNumber &result);
    [[nodiscard]] Result<Figure> figureAgainst(const NumberClaim &claim, Ledger &ledger, const Period &period);
    [[nodiscard]] Result<Figure> figureOf(const NumberClaim &claim, Ledger &ledger, const Period &period);
    [[nodiscard]] Result<Period> resolved(const ClaimPeriod &period, const Ledger &ledger) const;
    [[nodiscard]] Result<Period> baseOf(const NumberClaim &claim, const Ledger &ledger, const Period &period) const;

    const QList<Company> &m_known;
    const QList<ClaimSubject> &m_subjects;
    const ConceptCatalogue &m_lines;
    const FormulaCatalogue &m_formulas;
    const Vocabulary &m_vocabulary;
    int m_otherTagsTried = 0;
    std::map<qsizetype, std::unique_ptr<Ledger>> m_ledgers; ///< by place in `m_known`; null where there are no facts
};

} // namespace consultantos
