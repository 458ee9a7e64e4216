// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/fact.h"
#include "model/period.h"

#include <QDate>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <tuple>

namespace consultantos {

template <typename T>
struct BinaryFields;

/// A passage of a document or of the user's own context: exact text, never paraphrased.
struct Passage {
    QString id;       ///< "p/<document>/<number>"
    QString document; ///< file name, or "request context"
    int page = 0;     ///< from 1; 0 where the format has no pages
    int offset = 0;   ///< first code point in the document's text
    QString text;
    QString section{};           ///< the named part of the document it stands in, e.g. "Item 1A"; empty if unknown
    std::optional<QDate> date{}; ///< of the document

    bool operator==(const Passage &) const = default;
};

/// A written statement of a playbook (our own industry knowledge).
struct PlaybookEntry {
    QString id;       ///< "k/<industry>/<entry>"
    QString industry; ///< playbook (industry id) it stands in
    QString text;
    QString reasoning; ///< why it holds

    bool operator==(const PlaybookEntry &) const = default;
};

/// What a variable of a formula is bound to: one evidence id, or a list of them.
struct Binding {
    QString name;
    QStringList refs;
    bool isList = false;

    bool operator==(const Binding &) const = default;
};

/// A value computed from facts and other computations by a written formula that anyone can evaluate again.
struct Computation {
    QString id;      ///< "c/<company>/<method>/<period label>"
    QString method;  ///< id in resources/formulas.json or of an engine method, e.g. "gross_margin", "percentile_rank"
    QString title;   ///< e.g. "Gross margin"
    QString formula; ///< expression in the language of analysis/expression.h over the bindings' names
    QList<Binding> bindings;
    double value = 0;
    QString unit;
    Period period;

    /// All ids the bindings name, each once, in order.
    [[nodiscard]] QStringList inputs() const;
    bool operator==(const Computation &) const = default;
};

/// A number with what it comes from: the currency of the analysis code. `ref` is the id of a fact or computation.
struct Figure {
    double value = 0;
    QString unit;
    Period period;
    QString ref;

    bool operator==(const Figure &) const = default;
};

/// All evidence of one report or one agent: ordered by id, so that its JSON is the same at every run. A value type.
class EvidenceBook {
public:
    /// Adding the same id again is allowed and does nothing.
    Figure add(const Fact &fact, const Period &period = {});
    Figure add(const Computation &computation);
    void add(const Passage &passage);
    void add(const PlaybookEntry &entry);
    void merge(const EvidenceBook &other);

    [[nodiscard]] bool contains(const QString &id) const;
    [[nodiscard]] const Fact *fact(const QString &id) const;
    [[nodiscard]] const Computation *computation(const QString &id) const;
    [[nodiscard]] const Passage *passage(const QString &id) const;
    [[nodiscard]] const PlaybookEntry *playbookEntry(const QString &id) const;

    [[nodiscard]] const QMap<QString, Fact> &facts() const { return m_facts; }
    [[nodiscard]] const QMap<QString, Computation> &computations() const { return m_computations; }
    [[nodiscard]] const QMap<QString, Passage> &passages() const { return m_passages; }
    [[nodiscard]] const QMap<QString, PlaybookEntry> &playbook() const { return m_playbook; }

    /// Keeps only what `roots` reach through the computations' inputs.
    [[nodiscard]] EvidenceBook reachableFrom(const QStringList &roots) const;
    /// The ids of what reachableFrom() keeps, `roots` first, each once.
    [[nodiscard]] QStringList idsReachableFrom(const QStringList &roots) const;
    bool operator==(const EvidenceBook &) const = default;

private:
    friend struct BinaryFields<EvidenceBook>;
    [[nodiscard]] auto members() { return std::tie(m_facts, m_computations, m_passages, m_playbook); }
    [[nodiscard]] auto members() const { return std::tie(m_facts, m_computations, m_passages, m_playbook); }

    QMap<QString, Fact> m_facts;
    QMap<QString, Computation> m_computations;
    QMap<QString, Passage> m_passages;
    QMap<QString, PlaybookEntry> m_playbook;
};

[[nodiscard]] QJsonObject toJson(const Passage &passage);
[[nodiscard]] Passage passageFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const PlaybookEntry &entry);
[[nodiscard]] PlaybookEntry playbookEntryFromJson(const QJsonObject &object);
/// {id, method, title, formula, bindings{name: id or [ids]}, inputs[ids], value, unit, period{…}}
[[nodiscard]] QJsonObject toJson(const Computation &computation);
[[nodiscard]] Computation computationFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const Figure &figure);
[[nodiscard]] Figure figureFromJson(const QJsonObject &object);
/// {facts[…], passages[…], playbook[…], computations[…]}
[[nodiscard]] QJsonObject toJson(const EvidenceBook &book);
[[nodiscard]] EvidenceBook evidenceBookFromJson(const QJsonObject &object);

} // namespace consultantos
