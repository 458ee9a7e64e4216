// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/settings.h"
#include "model/fact.h"
#include "model/request.h"

#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace consultantos {

class LanguageModel;

/// A part of what the user asked for.
enum class SendField { Context, Question, Region, Names };

/// What must never be sent to a language model, whatever it is good for: fields of the request, and documents with the
/// figures read from them. Names are a matter of Redactor. A value; const members are thread-safe.
class SendingRules {
public:
    /// Whether a stored document is marked; does I/O.
    using IsMarked = std::function<Result<bool>(const QString &documentId)>;

    /// Everything may be sent.
    SendingRules() = default;
    SendingRules(QSet<SendField> neverSent, IsMarked isMarked);
    /// As the settings say.
    [[nodiscard]] static SendingRules of(const Settings &settings, IsMarked isMarked);

    [[nodiscard]] bool maySend(SendField field) const { return !m_neverSent.contains(field); }
    /// False also where the store can't say. True for an empty id: a fact or passage that is of no stored document.
    [[nodiscard]] bool maySend(const QString &documentId) const;
    /// By the id of Passage: "p/DOCUMENT/ORDINAL" is one of a document.
    [[nodiscard]] bool maySendPassage(const QString &passageId) const;
    /// Also by what it was reported as earlier.
    [[nodiscard]] bool maySend(const Fact &fact) const;
    /// The request without the fields that must not be sent. The company's name stays: hidingNames() takes it out of
    /// everything that goes to the model.
    [[nodiscard]] AnalysisRequest sendable(AnalysisRequest request) const;

private:
    QSet<SendField> m_neverSent;
    IsMarked m_isMarked; ///< empty: nothing is
};

/// The rules that come with a model: for those who put evidence into a prompt. Without any, everything may be sent.
[[nodiscard]] bool maySend(const LanguageModel &model, const QString &documentId);
[[nodiscard]] bool maySendPassage(const LanguageModel &model, const QString &passageId);
[[nodiscard]] bool maySend(const LanguageModel &model, const Fact &fact);
[[nodiscard]] AnalysisRequest sendable(const LanguageModel &model, const AnalysisRequest &request);

/// The words of the setting llm_never_send: "context", "question", "region", "names".
[[nodiscard]] QSet<SendField> sendFields(const QStringList &words);

} // namespace consultantos
