// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/page_flow.h"

#include "evidence/pdf/row.h"
#include "evidence/pdf/value_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

namespace consultantos::pdf {

namespace {

/// Lines of print that each column must have for text to be set in columns, and the share of its width that a good part
/// of them must fill: columns of a table are sparser.
constexpr int MinLines = 10;
constexpr double MinFill = 0.78;
constexpr double FilledFrom = 0.65; ///< share of the lines that may fill less
constexpr double MinOfWidth = 0.6;  ///< share of the way between the gutter and the side that a column's print takes
constexpr double MaxNumbers = 0.2;  ///< share of the words that are numbers
/// A column's width as a share of the text's, at least.
constexpr double MinWidth = 0.2;
constexpr double MinGutter = 2; ///< points, beyond the usual gap between words
/// Share of the lines that may cross the gutter: titles, pictures' captions, tables over all columns.
constexpr double MaxCrossing = 0.35;
constexpr double MoreCrossing = 0.02; ///< by how much that may differ within the gutter
/// The gap between words is filled up to this many ems, so that only gaps between columns remain.
constexpr double WordGap = 0.6;
constexpr int MaxDepth = 3;

struct Span {
    double left = 0;
    double right = 0;
};

Span extentOf(const QList<Word> &words)
{
    Span extent{words.isEmpty() ? 0 : std::numeric_limits<double>::max(), 0};
    for (const auto &word : words) {
        extent.left = qMin(extent.left, word.area.left());
        extent.right = qMax(extent.right, word.area.right());
    }
    return extent;
}

bool crosses(const Word &word, const Span &gutter)
{
    return word.area.left() < gutter.right && word.area.right() > gutter.left;
}

/// For each point of x how much height of print stands over it.
std::vector<double> heightsOver(const QList<Word> &words, const Span &extent)
{
    std::vector<double> heights(std::size_t(extent.right - extent.left) + 2, 0.0);
    for (const auto &word : words) {
        const auto end = qMin(extent.right, word.area.right() + WordGap * word.fontSize);
        for (auto x = std::size_t(word.area.left() - extent.left); double(x) < end - extent.left; ++x)
            heights[x] += word.area.height();
    }
    return heights;
}

/// The widest stretch of [first, end) over which no more than `most` is printed.
std::optional<Span> widestBelow(const std::vector<double> &heights, std::size_t first, std::size_t end, double most)
{
    std::optional<Span> widest;
    for (auto x = first; x < end; ++x) {
        const auto begin = x;
        while (x < end && heights[x] <= most)
            ++x;
        if (x > begin && (!widest || double(x - begin) > widest->right - widest->left))
            widest = Span{double(begin), double(x)};
    }
    return widest;
}

/// The widest gap over which little is printed, off the sides: that part of it which the fewest lines cross, as lines
/// that are not full leave a wider one.
std::optional<Span> gutterOf(const QList<Word> &words, const Span &extent)
{
    const auto width = extent.right - extent.left;
    const auto heights = heightsOver(words, extent);
    const auto most = *std::max_element(heights.begin(), heights.end());
    const auto wide =
        widestBelow(heights, std::size_t(width * MinWidth), std::size_t(width * (1 - MinWidth)), MaxCrossing * most);
    if (!wide)
        return std::nullopt;
    const auto first = std::size_t(wide->left);
    const auto end = std::size_t(wide->right);
    const auto least = *std::min_element(heights.begin() + qptrdiff(first), heights.begin() + qptrdiff(end));
    const auto gutter = widestBelow(heights, first, end, least + MoreCrossing * most);
    if (!gutter || gutter->right - gutter->left < MinGutter)
        return std::nullopt;
    return Span{extent.left + gutter->left, extent.left + gutter->right};
}

/// Whether the words fill lines between two sides that are `width` apart.
bool isRunningText(const QList<Word> &words, double width)
{
    const auto extent = extentOf(words);
    if (extent.right - extent.left < MinOfWidth * width)
        return false;
    const auto rows = rowsOf(words);
    if (rows.size() < MinLines)
        return false;
    const auto numbers =
        std::count_if(words.begin(), words.end(), [](const Word &word) { return isNumber(word.text); });
    QList<double> fills;
    for (const auto &row : rows)
        fills.append(row.fragments.size() == 1 ? row.area.width() / (extent.right - extent.left) : 0);
    const auto at = fills.begin() + qsizetype(FilledFrom * double(fills.size()));
    std::nth_element(fills.begin(), at, fills.end());
    return *at >= MinFill && double(numbers) <= MaxNumbers * double(words.size());
}

/// Where lines stand that cross the gutter.
QList<QRectF> linesAcross(const QList<Word> &words, const Span &gutter)
{
    QList<Word> across;
    for (const auto &word : words) {
        if (crosses(word, gutter))
            across.append(word);
    }
    QList<QRectF> lines;
    for (const auto &row : rowsOf(across))
        lines.append(row.area);
    return lines;
}

QList<QList<Word>> parted(const QList<Word> &words, int depth);

/// Parts a band of the page at the gutter.
void appendColumns(QList<QList<Word>> &flows, const QList<Word> &band, const Span &gutter, int depth)
{
    QList<Word> left;
    QList<Word> right;
    for (const auto &word : band)
        (word.area.center().x() < (gutter.left + gutter.right) / 2 ? left : right).append(word);
    for (const auto &column : {left, right}) {
        if (!column.isEmpty())
            flows += parted(column, depth + 1);
    }
}

/// Lines across the gutter part the page into bands, which are read from top to bottom.
QList<QList<Word>> bandsAt(const QList<Word> &words, const Span &gutter, int depth)
{
    const auto lines = linesAcross(words, gutter);
    QList<QList<Word>> bands(2 * lines.size() + 1); // even: between the lines, odd: on them
    for (const auto &word : words) {
        const auto y = word.area.center().y();
        qsizetype line = 0;
        while (line < lines.size() && y > lines[line].bottom())
            ++line;
        const bool on = line < lines.size() && y >= lines[line].top();
        bands[2 * line + (on ? 1 : 0)].append(word);
    }
    QList<QList<Word>> flows;
    bool afterLine = false;
    for (qsizetype band = 0; band < bands.size(); ++band) {
        if (bands[band].isEmpty())
            continue;
        const bool line = band % 2 == 1;
        if (!line)
            appendColumns(flows, bands[band], gutter, depth);
        else if (afterLine)
            flows.last() += bands[band];
        else
            flows.append(bands[band]);
        afterLine = line;
    }
    return flows;
}

QList<QList<Word>> parted(const QList<Word> &words, int depth)
{
    const auto extent = extentOf(words);
    if (depth >= MaxDepth || words.size() < 4 * MinLines || extent.right - extent.left < 1)
        return {words};
    const auto gutter = gutterOf(words, extent);
    if (!gutter)
        return {words};
    const auto lines = linesAcross(words, *gutter);
    QList<Word> left;
    QList<Word> right;
    for (const auto &word : words) {
        const auto y = word.area.center().y();
        const bool across = std::any_of(lines.begin(), lines.end(),
                                        [y](const QRectF &line) { return y >= line.top() && y <= line.bottom(); });
        if (!across)
            (word.area.right() <= gutter->left + 1 ? left : right).append(word);
    }
    // One of the two may itself be set in columns.
    const bool leftText = isRunningText(left, gutter->left - extent.left);
    const bool rightText = isRunningText(right, extent.right - gutter->right);
    const bool columns = (leftText && (rightText || parted(right, depth + 1).size() > 1))
                         || (rightText && parted(left, depth + 1).size() > 1);
    return columns ? bandsAt(words, *gutter, depth) : QList<QList<Word>>{words};
}

} // namespace

QList<QList<Word>> flowsOf(const QList<Word> &words)
{
    return parted(words, 0);
}

} // namespace consultantos::pdf
