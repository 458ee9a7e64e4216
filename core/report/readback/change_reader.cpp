// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/readback/change_reader.h"

#include "analysis/comparing/figure_attribution.h"
#include "evidence/documents/cell_address.h"
#include "model/units.h"
#include "report/evidence_index.h"
#include "report/evidence_sheets.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr double Tolerance = 1e-12;
/// Places of the sheets of facts and weights.
constexpr int FactValue = 5;
constexpr int WeightValue = 3;

QString inWords(const char *text)
{
    return QCoreApplication::translate("ReadBack", text);
}

bool isSame(double left, double right)
{
    return std::abs(left - right) <= Tolerance * std::max(std::abs(left), std::abs(right));
}

/// All digits that a spreadsheet keeps, not rounded as reports are: a small change must be seen.
QString exact(double value, const QString &unit)
{
    auto text = QString::number(value, 'g', 15);
    if (text.contains(QLatin1Char('e')) && std::abs(value) >= 1)
        text = QString::number(value, 'f', 0);
    return unit.isEmpty() ? text : text + QLatin1Char(' ') + unit;
}

QString contentOf(const TableCell &cell)
{
    if (!cell.formula.isEmpty())
        return QLatin1Char('=') + cell.formula;
    return cell.value ? exact(*cell.value, {}) : cell.text.simplified();
}

QString contentOf(const SheetRow &row)
{
    QStringList texts;
    for (const auto &cell : row.cells)
        texts.append(contentOf(cell));
    return texts.join(QStringLiteral(" | "));
}

/// Whether the cell holds what it held when it was written, or what its formula gives now.
bool holds(const CellMark &mark, const TableCell &now)
{
    switch (mark.kind) {
    case CellMark::Kind::Text:
        return now.formula.isEmpty() && hashOfText(now.text) == mark.hash;
    case CellMark::Kind::Number:
        return now.formula.isEmpty() && now.value && isSame(*now.value, mark.value);
    case CellMark::Kind::Formula:
        break;
    }
    return !now.formula.isEmpty() && hashOfFormula(now.formula) == mark.hash;
}

QString after(const QString &key)
{
    return key.section(QLatin1Char(':'), 1);
}

} // namespace

ChangeReader::ChangeReader(const Report &report, const QList<WrittenRow> &written)
    : m_report(report)
    , m_effects(report)
{
    const EvidenceIndex index(report.evidence);
    for (const auto &id : report.evidence.facts().keys())
        m_ids.insert(index.label(id), id);
    for (const auto &id : report.evidence.computations().keys())
        m_ids.insert(index.label(id), id);
    for (const auto &row : written) {
        m_written.insert(row.mark.id, &row);
        if (!row.mark.key.isEmpty())
            m_written.insert(row.mark.key, &row);
        if (row.mark.key.startsWith(QLatin1String("fact:")))
            m_factSheet = row.mark.id.section(QLatin1Char('.'), 0, 0);
    }
    for (const auto &framework : report.frameworks) {
        for (const auto &section : framework.sections) {
            if (section.score)
                m_scores.insert(section.score->ref, framework.id + QLatin1Char('/') + section.id);
        }
    }
    for (const auto &claim : report.claims())
        m_claims.insert(claim.id, claim);
}

QString ChangeReader::textBefore(const RowMark &mark, int column) const
{
    const auto *row = m_written.value(mark.id);
    if ((row == nullptr || row->mark.key != mark.key) && !mark.key.isEmpty())
        row = m_written.value(mark.key);
    return row != nullptr ? row->texts.value(column).simplified() : QString();
}

QList<WorkbookChange> ChangeReader::changed(const RowMark &mark, const SheetRow &row) const
{
    QList<WorkbookChange> changes;
    const auto place = [&](int column) { return row.sheet + QLatin1Char('!') + cellAddress(row.number, column); };
    for (auto it = mark.cells.cbegin(); it != mark.cells.cend(); ++it) {
        const int column = row.firstColumn + it.key();
        const auto now = row.cells.value(column);
        if (holds(it.value(), now))
            continue;
        auto change = ofCell(mark, it.value(), it.key(), now);
        change.place = place(column);
        changes.append(change);
    }
    for (auto it = row.cells.cbegin(); it != row.cells.cend(); ++it) {
        if (mark.cells.contains(it.key() - row.firstColumn))
            continue;
        WorkbookChange change;
        change.place = place(it.key());
        change.title = inWords(QT_TRANSLATE_NOOP("ReadBack", "Note beside the report"));
        change.after = contentOf(it.value());
        change.refused =
            inWords(QT_TRANSLATE_NOOP("ReadBack", "A note in a free cell belongs to nothing in the report."));
        changes.append(change);
    }
    return changes;
}

WorkbookChange ChangeReader::ofCell(const RowMark &mark, const CellMark &cell, int column, const TableCell &now) const
{
    WorkbookChange change;
    change.after = contentOf(now);
    const auto kind = mark.key.section(QLatin1Char(':'), 0, 0);
    switch (cell.kind) {
    case CellMark::Kind::Text:
        change.before = textBefore(mark, column);
        readText(change, mark, column, now.text.simplified());
        break;
    case CellMark::Kind::Number:
        change.before = exact(cell.value, {});
        if (kind == QLatin1String("fact") && column == FactValue) {
            readFact(change, after(mark.key), now);
        } else if (kind == QLatin1String("weight") && column == WeightValue) {
            readWeight(change, after(mark.key), now);
        } else {
            change.title = textBefore(mark, 0);
            change.refused = inWords(QT_TRANSLATE_NOOP("ReadBack", "This number isn't an input of the report."));
        }
        break;
    case CellMark::Kind::Formula:
        if (!now.formula.isEmpty()) {
            change.kind = WorkbookChangeKind::Formula;
            change.title = evidenceName(m_report.evidence, m_ids.value(cell.label, cell.label));
            change.refused = inWords(QT_TRANSLATE_NOOP(
                "ReadBack",
                "The report's formulas are its method: they are changed in a framework, not in a workbook."));
        } else if (cell.label.startsWith(QLatin1String("weight:"))) {
            readWeight(change, after(cell.label), now);
        } else {
            readFigure(change, cell.label, now);
        }
        break;
    }
    return change;
}

void ChangeReader::readText(WorkbookChange &change, const RowMark &mark, int column, const QString &now) const
{
    const auto id = after(mark.key).section(QLatin1Char(' '), 0, 0);
    const auto claim = m_claims.constFind(id);
    if (!mark.key.startsWith(QLatin1String("claim:")) || column != 0 || claim == m_claims.constEnd()) {
        change.title = textBefore(mark, 0);
        change.refused =
            mark.key.startsWith(QLatin1String("fact:"))
                ? inWords(QT_TRANSLATE_NOOP("ReadBack", "What a fact is can't be changed: add a row for another one."))
                : inWords(QT_TRANSLATE_NOOP("ReadBack", "A heading or label isn't a statement of the report."));
        return;
    }
    const auto said = claim->text.simplified();
    const auto at = change.before.indexOf(said);
    auto text = now;
    if (at >= 0) {
        // What stands around the sentence in its row: a bullet, a label, its grade.
        const auto before = change.before.left(at);
        const auto behind = change.before.mid(at + said.size());
        if (text.startsWith(before))
            text.remove(0, before.size());
        if (text.endsWith(behind))
            text.chop(behind.size());
    }
    text = text.trimmed();
    change.title = id;
    change.target = id;
    if (text == said) {
        change.refused = inWords(
            QT_TRANSLATE_NOOP("ReadBack", "The sentence is as it was; what stands around it is the report's own."));
        return;
    }
    change.kind = WorkbookChangeKind::Statement;
    change.before = said;
    change.after = text;
    if (text.isEmpty())
        change.refused =
            inWords(QT_TRANSLATE_NOOP("ReadBack", "A sentence can't be left empty: write another in its place."));
}

void ChangeReader::readFact(WorkbookChange &change, const QString &id, const TableCell &now) const
{
    change.kind = WorkbookChangeKind::Fact;
    change.target = id;
    change.title = evidenceName(m_report.evidence, id);
    const auto *fact = m_report.evidence.fact(id);
    if (fact == nullptr) {
        change.refused = inWords(QT_TRANSLATE_NOOP("ReadBack", "The report doesn't hold this fact any more."));
        return;
    }
    change.unit = fact->unit;
    change.before = exact(fact->value(), fact->unit);
    if (!now.value) {
        change.refused = inWords(QT_TRANSLATE_NOOP("ReadBack", "A fact's value is a number."));
        return;
    }
    change.value = now.value;
    change.after = exact(*now.value, fact->unit);
    change.effects = m_effects.ofValue(id, *now.value);
    refuseOthers(change, fact->companyId);
}

void ChangeReader::refuseOthers(WorkbookChange &change, const QString &companyId) const
{
    if (companyId != m_report.company.id)
        change.refused = inWords(QT_TRANSLATE_NOOP(
            "ReadBack", "This is a fact of another company than the report's: correct it in a report on that one."));
}

void ChangeReader::readWeight(WorkbookChange &change, const QString &path, const TableCell &now) const
{
    change.kind = WorkbookChangeKind::Weight;
    change.target = path;
    for (const auto &weight : scoreWeights(m_report)) {
        if (after(weight.key) == path) {
            change.title =
                weight.framework + QStringLiteral(": ") + weight.section + QStringLiteral(": ") + weight.driver;
            change.before = exact(weight.value, {});
        }
    }
    if (change.title.isEmpty()) {
        change.refused = inWords(QT_TRANSLATE_NOOP("ReadBack", "The report doesn't have this driver any more."));
        return;
    }
    if (!now.value || *now.value < 0 || *now.value > 1) {
        change.refused = inWords(QT_TRANSLATE_NOOP("ReadBack", "A weight is a share from 0 to 1."));
        return;
    }
    change.value = now.value;
    change.after = exact(*now.value, {});
    change.unit = units::Ratio;
    change.effects = m_effects.ofWeight(path.section(QLatin1Char('/'), 0, 0), path.section(QLatin1Char('/'), 1, 1),
                                        path.section(QLatin1Char('/'), 2), *now.value);
}

void ChangeReader::readFigure(WorkbookChange &change, const QString &label, const TableCell &now) const
{
    const auto id = m_ids.value(label);
    if (m_report.evidence.fact(id) != nullptr)
        return readFact(change, id, now);
    const auto *computation = m_report.evidence.computation(id);
    if (computation == nullptr) {
        change.refused = inWords(QT_TRANSLATE_NOOP("ReadBack", "This number only shows another one of the report."));
        return;
    }
    const auto score = m_scores.value(id);
    change.kind = score.isEmpty() ? WorkbookChangeKind::Figure : WorkbookChangeKind::Score;
    change.target = score.isEmpty() ? id : score;
    change.title = evidenceName(m_report.evidence, id);
    change.unit = computation->unit;
    change.before = exact(computation->value, computation->unit);
    if (!now.value) {
        change.refused = inWords(QT_TRANSLATE_NOOP("ReadBack", "A number was replaced by something that is none."));
        return;
    }
    change.value = now.value;
    change.after = exact(*now.value, computation->unit);
    change.effects = m_effects.ofValue(id, *now.value);
    if (score.isEmpty()) {
        change.refused = inWords(QT_TRANSLATE_NOOP(
            "ReadBack", "This figure follows from facts: change these, or the score that rests on it."));
        return;
    }
    const auto *framework = m_report.framework(score.section(QLatin1Char('/'), 0, 0));
    for (const auto &section : framework->sections) {
        if (section.score && section.score->ref == id
            && (*now.value < section.score->scaleMin || *now.value > section.score->scaleMax))
            change.refused = inWords(QT_TRANSLATE_NOOP("ReadBack", "The score lies outside of its scale, %1 to %2."))
                                 .arg(exact(section.score->scaleMin, {}), exact(section.score->scaleMax, {}));
    }
}

void ChangeReader::readAddedFact(WorkbookChange &change, const SheetRow &row) const
{
    const auto cell = [&](int column) { return row.cells.value(row.firstColumn + column); };
    const auto date = [&](int column) {
        return cell(column).date ? *cell(column).date : QDate::fromString(cell(column).text.trimmed(), Qt::ISODate);
    };
    const auto name = cell(2).text.trimmed();
    const auto unit = cell(6).text.trimmed();
    if (name.isEmpty() || !date(4).isValid() || !cell(FactValue).value || unit.isEmpty()) {
        change.refused = inWords(QT_TRANSLATE_NOOP(
            "ReadBack", "A fact needs a concept, the end of its period as YYYY-MM-DD, a value and a unit."));
        return;
    }
    const auto colon = name.indexOf(QLatin1Char(':'));
    const auto company = cell(1).text.trimmed().isEmpty() ? m_report.company.id : cell(1).text.trimmed();
    const auto start = date(3);
    change.target = factId(company, colon < 0 ? QStringLiteral("custom") : name.left(colon), name.mid(colon + 1), unit,
                           start.isValid() ? std::optional(start) : std::nullopt, date(4));
    change.value = cell(FactValue).value;
    change.unit = unit;
    change.title = name + QStringLiteral(", ") + date(4).toString(Qt::ISODate);
    change.after = exact(*change.value, unit);
    refuseOthers(change, company);
    if (m_report.evidence.fact(change.target) != nullptr)
        change.refused = inWords(QT_TRANSLATE_NOOP("ReadBack", "The report has this fact already: change its row."));
}

WorkbookChange ChangeReader::added(const SheetRow &row, const QString &sheet) const
{
    WorkbookChange change;
    change.kind = WorkbookChangeKind::RowAdded;
    change.place = row.sheet + QLatin1Char('!') + cellAddress(row.number, row.cells.firstKey());
    change.title = inWords(QT_TRANSLATE_NOOP("ReadBack", "Added row"));
    change.after = contentOf(row);
    if (sheet == m_factSheet)
        readAddedFact(change, row);
    else
        change.refused =
            inWords(QT_TRANSLATE_NOOP("ReadBack", "An added row is taken over on the sheet of facts only."));
    return change;
}

WorkbookChange ChangeReader::removed(const WrittenRow &row) const
{
    WorkbookChange change;
    change.kind = WorkbookChangeKind::RowRemoved;
    change.place = row.sheet;
    const auto kind = row.mark.key.section(QLatin1Char(':'), 0, 0);
    change.target = after(row.mark.key);
    change.before = QStringList(row.texts.values()).join(QStringLiteral(" | ")).simplified();
    change.title = row.texts.value(row.texts.isEmpty() ? 0 : row.texts.firstKey()).simplified();
    if (const auto *fact = m_report.evidence.fact(change.target)) {
        change.title = evidenceName(m_report.evidence, fact->id);
        change.before = exact(fact->value(), fact->unit);
        change.effects = m_effects.ofRemoval(fact->id);
        change.refused = inWords(QT_TRANSLATE_NOOP(
            "ReadBack",
            "A fact of a filing can't be taken out of a report: change its value, or forget its document."));
    } else if (kind == QLatin1String("weight") || kind == QLatin1String("driver")) {
        change.effects = m_effects.ofWeight(change.target.section(QLatin1Char('/'), 0, 0),
                                            change.target.section(QLatin1Char('/'), 1, 1),
                                            change.target.section(QLatin1Char('/'), 2), 0);
    } else if (kind == QLatin1String("claim")) {
        change.refused = inWords(
            QT_TRANSLATE_NOOP("ReadBack", "A statement can't be taken out of a report: write another in its place."));
    } else {
        change.refused = inWords(QT_TRANSLATE_NOOP("ReadBack", "This row only shows what the report says elsewhere."));
    }
    return change;
}

WorkbookChange ChangeReader::removedSheet(const QString &name) const
{
    WorkbookChange change;
    change.kind = WorkbookChangeKind::RowRemoved;
    change.place = name;
    change.title = inWords(QT_TRANSLATE_NOOP("ReadBack", "Sheet \"%1\"")).arg(name);
    change.refused = inWords(QT_TRANSLATE_NOOP("ReadBack", "A sheet that was removed changes nothing in the report."));
    return change;
}

} // namespace consultantos
