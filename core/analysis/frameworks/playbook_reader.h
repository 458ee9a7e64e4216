// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/definitions.h"

namespace consultantos {

/// Picks the playbook's statements that hold for this company and question, and joins each to the company's own figure.
///
/// A statement holds if its region is the request's (or none, or global; without a region in the request: the company's
/// own country, or every region where that is unknown) and if its condition is met by the company's figures. Without
/// figures a condition is unknown and the statement is left out.
class PlaybookReader {
public:
    /// Confidence of a playbook statement, and of one whose condition the company's figures meet.
    static constexpr double Confidence = 0.5;
    static constexpr double ConditionMet = 0.6;

    PlaybookReader(Workbench &bench, const FrameworkDefinitions &definitions);

    /// Statements for a use that hold, those that speak to the question first.
    [[nodiscard]] QList<PlaybookStatement> applicable(const QString &use);
    /// The statement's text, word for word, and after it the company's figure that it bears on: the exposed line, the
    /// ratio of its condition, or else the first of `fallback` that the company has and that wasn't used yet.
    [[nodiscard]] Claim claim(const QString &id, const PlaybookStatement &statement, const QStringList &fallback = {});
    /// The exposed line as a share of revenue, or the exposed ratio; empty where the statement names none or it is
    /// missing.
    [[nodiscard]] std::optional<Figure> exposure(const PlaybookStatement &statement);
    /// True where the request names a region that the table doesn't know.
    [[nodiscard]] bool isRegionUnknown() const;

private:
    [[nodiscard]] bool holdsInRegion(const PlaybookStatement &statement) const;
    [[nodiscard]] bool conditionHolds(const PlaybookStatement &statement);
    void writeRatio(ClaimBuilder &claim, const QString &ratioId, bool withReference);
    void writeExposedLine(ClaimBuilder &claim, const QString &conceptId, const Figure &share);

    Workbench &m_bench;
    QStringList m_codes;
    QStringList m_joined; ///< ratio and concept ids whose figures were already told in this framework
};

/// Writes a text of a playbook: literally if it has no figure, else as a quotation whose numbers refer to the entry.
void writePlaybookText(ClaimBuilder &claim, const PlaybookEntry &entry);

} // namespace consultantos
