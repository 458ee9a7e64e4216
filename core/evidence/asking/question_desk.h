// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/question_answerer.h"
#include "base/result.h"
#include "evidence/asking/stored_passages.h"
#include "evidence/fact_store.h"
#include "storage/document_repository.h"
#include "storage/fact_repository.h"
#include "storage/storage.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace consultantos {

/// What finds passages by likeness beside words, as it is now; null or without a function: words alone.
using EmbedderSource = std::function<std::shared_ptr<const Embedder>()>;

struct QuestionDeskParts {
    std::shared_ptr<const QuestionAnswerer> answerer;
    std::shared_ptr<const FactStore> facts;
    std::shared_ptr<const FactRepository> imports;
    std::shared_ptr<const DocumentRepository> documents;
    std::shared_ptr<PassageVectors> vectors{};
    EmbedderSource embedder{};
};

/// Answers questions from the stores. Thread-safe, as its parts are. Does I/O: never from the GUI thread.
class QuestionDesk {
public:
    explicit QuestionDesk(QuestionDeskParts parts);

    /// A question that can't be answered is an answer, too. NotFound where `scope` names an unknown company or document;
    /// InvalidArgument where its documents are of several companies.
    [[nodiscard]] Result<Answer> ask(const QuestionScope &scope) const;

private:
    [[nodiscard]] Result<QuestionContext> contextOf(const QuestionScope &scope) const;
    [[nodiscard]] Result<QList<Fact>> factsOfDocuments(const QString &companyId, const QStringList &ids) const;
    [[nodiscard]] Result<Company> companyOfDocuments(const QStringList &ids) const;

    QuestionDeskParts m_parts;
};

/// A desk over the stores of `storage`; an error names the resource of `resourceDir` that can't be used.
[[nodiscard]] Result<std::shared_ptr<const QuestionDesk>> makeQuestionDesk(const QString &resourceDir,
                                                                           const Storage &storage,
                                                                           std::shared_ptr<const FactStore> facts,
                                                                           EmbedderSource embedder = {});

} // namespace consultantos
