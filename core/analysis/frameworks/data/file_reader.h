// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/data/block_form.h"
#include "analysis/frameworks/data/framework_file.h"
#include "analysis/scenarios/located_json.h"

#include <QMap>
#include <QSet>

#include <functional>
#include <initializer_list>

namespace consultantos::framework_file {

/// A message of the context FrameworkFile in the language of the interface.
[[nodiscard]] QString inWords(const char *text);

/// Takes values out of a framework file and keeps what is wrong in it; where a value is wrong or missing it gives an empty one.
/// Strings may hold "$KEY" of the "with" list that is being expanded.
class FileReader {
public:
    enum class Kind {
        Sentence, ///< places may be figures
        Words     ///< places may be texts only
    };

    explicit FileReader(const FrameworkVocabulary &vocabulary);

    QString text(const LocatedJson &node, const char *name);
    QString textOr(const LocatedJson &node, const char *name, const QString &fallback);
    /// Words of a sentence: without a figure of their own.
    QString words(const LocatedJson &node, const char *name);
    QStringList texts(const LocatedJson &node, const char *name);
    /// Texts that are no part of a sentence.
    QStringList plainTexts(const LocatedJson &node, const char *name);
    bool truthOr(const LocatedJson &node, const char *name, bool fallback);
    std::optional<double> optionalNumber(const LocatedJson &node, const char *name);
    double number(const LocatedJson &node, const char *name);
    double numberOr(const LocatedJson &node, const char *name, double fallback);
    std::vector<LocatedJson> list(const LocatedJson &node, const char *name);
    /// Lower-case letters, digits and underlines.
    QString id(const LocatedJson &node, const char *name = "id");
    /// A fault where the node's id is `taken` already; takes it.
    void unique(const LocatedJson &node, QSet<QString> &taken, const QString &id);
    std::optional<Expression> formula(const LocatedJson &node, const char *name);
    QList<TextChoice> choices(const LocatedJson &node, const char *name, Kind kind);
    QString queryId(const LocatedJson &node, const char *name);
    QStringList queryIds(const LocatedJson &node, const char *name);
    /// A ratio of formulas.json.
    QString ratio(const LocatedJson &node, const char *name = "ratio");
    QStringList ratios(const LocatedJson &node, const char *name);
    DriverDefinition driver(const LocatedJson &node);
    QList<ValueDefinition> values(const LocatedJson &node);
    QList<EvidenceQuery> queries(const LocatedJson &node);
    QMap<QString, ScoringMethod> scoring(const LocatedJson &node);
    /// Calls `read` for each entry of a list, as often as the entry's own "with" has maps.
    void expanded(const LocatedJson &node, const char *name, const std::function<void(const LocatedJson &)> &read);
    void only(const LocatedJson &node, std::initializer_list<const char *> known);
    void only(const LocatedJson &node, const QStringList &known);
    /// The section whose names may be used from here on, and whether its rows stand once for each part.
    void setSection(const QString &id, bool isEachPart);

    void fault(const LocatedJson &node, const QString &what);
    /// A value's node, so that a fault has the value's line; the node's own where it has none of that name.
    [[nodiscard]] static const LocatedJson &place(const LocatedJson &node, const char *name);
    [[nodiscard]] const FrameworkVocabulary &vocabulary() const { return m_vocabulary; }
    [[nodiscard]] qsizetype faultCount() const { return m_faults.size(); }
    /// A text of a building block: what its places name has to be among these.
    QString slotText(const LocatedJson &node, const TextSlot &slot);
    /// That every name is the file's own or the vocabulary's.
    void checkNames();
    /// The file, or what is wrong with it in the order of its lines.
    [[nodiscard]] FrameworkReading finish(FrameworkFile file) const;

private:
    struct Use {
        LocatedJson node;
        QStringList names;
        bool isText = false; ///< must be a text, not a figure
    };
    struct Fault {
        int line = 0;
        Error error;
    };
    template <typename T>
    T take(const LocatedJson &node, Result<T> value);
    [[nodiscard]] QString macro(const QString &text) const;
    TextChoice choice(const LocatedJson &node, const LocatedJson &text, Kind kind);
    [[nodiscard]] bool isKnown(const QString &name, bool isText) const;
    void checkLiteral(const LocatedJson &node, const QString &text);

    const FrameworkVocabulary &m_vocabulary;
    QList<Fault> m_faults;
    QMap<QString, QString> m_macros;
    QSet<QString> m_figures; ///< of the file
    QSet<QString> m_values;  ///< ids of its values, those of all sections
    QSet<QString> m_texts;
    QSet<QString> m_queries;
    QList<Use> m_uses;
};

} // namespace consultantos::framework_file
