// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sheet_formula.h"

#include "analysis/expression_functions.h"
#include "analysis/expression_parser.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

using Kind = ExpressionNode::Kind;

class SheetWriter {
public:
    explicit SheetWriter(const QHash<QString, QStringList> &cells)
        : m_cells(cells)
    {
    }

    /// A value in parentheses where it has operators: spreadsheets bind a minus closer than a power, and powers from the left.
    QString write(const ExpressionNode &node)
    {
        switch (node.kind) {
        case Kind::Number:
            return QString::number(node.number, 'g', 17);
        case Kind::Variable:
            return variable(node);
        case Kind::Negative:
            return QStringLiteral("(-") + write(node.parts.front()) + u')';
        case Kind::Sum:
        case Kind::Product: {
            auto text = write(node.parts.front());
            for (std::size_t i = 1; i < node.parts.size(); ++i)
                text += symbolOf(node.operators[i - 1]) + write(node.parts[i]);
            return u'(' + text + u')';
        }
        case Kind::Power:
            return u'(' + write(node.parts[0]) + u'^' + write(node.parts[1]) + u')';
        case Kind::Comparison:
            return QStringLiteral("IF(") + write(node.parts[0]) + symbolOf(node.operators.front())
                   + write(node.parts[1]) + QStringLiteral(",1,0)");
        case Kind::Call:
            return call(node);
        }
        return {};
    }

    [[nodiscard]] const QString &fault() const { return m_fault; }

private:
    QString variable(const ExpressionNode &node)
    {
        const auto cells = m_cells.value(node.name);
        if (cells.isEmpty())
            m_fault = QCoreApplication::translate("Workbook", "%1 has no cell").arg(node.name);
        return cells.join(u',');
    }

    static QString symbolOf(ExpressionOperator written)
    {
        constexpr const char *Symbols[] = {"+", "-", "*", "/", ">", ">=", "<", "<="};
        return QLatin1String(Symbols[static_cast<int>(written)]);
    }

    QString call(const ExpressionNode &node)
    {
        constexpr struct {
            const char *ours;
            const char *theirs;
        } Names[] = {{"min", "MIN"},     {"max", "MAX"},     {"abs", "ABS"},      {"ln", "LN"},
                     {"sqrt", "SQRT"},   {"sum", "SUM"},     {"mean", "AVERAGE"}, {"median", "MEDIAN"},
                     {"count", "COUNT"}, {"stdev", "STDEV"}, {"minimum", "MIN"},  {"maximum", "MAX"}};
        QStringList arguments;
        for (const auto &part : node.parts)
            arguments.append(write(part));
        if (node.function->name == QLatin1String("clamp"))
            return QStringLiteral("MIN(MAX(%1,%2),%3)").arg(arguments[0], arguments[1], arguments[2]);
        for (const auto &[ours, theirs] : Names) {
            if (node.function->name == QLatin1String(ours))
                return QLatin1String(theirs) + u'(' + arguments.join(u',') + u')';
        }
        m_fault = QCoreApplication::translate("Workbook", "spreadsheets have no %1()").arg(node.function->name);
        return {};
    }

    const QHash<QString, QStringList> &m_cells;
    QString m_fault;
};

} // namespace

Result<QString> sheetFormula(const QString &formula, const QHash<QString, QStringList> &cells)
{
    const auto tree = ExpressionParser(formula).parse();
    if (!tree)
        return tl::unexpected(tree.error());
    SheetWriter writer(cells);
    const auto text = writer.write(*tree);
    if (!writer.fault().isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Workbook", "The formula %1 can't be written into a sheet: %2.")
                        .arg(formula, writer.fault()));
    return text;
}

} // namespace consultantos
