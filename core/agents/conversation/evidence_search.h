// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/conversation/chat_evidence.h"
#include "evidence/asking/question_desk.h"
#include "evidence/asking/stored_passages.h"
#include "llm/language_model.h"
#include "model/company.h"
#include "storage/document_repository.h"
#include "storage/report_repository.h"

#include <QString>
#include <QStringList>

#include <memory>

namespace consultantos {

/// What a question's evidence is looked for in.
struct EvidenceSearch {
    std::shared_ptr<const QuestionDesk> desk;
    std::shared_ptr<const DocumentRepository> documents;
    std::shared_ptr<const ReportRepository> reports;
    std::shared_ptr<const LanguageModel> model; ///< that is to see it: what it must not is left out
    PassageLikeness likeness{};
};

/// Whom and what a question is about.
struct EvidenceWanted {
    QString question;
    Company company; ///< without an id: none
    QStringList documents;
    QString reportId; ///< empty: the company's newest
    Answer answer;    ///< of the built-in engine
};

/// The answer with what it rests on, the passages that fit the question best, claims of the report that speak of it, and
/// where the answer is no figure the company's key figures. What can't be read is left out. Does I/O.
[[nodiscard]] ChatEvidence evidenceFor(const EvidenceWanted &wanted, const EvidenceSearch &search);

} // namespace consultantos
