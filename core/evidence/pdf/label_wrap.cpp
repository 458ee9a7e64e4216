// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/label_wrap.h"

#include <algorithm>

namespace consultantos::pdf {

namespace {

/// Lines of one label stand closer than this many heights of a line.
constexpr double WrapGap = 0.3;
/// Figures in the middle of a label of two lines overlap both, or nearly.
constexpr double MiddleGap = 0.1;
/// Lines of one label stand this much closer than rows do, in heights of a line, and the first of them is nearly full.
constexpr double Tighter = 0.2;
constexpr double FullShare = 0.75;

bool endsOpen(const QString &label)
{
    static const QStringList connectors{
        QStringLiteral("and"),  QStringLiteral("of"),   QStringLiteral("or"),    QStringLiteral("to"),
        QStringLiteral("the"),  QStringLiteral("for"),  QStringLiteral("in"),    QStringLiteral("by"),
        QStringLiteral("from"), QStringLiteral("with"), QStringLiteral("than"),  QStringLiteral("on"),
        QStringLiteral("at"),   QStringLiteral("a"),    QStringLiteral("under"), QStringLiteral("per"),
        QStringLiteral("as"),
    };
    const auto last = label.mid(label.lastIndexOf(QLatin1Char(' ')) + 1);
    return label.endsWith(QLatin1Char(',')) || label.endsWith(QLatin1Char('-')) || label.endsWith(QChar(0x2014))
           || connectors.contains(last) || label.count(QLatin1Char('(')) > label.count(QLatin1Char(')'));
}

bool startsWithin(const QString &label)
{
    const auto first = label.front();
    return first.isLower() || first.isDigit() || first == QLatin1Char(')') || first == QLatin1Char('$')
           || first == QLatin1Char('(') || first == QLatin1Char('/');
}

bool hasLabel(const TableLine &line)
{
    return !line.cells.first().value;
}

double gap(const TableLine &above, const TableLine &below)
{
    return (below.area.top() - above.area.bottom()) / qMax(1.0, qMin(above.area.height(), below.area.height()));
}

QString joined(const QString &first, const QString &second)
{
    const bool split = first.endsWith(QLatin1Char('-')) && second.front().isLower();
    return split ? first + second : first + QLatin1Char(' ') + second;
}

void appendLabel(TableLine &line, const TableLine &more)
{
    auto &label = line.cells.first();
    label.text = joined(label.text, more.cells.first().text);
    label.area |= more.area;
    line.area |= more.area;
}

/// The texts left of the columns as one label.
TableLine withOneLabel(TableLine line, double columnsLeft)
{
    while (line.cells.size() > 1 && hasLabel(line) && !line.cells[1].value && line.cells[1].area.left() < columnsLeft) {
        line.cells[0].text += QLatin1Char(' ') + line.cells[1].text;
        line.cells[0].area |= line.cells[1].area;
        line.cells.removeAt(1);
    }
    return line;
}

/// `line` with `label` before its own, or as its own.
TableLine withLabel(TableLine line, const TableLine &label)
{
    auto own = label;
    if (hasLabel(line)) {
        appendLabel(own, line);
        own.cells.first().area = label.cells.first().area | line.cells.first().area;
        line.cells.removeFirst();
    }
    line.cells.prepend(own.cells.first());
    line.area |= own.area;
    return line;
}

class Joiner {
public:
    explicit Joiner(double columnsLeft)
        : m_columnsLeft(columnsLeft)
    {
    }

    QList<TableLine> join(const QList<TableLine> &lines)
    {
        measure(lines);
        for (const auto &each : lines) {
            const auto line = withOneLabel(each, m_columnsLeft);
            if (isLabelOnly(line))
                addLabel(line);
            else
                addFigures(line);
            m_lastArea = line;
        }
        flush();
        return m_joined;
    }

private:
    /// Finds how far rows with figures stand apart, and how wide labels get.
    void measure(const QList<TableLine> &lines)
    {
        QList<double> gaps;
        m_labelLeft = m_columnsLeft;
        for (int at = 0; at < lines.size(); ++at) {
            const auto &label = lines[at].cells.first();
            if (!label.value && label.area.right() < m_columnsLeft) {
                m_labelLeft = qMin(m_labelLeft, label.area.left());
                m_labelRight = qMax(m_labelRight, label.area.right());
            }
            if (at > 0 && lines[at].values > 0 && lines[at - 1].values > 0)
                gaps.append(gap(lines[at - 1], lines[at]));
        }
        std::sort(gaps.begin(), gaps.end());
        m_rowGap = gaps.isEmpty() ? 0 : gaps[gaps.size() / 2];
    }

    bool isFullLine(const TableLine &label) const
    {
        return label.area.right() > m_labelLeft + FullShare * (m_labelRight - m_labelLeft);
    }

    bool isLabelOnly(const TableLine &line) const
    {
        return line.cells.size() == 1 && hasLabel(line) && line.area.left() < m_columnsLeft;
    }

    void flush()
    {
        if (m_hasPending)
            m_joined.append(m_pending);
        m_hasPending = false;
    }

    void addLabel(const TableLine &line)
    {
        const bool close = !m_joined.isEmpty() || m_hasPending ? gap(m_lastArea, line) < WrapGap : false;
        const auto &text = line.cells.first().text;
        if (m_hasPending && close && (endsOpen(m_pending.cells.first().text) || text.front().isLower())) {
            appendLabel(m_pending, line);
            return;
        }
        if (!m_hasPending && close && hasLabel(m_joined.last())
            && (endsOpen(m_joined.last().cells.first().text) || text.front().isLower()
                || gap(m_lastArea, line) < qMin(-MiddleGap, m_rowGap - 2 * Tighter))) {
            appendLabel(m_joined.last(), line);
            return;
        }
        flush();
        m_pending = line;
        m_hasPending = true;
    }

    void addFigures(const TableLine &line)
    {
        if (m_hasPending && belongsTo(m_pending, line)) {
            m_hasPending = false;
            m_joined.append(withLabel(line, m_pending));
            return;
        }
        flush();
        m_joined.append(line);
    }

    bool belongsTo(const TableLine &label, const TableLine &line) const
    {
        const auto &text = label.cells.first().text;
        const auto between = gap(m_lastArea, line);
        if (between >= WrapGap || text.endsWith(QLatin1Char(':')))
            return false;
        if (!hasLabel(line))
            return between < qMin(MiddleGap, m_rowGap - Tighter);
        return endsOpen(text) || startsWithin(line.cells.first().text)
               || (between < m_rowGap - Tighter && isFullLine(label));
    }

    double m_columnsLeft;
    double m_labelLeft = 0;
    double m_labelRight = 0;
    double m_rowGap = 0;
    QList<TableLine> m_joined;
    TableLine m_pending;
    bool m_hasPending = false;
    TableLine m_lastArea;
};

} // namespace

QList<TableLine> joinedLines(const QList<TableLine> &lines, double columnsLeft)
{
    return Joiner(columnsLeft).join(lines);
}

} // namespace consultantos::pdf
