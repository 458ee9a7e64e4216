// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quality/quality_rules.h"

#include "analysis/tipping/contradictions.h"

#include <QMap>
#include <QRegularExpression>

namespace consultantos::quality_rules {

namespace {

/// All statements in one text, a paragraph each: the gate computes the figures of a company once.
void checkByGate(const Material &material, ReviewNotes &notes)
{
    const auto *gate = material.basis.gate;
    if (gate == nullptr || material.basis.evidence.subjects.isEmpty())
        return;
    QString text;
    QList<std::pair<qsizetype, const Claim *>> starts;
    for (const auto &statement : material.statements) {
        if (statement.claim->grade == Grade::Quoted || statement.claim->text.isEmpty() || statement.isSupposed)
            continue;
        starts.append({text.size(), statement.claim});
        text += statement.claim->text + QStringLiteral("\n\n");
    }
    const auto checked = gate->check(text, material.basis.evidence);
    qsizetype at = 0;
    for (const auto &number : checked.numbers) {
        notes.looked(Gate);
        if (number.verdict != ClaimVerdict::Mismatch)
            continue;
        while (at + 1 < starts.size() && starts[at + 1].first <= number.start)
            ++at;
        notes.found(Gate, FindingSeverity::Error, *starts[at].second, number.text,
                    QStringLiteral("Read as %1%2, the filings don't give %3.")
                        .arg(number.subject,
                             number.period.isEmpty() ? QString() : QStringLiteral(" of ") + number.period, number.text),
                    QStringLiteral("Write the figure of the filings, or say what else is meant."));
    }
}

/// "revenue rose in FY2024" here, "revenue fell in FY2024" there.
void checkMovements(const Material &material, ReviewNotes &notes)
{
    const auto *gate = material.basis.gate;
    if (gate == nullptr)
        return;
    struct Said {
        const Claim *claim;
        SaidMovement movement;
    };
    // What moved over several years may have moved the other way in the last of them.
    static const QRegularExpression span(QStringLiteral("a year (?:over|from|since|between)|years to FY|\\bCAGR\\b"));
    QMap<QString, Said> first;
    for (const auto &statement : material.statements) {
        if (statement.claim->grade == Grade::Quoted || span.match(statement.claim->text).hasMatch())
            continue;
        for (const auto &movement : gate->movements(statement.claim->text, material.basis.evidence)) {
            if (movement.fiscalYear == 0)
                continue;
            notes.looked(Contradictions);
            const auto key = QStringLiteral("%1/%2/%3").arg(movement.company, movement.term).arg(movement.fiscalYear);
            const auto known = first.constFind(key);
            if (known == first.cend()) {
                first.insert(key, {statement.claim, movement});
            } else if (known->movement.rises != movement.rises) {
                notes.found(Contradictions, FindingSeverity::Error, *statement.claim, movement.words,
                            QStringLiteral("It says that %1 %2 in FY%3; \"%4\" says the opposite.")
                                .arg(movement.words, movement.rises ? QStringLiteral("rose") : QStringLiteral("fell"))
                                .arg(movement.fiscalYear)
                                .arg(known->claim->id),
                            QStringLiteral("Put right the one that the filings deny."));
            }
        }
    }
}

/// One statement that reads differently at two places.
void checkRepeated(const Material &material, ReviewNotes &notes)
{
    QMap<QString, QString> texts;
    for (const auto &statement : material.statements) {
        const auto &claim = *statement.claim;
        const auto known = texts.constFind(claim.id);
        if (known == texts.cend())
            texts.insert(claim.id, claim.text);
        else if (*known != claim.text)
            notes.found(Contradictions, FindingSeverity::Error, claim, {},
                        QStringLiteral("The statement reads differently at another place of the report."),
                        QStringLiteral("Use one wording at both places."));
    }
}

} // namespace

void checkConsistency(const Material &material, ReviewNotes &notes, QList<Contradiction> &found)
{
    checkByGate(material, notes);
    checkMovements(material, notes);
    checkRepeated(material, notes);
    found = contradictions(material.report);
    notes.looked(Contradictions, static_cast<int>(found.size()));
    for (const auto &one : std::as_const(found)) {
        if (one.settledBy.isEmpty())
            notes.found(Contradictions, FindingSeverity::Error, one.adverse,
                        QStringLiteral("\"%1\" and \"%2\" judge \"%3\" in opposite ways, and nothing settles it.")
                            .arg(one.favourable, one.adverse, one.figure),
                        QStringLiteral("Decide which one stands, and say why."));
    }
}

} // namespace consultantos::quality_rules
