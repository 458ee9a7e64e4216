// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/fact_store.h"
#include "model/company.h"
#include "model/document.h"

#include <QString>

namespace consultantos {

/// What the user says of whom a document is about.
struct DocumentSubject {
    QString company;       ///< name, ticker or CIK; empty: the user says nothing
    bool isCertain = true; ///< or a guess, which counts only where the document itself says nothing
    QString origin{};      ///< where it comes from, if not from there: the address it was fetched from
    /// Earlier versions stay though nothing rests on them: takeBack() then finds them.
    bool mayBeTakenBack = false;
};

/// Whom a document is about, by the user's word or the document's own. A company that `known` has, by number or name, is
/// that one; another gets an id of its own. Without an id if neither says anything. Thread-safe.
[[nodiscard]] Company companyOf(const Document &document, const DocumentSubject &subject, const FactStore &known);

/// The same of a company that a document has figures of besides its own.
[[nodiscard]] Company companyOf(const PeerFigures &peer, const FactStore &known);

} // namespace consultantos
