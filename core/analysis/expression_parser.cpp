// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/expression_parser.h"

#include "analysis/expression_functions.h"

#include <QCoreApplication>

#include <cmath>

namespace consultantos {

namespace {

using Kind = ExpressionNode::Kind;

QString translated(const char *text)
{
    return QCoreApplication::translate("Expression", text);
}

// The language is ASCII: letters and digits of other scripts look like ours to a reader and must not pass.
bool isDigit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

bool isLetter(QChar c)
{
    return c >= QLatin1Char('a') && c <= QLatin1Char('z');
}

bool isSpace(QChar c)
{
    return c == QLatin1Char(' ') || c == QLatin1Char('\t') || c == QLatin1Char('\n') || c == QLatin1Char('\r');
}

/// The character at a position, quoted, or its number where it can't be shown.
QString shown(QStringView text, qsizetype position)
{
    const QChar c = text[position];
    const bool isPair = c.isHighSurrogate() && position + 1 < text.size() && text[position + 1].isLowSurrogate();
    const char32_t code = isPair ? QChar::surrogateToUcs4(c, text[position + 1]) : char32_t(c.unicode());
    if (QChar::isPrint(code) && !QChar::isSpace(code))
        return QStringLiteral("\"%1\"").arg(text.mid(position, isPair ? 2 : 1));
    return QStringLiteral("U+%1").arg(uint(code), 4, 16, QLatin1Char('0')).toUpper();
}

ExpressionNode joined(Kind kind, ExpressionNode left, ExpressionNode right)
{
    ExpressionNode node;
    node.kind = kind;
    node.begin = left.begin;
    node.end = right.end;
    node.parts.reserve(2);
    node.parts.push_back(std::move(left));
    node.parts.push_back(std::move(right));
    return node;
}

/// left op right, as a further part of `left` if that is already a chain begun here.
void append(ExpressionNode &left, bool &isChain, Kind kind, ExpressionOperator op, ExpressionNode right)
{
    if (isChain) {
        left.end = right.end;
        left.parts.push_back(std::move(right));
    } else {
        left = joined(kind, std::move(left), std::move(right));
        isChain = true;
    }
    left.operators.push_back(op);
}

/// Counts a level of nesting as long as it lives.
class Level {
public:
    explicit Level(int &depth)
        : m_depth(depth)
    {
        ++m_depth;
    }
    ~Level() { --m_depth; }
    Q_DISABLE_COPY_MOVE(Level)

private:
    int &m_depth;
};

} // namespace

ExpressionParser::ExpressionParser(QStringView text)
    : m_text(text)
{
}

Result<ExpressionNode> ExpressionParser::parse()
{
    if (m_text.size() > MaxLength) {
        return fail(ErrorCode::Malformed, translated("The formula is longer than %1 characters.").arg(MaxLength),
                    translated("Split it into several computations."));
    }
    skipSpace();
    auto tree = comparison();
    if (tree && m_position < m_text.size())
        return failHere(translated("an operator or the end"));
    return tree;
}

ExpressionParser::Parsed ExpressionParser::comparison()
{
    auto left = sum();
    if (!left)
        return left;
    const auto op = acceptComparison();
    if (!op)
        return left;
    auto right = sum();
    if (!right)
        return right;
    auto node = joined(Kind::Comparison, std::move(*left), std::move(*right));
    node.operators.push_back(*op);
    return node;
}

ExpressionParser::Parsed ExpressionParser::sum()
{
    auto left = product();
    bool isChain = false;
    while (left) {
        const bool isPlus = accept('+');
        if (!isPlus && !accept('-'))
            break;
        auto right = product();
        if (!right)
            return right;
        append(*left, isChain, Kind::Sum, isPlus ? ExpressionOperator::Plus : ExpressionOperator::Minus,
               std::move(*right));
    }
    return left;
}

ExpressionParser::Parsed ExpressionParser::product()
{
    auto left = unary();
    bool isChain = false;
    while (left) {
        const bool isTimes = accept('*');
        if (!isTimes && !accept('/'))
            break;
        auto right = unary();
        if (!right)
            return right;
        append(*left, isChain, Kind::Product, isTimes ? ExpressionOperator::Times : ExpressionOperator::Divide,
               std::move(*right));
    }
    return left;
}

ExpressionParser::Parsed ExpressionParser::unary()
{
    // Every way back into the grammar leads through here: one limit bounds the stack of the parser, of the evaluation
    // and of the tree's destruction.
    const Level level(m_depth);
    if (m_depth > MaxDepth)
        return failAt(m_position, translated("it is nested more than %1 levels deep").arg(MaxDepth));
    const auto begin = m_position;
    if (!accept('-'))
        return power();
    auto operand = unary();
    if (!operand)
        return operand;
    ExpressionNode node;
    node.kind = Kind::Negative;
    node.begin = begin;
    node.end = operand->end;
    node.parts.push_back(std::move(*operand));
    return node;
}

ExpressionParser::Parsed ExpressionParser::power()
{
    auto base = value();
    if (!base || !accept('^'))
        return base;
    auto exponent = unary();
    if (!exponent)
        return exponent;
    return joined(Kind::Power, std::move(*base), std::move(*exponent));
}

ExpressionParser::Parsed ExpressionParser::value()
{
    const auto begin = m_position;
    if (accept('(')) {
        auto inner = comparison();
        if (!inner)
            return inner;
        if (!accept(')'))
            return failHere(translated("\")\""));
        inner->begin = begin;
        inner->end = m_end;
        return inner;
    }
    if (isDigit(peek()))
        return number();
    if (isLetter(peek()))
        return name();
    return failHere(translated("a value"));
}

ExpressionParser::Parsed ExpressionParser::number()
{
    const auto begin = m_position;
    (void)skipDigits();
    const auto whole = m_position;
    if (peek() == QLatin1Char('.')) {
        ++m_position;
        if (skipDigits() == 0)
            m_position = whole;
    }
    const auto mantissa = m_position;
    if (peek() == QLatin1Char('e') || peek() == QLatin1Char('E')) {
        ++m_position;
        if (peek() == QLatin1Char('+') || peek() == QLatin1Char('-'))
            ++m_position;
        if (skipDigits() == 0)
            m_position = mantissa;
    }
    ExpressionNode node;
    node.begin = begin;
    node.end = m_end = m_position;
    bool isNumber = false;
    // QStringView::toDouble() reads the C locale's form, whatever the user's.
    node.number = m_text.mid(begin, m_position - begin).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(node.number))
        return failAt(begin, translated("the number is too large or too small"));
    skipSpace();
    return node;
}

ExpressionParser::Parsed ExpressionParser::name()
{
    const auto begin = m_position;
    while (isLetter(peek()) || isDigit(peek()) || peek() == QLatin1Char('_'))
        ++m_position;
    m_end = m_position;
    const auto name = m_text.mid(begin, m_position - begin);
    skipSpace();
    if (accept('('))
        return call(name, begin);
    ExpressionNode node;
    node.kind = Kind::Variable;
    node.name = name.toString();
    node.begin = begin;
    node.end = begin + name.size();
    if (!m_variables.contains(node.name))
        m_variables.append(node.name);
    return node;
}

ExpressionParser::Parsed ExpressionParser::call(QStringView name, qsizetype begin)
{
    ExpressionNode node;
    node.kind = Kind::Call;
    node.begin = begin;
    node.function = findExpressionFunction(name);
    if (!node.function)
        return failAt(begin, translated("the function \"%1\" is not known").arg(abbreviated(name, 80)));
    do {
        auto argument = comparison();
        if (!argument)
            return argument;
        node.parts.push_back(std::move(*argument));
    } while (accept(','));
    if (!accept(')'))
        return failHere(translated("\",\" or \")\""));
    node.end = m_end;
    const auto count = static_cast<int>(node.parts.size());
    if (count != node.function->arguments && node.function->arguments != ExpressionFunction::OneOrMore) {
        return failAt(begin, translated("the number of arguments of \"%1\" is %2, not %3")
                                 .arg(name)
                                 .arg(node.function->arguments)
                                 .arg(count));
    }
    return node;
}

void ExpressionParser::skipSpace()
{
    while (m_position < m_text.size() && isSpace(m_text[m_position]))
        ++m_position;
}

QChar ExpressionParser::peek() const
{
    return m_position < m_text.size() ? m_text[m_position] : QChar();
}

bool ExpressionParser::accept(char symbol)
{
    if (peek() != QLatin1Char(symbol))
        return false;
    m_end = ++m_position;
    skipSpace();
    return true;
}

std::optional<ExpressionOperator> ExpressionParser::acceptComparison()
{
    const QChar first = peek();
    if (first != QLatin1Char('>') && first != QLatin1Char('<'))
        return std::nullopt;
    ++m_position;
    const bool orEqual = peek() == QLatin1Char('=');
    if (orEqual)
        ++m_position;
    m_end = m_position;
    skipSpace();
    if (first == QLatin1Char('>'))
        return orEqual ? ExpressionOperator::GreaterOrEqual : ExpressionOperator::Greater;
    return orEqual ? ExpressionOperator::LessOrEqual : ExpressionOperator::Less;
}

qsizetype ExpressionParser::skipDigits()
{
    const auto begin = m_position;
    while (isDigit(peek()))
        ++m_position;
    return m_position - begin;
}

tl::unexpected<Error> ExpressionParser::failAt(qsizetype position, const QString &reason) const
{
    // A column is what an editor counts: code points, not UTF-16 units.
    const auto column = m_text.left(position).toUcs4().size() + 1;
    return fail(ErrorCode::Malformed, translated("The formula can't be read: in column %1 %2.").arg(column).arg(reason),
                translated("The formula is: %1").arg(abbreviated(m_text, 200)));
}

tl::unexpected<Error> ExpressionParser::failHere(const QString &expected) const
{
    if (m_position >= m_text.size())
        return failAt(m_position, translated("it ends where %1 should stand").arg(expected));
    return failAt(m_position, translated("%1 stands where %2 should").arg(shown(m_text, m_position), expected));
}

} // namespace consultantos
