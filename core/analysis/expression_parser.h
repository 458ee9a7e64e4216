// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/expression_node.h"
#include "base/result.h"

#include <QStringList>

#include <optional>

namespace consultantos {

/// Reads a formula by recursive descent: comparison < sum < product < unary minus < power < value. Formulas may come
/// from files that others wrote, so their length and nesting are limited.
class ExpressionParser {
public:
    static constexpr qsizetype MaxLength = 4096;
    static constexpr int MaxDepth = 64;

    explicit ExpressionParser(QStringView text);

    /// ErrorCode::Malformed with the column where the formula stops making sense.
    [[nodiscard]] Result<ExpressionNode> parse();
    /// The variables met, each once, in order of appearance.
    [[nodiscard]] const QStringList &variables() const { return m_variables; }

private:
    using Parsed = Result<ExpressionNode>;

    [[nodiscard]] Parsed comparison();
    [[nodiscard]] Parsed sum();
    [[nodiscard]] Parsed product();
    [[nodiscard]] Parsed unary();
    [[nodiscard]] Parsed power();
    [[nodiscard]] Parsed value();
    [[nodiscard]] Parsed number();
    [[nodiscard]] Parsed name();
    [[nodiscard]] Parsed call(QStringView name, qsizetype begin);

    void skipSpace();
    [[nodiscard]] QChar peek() const;
    [[nodiscard]] bool accept(char symbol);
    [[nodiscard]] std::optional<ExpressionOperator> acceptComparison();
    [[nodiscard]] qsizetype skipDigits();

    [[nodiscard]] tl::unexpected<Error> failAt(qsizetype position, const QString &reason) const;
    /// What stands at the current position instead of what should.
    [[nodiscard]] tl::unexpected<Error> failHere(const QString &expected) const;

    QStringView m_text;
    qsizetype m_position = 0;
    qsizetype m_end = 0; ///< of the last thing read, without the space behind it
    int m_depth = 0;
    QStringList m_variables;
};

} // namespace consultantos
