// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/model_embedder.h"

#include "llm/privacy/sending_rules.h"

#include <QCoreApplication>

#include <cmath>

namespace consultantos {
namespace {

constexpr qsizetype TextsOfRequest = 64;
/// A model on this machine may take a second for each, and a request has a minute.
constexpr qsizetype TextsOfRequestHere = 8;

/// Not every provider sends vectors of length 1.
void normalise(std::vector<float> &vector)
{
    double square = 0;
    for (const auto component : vector)
        square += static_cast<double>(component) * static_cast<double>(component);
    if (square <= 0)
        return;
    const auto scale = static_cast<float>(1 / std::sqrt(square));
    for (auto &component : vector)
        component *= scale;
}

} // namespace

ModelEmbedder::ModelEmbedder(std::shared_ptr<const LanguageModel> model)
    : m_model(std::move(model))
{
}

QString ModelEmbedder::id() const
{
    return m_model->providerId() + QLatin1Char('/') + m_model->embeddingModel();
}

Result<std::vector<float>> ModelEmbedder::embed(const QString &text) const
{
    auto vectors = embedAll({text});
    if (!vectors)
        return tl::unexpected(vectors.error());
    return std::move(vectors->front());
}

Result<std::vector<std::vector<float>>> ModelEmbedder::embedAll(const QStringList &texts) const
{
    std::vector<std::vector<float>> all;
    const auto together = m_model->capacity().isOnThisMachine ? TextsOfRequestHere : TextsOfRequest;
    for (qsizetype first = 0; first < texts.size(); first += together) {
        const auto part = texts.mid(first, together);
        auto vectors = m_model->embed(part, {});
        if (!vectors)
            return tl::unexpected(vectors.error());
        if (vectors->size() != part.size())
            return fail(ErrorCode::Malformed,
                        QCoreApplication::translate("Llm", "The embedding model gave %1 vectors for %2 texts.")
                            .arg(QString::number(vectors->size()), QString::number(part.size())));
        for (auto &vector : *vectors) {
            normalise(vector);
            all.push_back(std::move(vector));
        }
    }
    return all;
}

std::shared_ptr<const Embedder> embedderOf(std::shared_ptr<const LanguageModel> model)
{
    if (!model || model->embeddingModel().isEmpty())
        return nullptr;
    // What is embedded first is a question.
    if (const auto rules = model->rules(); rules && !rules->maySend(SendField::Question))
        return nullptr;
    return std::make_shared<const ModelEmbedder>(std::move(model));
}

} // namespace consultantos
