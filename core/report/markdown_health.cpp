// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/markdown_health.h"

#include "report/health_text.h"
#include "report/report_text.h"

namespace consultantos {

namespace {

class HealthWriter {
public:
    HealthWriter(const Report &report, const EvidenceIndex &index, QString (*escape)(const QString &),
                 const Wording &wording)
        : m_report(report)
        , m_index(index)
        , m_escape(escape)
        , m_wording(wording)
    {
    }

    QString write()
    {
        m_text = QStringLiteral("\n## ")
                 + m_escape(m_report.request.layout.titleOf(QStringLiteral("health"),
                                                            m_wording.say(QStringLiteral("Financial health"))))
                 + QStringLiteral("\n\n") + m_escape(health_text::counts(m_report.health, m_wording))
                 + QStringLiteral("\n\n") + m_escape(health_text::preface(m_report, m_wording)) + QLatin1Char('\n');
        lights();
        peers();
        list(QStringLiteral("Without a light"), health_text::withoutLight(m_report.health));
        list(QStringLiteral("Where the rules come from"), health_text::sources(m_report.health));
        return m_text;
    }

private:
    [[nodiscard]] QString labelOf(const QString &ref) const
    {
        const auto label = m_index.label(ref);
        return label.isEmpty() ? QString() : QStringLiteral(" \\[") + label + QStringLiteral("\\]");
    }

    [[nodiscard]] QString figure(const std::optional<Figure> &figure) const
    {
        return figure ? m_escape(report_text::cell(*figure, {}, m_wording)) + labelOf(figure->ref)
                      : QString(QChar(0x2013));
    }

    void row(const QStringList &cells)
    {
        m_text += QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
    }

    void head(const QStringList &titles, qsizetype numbersFrom, qsizetype numbersTo)
    {
        QStringList rule;
        for (qsizetype i = 0; i < titles.size(); ++i)
            rule.append(i >= numbersFrom && i < numbersTo ? QStringLiteral("---:") : QStringLiteral("---"));
        m_text += QLatin1Char('\n');
        row(m_wording.say(titles));
        row(rule);
    }

    void lights()
    {
        const auto years = health_text::years(m_report, health_text::Years, m_wording);
        head(QStringList{QStringLiteral("Figure")} + years
                 + QStringList{QStringLiteral("Light"), QStringLiteral("Rule")},
             1, 1 + years.size());
        for (const auto &reading : m_report.health.readings) {
            QStringList cells{m_escape(reading.title)};
            for (int back = 0; back < years.size(); ++back)
                cells.append(figure(health_text::earlier(m_report, reading, back)));
            auto rule = m_escape(health_text::rule(reading, m_wording));
            for (const auto &judged : reading.judgedBy)
                rule += labelOf(judged.ref);
            row(cells + QStringList{m_escape(health_text::light(reading.light, m_wording)), rule});
        }
    }

    void peers()
    {
        const auto readings = health_text::withPeers(m_report.health);
        if (readings.isEmpty())
            return;
        head({QStringLiteral("Figure"), QStringLiteral("Own"), QStringLiteral("Lower quartile"),
              QStringLiteral("Median"), QStringLiteral("Upper quartile"), QStringLiteral("Percentile"),
              QStringLiteral("Companies")},
             1, 6);
        for (const auto &reading : readings)
            row({m_escape(reading.title), figure(reading.figure), figure(reading.lowerQuartile), figure(reading.median),
                 figure(reading.upperQuartile), figure(reading.percentile),
                 m_escape(reading.peers.join(QStringLiteral(", ")))});
    }

    void list(const QString &title, const QStringList &lines)
    {
        if (lines.isEmpty())
            return;
        m_text += QStringLiteral("\n### ") + m_escape(m_wording.say(title)) + QStringLiteral("\n\n");
        for (const auto &line : lines)
            m_text += QStringLiteral("- ") + m_escape(line) + QLatin1Char('\n');
    }

    const Report &m_report;
    const EvidenceIndex &m_index;
    QString (*m_escape)(const QString &);
    const Wording &m_wording;
    QString m_text;
};

} // namespace

QString markdownHealth(const Report &report, const EvidenceIndex &index, QString (*escape)(const QString &),
                       const Wording &wording)
{
    return report.health.readings.isEmpty() ? QString() : HealthWriter(report, index, escape, wording).write();
}

} // namespace consultantos
