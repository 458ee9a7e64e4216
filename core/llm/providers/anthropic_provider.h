// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/llm_provider.h"
#include "llm/providers/provider_transport.h"

#include <QUrl>

namespace consultantos {

/// Where it is, if the settings name no other address.
inline constexpr auto AnthropicAddress = "https://api.anthropic.com";

/// Anthropic's Messages API, version 2023-06-01. It has no embeddings and no seed. Key: anthropic_api_key.
class AnthropicProvider final : public LlmProvider {
public:
    /// `baseUrl` without a version; empty: Anthropic's own. `http` outlives it.
    AnthropicProvider(const QUrl &baseUrl, HttpClient &http, std::shared_ptr<const SecretStore> secrets);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] Result<LlmReply> complete(const LlmRequest &request, const OnText &onText,
                                            const CancellationToken &cancel) const override;
    [[nodiscard]] Result<QList<std::vector<float>>> embed(const QString &model, const QStringList &texts,
                                                          const CancellationToken &cancel) const override;
    [[nodiscard]] Result<qint64> countTokens(const LlmRequest &request, const CancellationToken &cancel) const override;
    [[nodiscard]] Result<QStringList> models(const CancellationToken &cancel) const override;
    [[nodiscard]] std::optional<RateNews> takeRateNews() const override { return m_transport.takeRateNews(); }

private:
    [[nodiscard]] Result<ProviderCall> call(const QString &kind, const QString &model, const QString &path) const;

    QUrl m_baseUrl;
    ProviderTransport m_transport;
};

} // namespace consultantos
