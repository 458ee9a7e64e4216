// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/alert_delegate.h"

#include "monitors/alert_list_model.h"
#include "monitors/monitor_words.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QGuiApplication>
#include <QPainter>
#include <QTextLayout>

namespace consultantos {

namespace {

constexpr int AccentWidth = 3;
constexpr int TitleLines = 2;
constexpr int Lines = 2 + TitleLines; ///< head, title, why

QColor colorOf(AlertSeverity severity, const ThemeColors &colors)
{
    switch (severity) {
    case AlertSeverity::High:
        return colors.negative;
    case AlertSeverity::Medium:
        return colors.warning;
    case AlertSeverity::Low:
        return colors.muted;
    }
    return colors.muted;
}

/// The text in two lines, the second cut with "…" where a third would follow. Returns how many lines were drawn.
int drawTitle(QPainter *painter, const QString &text, const QRect &area, const QFont &font)
{
    const QFontMetrics metrics(font);
    painter->setFont(font);
    QTextLayout layout(text, font);
    layout.beginLayout();
    int drawn = 0;
    for (; drawn < TitleLines; ++drawn) {
        auto line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(area.width());
        const bool isLast = drawn == TitleLines - 1;
        const auto part = isLast ? metrics.elidedText(text.mid(line.textStart()), Qt::ElideRight, area.width())
                                 : text.mid(line.textStart(), line.textLength()).trimmed();
        const QRect row(area.left(), area.top() + drawn * metrics.lineSpacing(), area.width(), metrics.lineSpacing());
        painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter, part);
    }
    layout.endLayout();
    return drawn;
}

} // namespace

void AlertDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto palette = QGuiApplication::palette();
    const auto colors = ThemeColors::of(palette);
    painter->save();
    const bool isChosen = option.state.testFlag(QStyle::State_Selected);
    if (isChosen || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, colors.accentSoft);
    if (isChosen)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(AccentWidth, option.rect.height())), colors.accent);
    painter->setPen(colors.border);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());

    const auto area = option.rect.adjusted(AccentWidth + GridUnit, GridUnit, -GridUnit, -GridUnit);
    const auto &metrics = option.fontMetrics;
    const int line = metrics.lineSpacing();
    const auto severity = AlertSeverity(index.data(AlertListModel::SeverityRole).toInt());
    const auto color = colorOf(severity, colors);
    const int iconSize = line;
    lineIcon(severityIcon(severity), color).paint(painter, QRect(area.left(), area.top(), iconSize, iconSize));

    auto bold = option.font;
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics boldMetrics(bold);
    int left = area.left() + iconSize + GridUnit / 2;
    const auto when = index.data(AlertListModel::WhenRole).toString();
    const int whenWidth = metrics.horizontalAdvance(when);
    painter->setFont(option.font);
    painter->setPen(colors.muted);
    painter->drawText(QRect(area.right() - whenWidth, area.top(), whenWidth + 1, line), Qt::AlignVCenter, when);
    const auto word = severityTitle(severity);
    painter->setFont(bold);
    painter->setPen(color);
    painter->drawText(QRect(left, area.top(), boldMetrics.horizontalAdvance(word), line), Qt::AlignVCenter, word);
    left += boldMetrics.horizontalAdvance(word) + GridUnit;
    const int headWidth = area.right() - whenWidth - GridUnit - left;
    painter->setFont(option.font);
    painter->setPen(colors.muted);
    if (headWidth > 0)
        painter->drawText(
            QRect(left, area.top(), headWidth, line), Qt::AlignVCenter,
            metrics.elidedText(index.data(AlertListModel::HeadRole).toString(), Qt::ElideRight, headWidth));

    const bool isOpen = index.data(AlertListModel::StateRole).toInt() == int(AlertState::Open);
    painter->setPen(isOpen ? palette.color(QPalette::Active, QPalette::WindowText) : colors.muted);
    const QRect titleArea(area.left(), area.top() + line + GridUnit / 2, area.width(), TitleLines * line);
    const int drawn = drawTitle(painter, index.data().toString(), titleArea, isOpen ? bold : option.font);

    auto note = index.data(AlertListModel::NoteRole).toString();
    if (const int folds = index.data(AlertListModel::FoldsRole).toInt(); folds > 0)
        note = (note.isEmpty() ? QString() : note + QStringLiteral("  ·  ")) + tr("+%n more", nullptr, folds);
    const int noteWidth = note.isEmpty() ? 0 : metrics.horizontalAdvance(note);
    const QRect foot(area.left(), titleArea.top() + drawn * line + GridUnit / 4, area.width(), line);
    painter->setFont(option.font);
    painter->setPen(colors.muted);
    painter->drawText(foot, Qt::AlignVCenter,
                      metrics.elidedText(index.data(AlertListModel::WhyRole).toString(), Qt::ElideRight,
                                         foot.width() - noteWidth - (noteWidth > 0 ? 2 * GridUnit : 0)));
    painter->setPen(colors.accent);
    painter->drawText(foot, Qt::AlignRight | Qt::AlignVCenter, note);
    painter->restore();
}

QSize AlertDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const
{
    return {GridUnit * 20, option.fontMetrics.lineSpacing() * Lines + 3 * GridUnit};
}

} // namespace consultantos
