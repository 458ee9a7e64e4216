// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/privacy/sending_rules.h"

#include "llm/language_model.h"

#include <algorithm>
#include <utility>

namespace consultantos {

SendingRules::SendingRules(QSet<SendField> neverSent, IsMarked isMarked)
    : m_neverSent(std::move(neverSent))
    , m_isMarked(std::move(isMarked))
{
}

SendingRules SendingRules::of(const Settings &settings, IsMarked isMarked)
{
    return {sendFields(settings.llmNeverSend()), std::move(isMarked)};
}

bool SendingRules::maySend(const QString &documentId) const
{
    return documentId.isEmpty() || !m_isMarked || !m_isMarked(documentId).value_or(true);
}

bool SendingRules::maySendPassage(const QString &passageId) const
{
    const auto parts = passageId.split(QLatin1Char('/'));
    return parts.size() != 3 || parts[0] != QLatin1String("p") || maySend(parts[1]);
}

bool SendingRules::maySend(const Fact &fact) const
{
    return maySend(fact.latest.place.document)
           && std::all_of(fact.earlier.begin(), fact.earlier.end(),
                          [this](const FactReport &report) { return maySend(report.place.document); });
}

AnalysisRequest SendingRules::sendable(AnalysisRequest request) const
{
    const std::pair<SendField, QString *> fields[] = {{SendField::Context, &request.context},
                                                      {SendField::Question, &request.question},
                                                      {SendField::Region, &request.region}};
    for (const auto &[field, text] : fields) {
        if (!maySend(field))
            text->clear();
    }
    return request;
}

bool maySend(const LanguageModel &model, const QString &documentId)
{
    const auto rules = model.rules();
    return !rules || rules->maySend(documentId);
}

bool maySendPassage(const LanguageModel &model, const QString &passageId)
{
    const auto rules = model.rules();
    return !rules || rules->maySendPassage(passageId);
}

bool maySend(const LanguageModel &model, const Fact &fact)
{
    const auto rules = model.rules();
    return !rules || rules->maySend(fact);
}

AnalysisRequest sendable(const LanguageModel &model, const AnalysisRequest &request)
{
    const auto rules = model.rules();
    return rules ? rules->sendable(request) : request;
}

QSet<SendField> sendFields(const QStringList &words)
{
    static const std::pair<const char *, SendField> known[] = {{"context", SendField::Context},
                                                               {"question", SendField::Question},
                                                               {"region", SendField::Region},
                                                               {"names", SendField::Names}};
    QSet<SendField> fields;
    for (const auto &[word, field] : known) {
        if (words.contains(QLatin1String(word)))
            fields.insert(field);
    }
    return fields;
}

} // namespace consultantos
