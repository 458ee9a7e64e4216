// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/question_answerer.h"
#include "base/result.h"
#include "evidence/fact_store.h"

#include <QString>
#include <QStringList>

#include <memory>

namespace consultantos {

/// What a question is answered from, with the search that `context` points to.
struct AskSources {
    QuestionContext context;
    std::shared_ptr<const PassageSearch> passages;
};

/// The company's facts of the store: of the company named, else of the one that the question names. A question that
/// names none gets a context without facts. NotFound where `companyName` is unknown.
[[nodiscard]] Result<AskSources> sourcesOfStore(const FactStore &store, const QString &question,
                                                const QString &companyName);

/// The facts of the documents alone. The one place where documents come in: today those are facts files in the shape of
/// the SEC's companyfacts, plain or gzip; other formats join here with their rows and passages. Unreadable or Malformed
/// names the file.
[[nodiscard]] Result<AskSources> sourcesOfDocuments(const FactStore &store, const QStringList &paths,
                                                    const QString &companyName);

} // namespace consultantos
