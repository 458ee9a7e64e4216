// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/markdown_evidence.h"

#include "report/markdown_text.h"
#include "report/report_text.h"

namespace consultantos {

namespace {

class EvidenceWriter {
public:
    EvidenceWriter(const Report &report, const EvidenceIndex &index, const Wording &wording)
        : m_report(report)
        , m_index(index)
        , m_wording(wording)
    {
    }

    QString write()
    {
        sources();
        evidence();
        return m_text;
    }

private:
    [[nodiscard]] QString say(const QString &english) const { return m_wording.say(english); }

    void heading(int level, const QString &text)
    {
        m_text += QLatin1Char('\n') + QString(level, QLatin1Char('#')) + QLatin1Char(' ') + escapedMarkdown(text)
                  + QStringLiteral("\n\n");
    }

    void bullet(const QString &content) { m_text += QStringLiteral("- ") + content + QLatin1Char('\n'); }

    void sources()
    {
        if (m_report.sources.isEmpty())
            return;
        heading(2, say(QStringLiteral("Sources")));
        QString kind;
        for (const auto &source : m_report.sources) {
            if (source.kind != kind) {
                kind = source.kind;
                heading(3, say(report_text::sourceKind(kind)));
            }
            QStringList parts{escapedMarkdown(report_text::sourceName(source, m_wording))};
            if (source.date)
                parts.append(m_wording.date(*source.date));
            if (const auto places = report_text::sourcePlaces(source, m_wording); !places.isEmpty())
                parts.append(escapedMarkdown(places));
            QStringList labels;
            for (const auto &id : source.evidence)
                labels.append(m_index.label(id));
            bullet(parts.join(QStringLiteral("; ")) + QStringLiteral(" \\[") + labels.join(QStringLiteral(", "))
                   + QStringLiteral("\\]"));
        }
    }

    /// "file.pdf, Item 1A, page 12, 2024-12-31": where a passage stands.
    [[nodiscard]] QString place(const Passage &passage) const
    {
        QStringList parts{passage.document, passage.section};
        if (passage.page > 0)
            parts.append(say(QStringLiteral("page")) + QLatin1Char(' ') + QString::number(passage.page));
        if (passage.date)
            parts.append(m_wording.date(*passage.date));
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }

    void evidence()
    {
        const auto &book = m_report.evidence;
        if (book == EvidenceBook())
            return;
        heading(2, say(QStringLiteral("Evidence")));
        for (const auto &computation : book.computations()) {
            QStringList inputs;
            for (const auto &binding : computation.bindings) {
                QStringList labels;
                for (const auto &ref : binding.refs)
                    labels.append(m_index.label(ref));
                inputs.append(escapedMarkdown(binding.name) + QStringLiteral(" = ")
                              + labels.join(QStringLiteral(", ")));
            }
            bullet(m_index.label(computation.id) + QStringLiteral(": ") + escapedMarkdown(computation.title)
                   + QStringLiteral(", ") + escapedMarkdown(m_wording.period(computation.period))
                   + QStringLiteral(" = ") + escapedMarkdown(m_wording.exact(computation.value, computation.unit))
                   + QStringLiteral("; ") + escapedMarkdown(computation.formula) + QLatin1Char(' ')
                   + say(QStringLiteral("with")) + QLatin1Char(' ') + inputs.join(QStringLiteral("; ")));
        }
        for (const auto &fact : book.facts()) {
            const auto url = report_text::filingUrl(fact);
            bullet(m_index.label(fact.id) + QStringLiteral(": ")
                   + escapedMarkdown(report_text::tag(fact) + QStringLiteral(", ") + fact.companyId
                                     + QStringLiteral(", ") + report_text::span(fact, m_wording))
                   + QStringLiteral(" = ") + escapedMarkdown(m_wording.exact(fact.value(), fact.unit))
                   + QStringLiteral("; ") + escapedMarkdown(report_text::filing(fact, m_wording))
                   + (url.isEmpty() ? QString() : QStringLiteral(", <") + url + QLatin1Char('>')));
        }
        for (const auto &passage : book.passages())
            bullet(m_index.label(passage.id) + QStringLiteral(": ") + escapedMarkdown(place(passage))
                   + QStringLiteral(": ") + escapedMarkdown(passage.text));
        for (const auto &entry : book.playbook())
            bullet(m_index.label(entry.id) + QStringLiteral(": ") + say(QStringLiteral("playbook")) + QLatin1Char(' ')
                   + escapedMarkdown(m_wording.label(entry.industry)) + QStringLiteral(": ")
                   + escapedMarkdown(entry.text) + QLatin1Char(' ') + say(QStringLiteral("Reasoning"))
                   + QStringLiteral(": ") + escapedMarkdown(entry.reasoning));
    }

    const Report &m_report;
    const EvidenceIndex &m_index;
    const Wording &m_wording;
    QString m_text;
};

} // namespace

QString markdownEvidence(const Report &report, const EvidenceIndex &index, const Wording &wording)
{
    return EvidenceWriter(report, index, wording).write();
}

} // namespace consultantos
