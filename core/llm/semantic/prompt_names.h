// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/semantic/prompt_tokens.h"
#include "model/company.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace consultantos {

/// Companies as prompts name them: by name, legal name, alias, or by ticker in capitals. Immutable; thread-safe.
class PromptNames {
public:
    struct Match {
        QString id;           ///< of the company
        qsizetype length = 0; ///< in tokens
    };

    PromptNames(const QList<Company> &companies, const SemanticWords &words);

    /// The company that is named at `place`, by the longest of its names.
    [[nodiscard]] std::optional<Match> at(const QList<PromptToken> &tokens, qsizetype place) const;

private:
    struct Name {
        QStringList words;
        QString id;
    };

    QHash<QString, QList<Name>> m_names; ///< by their first word, the longest first
    QHash<QString, QString> m_tickers;   ///< in small letters
};

} // namespace consultantos
