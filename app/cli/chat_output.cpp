// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat_output.h"

#include <QCoreApplication>
#include <QStringList>

namespace consultantos {

namespace {

constexpr qsizetype ShortestPrefix = 4;
constexpr qsizetype LongestExcerpt = 160;

QString cut(const QString &text)
{
    const auto line = text.simplified();
    return line.size() > LongestExcerpt ? line.left(LongestExcerpt) + QStringLiteral(" …") : line;
}

QString lineOf(const StruckNumber &struck)
{
    auto line = QCoreApplication::translate("Cli", "Struck: %1").arg(struck.text);
    if (!struck.expected.isEmpty())
        line += QCoreApplication::translate("Cli", "; the facts give %1").arg(struck.expected);
    if (!struck.reason.isEmpty())
        line += QStringLiteral(" (%1)").arg(struck.reason);
    return line;
}

} // namespace

Result<QString> wholeConversationId(const ConversationRepository &conversations, const QString &prefix)
{
    const auto all = conversations.list();
    if (!all)
        return tl::unexpected(all.error());
    QStringList found;
    for (const auto &conversation : *all) {
        if (conversation.id == prefix)
            return prefix;
        if (prefix.size() >= ShortestPrefix && conversation.id.startsWith(prefix, Qt::CaseInsensitive))
            found.append(conversation.id);
    }
    if (found.size() == 1)
        return found.first();
    const auto advice = QCoreApplication::translate("Cli", "consultantos-cli conversations list shows what is there.");
    if (found.isEmpty())
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("Cli", "No conversation has the id \"%1\".").arg(prefix), advice);
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Cli", "%1 conversations have an id that begins with \"%2\".")
                    .arg(QString::number(found.size()), prefix),
                advice);
}

QString chatText(const ChatMessage &message)
{
    QStringList lines{citedText(message)};
    if (!message.sources.isEmpty())
        lines.append(QString());
    for (const auto &source : message.sources)
        lines.append(
            QStringLiteral("  [%1] %2: %3").arg(QString::number(source.number), source.label, cut(source.text)));
    if (!message.struck.isEmpty())
        lines.append(QString());
    for (const auto &struck : message.struck)
        lines.append(QStringLiteral("  ") + lineOf(struck));
    return lines.join(QLatin1Char('\n'));
}

} // namespace consultantos
