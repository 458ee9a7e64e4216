// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quality/quality_rules.h"

#include "analysis/expression.h"
#include "model/units.h"

#include <QRegularExpression>
#include <QSet>

#include <cmath>

namespace consultantos::quality_rules {

namespace {

/// Sums of many values may differ in their last digits by the order in which they are added.
constexpr double Slack = 1e-7;

class EvidenceRules {
public:
    EvidenceRules(const Material &material, ReviewNotes &notes)
        : m_report(material.report)
        , m_book(material.report.evidence)
        , m_notes(notes)
    {
        m_companies = {QString(), m_report.company.id};
        for (const auto &option : m_report.recommendations)
            m_options.insert(option.title);
        for (const auto &peer : m_report.peers)
            m_companies.insert(peer.companyId);
        for (const auto &subject : material.basis.evidence.subjects) {
            for (const auto &fact : subject.facts)
                m_stored.insert(fact.id, &fact);
            m_subjects.insert(subject.company.id);
        }
    }

    void check(const Computation &computation)
    {
        // What was drawn at random takes long to draw again; replay does that.
        if (computation.formula.contains(QLatin1String("forecast(")))
            return;
        m_notes.looked(Computations);
        const auto value = valueOf(computation);
        if (!value)
            m_notes.found(Computations, FindingSeverity::Error, computation.id,
                          QStringLiteral("\"%1\" can't be computed from what it names: %2.")
                              .arg(computation.title, computation.formula),
                          QStringLiteral("Run the analysis again."));
        else if (std::abs(*value - computation.value) > Slack * std::max({1.0, std::abs(*value)}))
            m_notes.found(Computations, FindingSeverity::Error, computation.id,
                          QStringLiteral("\"%1\" is given as %2; %3 gives %4.")
                              .arg(computation.title, formatValue(computation.value, computation.unit),
                                   computation.formula, formatValue(*value, computation.unit)),
                          QStringLiteral("Run the analysis again: its evidence was changed."));
    }

    /// One of a kind that multiplies where all others divide: at the ends of a scale that gives the same value.
    void checkAlike()
    {
        constexpr qsizetype Fewest = 4;
        static const QRegularExpression operators(QStringLiteral("[*/]"));
        QHash<QString, QHash<QString, QList<const Computation *>>> kinds;
        QHash<QString, qsizetype> sizes;
        for (const auto &computation : m_book.computations()) {
            const auto kind = computation.id.section(QLatin1Char('/'), 2, 2) + QLatin1Char(' ')
                              + QString(computation.formula).replace(operators, QStringLiteral("?"));
            kinds[kind][computation.formula].append(&computation);
            ++sizes[kind];
        }
        for (auto kind = kinds.cbegin(); kind != kinds.cend(); ++kind) {
            if (kind->size() != 2 || sizes.value(kind.key()) < Fewest)
                continue;
            for (const auto &alike : *kind) {
                if (alike.size() == 1)
                    m_notes.found(Computations, FindingSeverity::Error, alike.first()->id,
                                  QStringLiteral("\"%1\" is computed otherwise than all others of its kind: %2.")
                                      .arg(alike.first()->title, alike.first()->formula),
                                  QStringLiteral("Run the analysis again: its evidence was changed."));
            }
        }
    }

    void check(const Fact &fact, const QDate &today)
    {
        m_notes.looked(Facts);
        const auto own =
            factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end, fact.dimensions);
        const QString again = QStringLiteral("Run the analysis again: its evidence was changed.");
        if (own != fact.id) {
            m_notes.found(Facts, FindingSeverity::Error, fact.id,
                          QStringLiteral("The fact isn't what its id says: by its own fields it is \"%1\".").arg(own),
                          again);
            return;
        }
        if (!m_companies.contains(fact.companyId))
            m_notes.found(
                Facts, FindingSeverity::Error, fact.id,
                QStringLiteral("The fact is of a company that the report neither analyses nor compares with."),
                QStringLiteral("Take out what rests on it."));
        if (today.isValid() && fact.end > today && fact.taxonomy != QLatin1String("anchor"))
            m_notes.found(Facts, FindingSeverity::Error, fact.id,
                          QStringLiteral("The fact is of a period that isn't over: it ends on %1.")
                              .arg(fact.end.toString(Qt::ISODate)),
                          again);
        if (!m_subjects.contains(fact.companyId))
            return;
        const auto *stored = m_stored.value(fact.id);
        if (stored == nullptr) {
            m_notes.found(Facts, FindingSeverity::Warning, fact.id, QStringLiteral("The fact isn't stored any more."),
                          QStringLiteral("Import its source again, or run the analysis again without it."));
            return;
        }
        m_notes.looked(Age);
        if (stored->value() == fact.value())
            return;
        const bool isRestated =
            stored->latest.accession != fact.latest.accession && stored->latest.filed > fact.latest.filed;
        if (isRestated)
            m_notes.found(Age, FindingSeverity::Warning, fact.id,
                          QStringLiteral("The fact was restated on %1: %2 instead of %3.")
                              .arg(stored->latest.filed.toString(Qt::ISODate), formatValue(stored->value(), fact.unit),
                                   formatValue(fact.value(), fact.unit)),
                          QStringLiteral("Run the analysis again with the restated value."));
        else
            m_notes.found(Facts, FindingSeverity::Error, fact.id,
                          QStringLiteral("The report has %1, the same filing as it is stored %2.")
                              .arg(formatValue(fact.value(), fact.unit), formatValue(stored->value(), fact.unit)),
                          again);
    }

    void checkQuotations(const Claim &claim)
    {
        static const QRegularExpression quotation(QStringLiteral("“([^”]+)”"));
        const auto hasPassage = [&](const QString &quote) {
            // The report's own options are named in quotes.
            if (m_options.contains(quote))
                return true;
            for (const auto &ref : claim.evidence) {
                const auto *passage = m_book.passage(ref);
                const auto *entry = m_book.playbookEntry(ref);
                if ((passage != nullptr && passage->text.simplified().contains(quote))
                    || (entry != nullptr && entry->text.simplified().contains(quote)))
                    return true;
            }
            return false;
        };
        for (auto matches = quotation.globalMatch(claim.text); matches.hasNext();) {
            const auto quote = matches.next().captured(1);
            m_notes.looked(Quotations);
            auto words = quote.simplified();
            // "… left out" is ours.
            bool isThere = true;
            for (const auto &piece : words.split(QStringLiteral("…"), Qt::SkipEmptyParts))
                isThere = isThere && hasPassage(piece.trimmed());
            if (!isThere)
                m_notes.found(Quotations, FindingSeverity::Error, claim, quote,
                              QStringLiteral("The quotation stands in none of the passages that the statement cites."),
                              QStringLiteral("Quote word for word, or cite where it stands."));
        }
        if (claim.grade == Grade::Quoted) {
            m_notes.looked(Quotations);
            const bool hasSource = std::any_of(claim.evidence.cbegin(), claim.evidence.cend(), [&](const QString &ref) {
                return m_book.passage(ref) != nullptr || m_book.playbookEntry(ref) != nullptr;
            });
            if (!hasSource)
                m_notes.found(Quotations, FindingSeverity::Error, claim, {},
                              QStringLiteral("The statement is graded Quoted and cites no passage."),
                              QStringLiteral("Cite the passage that it is taken from."));
        }
    }

    void checkSources()
    {
        QSet<QString> listed;
        for (const auto &source : m_report.sources) {
            m_notes.looked(Evidence);
            for (const auto &id : source.evidence) {
                listed.insert(id);
                if (!m_book.contains(id))
                    m_notes.found(Evidence, FindingSeverity::Error, QStringLiteral("sources.") + source.id,
                                  QStringLiteral("The source lists \"%1\", which isn't among the evidence.").arg(id),
                                  QStringLiteral("Take the source out, or run the analysis again."));
                const auto *fact = m_book.fact(id);
                if (source.kind == QLatin1String("filing") && fact != nullptr && fact->latest.accession != source.id)
                    m_notes.found(
                        Evidence, FindingSeverity::Error, QStringLiteral("sources.") + source.id,
                        QStringLiteral("The filing is named as the source of \"%1\", which comes from %2.")
                            .arg(id, fact->latest.accession.isEmpty() ? fact->source : fact->latest.accession),
                        QStringLiteral("Name the filing that the fact comes from."));
            }
            if (source.evidence.isEmpty())
                m_notes.found(Evidence, FindingSeverity::Error, QStringLiteral("sources.") + source.id,
                              QStringLiteral("Nothing in the report was taken from this source."),
                              QStringLiteral("Take it out of the list."));
        }
    }

    void checkCompanies(const Claim &claim)
    {
        for (const auto &number : claim.numbers) {
            const auto company = m_book.computation(number.ref) != nullptr ? number.ref.section(QLatin1Char('/'), 1, 1)
                                 : m_book.fact(number.ref) != nullptr      ? m_book.fact(number.ref)->companyId
                                                                           : QString();
            if (company.isEmpty() || company == m_report.company.id)
                continue;
            m_notes.looked(Evidence);
            bool isNamed = false;
            for (const auto &peer : m_report.peers)
                isNamed = isNamed || (peer.companyId == company && claim.text.contains(peer.name));
            if (!isNamed)
                m_notes.found(Evidence, FindingSeverity::Error, claim, claim.text.mid(number.start, number.length),
                              QStringLiteral("The figure is another company's (%1), which the sentence doesn't name.")
                                  .arg(company),
                              QStringLiteral("Cite the figure of the company that the sentence is about."));
        }
    }

private:
    [[nodiscard]] std::optional<double> input(const QString &ref) const
    {
        if (const auto *fact = m_book.fact(ref))
            return fact->value();
        if (const auto *other = m_book.computation(ref))
            return other->value;
        return std::nullopt;
    }

    [[nodiscard]] std::optional<double> valueOf(const Computation &computation) const
    {
        auto formula = Expression::parse(computation.formula);
        if (!formula)
            return std::nullopt;
        QHash<QString, ExpressionValue> bound;
        for (const auto &binding : computation.bindings) {
            QList<double> values;
            for (const auto &ref : binding.refs) {
                const auto value = input(ref);
                if (!value)
                    return std::nullopt;
                values.append(*value);
            }
            if (binding.isList)
                bound.insert(binding.name, values);
            else if (values.size() == 1)
                bound.insert(binding.name, values.first());
        }
        const auto value = formula->evaluate(bound);
        return value ? std::optional(*value) : std::nullopt;
    }

    const Report &m_report;
    const EvidenceBook &m_book;
    ReviewNotes &m_notes;
    QSet<QString> m_companies;
    QSet<QString> m_options; ///< titles of recommendations
    QSet<QString> m_subjects;
    QHash<QString, const Fact *> m_stored;
};

} // namespace

void checkEvidence(const Material &material, ReviewNotes &notes)
{
    EvidenceRules rules(material, notes);
    for (const auto &computation : material.report.evidence.computations())
        rules.check(computation);
    rules.checkAlike();
    for (const auto &fact : material.report.evidence.facts())
        rules.check(fact, material.basis.today);
    for (const auto &statement : material.statements) {
        rules.checkQuotations(*statement.claim);
        rules.checkCompanies(*statement.claim);
    }
    rules.checkSources();
}

} // namespace consultantos::quality_rules
