// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/language_model.h"
#include "model/embedder.h"

#include <memory>

namespace consultantos {

/// Vectors of a language model's embedding model. Waits for the network; every call sends the texts there. Thread-safe.
class ModelEmbedder final : public Embedder {
public:
    /// `model` must have an embedding model.
    explicit ModelEmbedder(std::shared_ptr<const LanguageModel> model);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] Result<std::vector<float>> embed(const QString &text) const override;
    /// In requests of 64 texts, less than every provider takes at once; of 8 where this machine runs the model.
    [[nodiscard]] Result<std::vector<std::vector<float>>> embedAll(const QStringList &texts) const override;

private:
    std::shared_ptr<const LanguageModel> m_model;
};

/// An embedder of the model; null if there is no model, none for embeddings, or questions must
/// not be sent.
[[nodiscard]] std::shared_ptr<const Embedder> embedderOf(std::shared_ptr<const LanguageModel> model);

} // namespace consultantos
