// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/company.h"

#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace consultantos {

/// What a question in short leans on.
struct EarlierQuestion {
    QString text;   ///< written out
    QString period; ///< of its answer: "FY2021", "Q3 FY2021"; empty if it had none
};

/// Writes out questions that lean on the one before them ("And the year before?", "What about Ford?", "And net income in
/// 2020?") by exchanging period, company or figure in it. Understanding is by the vocabulary of questions and
/// resources/questions/follow_ups.json; a word that it doesn't know leaves the question as it is. Immutable; thread-safe;
/// pure.
class FollowUpReader {
public:
    /// An error names file and entry.
    [[nodiscard]] static Result<FollowUpReader> load(const QString &resourceDir);

    /// The whole question; empty where it stands for itself or isn't understood.
    [[nodiscard]] std::optional<QString> writtenOut(const QString &question, const EarlierQuestion &earlier,
                                                    const QList<Company> &known) const;
    /// Whether it sounds as if it leaned on something said before.
    [[nodiscard]] bool isLeaning(const QString &question) const;

private:
    struct Words;
    struct Reading;
    FollowUpReader() = default;
    [[nodiscard]] Reading read(const QString &text, const QList<Company> &known) const;

    std::shared_ptr<const Words> m_words;
};

} // namespace consultantos
