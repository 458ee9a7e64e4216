// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/framework_card.h"

#include "widgets/theme.h"

#include <QIcon>
#include <QPainter>
#include <QPainterPath>
#include <QSizePolicy>
#include <QStyle>

namespace consultantos {

namespace {

constexpr int Padding = GridUnit + GridUnit / 2;
constexpr int MarkSize = 18;

} // namespace

FrameworkCard::FrameworkCard(QString id, const QString &title, QString explanation, QWidget *parent)
    : QAbstractButton(parent)
    , m_id(std::move(id))
    , m_explanation(std::move(explanation))
{
    setText(title);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
    setAccessibleDescription(m_explanation);
    setObjectName(QStringLiteral("framework_") + m_id);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize FrameworkCard::sizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 36;
    return {width, heightForWidth(width)};
}

QSize FrameworkCard::minimumSizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 24;
    return {width, fontMetrics().lineSpacing() * 4 + 2 * Padding};
}

int FrameworkCard::heightForWidth(int width) const
{
    const int textWidth = std::max(width - 2 * Padding, 1);
    const auto text = fontMetrics().boundingRect(QRect(0, 0, textWidth, 10'000), Qt::TextWordWrap, m_explanation);
    return std::max(fontMetrics().lineSpacing(), MarkSize) + GridUnit / 2 + text.height() + 2 * Padding;
}

void FrameworkCard::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto colors = ThemeColors::of(palette());
    const auto frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setBrush(isChecked() ? colors.accentSoft : palette().color(QPalette::Base));
    painter.setPen(QPen(isChecked() || hasFocus() ? colors.accent : colors.edge, hasFocus() ? 2.0 : 1.0));
    painter.drawRoundedRect(frame, 6, 6);

    auto inner = rect().adjusted(Padding, Padding, -Padding, -Padding);
    const auto direction = layoutDirection();
    // As the style sheet draws check boxes: the style's own is as dark as a dark theme's card.
    const auto mark = QStyle::alignedRect(direction, Qt::AlignLeft | Qt::AlignTop, {MarkSize, MarkSize}, inner);
    painter.setBrush(isChecked() ? palette().brush(QPalette::Highlight) : palette().brush(QPalette::Base));
    painter.setPen(isChecked() ? palette().color(QPalette::Highlight) : colors.muted);
    painter.drawRoundedRect(QRectF(mark).adjusted(1.5, 1.5, -1.5, -1.5), 3, 3);
    if (isChecked())
        QIcon(QStringLiteral(":/icons/check.svg")).paint(&painter, mark.adjusted(2, 2, -2, -2));

    auto bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::WindowText));
    const QRect title(inner.left() + MarkSize + GridUnit, inner.top(), inner.width() - MarkSize - GridUnit,
                      std::max(fontMetrics().lineSpacing(), MarkSize));
    painter.drawText(title, int(Qt::AlignVCenter | Qt::AlignLeft), text());
    painter.setFont(font());
    painter.setPen(colors.muted);
    painter.drawText(QRect(inner.left(), title.bottom() + GridUnit / 2, inner.width(),
                           inner.bottom() - title.bottom() - GridUnit / 2),
                     int(Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop), m_explanation);
}

} // namespace consultantos
