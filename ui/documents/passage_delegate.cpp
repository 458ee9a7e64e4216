// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/passage_delegate.h"

#include "documents/passage_list_model.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int MaxLines = 4;
constexpr int Margin = GridUnit;
constexpr qsizetype ExcerptLength = 420;

QFont headFont(const QFont &font)
{
    auto bold = font;
    bold.setWeight(QFont::DemiBold);
    return bold;
}

struct Laid {
    qreal height = 0;
    qsizetype end = 0; ///< of the text that has a place
};

/// Lays the excerpt out in at most MaxLines lines of `width`.
Laid layOut(QTextLayout &layout, qreal width)
{
    qsizetype end = 0;
    qreal height = 0;
    layout.beginLayout();
    for (int line = 0; line < MaxLines; ++line) {
        auto next = layout.createLine();
        if (!next.isValid())
            break;
        next.setLineWidth(width);
        next.setPosition({0, height});
        height += next.height();
        end = next.textStart() + next.textLength();
    }
    layout.endLayout();
    return {height, end};
}

QList<QTextLayout::FormatRange> formatsOf(const QVariantList &highlights, const QPalette &palette)
{
    QTextCharFormat format;
    format.setFontWeight(QFont::DemiBold);
    format.setBackground(ThemeColors::of(palette).mark);
    format.setForeground(palette.color(QPalette::Active, QPalette::Text));
    QList<QTextLayout::FormatRange> formats;
    for (qsizetype i = 0; i + 1 < highlights.size(); i += 2)
        formats.append({highlights[i].toInt(), highlights[i + 1].toInt(), format});
    return formats;
}

/// As much of the passage as there is room for.
PassageExcerpt excerptOf(const QModelIndex &index, const QStyleOptionViewItem &option, qreal width)
{
    auto excerpt = passageExcerpt(index.data(Qt::DisplayRole).toString(),
                                  index.data(PassageListModel::HighlightsRole).toList(), ExcerptLength);
    QTextLayout layout(excerpt.text, option.font);
    layout.setFormats(formatsOf(excerpt.highlights, option.palette));
    const auto laid = layOut(layout, width);
    if (laid.end < excerpt.text.size())
        excerpt = cutExcerpt(excerpt, laid.end);
    return excerpt;
}

} // namespace

void PassageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto colors = ThemeColors::of(option.palette);
    const bool isSelected = (option.state & QStyle::State_Selected) != 0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const auto card = QRectF(option.rect).adjusted(2, Margin / 4.0, -2, -Margin / 4.0);
    const bool hasFocus = isSelected && (option.state & QStyle::State_HasFocus) != 0;
    painter->setPen(QPen(isSelected ? colors.accent : colors.border, hasFocus ? 2 : 1));
    painter->setBrush(isSelected ? colors.accentSoft : option.palette.color(QPalette::Base));
    painter->drawRoundedRect(card, 6, 6);

    const auto inner = card.adjusted(Margin, Margin, -Margin, -Margin);
    const QFontMetricsF metrics(headFont(option.font));
    painter->setFont(headFont(option.font));
    painter->setPen(colors.accent);
    painter->drawText(
        QPointF(inner.left(), inner.top() + metrics.ascent()),
        metrics.elidedText(index.data(PassageListModel::HeadRole).toString(), Qt::ElideRight, inner.width()));
    const auto excerpt = excerptOf(index, option, inner.width());
    QTextLayout layout(excerpt.text, option.font);
    layout.setFormats(formatsOf(excerpt.highlights, option.palette));
    layOut(layout, inner.width());
    painter->setPen(option.palette.color(QPalette::Active, QPalette::Text));
    layout.draw(painter, {inner.left(), inner.top() + metrics.height() + Margin / 2.0});
    painter->restore();
}

QSize PassageDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = view == nullptr ? option.rect.width() : view->viewport()->width();
    const int inner = std::max(60, width - 2 * Margin - 4);
    const auto excerpt = excerptOf(index, option, inner);
    QTextLayout layout(excerpt.text, option.font);
    layout.setFormats(formatsOf(excerpt.highlights, option.palette));
    const auto height = layOut(layout, inner).height;
    return {width, int(QFontMetricsF(headFont(option.font)).height() + height + 3.5 * Margin)};
}

PassageExcerpt cutExcerpt(const PassageExcerpt &excerpt, qsizetype end)
{
    // Room for the dots, and no half word before them.
    auto cut = excerpt.text.lastIndexOf(QLatin1Char(' '), std::max<qsizetype>(0, end - 4));
    if (cut <= 0)
        cut = end;
    PassageExcerpt result{excerpt.text.left(cut) + QStringLiteral(" …"), {}};
    for (qsizetype i = 0; i + 1 < excerpt.highlights.size(); i += 2) {
        if (excerpt.highlights[i].toLongLong() + excerpt.highlights[i + 1].toLongLong() <= cut)
            result.highlights << excerpt.highlights[i] << excerpt.highlights[i + 1];
    }
    return result;
}

PassageExcerpt passageExcerpt(const QString &text, const QVariantList &highlights, qsizetype length)
{
    const qsizetype first = highlights.isEmpty() ? 0 : highlights.first().toLongLong();
    // A little of what stands before, from the beginning of a word.
    qsizetype start = text.size() <= length ? 0 : std::clamp<qsizetype>(first - length / 4, 0, text.size() - length);
    while (start > 0 && start < first && !text[start - 1].isSpace())
        ++start;
    const auto before = start > 0 ? QStringLiteral("… ") : QString();
    const bool isCut = start + length < text.size();
    PassageExcerpt excerpt{before + text.mid(start, length), {}};
    excerpt.text.replace(QLatin1Char('\n'), QLatin1Char(' ')).replace(QLatin1Char('\t'), QLatin1Char(' '));
    const qsizetype end = excerpt.text.size();
    if (isCut)
        excerpt.text += QStringLiteral(" …");
    for (qsizetype i = 0; i + 1 < highlights.size(); i += 2) {
        const qsizetype at = highlights[i].toLongLong() - start + before.size();
        const qsizetype size = highlights[i + 1].toLongLong();
        if (at >= before.size() && at + size <= end)
            excerpt.highlights << at << size;
    }
    return excerpt;
}

} // namespace consultantos
