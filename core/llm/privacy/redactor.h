// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/privacy/name_forms.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QString>
#include <QStringList>

#include <array>
#include <functional>
#include <memory>

namespace consultantos {

/// Which names have to stay on this machine, and what stands for them in what is sent: "Company 1", "Person 2". A value
/// that doesn't change; thread-safe. What a Redaction does with it can be undone exactly, but for the capitals and
/// declension of names, which come back as the user wrote them.
class Redactor {
public:
    Redactor() = default;
    /// As nameForms() takes them.
    Redactor(const QStringList &companies, const QStringList &people);

    [[nodiscard]] bool isEmpty() const { return m_forms.isEmpty(); }
    [[nodiscard]] const QList<NameForm> &forms() const { return m_forms; }
    /// The same for the same names, and nothing that tells them.
    [[nodiscard]] QString fingerprint() const;

private:
    friend class Redaction;

    QList<NameForm> m_forms; ///< the longest first: the n-th has the n-th capturing group of m_names
    QRegularExpression m_names;
    std::array<int, 2> m_counts{}; ///< names by kind
};

/// The redaction of one call: everything that is sent goes through redact(), everything that comes back through restore().
///
/// A text may say "Company 1" of itself. Such a placeholder is moved behind the last one in use ("Company 4" with three
/// names), and moved back in the reply, so that nothing that somebody wrote is ever taken for a hidden name. For one
/// thread at a time.
class Redaction {
public:
    explicit Redaction(std::shared_ptr<const Redactor> redactor);

    [[nodiscard]] QString redact(const QString &text);
    /// What a schema tells the model in words and values; the names of its properties stay.
    [[nodiscard]] QJsonObject redactSchema(const QJsonObject &schema);
    /// Whether anything was replaced so far.
    [[nodiscard]] bool hasReplaced() const { return !m_used.isEmpty(); }

    /// Placeholders are found whatever their capitals, and whatever stands behind them; those that weren't sent stay.
    [[nodiscard]] QString restore(const QString &text) const;
    /// All texts in it, at any depth.
    [[nodiscard]] QJsonObject restore(const QJsonObject &object) const;

private:
    friend class RestoringStream;
    [[nodiscard]] QString replacementOf(const QRegularExpressionMatch &match) const;
    [[nodiscard]] QJsonValue redactSchemaValue(const QJsonValue &value, bool isText);

    std::shared_ptr<const Redactor> m_redactor;
    QMap<QString, QString> m_used;             ///< folded placeholder → name
    std::array<QSet<int>, 2> m_movedNumbers{}; ///< by kind, as sent
};

/// Restores the pieces of a reply as they come. A placeholder may be split over pieces: what could be its beginning waits
/// for the next one. The pieces together are what Redaction::restore() makes of the whole.
class RestoringStream {
public:
    using OnText = std::function<void(const QString &piece)>;
    /// `redaction` outlives it.
    RestoringStream(const Redaction &redaction, OnText onText);

    void feed(const QString &piece);
    /// Gives what still waits.
    void finish();

private:
    void pass(bool isLast);

    const Redaction &m_redaction;
    OnText m_onText;
    QString m_waiting;
    /// How much of the beginning of m_waiting was given already: it only says what stands before the rest.
    qsizetype m_given = 0;
};

} // namespace consultantos
