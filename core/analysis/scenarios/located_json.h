// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace consultantos {

/// A JSON value that knows the line it stands on, for files that people write by hand: whatever is wrong in them is told
/// with its line. A value.
class LocatedJson {
public:
    enum class Type { Null, Bool, Number, Text, List, Object };
    static constexpr qsizetype MostBytes = 16 * 1024 * 1024;
    static constexpr int MostDepth = 96;

    /// RFC 8259, UTF-8, top level any value; a name twice in an object is an error. Malformed names `what` and the line.
    [[nodiscard]] static Result<LocatedJson> parse(const QByteArray &bytes, const QString &what);

    [[nodiscard]] Type type() const { return m_type; }
    [[nodiscard]] int line() const { return m_line; }
    /// Where it stands in the decoded text: from its first character to behind its last one.
    [[nodiscard]] qsizetype begin() const { return m_begin; }
    [[nodiscard]] qsizetype end() const { return m_end; }
    [[nodiscard]] bool isObject() const { return m_type == Type::Object; }
    [[nodiscard]] const std::vector<LocatedJson> &items() const { return m_items; }
    [[nodiscard]] const QList<QString> &names() const { return m_names; }
    /// Of an object; null where it has none of that name.
    [[nodiscard]] const LocatedJson *find(const QString &name) const;

    // What a reader expects of an object; an error says the line, the name and what is expected there.
    [[nodiscard]] Result<QString> text(const QString &name) const;
    [[nodiscard]] Result<QString> textOr(const QString &name, const QString &fallback) const;
    [[nodiscard]] Result<double> number(const QString &name) const;
    [[nodiscard]] Result<double> numberOr(const QString &name, double fallback) const;
    [[nodiscard]] Result<std::optional<double>> optionalNumber(const QString &name) const;
    [[nodiscard]] Result<bool> truthOr(const QString &name, bool fallback) const;
    /// Empty where the name is missing.
    [[nodiscard]] Result<std::vector<LocatedJson>> listOr(const QString &name) const;
    [[nodiscard]] Result<QList<double>> numbersOr(const QString &name) const;
    [[nodiscard]] Result<QStringList> textsOr(const QString &name) const;
    [[nodiscard]] Result<QString> asText() const;
    [[nodiscard]] Result<double> asNumber() const;
    /// An error at the first name that isn't among these: a misspelt option would be ignored silently.
    [[nodiscard]] Status onlyNames(const QStringList &known) const;
    /// An error at each name that isn't among these, with its line; one where it is no object.
    [[nodiscard]] QList<std::pair<int, Error>> otherNames(const QStringList &known) const;

    /// Malformed: "FILE, line 12: …".
    [[nodiscard]] tl::unexpected<Error> error(const QString &what) const;

private:
    friend class LocatedJsonParser;

    Type m_type = Type::Null;
    int m_line = 1;
    qsizetype m_begin = 0;
    qsizetype m_end = 0;
    bool m_truth = false;
    double m_number = 0;
    QString m_text;
    QString m_file;
    std::vector<LocatedJson> m_items;
    QList<QString> m_names; ///< of an object's items
};

} // namespace consultantos
