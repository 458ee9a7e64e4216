// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/conversation/chat_messages.h"

#include <QHash>

namespace consultantos {

namespace {

/// Keeps the sources that are cited or `answer` is, numbered anew.
void keepCited(ChatMessage &message, const Answer &answer, const ChatEvidence &evidence)
{
    QHash<int, int> numbers;
    const auto numberOf = [&](int old) {
        const auto *source = evidence.source(old);
        if (source == nullptr)
            return 0;
        if (const auto known = numbers.constFind(old); known != numbers.constEnd())
            return *known;
        auto kept = *source;
        kept.number = static_cast<int>(message.sources.size()) + 1;
        message.sources.append(kept);
        numbers.insert(old, kept.number);
        return kept.number;
    };
    QStringList roots = answer.refs;
    for (auto &sentence : message.sentences) {
        QList<int> sources;
        for (const auto old : sentence.sources) {
            if (const auto number = numberOf(old); number > 0)
                sources.append(number);
        }
        sentence.sources = sources;
    }
    for (const auto &ref : answer.refs)
        (void)numberOf(evidence.numberOf(ref));
    for (const auto &source : std::as_const(message.sources)) {
        roots.append(source.ref);
        if (const auto *claim = evidence.claim(evidence.numberOf(source.ref)))
            roots += claim->evidence;
    }
    message.evidence = evidence.book().reachableFrom(roots);
    message.answer = answer;
    message.answer->evidence = message.evidence.reachableFrom(answer.refs);
}

} // namespace

ChatMessage builtInMessage(const Answer &answer)
{
    ChatMessage message;
    message.role = ChatRole::Assistant;
    ChatEvidence evidence;
    evidence.add(answer);
    switch (answer.kind) {
    case AnswerKind::Figure: {
        message.text = answer.period.isEmpty() || answer.answer.contains(answer.period)
                           ? answer.answer
                           : QStringLiteral("%1 (%2)").arg(answer.answer, answer.period);
        ChatSentence sentence{0, message.text.size(), Grade::Computed, {}};
        for (const auto &ref : answer.refs)
            sentence.sources.append(evidence.numberOf(ref));
        message.sentences.append(sentence);
        break;
    }
    case AnswerKind::Text: {
        message.grade = Grade::Quoted;
        qsizetype at = 0;
        const auto quotes = answer.answer.split(QStringLiteral("\n\n"));
        for (qsizetype i = 0; i < quotes.size(); ++i) {
            ChatSentence sentence{at, quotes[i].size(), Grade::Quoted, {}};
            if (quotes.size() == answer.refs.size())
                sentence.sources.append(evidence.numberOf(answer.refs[i]));
            message.sentences.append(sentence);
            at += quotes[i].size() + 2;
        }
        message.text = answer.answer;
        break;
    }
    case AnswerKind::NotAnswerable:
        message.text =
            answer.wouldHelp.isEmpty() ? answer.explanation : answer.explanation + QLatin1Char('\n') + answer.wouldHelp;
        break;
    }
    keepCited(message, answer, evidence);
    return message;
}

ChatMessage proseMessage(const CheckedProse &prose, const Answer &answer, const ChatEvidence &evidence)
{
    ChatMessage message;
    message.role = ChatRole::Assistant;
    message.grade = Grade::Model;
    message.text = prose.text;
    message.sentences = prose.sentences;
    message.struck = prose.struck;
    keepCited(message, answer, evidence);
    return message;
}

} // namespace consultantos
