// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/model_words.h"

#include "llm/privacy/sending_rules.h"
#include "llm/providers/openai_preset.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace consultantos {

namespace {

constexpr double Unit = 1e6;

QString inWords(const char *text)
{
    return QCoreApplication::translate("ModelWords", text);
}

} // namespace

QString moneyText(qint64 microUnits, const QString &currency)
{
    const double amount = static_cast<double>(microUnits) / Unit;
    // Two significant digits of what is less than a hundredth; else as money is written.
    int decimals = 2;
    for (double bound = 0.1; decimals < 6 && amount != 0 && std::abs(amount) < bound; bound /= 10)
        ++decimals;
    const auto number = QLocale().toString(amount, 'f', decimals);
    return currency.isEmpty() ? number : QStringLiteral("%1 %2").arg(number, currency);
}

QString costText(const LlmEstimate &estimate)
{
    if (estimate.isKept)
        return inWords(QT_TRANSLATE_NOOP("ModelWords", "nothing: a kept reply answers"));
    if (!estimate.worstCase)
        return inWords(QT_TRANSLATE_NOOP("ModelWords", "price unknown"));
    const auto most = moneyText(*estimate.worstCase, estimate.currency);
    if (!estimate.least)
        return inWords(QT_TRANSLATE_NOOP("ModelWords", "at most %1")).arg(most);
    const auto least = moneyText(*estimate.least, {});
    return least == moneyText(*estimate.worstCase, {})
               ? most
               : inWords(QT_TRANSLATE_NOOP("ModelWords", "%1 to %2")).arg(least, most);
}

QString heldBackText(const Settings &settings, int markedDocuments)
{
    QStringList lines;
    if (const auto names = settings.llmRedactNames() + settings.llmRedactPeople(); !names.isEmpty())
        lines.append(inWords(QT_TRANSLATE_NOOP("ModelWords", "Hidden behind placeholders: %1."))
                         .arg(names.join(QStringLiteral(", "))));
    const std::pair<SendField, const char *> fields[] = {
        {SendField::Names, QT_TRANSLATE_NOOP("ModelWords", "the name of the company")},
        {SendField::Question, QT_TRANSLATE_NOOP("ModelWords", "your question")},
        {SendField::Context, QT_TRANSLATE_NOOP("ModelWords", "your context")},
        {SendField::Region, QT_TRANSLATE_NOOP("ModelWords", "the region")}};
    const auto rules = SendingRules::of(settings, {});
    QStringList never;
    for (const auto &[field, name] : fields) {
        if (!rules.maySend(field))
            never.append(inWords(name));
    }
    if (!never.isEmpty())
        lines.append(inWords(QT_TRANSLATE_NOOP("ModelWords", "Never sent: %1.")).arg(never.join(QStringLiteral(", "))));
    if (markedDocuments > 0)
        lines.append(QCoreApplication::translate("ModelWords",
                                                 "%n document(s) with all figures read from them are never "
                                                 "sent.",
                                                 nullptr, markedDocuments));
    return lines.join(QLatin1Char('\n'));
}

QString destinationText(const ModelDestination &destination)
{
    if (destination.provider.isEmpty())
        return inWords(QT_TRANSLATE_NOOP("ModelWords", "None"));
    auto text = destination.model.isEmpty() ? destination.service
                                            : QStringLiteral("%1, %2").arg(destination.service, destination.model);
    if (destination.isThisComputer)
        return inWords(QT_TRANSLATE_NOOP("ModelWords", "%1 (on this computer)")).arg(text);
    return destination.host.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, destination.host);
}

QString providerTitle(const QString &id)
{
    if (id == QLatin1String("gemini"))
        return QStringLiteral("Google Gemini");
    if (id == QLatin1String("anthropic"))
        return QStringLiteral("Anthropic");
    const auto *preset = findOpenAiPreset(id);
    return preset != nullptr && id != QLatin1String("other") ? QString::fromUtf8(preset->name) : id;
}

QString modelTitle(const QString &key)
{
    const auto space = key.indexOf(QLatin1Char(' '));
    return space < 0 ? key : providerTitle(key.left(space)) + key.mid(space);
}

QString agentTitle(const QString &agent)
{
    const std::pair<const char *, const char *> titles[] = {
        {"porter", QT_TRANSLATE_NOOP("ModelWords", "Five forces")},
        {"swot", QT_TRANSLATE_NOOP("ModelWords", "SWOT and TOWS")},
        {"pestel", QT_TRANSLATE_NOOP("ModelWords", "PESTEL")},
        {"blue_ocean", QT_TRANSLATE_NOOP("ModelWords", "Blue Ocean")},
        {"synthesis", QT_TRANSLATE_NOOP("ModelWords", "Summary")},
        {"research", QT_TRANSLATE_NOOP("ModelWords", "Research")},
        {"market", QT_TRANSLATE_NOOP("ModelWords", "Market")},
        {"financial", QT_TRANSLATE_NOOP("ModelWords", "Financials")},
        {"conversation", QT_TRANSLATE_NOOP("ModelWords", "Conversation")},
        {"test", QT_TRANSLATE_NOOP("ModelWords", "Test")},
        {"", QT_TRANSLATE_NOOP("ModelWords", "Others")},
    };
    for (const auto &[name, title] : titles) {
        if (agent.section(QLatin1Char(':'), -1) == QLatin1String(name))
            return inWords(title);
    }
    return agent;
}

std::optional<qint64> microUnits(const QString &amount)
{
    bool isNumber = false;
    const double value = QLocale::c().toDouble(amount.trimmed(), &isNumber);
    if (!isNumber || value < 0)
        return std::nullopt;
    return std::llround(value * Unit);
}

} // namespace consultantos
