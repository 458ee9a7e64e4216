// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/framework.h"

#include "base/json.h"

#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

/// A word of the question counts more than one of the context, which is often long and about other things too.
constexpr int QuestionWeight = 10;
/// Stems this short ("ai", "tax") stand for whole words only.
constexpr qsizetype ShortStem = 3;

int matches(const QString &text, const QStringList &stems)
{
    int count = 0;
    for (const auto &stem : stems) {
        auto pattern = QStringLiteral("(?<![\\w])") + QRegularExpression::escape(stem);
        if (stem.size() <= ShortStem)
            pattern += QStringLiteral("(?:es|s)?(?![\\w])");
        const QRegularExpression word(pattern, QRegularExpression::CaseInsensitiveOption
                                                   | QRegularExpression::UseUnicodePropertiesOption);
        for (auto found = word.globalMatch(text); found.hasNext(); found.next())
            ++count;
    }
    return count;
}

} // namespace

Result<QuestionTopics> QuestionTopics::load(const QString &resourceDir)
{
    const auto file = json::readObject(resourceDir + QStringLiteral("/questions/topics.json"));
    if (!file)
        return tl::unexpected(file.error());
    QuestionTopics topics;
    for (const auto &entry : (*file)[QStringLiteral("topics")].toArray()) {
        const auto object = entry.toObject();
        topics.m_words.append(
            {object[QStringLiteral("id")].toString(), json::toStrings(object[QStringLiteral("stems")])});
    }
    return topics;
}

QStringList QuestionTopics::of(const QString &question, const QString &context) const
{
    QList<QPair<int, QString>> found;
    for (const auto &[topic, stems] : m_words) {
        const int count = QuestionWeight * matches(question, stems) + matches(context, stems);
        if (count > 0)
            found.append({count, topic});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto &left, const auto &right) { return left.first > right.first; });
    QStringList topics;
    for (const auto &[count, topic] : found)
        topics.append(topic);
    return topics;
}

} // namespace consultantos
