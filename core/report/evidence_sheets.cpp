// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/evidence_sheets.h"

#include "report/report_text.h"
#include "report/sheet_formula.h"

namespace consultantos {

namespace {

const QString FactSheet = QStringLiteral("Facts");
const QString WeightSheet = QStringLiteral("Weights");
const QString ComputationSheet = QStringLiteral("Computations");
const QString SourceSheet = QStringLiteral("Sources");

} // namespace

EvidenceSheets::EvidenceSheets(FormulaBook &book, const Report &report, const SourceNotes &notes, Wording wording)
    : m_book(book)
    , m_report(report)
    , m_notes(notes)
    , m_wording(std::move(wording))
    , m_weights(scoreWeights(report))
    , m_weighted(weightedFormulas(report))
{
}

QStringList EvidenceSheets::names()
{
    return {FactSheet.toLower(), WeightSheet.toLower(), ComputationSheet.toLower(), SourceSheet.toLower()};
}

void EvidenceSheets::add()
{
    m_book.addSheet(ComputationSheet, {8, 44, 16, 20, 10, 60});
    if (!m_weights.isEmpty())
        m_book.addSheet(WeightSheet, {30, 40, 50, 12});
    m_book.addSheet(FactSheet, {8, 12, 52, 12, 12, 20, 12, 60, 60});
    m_book.addSheet(SourceSheet, {20, 60, 14, 60});
}

void EvidenceSheets::write()
{
    writeFacts();
    writeWeights();
    writeComputations();
    writeSources();
}

void EvidenceSheets::header(const QStringList &titles)
{
    for (qsizetype i = 0; i < titles.size(); ++i)
        m_book.text(0, static_cast<int>(i), m_wording.say(titles[i]), FormulaCellStyle::Header);
    m_book.rowKey(0, reportKey(m_report.id, m_wording.language()));
    m_book.freeze(1, 0);
}

void EvidenceSheets::writeFacts()
{
    m_book.selectSheet(FactSheet);
    header({QStringLiteral("No."), QStringLiteral("Company"), QStringLiteral("Concept"), QStringLiteral("Start"),
            QStringLiteral("End"), QStringLiteral("Value"), QStringLiteral("Unit"), QStringLiteral("Source"),
            QStringLiteral("Address")});
    int row = 1;
    for (const auto &fact : m_report.evidence.facts()) {
        m_book.rowKey(row, QStringLiteral("fact:") + fact.id);
        m_book.text(row, 0, m_notes.index().label(fact.id));
        m_book.text(row, 1, fact.companyId);
        m_book.text(row, 2, report_text::tag(fact));
        m_book.text(row, 3, fact.start ? fact.start->toString(Qt::ISODate) : QString());
        m_book.text(row, 4, fact.end.toString(Qt::ISODate));
        m_book.number(row, 5, fact.value(), styleOfUnit(fact.unit, true), fact.id);
        m_book.comment(row, 5, m_notes.entry(fact.id));
        m_book.text(row, 6, fact.unit);
        m_book.text(row, 7, report_text::filing(fact, m_wording));
        if (const auto url = report_text::filingUrl(fact); !url.isEmpty())
            m_book.link(row, 8, url);
        ++row;
    }
}

void EvidenceSheets::writeWeights()
{
    if (m_weights.isEmpty())
        return;
    m_book.selectSheet(WeightSheet);
    header({QStringLiteral("Framework"), QStringLiteral("Part"), QStringLiteral("Driver"), QStringLiteral("Weight")});
    int row = 1;
    for (const auto &weight : m_weights) {
        m_book.rowKey(row, weight.key);
        m_book.text(row, 0, weight.framework);
        m_book.text(row, 1, weight.section);
        m_book.text(row, 2, weight.driver);
        m_book.number(row, 3, weight.value, FormulaCellStyle::InputPercent, weight.key);
        ++row;
    }
}

void EvidenceSheets::writeComputations()
{
    m_book.selectSheet(ComputationSheet);
    header({QStringLiteral("No."), QStringLiteral("What"), QStringLiteral("Period"), QStringLiteral("Value"),
            QStringLiteral("Unit"), QStringLiteral("Formula")});
    for (const auto &computation : m_report.evidence.computations())
        place(computation);
}

/// What it is bound to first.
void EvidenceSheets::place(const Computation &computation)
{
    if (m_placed.contains(computation.id))
        return;
    m_placed.insert(computation.id);
    for (const auto &input : computation.inputs()) {
        if (const auto *below = m_report.evidence.computation(input))
            place(*below);
    }
    const int row = ++m_computationRow;
    m_book.rowKey(row, QStringLiteral("computation:") + computation.id);
    m_book.text(row, 0, m_notes.index().label(computation.id));
    m_book.text(row, 1, computation.title);
    m_book.text(row, 2, m_wording.period(computation.period));
    m_book.text(row, 4, computation.unit);
    const auto style = styleOfUnit(computation.unit, false);
    QHash<QString, QStringList> keys;
    for (const auto &binding : computation.bindings)
        keys.insert(binding.name, binding.refs);
    auto printed = computation.formula;
    if (const auto weighted = m_weighted.constFind(computation.id); weighted != m_weighted.constEnd()) {
        printed = weighted->formula;
        for (auto it = weighted->keys.cbegin(); it != weighted->keys.cend(); ++it)
            keys.insert(it.key(), {it.value()});
    }
    QHash<QString, QStringList> cells;
    bool isBound = true;
    for (auto it = keys.cbegin(); it != keys.cend(); ++it) {
        for (const auto &key : it.value()) {
            isBound = isBound && m_book.has(key);
            cells[it.key()].append(m_book.cellOf(key));
        }
    }
    // A formula that no sheet can hold keeps its value and says so.
    constexpr qsizetype MostFormula = 8'000;
    const auto formula = sheetFormula(printed, cells);
    const bool isLive = isBound && formula && formula->size() < MostFormula;
    if (isLive)
        m_book.formula(row, 3, printed, keys, computation.value, style, computation.id);
    else
        m_book.number(row, 3, computation.value, style, computation.id);
    m_book.text(
        row, 5,
        computation.formula
            + (isLive ? QString()
                      : QStringLiteral(" (") + m_wording.say(QStringLiteral("a value, not live")) + QLatin1Char(')')));
    m_book.comment(row, 3, m_notes.entry(computation.id));
}

void EvidenceSheets::writeSources()
{
    m_book.selectSheet(SourceSheet);
    header({QStringLiteral("Kind"), QStringLiteral("Source"), QStringLiteral("Date"), QStringLiteral("Place")});
    int row = 1;
    for (const auto &source : m_report.sources) {
        m_book.text(row, 0, m_wording.say(report_text::sourceKind(source.kind)));
        m_book.text(row, 1, report_text::sourceName(source, m_wording));
        m_book.text(row, 2, source.date ? source.date->toString(Qt::ISODate) : QString());
        m_book.text(row, 3, report_text::sourcePlaces(source, m_wording));
        ++row;
    }
}

} // namespace consultantos
