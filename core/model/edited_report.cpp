// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edited_report.h"

#include <QSet>

#include <algorithm>

namespace consultantos {

namespace {

template <typename Visit>
void visitClaims(FrameworkResult &framework, const Visit &visit)
{
    if (framework.headline)
        visit(*framework.headline);
    for (auto &section : framework.sections) {
        if (section.summary)
            visit(*section.summary);
        if (section.implication)
            visit(*section.implication);
        for (auto &item : section.items) {
            visit(item.claim);
            if (item.soWhat)
                visit(*item.soWhat);
        }
    }
}

/// Every claim where it stands; one may stand at several places.
template <typename Visit>
void visitClaims(Report &report, const Visit &visit)
{
    auto &summary = report.summary;
    for (auto *claim : {&summary.answer, &summary.situation, &summary.complication}) {
        if (*claim)
            visit(**claim);
    }
    for (auto *list : {&summary.supports, &summary.risks, &summary.nextSteps}) {
        for (auto &claim : *list)
            visit(claim);
    }
    for (auto &framework : report.frameworks)
        visitClaims(framework, visit);
    for (auto &recommendation : report.recommendations) {
        visit(recommendation.claim);
        if (recommendation.impact)
            visit(*recommendation.impact);
    }
}

/// Where a number stands in a text as a whole, from `from` on; -1 if it doesn't.
qsizetype placeOf(const QString &number, const QString &text, qsizetype from)
{
    for (auto at = text.indexOf(number, from); at >= 0; at = text.indexOf(number, at + 1)) {
        const auto after = at + number.size();
        const bool isCutBefore = at > 0 && (text[at - 1].isDigit() || text[at - 1] == QLatin1Char('.'));
        const bool isCutAfter = after < text.size() && text[after].isDigit();
        if (!isCutBefore && !isCutAfter)
            return at;
    }
    return -1;
}

/// Of the computed text's numbers those that the person kept, where they stand now.
QList<NumberRef> keptNumbers(const Claim &computed, const ReportEdit &edit)
{
    // They were read of the sentence that the person had before them.
    const auto read = edit.base == computed.text && edit.reading.numberWords.size() == computed.numbers.size()
                          ? edit.reading.numberWords
                          : QStringList();
    QList<NumberRef> kept;
    qsizetype from = 0;
    for (qsizetype i = 0; i < computed.numbers.size(); ++i) {
        auto number = computed.numbers[i];
        for (const auto &words : {computed.text.mid(number.start, number.length), read.value(i)}) {
            const auto at = words.isEmpty() ? -1 : placeOf(words, edit.text, from);
            if (at < 0)
                continue;
            number.start = at;
            number.length = words.size();
            from = at + number.length;
            kept.append(number);
            break;
        }
    }
    return kept;
}

/// The claim as it was computed, whoever edited it.
std::optional<Claim> computedClaim(const Report &report, const QString &id)
{
    if (const auto *edit = editOf(report, EditKind::Text, id); edit != nullptr && edit->original)
        return edit->original;
    auto claims = report.summary.claims();
    for (const auto &framework : report.frameworks)
        claims += framework.claims();
    claims += report.claims();
    const auto found =
        std::find_if(claims.cbegin(), claims.cend(), [&id](const Claim &claim) { return claim.id == id; });
    return found == claims.cend() ? std::nullopt : std::optional(*found);
}

Claim edited(const Claim &computed, const ReportEdit &edit)
{
    auto claim = computed;
    claim.text = edit.text;
    claim.grade = Grade::Person;
    claim.confidence = edit.isDenied() ? DeniedConfidence : PersonConfidence;
    claim.numbers = keptNumbers(computed, edit);
    claim.rewords.reset();
    return claim;
}

} // namespace

Report withTextEdits(Report report, const QList<ReportEdit> &edits)
{
    for (auto edit : edits) {
        if (edit.kind != EditKind::Text)
            continue;
        edit.original.reset();
        visitClaims(report, [&edit](Claim &claim) {
            if (claim.id != edit.target)
                return;
            edit.original = claim;
            claim = edited(claim, edit);
        });
        edit.computed = edit.original ? edit.original->text : QString();
        edit.state = !edit.original               ? EditState::Absent
                     : edit.computed == edit.base ? EditState::Applied
                                                  : EditState::Conflict;
        report.edits.append(edit);
    }
    return report;
}

Report withoutTextEdits(Report report)
{
    QHash<QString, Claim> originals;
    for (const auto &edit : std::as_const(report.edits)) {
        if (edit.kind == EditKind::Text && edit.original)
            originals.insert(edit.target, *edit.original);
    }
    if (!originals.isEmpty()) {
        visitClaims(report, [&originals](Claim &claim) {
            const auto found = originals.constFind(claim.id);
            if (found != originals.cend())
                claim = *found;
        });
    }
    report.edits.removeIf([](const ReportEdit &edit) { return edit.kind == EditKind::Text; });
    return report;
}

EditReading editReadingOf(const Report &report, const Report &read, const QString &language, const QString &claim)
{
    const auto computed = computedClaim(report, claim);
    const auto told = computedClaim(read, claim);
    if (language.isEmpty() || !computed || !told)
        return {};
    EditReading reading{language, {}};
    auto numbers = told->numbers;
    for (const auto &number : computed->numbers) {
        const auto same = std::find_if(numbers.begin(), numbers.end(), [&number](const NumberRef &other) {
            return other.ref == number.ref && other.value == number.value;
        });
        reading.numberWords.append(same == numbers.end() ? QString() : told->text.mid(same->start, same->length));
        if (same != numbers.end())
            numbers.erase(same);
    }
    return reading;
}

const ReportEdit *editOf(const Report &report, EditKind kind, const QString &target)
{
    for (const auto &edit : report.edits) {
        if (edit.kind == kind && edit.target == target)
            return &edit;
    }
    return nullptr;
}

QList<ReportEdit> conflictsOf(const Report &report)
{
    QList<ReportEdit> conflicts;
    for (const auto &edit : report.edits) {
        if (edit.state == EditState::Conflict)
            conflicts.append(edit);
    }
    return conflicts;
}

QList<EditPlace> editPlaces(const Report &report)
{
    QList<EditPlace> places;
    QSet<QString> seen;
    const auto addClaim = [&](const Claim &claim, const QString &title) {
        if (seen.contains(claim.id))
            return;
        seen.insert(claim.id);
        const auto *edit = editOf(report, EditKind::Text, claim.id);
        places.append({EditKind::Text, claim.id, title, claim.text, edit != nullptr ? edit->computed : claim.text});
    };
    const auto addNumber = [&](EditKind kind, const QString &target, const QString &title, double value) {
        const auto *edit = editOf(report, kind, target);
        const auto shown = editNumber(value);
        places.append({kind, target, title, shown, edit != nullptr ? edit->computed : shown});
    };
    for (const auto &claim : report.summary.claims())
        addClaim(claim, QStringLiteral("Summary"));
    for (const auto &framework : report.frameworks) {
        for (const auto &section : framework.sections) {
            const auto id = framework.id + QLatin1Char('.') + section.id;
            if (section.score)
                addNumber(EditKind::Score, id + QStringLiteral(".score"), section.title, section.score->value);
            for (const auto &driver : section.drivers)
                addNumber(EditKind::Weight, id + QLatin1Char('.') + driver.id,
                          section.title + QStringLiteral(": ") + driver.label, driver.weight);
        }
        for (const auto &claim : framework.claims())
            addClaim(claim, framework.title);
    }
    for (const auto &claim : report.claims())
        addClaim(claim, QStringLiteral("Recommendations"));
    return places;
}

std::optional<EditPlace> editPlaceOf(const Report &report, EditKind kind, const QString &target)
{
    for (const auto &place : editPlaces(report)) {
        if (place.kind == kind && place.target == target)
            return place;
    }
    return std::nullopt;
}

const FrameworkSection *sectionOf(const Report &report, const QString &target)
{
    const auto *framework = report.framework(target.section(QLatin1Char('.'), 0, 0));
    if (framework == nullptr)
        return nullptr;
    for (const auto &section : framework->sections) {
        if (section.id == target.section(QLatin1Char('.'), 1, 1))
            return &section;
    }
    return nullptr;
}

} // namespace consultantos
