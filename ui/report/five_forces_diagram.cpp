// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/five_forces_diagram.h"

#include "model/units.h"
#include "report/report_words.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace consultantos {

namespace {

constexpr const char *Places[] = {"rivalry", "new_entrants", "buyers", "substitutes", "suppliers"};
constexpr int Middle = 0;
constexpr double Padding = 1.25 * GridUnit;

} // namespace

FiveForcesDiagram::FiveForcesDiagram(const FrameworkResult &framework, QWidget *parent)
    : Chart(parent)
{
    ChartTable table;
    table.order = ChartTable::Order::Categories;
    table.rowsTitle = tr("Force");
    const auto text = [](double value) { return shownValue(value, units::Score); };
    ChartTable::Column scores{tr("Score"), {}, text};
    ChartTable::Column lows{tr("From"), {}, text, {}, false};
    ChartTable::Column highs{tr("To"), {}, text, {}, false};
    ChartTable::Column trends{tr("Trend"), {}, {}, {}, false};
    for (const auto *place : Places) {
        FrameworkSection found;
        found.id = QLatin1String(place);
        for (const auto &section : framework.sections) {
            if (section.id == found.id)
                found = section;
        }
        table.rows.append(sectionTitle(found.id, found.title));
        const auto &score = found.score;
        scores.values.append(score ? std::optional(score->value) : std::nullopt);
        scores.words.append(score ? QString() : tr("no score"));
        lows.values.append(score ? std::optional(score->low) : std::nullopt);
        highs.values.append(score ? std::optional(score->high) : std::nullopt);
        trends.words.append(found.trend.isEmpty() ? QString() : trendTitle(found.trend));
        m_forces.append(found);
    }
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Five forces"));
    table.columns = {scores, lows, highs, trends};
    setTable(table);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize FiveForcesDiagram::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 100, fontMetrics().lineSpacing() * 19};
}

QSize FiveForcesDiagram::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 66, fontMetrics().lineSpacing() * 19};
}

QRectF FiveForcesDiagram::box(int place) const
{
    const double boxWidth = std::min(width() / 3.5, fontMetrics().averageCharWidth() * 34.0);
    const double boxHeight = fontMetrics().lineSpacing() * 4.2 + Padding;
    const double across = std::min((width() - boxWidth) / 2.0 - 2 * GridUnit, boxWidth * 1.35);
    const double down = (height() - boxHeight) / 2.0 - GridUnit;
    static constexpr double Directions[][2] = {{0, 0}, {0, -1}, {1, 0}, {0, 1}, {-1, 0}};
    const QPointF centre(width() / 2.0 + Directions[place][0] * across, height() / 2.0 + Directions[place][1] * down);
    return {centre.x() - boxWidth / 2, centre.y() - boxHeight / 2, boxWidth, boxHeight};
}

void FiveForcesDiagram::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto colors = ThemeColors::of(palette());
    const auto middle = box(Middle);
    for (int place = 1; place < m_forces.size(); ++place) {
        const auto outer = box(place);
        const QPointF towards = middle.center() - outer.center();
        const bool isVertical = std::abs(towards.x()) < 1;
        const QPointF from = isVertical ? QPointF(outer.center().x(), towards.y() > 0 ? outer.bottom() : outer.top())
                                        : QPointF(towards.x() > 0 ? outer.right() : outer.left(), outer.center().y());
        const QPointF to = isVertical ? QPointF(middle.center().x(), towards.y() > 0 ? middle.top() : middle.bottom())
                                      : QPointF(towards.x() > 0 ? middle.left() : middle.right(), middle.center().y());
        painter.setPen(QPen(colors.muted, 2));
        painter.drawLine(from, to);
        const QPointF step = (to - from) / std::max(1.0, std::hypot(to.x() - from.x(), to.y() - from.y()));
        const QPointF side(-step.y(), step.x());
        painter.setBrush(colors.muted);
        painter.drawPolygon(QPolygonF({to, to - step * 9 + side * 5, to - step * 9 - side * 5}));
    }
    for (int place = 0; place < m_forces.size(); ++place)
        paintForce(painter, place);
}

void FiveForcesDiagram::paintForce(QPainter &painter, int place) const
{
    const auto &force = m_forces[place];
    const auto colors = ThemeColors::of(palette());
    const auto frame = box(place);
    const bool isCurrent = hasFocus() && place == m_current;
    painter.setBrush(place == Middle ? colors.accentSoft : palette().color(QPalette::Base));
    painter.setPen(QPen(isCurrent ? colors.accent : colors.border, isCurrent ? 2.5 : 1.25));
    painter.drawRoundedRect(frame, 6, 6);
    const auto inner = frame.adjusted(Padding, Padding, -Padding, -Padding);
    const double line = fontMetrics().lineSpacing();
    auto bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(
        QRectF(inner.left(), inner.top(), inner.width(), line), int(Qt::AlignVCenter),
        QFontMetricsF(bold).elidedText(sectionTitle(force.id, force.title), Qt::ElideRight, inner.width()));
    painter.setFont(font());
    painter.setPen(colors.muted);
    const QRectF second(inner.left(), inner.top() + line, inner.width(), line);
    if (!force.score) {
        painter.drawText(second, int(Qt::AlignVCenter), tr("not derivable"));
        return;
    }
    const auto &score = *force.score;
    auto words = tr("%1 (%2 to %3)")
                     .arg(shownValue(score.value, units::Score), shownValue(score.low, units::Score),
                          shownValue(score.high, units::Score));
    if (!force.trend.isEmpty())
        words += QStringLiteral(", ") + trendTitle(force.trend);
    painter.drawText(second, int(Qt::AlignVCenter),
                     fontMetrics().elidedText(words, Qt::ElideRight, int(second.width())));
    const double span = std::max(score.scaleMax - score.scaleMin, 1e-9);
    const auto x = [&](double value) {
        return inner.left() + inner.width() * std::clamp((value - score.scaleMin) / span, 0.0, 1.0);
    };
    const double y = second.bottom() + line * 0.6;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.border);
    painter.drawRoundedRect(QRectF(inner.left(), y - 2, inner.width(), 4), 2, 2);
    painter.setBrush(colors.accent);
    painter.drawRoundedRect(QRectF(x(score.low), y - 4, std::max(2.0, x(score.high) - x(score.low)), 8), 3, 3);
    painter.setBrush(palette().color(QPalette::WindowText));
    painter.drawEllipse(QPointF(x(score.value), y), 6, 6);
    auto small = font();
    small.setPointSizeF(font().pointSizeF() * 0.85);
    painter.setFont(small);
    painter.setPen(colors.muted);
    const QRectF scale(inner.left(), y + 4, inner.width(), inner.bottom() - y);
    painter.drawText(scale, int(Qt::AlignLeft | Qt::AlignTop), tr("weak"));
    painter.drawText(scale, int(Qt::AlignRight | Qt::AlignTop), tr("strong"));
    painter.setFont(font());
}

void FiveForcesDiagram::mousePressEvent(QMouseEvent *event)
{
    for (int place = 0; place < m_forces.size(); ++place) {
        if (box(place).contains(event->position())) {
            m_current = place;
            update();
            Q_EMIT forceActivated(m_forces[place].id);
        }
    }
}

void FiveForcesDiagram::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        m_current = 1;
        break;
    case Qt::Key_Right:
        m_current = m_current == 4 ? 0 : 2;
        break;
    case Qt::Key_Down:
        m_current = 3;
        break;
    case Qt::Key_Left:
        m_current = m_current == 2 ? 0 : 4;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        Q_EMIT forceActivated(m_forces[m_current].id);
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    update();
}

} // namespace consultantos
