// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "llm/semantic/prompt_meaning.h"
#include "llm/semantic/prompt_names.h"
#include "llm/semantic/semantic_words.h"
#include "model/company.h"

#include <QList>
#include <QString>

#include <memory>

namespace consultantos {

/// Reads what a prompt asks for, in English or German. Immutable; thread-safe; pure.
class PromptReader {
public:
    PromptReader(std::shared_ptr<const SemanticWords> words, const QList<Company> &companies);

    [[nodiscard]] PromptMeaning read(const QString &prompt) const;

private:
    class Reading;

    std::shared_ptr<const SemanticWords> m_words;
    PromptNames m_names;
};

} // namespace consultantos
