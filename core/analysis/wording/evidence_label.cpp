// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/wording/evidence_label.h"

#include "analysis/wording/wording_vocabulary.h"
#include "model/fact_words.h"

#include <QSet>

namespace consultantos {

namespace {

QString titleOf(const EvidenceBook &book, const QString &ref)
{
    if (const auto *computation = book.computation(ref))
        return computation->title;
    const auto *fact = book.fact(ref);
    if (!fact)
        return {};
    return factWords(*fact).toLower();
}

} // namespace

QString evidenceLabel(const EvidenceBook &book, const QString &ref)
{
    const auto title = titleOf(book, ref);
    if (const auto *computation = book.computation(ref)) {
        const auto period = computation->period.label();
        return period.isEmpty() ? title : title + QStringLiteral(", ") + period;
    }
    const auto *fact = book.fact(ref);
    if (!fact)
        return {};
    if (fact->taxonomy == QLatin1String("anchor"))
        return QStringLiteral("published average: ") + title;
    return title + QStringLiteral(", ")
           + (fact->start ? fact->start->toString(Qt::ISODate) + QStringLiteral(" to ") : QString())
           + fact->end.toString(Qt::ISODate);
}

QStringList subjectStems(const EvidenceBook &book, const QString &ref)
{
    auto title = titleOf(book, ref);
    // "Gap to its own earlier median: revenue growth" and "Rivalry among existing competitors: score".
    const auto colon = title.indexOf(QLatin1Char(':'));
    if (colon > 0) {
        const auto behind = title.mid(colon + 1).trimmed();
        static const QSet<QString> endings{QStringLiteral("score"), QStringLiteral("low end"),
                                           QStringLiteral("high end")};
        title = endings.contains(behind) ? title.left(colon) : behind;
    }
    static const QSet<QString> generic = [] {
        const auto stems =
            wordStems(QStringLiteral("a an and as at by for from in its of on or over per share shares the to total "
                                     "year years yearly before net "
                                     "growth change less among existing one cent attributable loss profit"));
        return QSet<QString>(stems.cbegin(), stems.cend());
    }();
    QStringList subject;
    for (const auto &stem : wordStems(title)) {
        if (!generic.contains(stem) && !subject.contains(stem))
            subject.append(stem);
    }
    return subject;
}

} // namespace consultantos
