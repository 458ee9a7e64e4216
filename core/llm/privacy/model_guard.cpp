// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/privacy/model_guard.h"

#include "llm/privacy/preview_model.h"
#include "llm/privacy/sending_consent.h"
#include "storage/document_repository.h"

#include <QCoreApplication>

namespace consultantos {

ModelGuard::ModelGuard(const Settings &settings, const QList<ModelDestination> &destinations,
                       std::shared_ptr<const DocumentRepository> documents,
                       std::shared_ptr<const SendingConsent> consent)
    : m_redactor(std::make_shared<const Redactor>(settings.llmRedactNames(), settings.llmRedactPeople()))
{
    SendingRules::IsMarked isMarked;
    if (documents)
        isMarked = [documents = std::move(documents)](const QString &id) { return documents->isNeverSent(id); };
    m_rules = std::make_shared<const SendingRules>(SendingRules::of(settings, std::move(isMarked)));
    if (!consent)
        return;
    m_gate = [consent = std::move(consent), destinations]() -> Status {
        for (const auto &destination : destinations) {
            if (!consent->isGiven(destination))
                return fail(
                    ErrorCode::Denied,
                    QCoreApplication::translate("Llm",
                                                "You haven't agreed to send anything to %1 yet; nothing was sent.")
                        .arg(destination.service),
                    QCoreApplication::translate("Llm", "Look at what would be sent on the brief page, and agree "
                                                       "to it there."));
        }
        return {};
    };
}

std::shared_ptr<const LanguageModel> ModelGuard::around(std::shared_ptr<const LanguageModel> model) const
{
    if (!model)
        return model;
    return std::make_shared<const PrivateModel>(std::move(model), m_redactor, m_rules, m_gate);
}

std::shared_ptr<const LanguageModel> ModelGuard::agreed(std::shared_ptr<const LanguageModel> model) const
{
    if (!model)
        return model;
    return std::make_shared<const PrivateModel>(std::move(model), m_redactor, m_rules);
}

std::shared_ptr<const LanguageModel> ModelGuard::preview(std::shared_ptr<const LanguageModel> model,
                                                         std::shared_ptr<PromptRecord> record) const
{
    if (!model)
        return model;
    auto previewed = std::make_shared<const PreviewModel>(std::move(model), std::move(record));
    return std::make_shared<const PrivateModel>(std::move(previewed), m_redactor, m_rules);
}

} // namespace consultantos
