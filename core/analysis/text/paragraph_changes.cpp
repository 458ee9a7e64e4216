// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/text/paragraph_changes.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <tuple>

namespace consultantos {

namespace {

using Pairs = QList<size_t>; // sorted hashes of neighbouring words

QStringList wordsOf(const QString &text)
{
    static const QRegularExpression between(QStringLiteral("[^\\p{L}\\p{N}]+"));
    return text.toCaseFolded().split(between, Qt::SkipEmptyParts);
}

Pairs pairsOf(const QStringList &words)
{
    Pairs pairs;
    if (words.size() == 1)
        pairs.append(qHash(words.first(), 1));
    for (qsizetype i = 1; i < words.size(); ++i)
        pairs.append(qHashMulti(0, words[i - 1], words[i]));
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

double dice(const Pairs &left, const Pairs &right)
{
    if (left.isEmpty() || right.isEmpty())
        return left.isEmpty() && right.isEmpty() ? 1 : 0;
    qsizetype common = 0;
    for (qsizetype i = 0, j = 0; i < left.size() && j < right.size();) {
        if (left[i] == right[j]) {
            ++common;
            ++i;
            ++j;
        } else if (left[i] < right[j]) {
            ++i;
        } else {
            ++j;
        }
    }
    return 2.0 * double(common) / double(left.size() + right.size());
}

/// No pairing of lists of these lengths can be more alike.
double bestPossible(qsizetype left, qsizetype right)
{
    return left + right == 0 ? 1 : 2.0 * double(std::min(left, right)) / double(left + right);
}

class Aligner {
public:
    Aligner(const QStringList &before, const QStringList &after)
        : m_partner(after.size(), -1)
        , m_similarity(after.size(), 0)
        , m_isTaken(before.size(), false)
    {
        for (const auto &text : before)
            m_before.append(wordsOf(text));
        for (const auto &text : after)
            m_after.append(wordsOf(text));
    }

    ParagraphChanges run()
    {
        matchEqual();
        matchAlike();
        return result();
    }

private:
    struct Candidate {
        double similarity;
        qsizetype before;
        qsizetype after;
    };

    void pair(qsizetype before, qsizetype after, double similarity)
    {
        m_partner[after] = before;
        m_similarity[after] = similarity;
        m_isTaken[before] = true;
    }

    void matchEqual()
    {
        QHash<QStringList, QList<qsizetype>> places;
        for (qsizetype i = m_before.size() - 1; i >= 0; --i)
            places[m_before[i]].append(i);
        for (qsizetype i = 0; i < m_after.size(); ++i) {
            const auto same = places.find(m_after[i]);
            if (same != places.end() && !same->isEmpty())
                pair(same->takeLast(), i, 1);
        }
    }

    void matchAlike()
    {
        QList<Pairs> before(m_before.size());
        for (qsizetype i = 0; i < before.size(); ++i)
            before[i] = m_isTaken[i] ? Pairs() : pairsOf(m_before[i]);
        QList<Candidate> candidates;
        for (qsizetype j = 0; j < m_after.size(); ++j) {
            if (m_partner[j] >= 0)
                continue;
            const auto after = pairsOf(m_after[j]);
            for (qsizetype i = 0; i < before.size(); ++i) {
                if (m_isTaken[i] || bestPossible(before[i].size(), after.size()) <= ChangedAbove)
                    continue;
                if (const double similarity = dice(before[i], after); similarity > ChangedAbove)
                    candidates.append({similarity, i, j});
            }
        }
        std::sort(candidates.begin(), candidates.end(), [](const Candidate &left, const Candidate &right) {
            return std::tie(right.similarity, left.after, left.before)
                   < std::tie(left.similarity, right.after, right.before);
        });
        for (const auto &candidate : std::as_const(candidates)) {
            if (m_partner[candidate.after] < 0 && !m_isTaken[candidate.before])
                pair(candidate.before, candidate.after, candidate.similarity);
        }
    }

    [[nodiscard]] ParagraphChanges result() const
    {
        ParagraphChanges changes;
        qsizetype told = 0; // earlier paragraphs whose fate stands in the result
        const auto tellRemoved = [&](qsizetype end) {
            for (; told < end; ++told) {
                if (!m_isTaken[told])
                    changes.changes.append({ChangeKind::Removed, told, -1, 0});
            }
        };
        for (qsizetype i = 0; i < m_after.size(); ++i) {
            const auto before = m_partner[i];
            if (before < 0) {
                changes.changes.append({ChangeKind::Added, -1, i, 0});
                continue;
            }
            tellRemoved(before);
            // Words in another order have the same pairs now and then; alike is not equal.
            if (m_before[before] == m_after[i])
                ++changes.unchanged;
            else
                changes.changes.append({ChangeKind::Changed, before, i, m_similarity[i]});
        }
        tellRemoved(m_isTaken.size());
        return changes;
    }

    QList<QStringList> m_before;
    QList<QStringList> m_after;
    QList<qsizetype> m_partner; ///< by place in the later text
    QList<double> m_similarity;
    QList<bool> m_isTaken; ///< by place in the earlier text
};

} // namespace

double textSimilarity(const QString &left, const QString &right)
{
    return dice(pairsOf(wordsOf(left)), pairsOf(wordsOf(right)));
}

ParagraphChanges paragraphChanges(const QStringList &before, const QStringList &after)
{
    return Aligner(before, after).run();
}

} // namespace consultantos
