// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/filing_sections.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <optional>

namespace consultantos {

namespace {

constexpr qsizetype LongestNameLine = 300;
constexpr qsizetype MostCandidates = 2000;
constexpr qsizetype EnoughText = 5000; // characters; more is no better sign of a section
constexpr qsizetype WeightOfItem = 50; // an item without text counts a little
constexpr int LettersPerItem = 16;
constexpr int ItemsPerPart = 1000;

struct Candidate {
    qsizetype block = 0;
    QStringList items;
    int part = 0; ///< 0 where the form's items have numbers of their own
    int firstRank = 0;
    int lastRank = 0;
    QString title;
};

int rankOf(const QString &item)
{
    const bool hasLetter = item.back().isLetter();
    const int number = (hasLetter ? item.chopped(1) : item).toInt();
    return number * LettersPerItem + (hasLetter ? item.back().unicode() - u'A' + 1 : 0);
}

int romanNumber(const QString &roman)
{
    const auto upper = roman.toUpper();
    return upper == QLatin1String("IV") ? 4 : int(upper.size());
}

QString partName(int part)
{
    return part == 4 ? QStringLiteral("IV") : QString(part, u'I');
}

/// "10, 11 and 12" and "10 through 12" → 10, 11, 12
QStringList itemsOf(const QString &list)
{
    static const QRegularExpression token(
        QStringLiteral("(\\d{1,2})\\s?([A-Ka-k]?)(?![A-Za-z\\d])|(through|to|[-\u2013])"),
        QRegularExpression::CaseInsensitiveOption);
    QStringList items;
    bool isRange = false;
    auto tokens = token.globalMatch(list);
    while (tokens.hasNext()) {
        const auto match = tokens.next();
        if (!match.captured(3).isEmpty()) {
            isRange = true;
            continue;
        }
        if (isRange && !items.isEmpty() && match.captured(2).isEmpty()) {
            for (int next = items.last().toInt() + 1; next > 1 && next < match.captured(1).toInt(); ++next)
                items.append(QString::number(next));
        }
        isRange = false;
        items.append(QString::number(match.captured(1).toInt()) + match.captured(2).toUpper());
    }
    return items;
}

class CandidateFinder {
public:
    explicit CandidateFinder(bool hasParts)
        : m_hasParts(hasParts)
    {
    }

    std::optional<Candidate> read(const Block &block, qsizetype index)
    {
        if (block.text.size() > LongestNameLine)
            return std::nullopt;
        static const QRegularExpression partLine(QStringLiteral("^PART\\s+(IV|I{1,3})\\b\\s*[.,:;\u2013\u2014-]*\\s*"),
                                                 QRegularExpression::CaseInsensitiveOption);
        auto text = block.text;
        if (const auto part = partLine.match(text); part.hasMatch()) {
            m_part = romanNumber(part.captured(1));
            text = text.mid(part.capturedEnd());
        }
        static const QRegularExpression itemLine(
            QStringLiteral("^ITEMS?\\s*(\\d{1,2}\\s?[A-K]?(?![A-Z\\d])(?:(?:\\s|,|&|and\\b|through\\b|to\\b|[-\u2013])+"
                           "(?:ITEM\\s*)?\\d{1,2}[A-K]?(?![A-Z\\d]))*)\\s*[.:;)\u2013\u2014-]*\\s*(.*)$"),
            QRegularExpression::CaseInsensitiveOption);
        const auto match = itemLine.match(text);
        if (!match.hasMatch())
            return std::nullopt;
        Candidate candidate;
        candidate.block = index;
        candidate.items = itemsOf(match.captured(1));
        if (candidate.items.isEmpty())
            return std::nullopt;
        candidate.part = m_hasParts ? m_part : 0;
        candidate.firstRank = candidate.part * ItemsPerPart + rankOf(candidate.items.first());
        candidate.lastRank = candidate.part * ItemsPerPart + rankOf(candidate.items.last());
        candidate.title = match.captured(2).section(u'\t', 0, 0).simplified();
        return candidate;
    }

private:
    bool m_hasParts;
    int m_part = 1;
};

bool endsSections(const Block &block)
{
    static const QRegularExpression shape(QStringLiteral("^SIGNATURES?$"), QRegularExpression::CaseInsensitiveOption);
    return shape.match(block.text).hasMatch();
}

bool isPartLine(const Block &block)
{
    static const QRegularExpression shape(QStringLiteral("^PART\\s+(IV|I{1,3})\\b.{0,60}$"),
                                          QRegularExpression::CaseInsensitiveOption);
    return shape.match(block.text).hasMatch();
}

QList<Candidate> candidatesOf(const QList<Block> &blocks, bool hasParts)
{
    CandidateFinder finder(hasParts);
    QList<Candidate> candidates;
    for (qsizetype i = 0; i < blocks.size() && candidates.size() < MostCandidates; ++i) {
        if (auto candidate = finder.read(blocks[i], i))
            candidates.append(*std::move(candidate));
    }
    return candidates;
}

/// For each candidate, how much speaks for it: the text up to the next one of another item.
QList<qsizetype> weightsOf(const QList<Candidate> &candidates, const QList<Block> &blocks)
{
    QList<qsizetype> before(blocks.size() + 1, 0);
    for (qsizetype i = 0; i < blocks.size(); ++i)
        before[i + 1] = before[i] + blocks[i].text.size();
    QList<qsizetype> weights(candidates.size(), 0);
    for (qsizetype i = 0; i < candidates.size(); ++i) {
        qsizetype next = i + 1;
        while (next < candidates.size() && candidates[next].firstRank == candidates[i].firstRank)
            ++next;
        const auto end = next < candidates.size() ? candidates[next].block : blocks.size();
        const auto text = before[end] - before[candidates[i].block + 1];
        weights[i] = WeightOfItem * candidates[i].items.size() + std::min(text, EnoughText);
    }
    return weights;
}

/// The increasing chain of the greatest weight; of equal ones the earliest.
QList<Candidate> heaviestChain(const QList<Candidate> &candidates, const QList<qsizetype> &weights)
{
    QList<qsizetype> best = weights;
    QList<qsizetype> previous(candidates.size(), -1);
    qsizetype last = -1;
    for (qsizetype i = 0; i < candidates.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            if (candidates[j].lastRank < candidates[i].firstRank && best[j] + weights[i] > best[i]) {
                best[i] = best[j] + weights[i];
                previous[i] = j;
            }
        }
        if (last < 0 || best[i] > best[last])
            last = i;
    }
    QList<Candidate> chain;
    for (; last >= 0; last = previous[last])
        chain.prepend(candidates[last]);
    return chain;
}

/// Where the section that begins at `first` ends, if the next one begins at `next`.
qsizetype endOf(const QList<Block> &blocks, qsizetype first, qsizetype next)
{
    qsizetype end = first + 1;
    while (end < next && !endsSections(blocks[end]))
        ++end;
    while (end > first + 1 && isPartLine(blocks[end - 1]))
        --end;
    return end;
}

} // namespace

QList<FilingSection> findSections(const QList<Block> &blocks, const QString &form)
{
    const bool hasParts = form.startsWith(QLatin1String("10-Q"));
    const auto candidates = candidatesOf(blocks, hasParts);
    const auto chain = heaviestChain(candidates, weightsOf(candidates, blocks));
    QList<FilingSection> sections;
    for (qsizetype i = 0; i < chain.size(); ++i) {
        const auto &candidate = chain[i];
        const auto next = i + 1 < chain.size() ? chain[i + 1].block : blocks.size();
        for (const auto &item : candidate.items) {
            FilingSection section;
            section.item = item;
            section.name = QStringLiteral("Item ") + item;
            if (hasParts)
                section.name = QStringLiteral("Part %1, %2").arg(partName(candidate.part), section.name);
            section.title = candidate.title;
            section.first = candidate.block;
            section.end = endOf(blocks, candidate.block, next);
            sections.append(section);
        }
    }
    return sections;
}

QString sectionText(const QList<Block> &blocks, const FilingSection &section)
{
    QStringList lines;
    for (qsizetype i = section.first + 1; i < section.end; ++i)
        lines.append(blocks[i].text);
    return lines.join(u'\n');
}

} // namespace consultantos
