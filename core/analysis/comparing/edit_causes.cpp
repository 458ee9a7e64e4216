// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparing/edit_causes.h"

#include "model/edited_report.h"

#include <algorithm>

namespace consultantos {

namespace {

QString titleOf(const ReportEdit &edit)
{
    auto title = QStringLiteral("Set by %1").arg(edit.author);
    if (!edit.note.isEmpty())
        title += QStringLiteral(" (%1)").arg(edit.note);
    return title + QStringLiteral(": ") + edit.target;
}

bool isSectionOf(const QString &section, const DifferenceCause &cause)
{
    return cause.id.startsWith(section + QLatin1Char('.'));
}

/// Whether it says that a formula or weight of a framework reads otherwise.
bool isOfFormula(const DifferenceCause &cause)
{
    return cause.kind == CauseKind::Method && cause.id != QLatin1String("engine")
           && cause.id != QLatin1String("failed");
}

} // namespace

QList<DifferenceCause> editCauses(const Report &before, const Report &after)
{
    QList<DifferenceCause> causes;
    for (const auto &edit : after.edits) {
        const auto *other = editOf(before, edit.kind, edit.target);
        if (edit.state != EditState::Absent && (other == nullptr || other->shown() != edit.shown()))
            causes.append({CauseKind::Edit, edit.target, titleOf(edit),
                           other != nullptr ? other->shown() : edit.computed, edit.shown()});
    }
    for (const auto &edit : before.edits) {
        if (edit.state != EditState::Absent && editOf(after, edit.kind, edit.target) == nullptr)
            causes.append({CauseKind::Edit, edit.target, titleOf(edit), edit.shown(), edit.computed});
    }
    return causes;
}

void putDownToEdits(const Report &before, const Report &after, ReportDifference &difference)
{
    const auto edits = editCauses(before, after);
    if (edits.isEmpty())
        return;
    const auto sectionIsEdited = [&edits](const DifferenceCause &cause) {
        const auto section = cause.id.section(QLatin1Char('.'), 0, 1);
        return isOfFormula(cause) && std::any_of(edits.cbegin(), edits.cend(), [&](const DifferenceCause &edit) {
                   return isSectionOf(section, edit);
               });
    };
    difference.inputs.removeIf(sectionIsEdited);
    difference.inputs += edits;
    for (auto &change : difference.changes) {
        QList<DifferenceCause> own;
        for (const auto &edit : edits) {
            if (edit.id == change.id || (change.kind == ReportChangeKind::Score && isSectionOf(change.id, edit)))
                own.append(edit);
        }
        const bool isByMethod = std::any_of(change.causes.cbegin(), change.causes.cend(), isOfFormula);
        // What follows from an edited score elsewhere reads as another formula of it.
        if (own.isEmpty() && (isByMethod || change.causes.isEmpty()))
            std::copy_if(edits.cbegin(), edits.cend(), std::back_inserter(own), [&](const DifferenceCause &edit) {
                const auto *text = editOf(after, EditKind::Text, edit.id);
                return text == nullptr && editOf(before, EditKind::Text, edit.id) == nullptr;
            });
        if (own.isEmpty())
            continue;
        // Another formula and other members of a list are how the edit shows itself.
        change.causes.removeIf(
            [](const DifferenceCause &cause) { return cause.kind != CauseKind::Fact || !cause.share; });
        change.causes = own + change.causes;
    }
}

} // namespace consultantos
