// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/svg_chart.h"

#include "model/units.h"

#include <algorithm>
#include <array>

namespace consultantos {

namespace {

QString coordinate(double value)
{
    return QString::number(value, 'f', 1);
}

QString open(int width, int height, const QString &label, const QString &description)
{
    auto svg = QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%1\" height=\"%2\" "
                              "viewBox=\"0 0 %1 %2\" font-family=\"sans-serif\" aria-label=\"")
                   .arg(width)
                   .arg(height)
               + label.toHtmlEscaped() + QStringLiteral("\">");
    if (!description.isEmpty())
        svg += QStringLiteral("<desc>") + description.toHtmlEscaped() + QStringLiteral("</desc>");
    return svg;
}

QString text(double x, double y, const QString &words, const QString &colour, int size, const QString &anchor,
             bool isBold = false)
{
    return QStringLiteral("<text x=\"") + coordinate(x) + QStringLiteral("\" y=\"") + coordinate(y)
           + QStringLiteral("\" text-anchor=\"") + anchor + QStringLiteral("\" font-size=\"") + QString::number(size)
           + (isBold ? QStringLiteral("\" font-weight=\"600") : QString()) + QStringLiteral("\" style=\"fill:") + colour
           + QStringLiteral("\">") + words.toHtmlEscaped() + QStringLiteral("</text>");
}

QString rectangle(double x, double y, double width, double height, const QString &style, double radius = 0)
{
    return QStringLiteral("<rect x=\"") + coordinate(x) + QStringLiteral("\" y=\"") + coordinate(y)
           + QStringLiteral("\" width=\"") + coordinate(width) + QStringLiteral("\" height=\"") + coordinate(height)
           + QStringLiteral("\" rx=\"") + coordinate(radius) + QStringLiteral("\" style=\"") + style
           + QStringLiteral("\"/>");
}

QString line(double x1, double y1, double x2, double y2, const QString &colour, double width, const QString &extra = {})
{
    return QStringLiteral("<line x1=\"") + coordinate(x1) + QStringLiteral("\" y1=\"") + coordinate(y1)
           + QStringLiteral("\" x2=\"") + coordinate(x2) + QStringLiteral("\" y2=\"") + coordinate(y2)
           + QStringLiteral("\" style=\"stroke:") + colour + QStringLiteral(";stroke-width:") + coordinate(width)
           + extra + QStringLiteral("\"/>");
}

QString circle(double x, double y, double radius, const QString &colour)
{
    return QStringLiteral("<circle cx=\"") + coordinate(x) + QStringLiteral("\" cy=\"") + coordinate(y)
           + QStringLiteral("\" r=\"") + coordinate(radius) + QStringLiteral("\" style=\"fill:") + colour
           + QStringLiteral("\"/>");
}

/// Words broken into at most `maxLines` lines of about `width` characters; what doesn't fit ends in an ellipsis.
QStringList wrapped(const QString &words, qsizetype width, qsizetype maxLines)
{
    QStringList lines;
    for (const auto &word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (lines.isEmpty() || lines.last().size() + 1 + word.size() > width)
            lines.append(word);
        else
            lines.last() += QLatin1Char(' ') + word;
    }
    if (lines.size() > maxLines) {
        lines = lines.mid(0, maxLines);
        lines.last() += QChar(0x2026);
    }
    return lines;
}

QString shortName(const FrameworkSection &force)
{
    static const std::array<std::pair<const char *, const char *>, 5> names = {{{"rivalry", "Rivalry"},
                                                                                {"suppliers", "Supplier power"},
                                                                                {"buyers", "Buyer power"},
                                                                                {"new_entrants", "New entrants"},
                                                                                {"substitutes", "Substitutes"}}};
    for (const auto &[id, name] : names) {
        if (force.id == QLatin1String(id))
            return QString::fromLatin1(name);
    }
    return force.title;
}

QString scoreText(const FrameworkSection &force, const Wording &wording)
{
    if (!force.score)
        return wording.say(QStringLiteral("not derivable"));
    auto words = wording.value(force.score->value, units::Score) + QStringLiteral(" (")
                 + wording.value(force.score->low, units::Score) + QLatin1Char(' ') + wording.say(QStringLiteral("to"))
                 + QLatin1Char(' ') + wording.value(force.score->high, units::Score) + QLatin1Char(')');
    return words;
}

constexpr double BoxWidth = 190;
constexpr double BoxHeight = 84;

QString forceBox(const FrameworkSection &force, double x, double y, const ChartPalette &palette, const Wording &wording)
{
    auto svg = rectangle(x, y, BoxWidth, BoxHeight,
                         QStringLiteral("fill:") + palette.surface + QStringLiteral(";stroke:") + palette.line, 8);
    svg +=
        text(x + BoxWidth / 2, y + 23, wording.say(shortName(force)), palette.ink, 14, QStringLiteral("middle"), true);
    svg += text(x + BoxWidth / 2, y + 43, scoreText(force, wording), palette.ink, 13, QStringLiteral("middle"));
    const double left = x + 20;
    const double width = BoxWidth - 40;
    svg += rectangle(left, y + 55, width, 4, QStringLiteral("fill:") + palette.line, 2);
    if (force.score && force.score->scaleMax > force.score->scaleMin) {
        const auto &score = *force.score;
        const auto place = [&](double value) {
            return left + width * std::clamp((value - score.scaleMin) / (score.scaleMax - score.scaleMin), 0.0, 1.0);
        };
        svg += rectangle(place(score.low), y + 54, std::max(2.0, place(score.high) - place(score.low)), 6,
                         QStringLiteral("fill:") + palette.muted, 3);
        svg += circle(place(score.value), y + 57, 5, palette.accent);
    }
    if (!force.trend.isEmpty())
        svg += text(x + BoxWidth / 2, y + 76, wording.say(force.trend), palette.muted, 11, QStringLiteral("middle"));
    return svg;
}

} // namespace

ChartPalette ChartPalette::forBrowser()
{
    ChartPalette palette{QStringLiteral("var(--ink)"),    QStringLiteral("var(--muted)"),
                         QStringLiteral("var(--line)"),   QStringLiteral("var(--surface)"),
                         QStringLiteral("var(--accent)"), {}};
    for (int i = 1; i <= 8; ++i)
        palette.series.append(QStringLiteral("var(--s%1)").arg(i));
    return palette;
}

ChartPalette ChartPalette::forPaper()
{
    return {QStringLiteral("#1b2530"),
            QStringLiteral("#6b7785"),
            QStringLiteral("#cfd6dd"),
            QStringLiteral("#f5f7f9"),
            QStringLiteral("#0b62a5"),
            {QStringLiteral("#0b62a5"), QStringLiteral("#b3541e"), QStringLiteral("#2f7d4f"), QStringLiteral("#7a4fa3"),
             QStringLiteral("#a8324e"), QStringLiteral("#3b7f8c"), QStringLiteral("#8a6d1d"),
             QStringLiteral("#5a5f66")}};
}

SvgChart fiveForcesChart(const QList<FrameworkSection> &forces, const ChartPalette &palette, const Wording &wording)
{
    constexpr int Width = 640;
    constexpr int Height = 320;
    constexpr double Middle = (Width - BoxWidth) / 2;
    constexpr double Centre = (Height - BoxHeight) / 2;
    const std::array<std::pair<QLatin1String, std::pair<double, double>>, 5> places = {
        {{QLatin1String("new_entrants"), {Middle, 8}},
         {QLatin1String("suppliers"), {8, Centre}},
         {QLatin1String("rivalry"), {Middle, Centre}},
         {QLatin1String("buyers"), {Width - BoxWidth - 8, Centre}},
         {QLatin1String("substitutes"), {Middle, Height - BoxHeight - 8}}}};
    QStringList spoken;
    QString boxes;
    for (const auto &[id, place] : places) {
        const auto found = std::find_if(forces.begin(), forces.end(),
                                        [id = id](const FrameworkSection &force) { return force.id == id; });
        if (found == forces.end())
            continue;
        spoken.append(wording.say(shortName(*found)) + QLatin1Char(' ') + scoreText(*found, wording));
        boxes += forceBox(*found, place.first, place.second, palette, wording);
    }
    if (spoken.isEmpty())
        return {};
    auto svg =
        open(Width, Height, wording.say(QStringLiteral("Five forces diagram")), spoken.join(QStringLiteral("; ")));
    svg += line(Width / 2.0, 8 + BoxHeight, Width / 2.0, Centre, palette.muted, 2);
    svg += line(Width / 2.0, Centre + BoxHeight, Width / 2.0, Height - BoxHeight - 8, palette.muted, 2);
    svg += line(8 + BoxWidth, Height / 2.0, Middle, Height / 2.0, palette.muted, 2);
    svg += line(Middle + BoxWidth, Height / 2.0, Width - BoxWidth - 8, Height / 2.0, palette.muted, 2);
    return {svg + boxes + QStringLiteral("</svg>"), Width, Height};
}

SvgChart canvasChart(const Canvas &canvas, const ChartPalette &palette, const Wording &wording)
{
    constexpr double Left = 34;
    constexpr double Top = 14;
    constexpr double PlotHeight = 220;
    constexpr double LabelHeight = 58;
    constexpr double LegendRow = 20;
    constexpr double TopLevel = 10;
    const auto factors = canvas.factors.size();
    if (factors == 0 || canvas.lines.isEmpty())
        return {};
    const double step = std::max(84.0, 600.0 / static_cast<double>(factors));
    const double width = Left + step * static_cast<double>(factors);
    const double height = Top + PlotHeight + LabelHeight + LegendRow * static_cast<double>(canvas.lines.size());
    const auto x = [&](qsizetype factor) { return Left + step * (static_cast<double>(factor) + 0.5); };
    const auto y = [&](double level) { return Top + PlotHeight * (1 - std::clamp(level / TopLevel, 0.0, 1.0)); };

    QStringList names;
    for (const auto &entry : canvas.lines)
        names.append(entry.company);
    auto svg = open(static_cast<int>(width), static_cast<int>(height), wording.say(QStringLiteral("Strategy canvas")),
                    QStringLiteral("%1 %2; %3.")
                        .arg(wording.say(QStringLiteral("Levels from zero to ten on each factor for")),
                             names.join(QStringLiteral(", ")),
                             wording.say(QStringLiteral("the values stand in the table below"))));
    for (int level = 0; level <= 10; level += 5) {
        svg += line(Left, y(level), width, y(level), palette.line, 1);
        svg += text(Left - 6, y(level) + 4, QString::number(level), palette.muted, 11, QStringLiteral("end"));
    }
    for (qsizetype factor = 0; factor < factors; ++factor) {
        double baseline = Top + PlotHeight + 16;
        for (const auto &part : wrapped(canvas.factors[factor], static_cast<qsizetype>(step / 6.2), 3)) {
            svg += text(x(factor), baseline, part, palette.ink, 11, QStringLiteral("middle"));
            baseline += 14;
        }
    }
    // The analysed company last, so that its line lies on top.
    for (qsizetype i = canvas.lines.size() - 1; i >= 0; --i) {
        const auto &levels = canvas.lines[i].levels;
        const auto &colour = palette.series[i % palette.series.size()];
        for (qsizetype factor = 0; factor < std::min(factors, levels.size()); ++factor) {
            if (!levels[factor])
                continue;
            svg += circle(x(factor), y(levels[factor]->value), i == 0 ? 4.5 : 3, colour);
            if (factor > 0 && levels[factor - 1])
                svg += line(x(factor - 1), y(levels[factor - 1]->value), x(factor), y(levels[factor]->value), colour,
                            i == 0 ? 3 : 1.4);
        }
        const double legend = Top + PlotHeight + LabelHeight + LegendRow * static_cast<double>(i) + 12;
        svg += line(Left, legend - 4, Left + 22, legend - 4, colour, i == 0 ? 3 : 1.4);
        svg += text(Left + 30, legend, canvas.lines[i].company, palette.ink, 12, QStringLiteral("start"), i == 0);
    }
    return {svg + QStringLiteral("</svg>"), static_cast<int>(width), static_cast<int>(height)};
}

SvgChart sparkline(const QList<std::optional<double>> &values, const QString &label, const ChartPalette &palette)
{
    constexpr int Width = 72;
    constexpr int Height = 20;
    constexpr double Margin = 3;
    QList<double> present;
    for (const auto &value : values) {
        if (value)
            present.append(*value);
    }
    if (present.size() < 2)
        return {};
    const double low = *std::min_element(present.cbegin(), present.cend());
    const double range = *std::max_element(present.cbegin(), present.cend()) - low;
    const auto x = [&](qsizetype i) {
        return Margin + (Width - 2 * Margin) * static_cast<double>(i) / static_cast<double>(values.size() - 1);
    };
    const auto y = [&](double value) {
        return range > 0 ? Height - Margin - (Height - 2 * Margin) * (value - low) / range : Height / 2.0;
    };
    auto svg = open(Width, Height, label, {});
    qsizetype last = 0;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (!values[i])
            continue;
        last = i;
        if (i > 0 && values[i - 1])
            svg += line(x(i - 1), y(*values[i - 1]), x(i), y(*values[i]), palette.muted, 1.5);
    }
    svg += circle(x(last), y(*values[last]), 2.4, palette.accent);
    return {svg + QStringLiteral("</svg>"), Width, Height};
}

} // namespace consultantos
