// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QString>
#include <QStringList>

namespace consultantos {

/// Chooses the language that a report is read in. Languages are told as ISO 639; empty is English.
class LanguageChoice : public QComboBox {
    Q_OBJECT
public:
    explicit LanguageChoice(QWidget *parent = nullptr);

    /// Those that there are; `usual` is chosen until somebody chooses another.
    void setLanguages(const QStringList &codes, const QString &usual);
    /// By a request, which counts as somebody's choice; one that isn't among the languages becomes an entry of its own.
    void choose(const QString &code);
    /// The usual one again.
    void reset();
    [[nodiscard]] QString language() const { return currentData().toString(); }

private:
    void add(const QString &code);
    void select(const QString &code);

    QString m_usual;
    bool m_isChosen = false;
};

} // namespace consultantos
