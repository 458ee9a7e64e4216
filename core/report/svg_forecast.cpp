// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/svg_forecast.h"

#include "model/units.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr int Width = 640;
constexpr int Height = 240;
constexpr double Left = 104;
constexpr double Right = 28;
constexpr double Top = 12;
constexpr double Bottom = 26;

/// A round distance between lines of a grid, so that there are about `wanted` of them over `range`.
double gridStep(double range, int wanted)
{
    const double rough = range / wanted;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= rough)
            return factor * power;
    }
    return 10.0 * power;
}

QString coordinate(double value)
{
    return QString::number(value, 'f', 1);
}

class FanDrawing {
public:
    FanDrawing(const Forecast &forecast, const ChartPalette &palette, const Wording &wording)
        : m_forecast(forecast)
        , m_palette(palette)
        , m_wording(wording)
    {
        m_low = m_high = forecast.history.first().value;
        for (const auto &figure : forecast.history)
            include(figure.value);
        for (const auto &step : forecast.steps) {
            include(step.lower95.value);
            include(step.upper95.value);
        }
        if (m_low > 0)
            m_low = 0;
        if (m_high < 0)
            m_high = 0;
        if (!(m_high > m_low))
            m_high = m_low + 1;
    }

    QString draw()
    {
        grid();
        band(&ForecastedPeriod::lower95, &ForecastedPeriod::upper95, "0.16");
        band(&ForecastedPeriod::lower80, &ForecastedPeriod::upper80, "0.26");
        QString past;
        for (qsizetype i = 0; i < m_forecast.history.size(); ++i)
            past += point(i, m_forecast.history[i].value);
        const auto last = m_forecast.history.size() - 1;
        auto future = point(last, m_forecast.history[last].value);
        for (qsizetype i = 0; i < m_forecast.steps.size(); ++i)
            future += point(last + 1 + i, m_forecast.steps[i].mean.value);
        polyline(past, m_palette.ink, {});
        polyline(future, m_palette.accent, QStringLiteral(";stroke-dasharray:5 3"));
        labels();
        return m_svg;
    }

private:
    void include(double value)
    {
        m_low = std::min(m_low, value);
        m_high = std::max(m_high, value);
    }

    [[nodiscard]] double x(qsizetype place) const
    {
        const auto places = m_forecast.history.size() + m_forecast.steps.size() - 1;
        return Left + (Width - Left - Right) * static_cast<double>(place) / static_cast<double>(places);
    }

    [[nodiscard]] double y(double value) const
    {
        return Top + (Height - Top - Bottom) * (m_high - value) / (m_high - m_low);
    }

    [[nodiscard]] QString point(qsizetype place, double value) const
    {
        return coordinate(x(place)) + QLatin1Char(',') + coordinate(y(value)) + QLatin1Char(' ');
    }

    void text(double left, double baseline, const QString &words, const QString &anchor)
    {
        m_svg += QStringLiteral("<text x=\"%1\" y=\"%2\" text-anchor=\"%3\" font-size=\"11\" style=\"fill:%4\">")
                     .arg(coordinate(left), coordinate(baseline), anchor, m_palette.muted)
                 + words.toHtmlEscaped() + QStringLiteral("</text>");
    }

    void grid()
    {
        constexpr int Lines = 4;
        const double step = gridStep(m_high - m_low, Lines);
        for (double level = std::ceil(m_low / step) * step; level <= m_high; level += step) {
            m_svg += QStringLiteral("<line x1=\"%1\" y1=\"%2\" x2=\"%3\" y2=\"%2\" style=\"stroke:%4\"/>")
                         .arg(coordinate(Left), coordinate(y(level)), coordinate(Width - Right), m_palette.line);
            text(Left - 6, y(level) + 4, m_wording.value(level, m_forecast.unit), QStringLiteral("end"));
        }
    }

    void band(Figure ForecastedPeriod::*lower, Figure ForecastedPeriod::*upper, const char *opacity)
    {
        const auto last = m_forecast.history.size() - 1;
        auto points = point(last, m_forecast.history[last].value);
        for (qsizetype i = 0; i < m_forecast.steps.size(); ++i)
            points += point(last + 1 + i, (m_forecast.steps[i].*upper).value);
        for (auto i = m_forecast.steps.size() - 1; i >= 0; --i)
            points += point(last + 1 + i, (m_forecast.steps[i].*lower).value);
        m_svg += QStringLiteral("<polygon points=\"%1\" style=\"fill:%2;fill-opacity:%3;stroke:none\"/>")
                     .arg(points.trimmed(), m_palette.accent, QLatin1String(opacity));
    }

    void polyline(const QString &points, const QString &colour, const QString &extra)
    {
        m_svg += QStringLiteral("<polyline points=\"%1\" style=\"fill:none;stroke:%2;stroke-width:2%3\"/>")
                     .arg(points.trimmed(), colour, extra);
    }

    /// As many years as have room.
    void labels()
    {
        constexpr double Room = 56;
        const auto places = m_forecast.history.size() + m_forecast.steps.size();
        const auto every = std::max<qsizetype>(
            1, static_cast<qsizetype>(std::ceil(Room * static_cast<double>(places) / (Width - Left))));
        for (qsizetype i = places - 1; i >= 0; i -= every) {
            const auto &period = i < m_forecast.history.size()
                                     ? m_forecast.history[i].period
                                     : m_forecast.steps[i - m_forecast.history.size()].period();
            text(x(i), Height - 8, m_wording.period(period), QStringLiteral("middle"));
        }
    }

    const Forecast &m_forecast;
    const ChartPalette &m_palette;
    const Wording &m_wording;
    QString m_svg;
    double m_low = 0;
    double m_high = 0;
};

} // namespace

SvgChart forecastChart(const Forecast &forecast, const ChartPalette &palette, const Wording &wording)
{
    if (forecast.steps.isEmpty() || forecast.history.size() < 2)
        return {};
    const auto label = wording.isEnglish()
                           ? QStringLiteral("Forecast of %1").arg(forecast.label.toLower())
                           : wording.say(QStringLiteral("Forecast")) + QStringLiteral(": ") + forecast.label;
    const auto svg =
        QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%1\" height=\"%2\" "
                       "viewBox=\"0 0 %1 %2\" font-family=\"sans-serif\" aria-label=\"")
            .arg(Width)
            .arg(Height)
        + label.toHtmlEscaped() + QStringLiteral("\"><desc>")
        + wording
              .say(QStringLiteral(
                  "The past as a line, the forecast dashed within its 80 and 95 % intervals; the values stand "
                  "in the table below."))
              .toHtmlEscaped()
        + QStringLiteral("</desc>");
    return {svg + FanDrawing(forecast, palette, wording).draw() + QStringLiteral("</svg>"), Width, Height};
}

} // namespace consultantos
