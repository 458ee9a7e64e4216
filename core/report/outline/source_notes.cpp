// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/outline/source_notes.h"

#include "report/report_text.h"

namespace consultantos {

namespace {

/// A note names so many filings; the appendix has all.
constexpr qsizetype MostFilings = 4;

QString placeOf(const Passage &passage, const Wording &wording)
{
    QStringList parts{passage.document, passage.section};
    if (passage.page > 0)
        parts.append(wording.say(QStringLiteral("page")) + QLatin1Char(' ') + QString::number(passage.page));
    if (passage.date)
        parts.append(wording.date(*passage.date));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString listed(const QStringList &filings, const Wording &wording)
{
    auto text = filings.mid(0, MostFilings).join(QStringLiteral("; "));
    if (filings.size() > MostFilings)
        text += QStringLiteral("; ") + wording.say(QStringLiteral("and others, see the evidence"));
    return text;
}

} // namespace

SourceNotes::SourceNotes(const Report &report, Wording wording)
    : m_report(report)
    , m_index(report.evidence)
    , m_wording(std::move(wording))
{
}

QStringList SourceNotes::filingsBelow(const QStringList &ids) const
{
    QStringList filings;
    for (const auto &id : m_report.evidence.idsReachableFrom(ids)) {
        const auto *fact = m_report.evidence.fact(id);
        if (fact == nullptr)
            continue;
        if (const auto filing = report_text::filing(*fact, m_wording); !filings.contains(filing))
            filings.append(filing);
    }
    return filings;
}

QString SourceNotes::entry(const QString &id) const
{
    const auto &book = m_report.evidence;
    const auto label = m_index.label(id) + QStringLiteral(": ");
    if (const auto *fact = book.fact(id))
        return label + report_text::tag(*fact) + QStringLiteral(", ") + report_text::span(*fact, m_wording)
               + QStringLiteral(" = ") + m_wording.exact(fact->value(), fact->unit) + QStringLiteral("; ")
               + report_text::filing(*fact, m_wording);
    if (const auto *computation = book.computation(id)) {
        QStringList inputs;
        for (const auto &binding : computation->bindings) {
            QStringList labels;
            for (const auto &ref : binding.refs)
                labels.append(m_index.label(ref));
            inputs.append(binding.name + QStringLiteral(" = ") + labels.join(QStringLiteral(", ")));
        }
        auto text = label + computation->title + QStringLiteral(", ") + m_wording.period(computation->period)
                    + QStringLiteral(" = ") + m_wording.exact(computation->value, computation->unit)
                    + QStringLiteral("; ") + computation->formula;
        if (!inputs.isEmpty())
            text += QLatin1Char(' ') + m_wording.say(QStringLiteral("with")) + QLatin1Char(' ')
                    + inputs.join(QStringLiteral("; "));
        if (const auto filings = filingsBelow({id}); !filings.isEmpty())
            text += QStringLiteral("; ") + m_wording.say(QStringLiteral("from")) + QLatin1Char(' ')
                    + listed(filings, m_wording);
        return text;
    }
    if (const auto *passage = book.passage(id))
        return label + placeOf(*passage, m_wording);
    if (const auto *entry = book.playbookEntry(id))
        return label + m_wording.say(QStringLiteral("playbook")) + QLatin1Char(' ') + m_wording.label(entry->industry)
               + QStringLiteral(": ") + entry->reasoning;
    return {};
}

QString SourceNotes::note(const QStringList &ids) const
{
    const auto &book = m_report.evidence;
    QStringList entries;
    for (const auto &id : ids) {
        if (const auto *fact = book.fact(id))
            entries.append(m_index.label(id) + QLatin1Char(' ') + report_text::tag(*fact) + QStringLiteral(", ")
                           + report_text::span(*fact, m_wording));
        else if (const auto *computation = book.computation(id))
            entries.append(m_index.label(id) + QLatin1Char(' ') + computation->title + QStringLiteral(", ")
                           + m_wording.period(computation->period));
        else if (const auto text = entry(id); !text.isEmpty())
            entries.append(text);
    }
    auto text = entries.join(QStringLiteral("; "));
    if (const auto from = origins(ids); !from.isEmpty())
        text += (text.endsWith(QLatin1Char('.')) ? QStringLiteral(" ") : QStringLiteral(". ")) + from;
    return text;
}

QString SourceNotes::origins(const QStringList &ids) const
{
    const auto filings = filingsBelow(ids);
    return filings.isEmpty() ? QString()
                             : m_wording.say(QStringLiteral("From")) + QLatin1Char(' ') + listed(filings, m_wording);
}

} // namespace consultantos
