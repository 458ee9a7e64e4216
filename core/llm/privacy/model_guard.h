// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "llm/language_model.h"
#include "llm/privacy/model_destination.h"
#include "llm/privacy/private_model.h"

#include <QList>

#include <memory>

namespace consultantos {

class DocumentRepository;
class PromptRecord;
class SendingConsent;

/// What stands between those who work with a model and whatever model there is, so that nothing goes round it. A value.
class ModelGuard {
public:
    ModelGuard() = default;
    /// `destinations`: everywhere that a prompt may go, fall-backs among them; each needs the user's consent. `documents`
    /// may be null: none is marked; `consent`, too: nobody is asked.
    ModelGuard(const Settings &settings, const QList<ModelDestination> &destinations,
               std::shared_ptr<const DocumentRepository> documents, std::shared_ptr<const SendingConsent> consent);

    /// Null stays null.
    [[nodiscard]] std::shared_ptr<const LanguageModel> around(std::shared_ptr<const LanguageModel> model) const;
    /// Likewise, for a single piece of work to which the user has agreed: without asking for consent.
    [[nodiscard]] std::shared_ptr<const LanguageModel> agreed(std::shared_ptr<const LanguageModel> model) const;
    /// The model as a PreviewModel behind the guard, which then needs no consent: nothing is sent.
    [[nodiscard]] std::shared_ptr<const LanguageModel> preview(std::shared_ptr<const LanguageModel> model,
                                                               std::shared_ptr<PromptRecord> record) const;

private:
    std::shared_ptr<const Redactor> m_redactor = std::make_shared<const Redactor>();
    std::shared_ptr<const SendingRules> m_rules;
    PrivateModel::Gate m_gate;
};

} // namespace consultantos
