// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sheet_formula.h"

#include "analysis/expression_functions.h"
#include "analysis/expression_parser.h"

#include <QCoreApplication>

#include <algorithm>

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
        const auto elements = elementsOf(node);
        if (elements.size() != 1)
            m_fault = QCoreApplication::translate("Workbook", "a list stands where one value must");
        return elements.value(0);
    }

    [[nodiscard]] const QString &fault() const { return m_fault; }

private:
    /// One text for a value, several for a list: what is done with lists is done with each of their values.
    QStringList elementsOf(const ExpressionNode &node)
    {
        switch (node.kind) {
        case Kind::Number:
            return {QString::number(node.number, 'g', 17)};
        case Kind::Variable:
            return variable(node);
        case Kind::Negative:
            return joined({elementsOf(node.parts.front())},
                          [](const QStringList &parts) { return QStringLiteral("(-") + parts[0] + u')'; });
        case Kind::Sum:
        case Kind::Product:
            return joined(elementsOfParts(node), [&](const QStringList &parts) {
                auto text = parts[0];
                for (qsizetype i = 1; i < parts.size(); ++i)
                    text += symbolOf(node.operators[static_cast<std::size_t>(i - 1)]) + parts[i];
                return u'(' + text + u')';
            });
        case Kind::Power:
            return joined(elementsOfParts(node),
                          [](const QStringList &parts) { return u'(' + parts[0] + u'^' + parts[1] + u')'; });
        case Kind::Comparison:
            return joined(elementsOfParts(node), [&](const QStringList &parts) {
                return QStringLiteral("IF(") + parts[0] + symbolOf(node.operators.front()) + parts[1]
                       + QStringLiteral(",1,0)");
            });
        case Kind::Call:
            return call(node);
        }
        return {};
    }

    QList<QStringList> elementsOfParts(const ExpressionNode &node)
    {
        QList<QStringList> all;
        for (const auto &part : node.parts)
            all.append(elementsOf(part));
        return all;
    }

    /// `make` of the parts' first values, of their second ones, …; a single value goes with each.
    template <typename Make>
    QStringList joined(const QList<QStringList> &parts, Make make)
    {
        qsizetype count = 1;
        for (const auto &part : parts)
            count = std::max(count, part.size());
        QStringList all;
        for (qsizetype i = 0; i < count; ++i) {
            QStringList row;
            for (const auto &part : parts) {
                if (part.size() != 1 && part.size() != count) {
                    m_fault = QCoreApplication::translate("Workbook", "the lists are of different lengths");
                    return {};
                }
                row.append(part.size() == 1 ? part[0] : part[i]);
            }
            all.append(make(row));
        }
        return all;
    }

    QStringList variable(const ExpressionNode &node)
    {
        const auto cells = m_cells.value(node.name);
        if (cells.isEmpty())
            m_fault = QCoreApplication::translate("Workbook", "%1 has no cell").arg(node.name);
        return cells;
    }

    static QString symbolOf(ExpressionOperator written)
    {
        constexpr const char *Symbols[] = {"+", "-", "*", "/", ">", ">=", "<", "<="};
        return QLatin1String(Symbols[static_cast<int>(written)]);
    }

    /// The sum of the values' deviations from `centre`, each times that of its partner; written out, as the cells of a list
    /// need not stand together.
    static QString products(const QStringList &values, const QString &centre, const QStringList &others,
                            const QString &otherCentre)
    {
        QStringList terms;
        for (qsizetype i = 0; i < values.size(); ++i)
            terms.append(QStringLiteral("(%1-%2)*(%3-%4)").arg(values[i], centre, others[i], otherCentre));
        return u'(' + terms.join(u'+') + u')';
    }

    static QString ofList(const char *function, const QStringList &values)
    {
        return QLatin1String(function) + u'(' + values.join(u',') + u')';
    }

    static QString slope(const QStringList &xs, const QStringList &ys)
    {
        const auto meanX = ofList("AVERAGE", xs);
        return products(xs, meanX, ys, ofList("AVERAGE", ys)) + u'/' + products(xs, meanX, xs, meanX);
    }

    /// Functions that spreadsheets have under no name for cells that lie apart. Empty: it isn't one of them.
    QString writtenOut(const QString &name, const QList<QStringList> &arguments)
    {
        const auto &values = arguments.last();
        QStringList terms;
        if (name == QLatin1String("hhi")) {
            for (const auto &value : values)
                terms.append(value + QStringLiteral("^2"));
            return QStringLiteral("(10000*(") + terms.join(u'+') + QStringLiteral("))");
        }
        if (name == QLatin1String("mad")) {
            for (const auto &value : values)
                terms.append(QStringLiteral("ABS(%1-%2)").arg(value, ofList("MEDIAN", values)));
            return QStringLiteral("(1.4826*") + ofList("MEDIAN", terms) + u')';
        }
        if (name == QLatin1String("slope")) {
            for (qsizetype i = 0; i < values.size(); ++i)
                terms.append(QString::number(i));
            return u'(' + slope(terms, values) + u')';
        }
        if (name == QLatin1String("slope_xy") && arguments[0].size() == values.size())
            return u'(' + slope(arguments[0], values) + u')';
        if (name == QLatin1String("lower_quartile") || name == QLatin1String("upper_quartile")) {
            // CHOOSE makes one array of cells that lie apart.
            for (qsizetype i = 1; i <= values.size(); ++i)
                terms.append(QString::number(i));
            return QStringLiteral("QUARTILE(CHOOSE({%1},%2),%3)")
                .arg(terms.join(u','), values.join(u','),
                     name.startsWith(u'l') ? QStringLiteral("1") : QStringLiteral("3"));
        }
        if (name == QLatin1String("percentile_rank") && arguments[0].size() == 1) {
            for (const auto &value : values)
                terms.append(QStringLiteral("IF(%1<%2,1,IF(%1=%2,0.5,0))").arg(value, arguments[0][0]));
            return QStringLiteral("((%1)/%2)").arg(terms.join(u'+')).arg(values.size());
        }
        return {};
    }

    QStringList call(const ExpressionNode &node)
    {
        constexpr struct {
            const char *ours;
            const char *theirs;
            bool isOfEach;
        } Names[] = {{"min", "MIN", false},      {"max", "MAX", false},       {"abs", "ABS", true},
                     {"ln", "LN", true},         {"sqrt", "SQRT", true},      {"sum", "SUM", false},
                     {"mean", "AVERAGE", false}, {"median", "MEDIAN", false}, {"count", "COUNT", false},
                     {"stdev", "STDEV", false},  {"minimum", "MIN", false},   {"maximum", "MAX", false}};
        const auto arguments = elementsOfParts(node);
        if (!m_fault.isEmpty() || arguments.isEmpty())
            return {QString()};
        const QString name = node.function->name;
        if (name == QLatin1String("clamp"))
            return joined(arguments, [](const QStringList &parts) {
                return QStringLiteral("MIN(MAX(%1,%2),%3)").arg(parts[0], parts[1], parts[2]);
            });
        for (const auto &[ours, theirs, isOfEach] : Names) {
            if (name != QLatin1String(ours))
                continue;
            if (isOfEach)
                return joined(arguments, [theirs = theirs](const QStringList &parts) { return ofList(theirs, parts); });
            QStringList all;
            for (const auto &argument : arguments)
                all.append(argument);
            return {ofList(theirs, all)};
        }
        const auto text = writtenOut(name, arguments);
        if (text.isEmpty())
            m_fault = QCoreApplication::translate("Workbook", "spreadsheets have no %1()").arg(name);
        return {text};
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
