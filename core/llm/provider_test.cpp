// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/provider_test.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {
namespace {

/// Models that reason think for some hundred tokens before their first word; those that don't, need two.
constexpr int TrialTokens = 512;
constexpr std::chrono::milliseconds TrialTime{60'000};
constexpr qsizetype NamesShown = 8;

LlmRequest trialRequest(const QString &model)
{
    LlmRequest request;
    request.model = model;
    request.system = QStringLiteral("Answer with one word.");
    request.messages = {{LlmRole::User, QStringLiteral("Answer with the word OK.")}};
    request.maxOutputTokens = TrialTokens;
    request.agent = QStringLiteral("test");
    request.timeLimit = TrialTime;
    return request;
}

/// How much two names have in common at their beginning.
qsizetype commonBeginning(const QString &a, const QString &b)
{
    const auto [end, other] = std::mismatch(a.begin(), a.begin() + std::min(a.size(), b.size()), b.begin());
    static_cast<void>(other);
    return end - a.begin();
}

/// The names that are nearest to `wanted`, in a sentence; empty if there are none.
QString nearestNames(QStringList names, const QString &wanted)
{
    if (names.isEmpty())
        return {};
    std::stable_sort(names.begin(), names.end(), [&](const QString &a, const QString &b) {
        return commonBeginning(a, wanted) > commonBeginning(b, wanted);
    });
    const bool isCut = names.size() > NamesShown;
    const auto list = names.mid(0, NamesShown).join(QStringLiteral(", "));
    return isCut ? QCoreApplication::translate("Llm", "It has %1 and others.").arg(list)
                 : QCoreApplication::translate("Llm", "It has %1.").arg(list);
}

Error wrongAddress()
{
    return {ErrorCode::InvalidArgument,
            QCoreApplication::translate("Llm", "What answers at the address is no such provider."),
            QCoreApplication::translate("Llm",
                                        "Check address and preset in the settings (llm_base_url, llm_preset); an "
                                        "address often ends in /v1."),
            false};
}

/// Provider "local" has no address to get wrong, and one model, whatever it is called.
bool isOfThisProgram(const LlmProvider &provider)
{
    return provider.id() == QLatin1String("local");
}

/// Whether what failed to list its models is no such provider at all.
bool isStranger(const Error &error, const LlmProvider &provider)
{
    return !isOfThisProgram(provider)
           && (error.code == ErrorCode::InvalidArgument || error.code == ErrorCode::Malformed);
}

/// A provider that doesn't know of the model may not be one at all: whoever lists its models is.
Error explained(const Error &error, const LlmProvider &provider, const QString &model, const CancellationToken &cancel)
{
    if (isOfThisProgram(provider))
        return error;
    if (error.code == ErrorCode::Malformed)
        return wrongAddress();
    if (error.code != ErrorCode::InvalidArgument)
        return error;
    const auto names = provider.models(cancel);
    if (!names)
        return isStranger(names.error(), provider) ? wrongAddress() : error;
    auto told = error;
    if (const auto near = nearestNames(*names, model); !near.isEmpty() && !names->contains(model))
        told.detail = near;
    return told;
}

} // namespace

QString ProviderTrial::toText() const
{
    constexpr double MsPerSecond = 1'000;
    return QCoreApplication::translate("Llm", "%1 of %2 answered within %3 s.")
        .arg(model, provider)
        .arg(static_cast<double>(duration.count()) / MsPerSecond, 0, 'f', 1);
}

Result<ProviderTrial> tryProvider(const LlmProvider &provider, const QString &model, const Clock &clock,
                                  const CancellationToken &cancel)
{
    if (model.isEmpty() && !isOfThisProgram(provider)) {
        const auto names = provider.models(cancel);
        if (!names)
            return tl::unexpected(explained(names.error(), provider, model, cancel));
        return fail(ErrorCode::InvalidArgument, QCoreApplication::translate("Llm", "No model is chosen."),
                    QCoreApplication::translate("Llm", "Choose one in the settings (llm_model). %1")
                        .arg(nearestNames(*names, model))
                        .trimmed());
    }
    const auto started = clock.steadyNow();
    const auto reply = provider.complete(trialRequest(model), {}, cancel);
    if (!reply)
        return tl::unexpected(explained(reply.error(), provider, model, cancel));
    return ProviderTrial{provider.id(), reply->model.isEmpty() ? model : reply->model,
                         std::chrono::duration_cast<std::chrono::milliseconds>(clock.steadyNow() - started),
                         reply->usage};
}

Result<QList<OfferedModel>> offeredModels(const LlmProvider &provider, const PriceTable &prices,
                                          const CancellationToken &cancel)
{
    const auto names = provider.models(cancel);
    if (!names)
        return tl::unexpected(isStranger(names.error(), provider) ? wrongAddress() : names.error());
    QList<OfferedModel> offered;
    for (const auto &name : *names)
        offered.append({name, prices.find(provider.id(), name)});
    return offered;
}

} // namespace consultantos
