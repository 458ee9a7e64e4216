// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evidence_queries.h"
#include "analysis/expression.h"
#include "analysis/frameworks/data/framework_labels.h"
#include "analysis/frameworks/definitions.h"
#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A sentence and when it holds: of several the first is taken whose condition is above zero and whose figures are there.
struct TextChoice {
    std::optional<Expression> when;
    QString text; ///< for Prose; places name values, ratios, lines and what docs/frameworks.md lists
};

/// A figure that the file names, or the order of several.
struct ValueDefinition {
    struct Ranked {
        QString value;                ///< an earlier value
        QMap<QString, QString> texts; ///< become the texts NAME_1_KEY
    };
    QString id;
    QString title;
    QString unit; ///< of model/units.h, or "currency": the company's own
    std::optional<Expression> formula;
    QList<Ranked> ranked; ///< instead of a formula: NAME_1, NAME_2, … by absolute value, largest first
};

/// An item of a section.
struct RowDefinition {
    QString id;
    std::optional<Expression> when;
    QList<TextChoice> text;
    QList<TextChoice> soWhat;
    QMap<QString, QList<TextChoice>> fields;
    QStringList topics;              ///< of questions
    std::optional<Expression> order; ///< larger first; without one in the file's order
    QStringList needs;               ///< what would settle it, in words, where its figures aren't there
};

struct SectionDefinition {
    QString id;
    QString title;
    QString each; ///< "parts": values and rows once for each segment or product; empty: once
    QList<ValueDefinition> values;
    ForceDefinition force; ///< drivers of its score; none: no score
    QList<TextChoice> summary;
    QList<TextChoice> implication;
    QList<RowDefinition> rows;
    int most = 0; ///< rows kept after ordering; 0: all
    QStringList queries;
    QStringList playbook;
    QString empty; ///< why it has no entry, after "not derivable: "
};

/// What a framework file says. A value; docs/frameworks.md describes the form.
struct FrameworkFile {
    QString id;
    QString title;
    QString about; ///< one sentence for who chooses
    int order = 1000;
    QString
        derivation; ///< "sections", or a building block that derives the whole: "porter", "swot", "pestel", "blue_ocean"
    QList<EvidenceQuery> queries;
    QMap<QString, ScoringMethod> scoring;
    QList<ValueDefinition> values;
    QList<SectionDefinition> sections;
    FrameworkParts parts; ///< of a building block
    QList<TextChoice> headline;
    QStringList notes;
    FrameworkLabels labels; ///< of a building block, those of the file alone
    QByteArray fingerprint; ///< of the file's bytes
};

/// What a file may name beside its own values.
struct FrameworkVocabulary {
    QSet<QString> figures; ///< ids of formulas.json and concepts.json
    QSet<QString> ratios;  ///< those of formulas.json
    QSet<QString> queries; ///< ids of evidence_queries.json
    /// Of the files that come with the program, by block: what a copy of one doesn't say is as there.
    QMap<QString, FrameworkFile> blocks;

    /// An error is of the tables; a block whose file has a fault is missing in `blocks`.
    [[nodiscard]] static Result<FrameworkVocabulary> load(const QString &resourceDir);
};

/// What is wrong with a file, in the order of its lines: at least one, at most MostFrameworkFaults.
using FrameworkFaults = QList<Error>;
constexpr qsizetype MostFrameworkFaults = 50;
using FrameworkReading = tl::expected<FrameworkFile, FrameworkFaults>;

/// Reads a framework file. Every fault is Malformed and says "FILE, line N: …": a misspelt key, a formula that can't be
/// parsed, a name that neither the file nor the vocabulary knows, weights that don't sum to one, a figure in a text. What
/// can't be read as JSON has one fault; what can has all that are in it.
[[nodiscard]] FrameworkReading readFrameworkFile(const QByteArray &bytes, const QString &fileName,
                                                 const FrameworkVocabulary &vocabulary);

/// What a driver may be measured by.
[[nodiscard]] const QStringList &frameworkMeasures();

/// The places of a text for Prose, each once: "{|gap|}" is "gap", "{v?rose:fell}" is "v".
[[nodiscard]] QStringList placesOf(const QString &text);

} // namespace consultantos
