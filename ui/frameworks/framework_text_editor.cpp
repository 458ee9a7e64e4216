// SPDX-License-Identifier: GPL-3.0-or-later
#include "frameworks/framework_text_editor.h"

#include "frameworks/framework_desk.h"
#include "widgets/theme.h"

#include <QFontDatabase>
#include <QPainter>
#include <QTextBlock>
#include <QTextEdit>

namespace consultantos {

/// Draws what the editor tells it to.
class FrameworkTextEditor::Margin : public QWidget {
public:
    explicit Margin(FrameworkTextEditor *editor)
        : QWidget(editor)
        , m_editor(editor)
    {
    }

protected:
    void paintEvent(QPaintEvent *event) override { m_editor->paintMargin(event); }

private:
    FrameworkTextEditor *m_editor;
};

FrameworkTextEditor::FrameworkTextEditor(FrameworkDesk &desk, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_desk(desk)
    , m_margin(new Margin(this))
{
    setObjectName(QStringLiteral("frameworkText"));
    setAccessibleName(tr("The framework as text"));
    setDocument(desk.document());
    const auto font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    setFont(font);
    desk.document()->setDefaultFont(font);
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true);
    setTabStopDistance(fontMetrics().horizontalAdvance(QLatin1Char(' ')) * 2);
    connect(this, &QPlainTextEdit::blockCountChanged, this, [this] { setViewportMargins(marginWidth(), 0, 0, 0); });
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &area, int moved) {
        if (moved != 0)
            m_margin->scroll(0, moved);
        else
            m_margin->update(0, area.y(), m_margin->width(), area.height());
    });
    connect(&desk, &FrameworkDesk::trialChanged, this, &FrameworkTextEditor::mark);
    connect(&desk, &FrameworkDesk::opened, this, [this] {
        setReadOnly(m_desk.isReadOnly());
        mark();
    });
    connect(&desk, &FrameworkDesk::entriesChanged, this, [this] { setReadOnly(m_desk.isReadOnly()); });
    setViewportMargins(marginWidth(), 0, 0, 0);
}

void FrameworkTextEditor::showLine(int line)
{
    const auto block = document()->findBlockByNumber(line - 1);
    if (!block.isValid())
        return;
    setTextCursor(QTextCursor(block));
    centerCursor();
    setFocus();
}

void FrameworkTextEditor::mark()
{
    const auto &trial = m_desk.trial();
    m_faulty.clear();
    QStringList messages;
    QList<QTextEdit::ExtraSelection> marks;
    for (const auto &fault : trial ? trial->faults : QList<FrameworkFault>()) {
        messages.append(fault.line > 0 ? tr("Line %1:").arg(fault.line) + QLatin1Char(' ') + fault.message
                                       : fault.message);
        const auto block = document()->findBlockByNumber(fault.line - 1);
        if (fault.line <= 0 || !block.isValid() || m_faulty.contains(fault.line))
            continue;
        m_faulty.append(fault.line);
        QTextEdit::ExtraSelection line;
        auto color = ThemeColors::of(palette()).negative;
        color.setAlphaF(0.18F);
        line.format.setBackground(color);
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        line.cursor = QTextCursor(block);
        marks.append(line);
    }
    setExtraSelections(marks);
    setAccessibleDescription(messages.join(QLatin1Char('\n')));
    m_margin->update();
}

int FrameworkTextEditor::marginWidth() const
{
    const auto digits = QString::number(std::max(blockCount(), 100));
    return fontMetrics().horizontalAdvance(digits) + 2 * GridUnit;
}

void FrameworkTextEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    const auto area = contentsRect();
    m_margin->setGeometry(area.left(), area.top(), marginWidth(), area.height());
}

void FrameworkTextEditor::paintMargin(QPaintEvent *event)
{
    QPainter painter(m_margin);
    const auto colors = ThemeColors::of(palette());
    painter.fillRect(event->rect(), colors.card);
    painter.setFont(font());
    auto block = firstVisibleBlock();
    auto top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const auto height = blockBoundingRect(block).height();
        const bool isFaulty = m_faulty.contains(block.blockNumber() + 1);
        painter.setPen(isFaulty ? colors.negative : colors.muted);
        painter.drawText(QRectF(0, top, m_margin->width() - GridUnit, height), int(Qt::AlignRight | Qt::AlignVCenter),
                         QString::number(block.blockNumber() + 1));
        top += height;
        block = block.next();
    }
}

} // namespace consultantos
