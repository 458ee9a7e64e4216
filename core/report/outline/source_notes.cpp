// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/outline/source_notes.h"

#include "report/report_text.h"

namespace consultantos {

namespace {

/// A note names so many filings; the appendix has all.
constexpr qsizetype MostFilings = 4;

QString placeOf(const Passage &passage)
{
    QStringList parts{passage.document, passage.section};
    if (passage.page > 0)
        parts.append(QStringLiteral("page %1").arg(passage.page));
    if (passage.date)
        parts.append(passage.date->toString(Qt::ISODate));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString listed(const QStringList &filings)
{
    auto text = filings.mid(0, MostFilings).join(QStringLiteral("; "));
    if (filings.size() > MostFilings)
        text += QStringLiteral("; and others, see the evidence");
    return text;
}

} // namespace

SourceNotes::SourceNotes(const Report &report)
    : m_report(report)
    , m_index(report.evidence)
{
}

QStringList SourceNotes::filingsBelow(const QStringList &ids) const
{
    QStringList filings;
    for (const auto &id : m_report.evidence.idsReachableFrom(ids)) {
        const auto *fact = m_report.evidence.fact(id);
        if (fact == nullptr)
            continue;
        if (const auto filing = report_text::filing(*fact); !filings.contains(filing))
            filings.append(filing);
    }
    return filings;
}

QString SourceNotes::entry(const QString &id) const
{
    const auto &book = m_report.evidence;
    const auto label = m_index.label(id) + QStringLiteral(": ");
    if (const auto *fact = book.fact(id))
        return label + report_text::tag(*fact) + QStringLiteral(", ") + report_text::span(*fact) + QStringLiteral(" = ")
               + report_text::exact(fact->value(), fact->unit) + QStringLiteral("; ") + report_text::filing(*fact);
    if (const auto *computation = book.computation(id)) {
        QStringList inputs;
        for (const auto &binding : computation->bindings) {
            QStringList labels;
            for (const auto &ref : binding.refs)
                labels.append(m_index.label(ref));
            inputs.append(binding.name + QStringLiteral(" = ") + labels.join(QStringLiteral(", ")));
        }
        auto text = label + computation->title + QStringLiteral(", ") + computation->period.label()
                    + QStringLiteral(" = ") + report_text::exact(computation->value, computation->unit)
                    + QStringLiteral("; ") + computation->formula;
        if (!inputs.isEmpty())
            text += QStringLiteral(" with ") + inputs.join(QStringLiteral("; "));
        if (const auto filings = filingsBelow({id}); !filings.isEmpty())
            text += QStringLiteral("; from ") + listed(filings);
        return text;
    }
    if (const auto *passage = book.passage(id))
        return label + placeOf(*passage);
    if (const auto *entry = book.playbookEntry(id))
        return label + QStringLiteral("playbook ") + report_text::words(entry->industry) + QStringLiteral(": ")
               + entry->reasoning;
    return {};
}

QString SourceNotes::note(const QStringList &ids) const
{
    const auto &book = m_report.evidence;
    QStringList entries;
    for (const auto &id : ids) {
        if (const auto *fact = book.fact(id))
            entries.append(m_index.label(id) + QLatin1Char(' ') + report_text::tag(*fact) + QStringLiteral(", ")
                           + report_text::span(*fact));
        else if (const auto *computation = book.computation(id))
            entries.append(m_index.label(id) + QLatin1Char(' ') + computation->title + QStringLiteral(", ")
                           + computation->period.label());
        else if (const auto text = entry(id); !text.isEmpty())
            entries.append(text);
    }
    auto text = entries.join(QStringLiteral("; "));
    if (const auto from = origins(ids); !from.isEmpty())
        text += QStringLiteral(". ") + from;
    return text;
}

QString SourceNotes::origins(const QStringList &ids) const
{
    const auto filings = filingsBelow(ids);
    return filings.isEmpty() ? QString() : QStringLiteral("From ") + listed(filings);
}

} // namespace consultantos
