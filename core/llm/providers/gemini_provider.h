// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/llm_provider.h"
#include "llm/providers/provider_transport.h"

#include <QUrl>

namespace consultantos {

/// Where it is, if the settings name no other address.
inline constexpr auto GeminiAddress = "https://generativelanguage.googleapis.com/v1beta";

/// Google's Gemini API, v1beta. Key: gemini_api_key, sent as a header and never in an address.
class GeminiProvider final : public LlmProvider {
public:
    /// `baseUrl` with its version; empty: Google's own. `http` outlives it.
    GeminiProvider(const QUrl &baseUrl, HttpClient &http, std::shared_ptr<const SecretStore> secrets);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] Result<LlmReply> complete(const LlmRequest &request, const OnText &onText,
                                            const CancellationToken &cancel) const override;
    [[nodiscard]] Result<QList<std::vector<float>>> embed(const QString &model, const QStringList &texts,
                                                          const CancellationToken &cancel) const override;
    [[nodiscard]] Result<qint64> countTokens(const LlmRequest &request, const CancellationToken &cancel) const override;
    [[nodiscard]] Result<QStringList> models(const CancellationToken &cancel) const override;
    [[nodiscard]] std::optional<RateNews> takeRateNews() const override { return m_transport.takeRateNews(); }

private:
    /// `method` as in "models/NAME:method"; empty: the list of models.
    [[nodiscard]] Result<ProviderCall> call(const QString &kind, const QString &model, const QString &method) const;

    QUrl m_baseUrl;
    ProviderTransport m_transport;
};

} // namespace consultantos
