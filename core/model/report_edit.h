// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/claim.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// What of a report a person set.
enum class EditKind {
    Text,   ///< a sentence
    Score,  ///< a section's score
    Weight, ///< a driver's share of its section's score
    Answer, ///< a driver that nothing stored tells: the answer to a data request
};
[[nodiscard]] QString editKindName(EditKind kind); ///< "text", "score", "weight", "answer"
[[nodiscard]] std::optional<EditKind> editKindFromName(const QString &name);

/// What became of an edit in a report.
enum class EditState {
    Applied,
    Conflict, ///< shown, but the analysis no longer says what it said when the person wrote this
    Absent,   ///< the report has no such place
};
[[nodiscard]] QString editStateName(EditState state); ///< "applied", "conflict", "absent"

/// What the claim gate says of one number of an edited sentence.
struct EditCheck {
    QString text;    ///< the number as it stands there
    QString verdict; ///< "match", "mismatch" or "unsupported"
    QString reason;  ///< for the reader; may be empty

    bool operator==(const EditCheck &) const = default;
};

/// The language that a person read a sentence in when they edited it; without a code English, in which reports are kept.
struct EditReading {
    QString language; ///< ISO 639
    /// The numbers of the sentence as it was computed, in their order, as the language writes them; one that it doesn't show is
    /// empty.
    QStringList numberWords;

    bool operator==(const EditReading &) const = default;
};

/// One sentence, score, weight or driver of a report as a person wants it. It lies over what was computed, which stays.
struct ReportEdit {
    EditKind kind = EditKind::Text;
    QString target;   ///< id of a claim; "porter.rivalry.score"; "porter.rivalry.growth" of a driver
    QString text;     ///< of Text
    double value = 0; ///< of all others
    QString unit;   ///< of Answer: "score" for a judgement on the section's scale, else what the driver is measured in
    QString source; ///< of Answer: where the person has it from
    QString note;   ///< why; may be empty
    QString author;
    QDateTime at; ///< UTC
    QString
        base; ///< what the analysis gave at that place when it was written: a sentence or a number; empty if nothing
    QString computed; ///< what it gives now
    EditState state = EditState::Applied;
    QList<EditCheck> checks;       ///< of Text
    std::optional<Claim> original; ///< of Text: the claim as it was computed
    EditReading reading{};         ///< of Text

    /// As it is shown: the sentence or the number.
    [[nodiscard]] QString shown() const;
    /// Whether the gate found a number that the facts deny.
    [[nodiscard]] bool isDenied() const;
    [[nodiscard]] bool isSamePlace(const ReportEdit &other) const
    {
        return kind == other.kind && target == other.target;
    }
    bool operator==(const ReportEdit &) const = default;
};

/// A number of an edit as a text, the same on every machine and exact.
[[nodiscard]] QString editNumber(double value);

/// {kind, target, text or value, base, base_sha256, computed, state, note, author, at, …}
[[nodiscard]] QJsonObject toJson(const ReportEdit &edit);
[[nodiscard]] ReportEdit reportEditFromJson(const QJsonObject &object);

} // namespace consultantos
