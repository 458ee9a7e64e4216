// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/llm_provider.h"
#include "llm/providers/openai_preset.h"
#include "llm/providers/provider_transport.h"

#include <QUrl>

namespace consultantos {

/// Whatever speaks OpenAI's chat completions. The address is the preset's, or one given; Azure's version of the protocol
/// is a date of theirs.
class OpenAiProvider final : public LlmProvider {
public:
    struct Place {
        QUrl baseUrl;       ///< empty: the preset's
        QString apiVersion; ///< Azure's, e.g. "2024-10-21"
        QString id;         ///< empty: the preset's
    };

    /// `http` outlives it.
    OpenAiProvider(const OpenAiPreset &preset, const Place &place, HttpClient &http,
                   std::shared_ptr<const SecretStore> secrets);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] Result<LlmReply> complete(const LlmRequest &request, const OnText &onText,
                                            const CancellationToken &cancel) const override;
    [[nodiscard]] Result<QList<std::vector<float>>> embed(const QString &model, const QStringList &texts,
                                                          const CancellationToken &cancel) const override;
    [[nodiscard]] Result<qint64> countTokens(const LlmRequest &request, const CancellationToken &cancel) const override;
    [[nodiscard]] Result<QStringList> models(const CancellationToken &cancel) const override;
    [[nodiscard]] std::optional<RateNews> takeRateNews() const override { return m_transport.takeRateNews(); }
    [[nodiscard]] ModelCapacity capacity() const override;

private:
    [[nodiscard]] QUrl url(const QString &model, const QString &path) const;
    [[nodiscard]] Result<ProviderCall> call(const QString &kind, const QString &model, const QString &path) const;

    const OpenAiPreset m_preset;
    QUrl m_baseUrl;
    QString m_apiVersion;
    ProviderTransport m_transport;
    OwnServer m_own; ///< a model of this machine needs no network, so offline doesn't stop it
};

} // namespace consultantos
