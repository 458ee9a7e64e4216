// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/driver_program.h"

#include "analysis/expression_functions.h"
#include "analysis/expression_parser.h"
#include "analysis/scenarios/portable_math.h"
#include "analysis/scenarios/scenario_model.h"
#include "analysis/scenarios/scenario_words.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace consultantos {

using scenario_words::inWords;

namespace {

tl::unexpected<Error> wrong(const ScenarioModel &model, const ScenarioFormula &formula, const QString &what)
{
    const auto file =
        model.fileName.isEmpty() ? inWords(QT_TRANSLATE_NOOP("Scenarios", "The scenario model")) : model.fileName;
    const auto message = formula.name + QStringLiteral(": ") + what;
    return fail(ErrorCode::Malformed, formula.line > 0
                                          ? inWords(QT_TRANSLATE_NOOP("Scenarios", "%1, line %2: %3"))
                                                .arg(file, QString::number(formula.line), message)
                                          : inWords(QT_TRANSLATE_NOOP("Scenarios", "%1: %2")).arg(file, message));
}

} // namespace

/// Writes one formula's instructions. A temporary is free again once the operation that reads it has been written.
class DriverProgram::Compiler {
public:
    Compiler(const DriverProgram &program, std::vector<Instruction> &instructions)
        : m_program(program)
        , m_instructions(instructions)
    {
    }

    [[nodiscard]] int temporaries() const { return m_most; }

    /// Empty, or what can't be compiled.
    QString compileInto(const ExpressionNode &node, int target)
    {
        const auto value = operandOf(node);
        if (!m_fault.isEmpty())
            return m_fault;
        if (!m_instructions.empty() && static_cast<int>(m_instructions.size()) > m_begin && isTemporary(value)
            && m_instructions.back().target == value)
            m_instructions.back().target = target;
        else
            emit(Operation::Copy, target, value, value);
        return {};
    }
    void begin() { m_begin = static_cast<int>(m_instructions.size()); }

private:
    using Kind = ExpressionNode::Kind;

    [[nodiscard]] static bool isTemporary(int operand) { return operand < 0; }
    int take()
    {
        ++m_used;
        m_most = std::max(m_most, m_used);
        return -m_used;
    }
    void release(int operand)
    {
        if (isTemporary(operand))
            --m_used;
    }
    void emit(Operation operation, int target, int left, int right, double constant = 0)
    {
        m_instructions.push_back({operation, target, left, right, constant});
    }

    /// Temporaries are a stack: the right operand was taken after the left one.
    int binary(Operation operation, int left, int right)
    {
        release(right);
        release(left);
        const int target = take();
        emit(operation, target, left, right);
        return target;
    }
    int unary(Operation operation, int operand)
    {
        release(operand);
        const int target = take();
        emit(operation, target, operand, operand);
        return target;
    }

    int constant(double value)
    {
        const int target = take();
        emit(Operation::Constant, target, target, target, value);
        return target;
    }

    int operandOf(const ExpressionNode &node)
    {
        if (!m_fault.isEmpty())
            return 0;
        switch (node.kind) {
        case Kind::Number:
            return constant(node.number);
        case Kind::Variable:
            return m_program.slotOf(node.name);
        case Kind::Negative:
            return unary(Operation::Negate, operandOf(node.parts.front()));
        case Kind::Sum:
        case Kind::Product:
        case Kind::Comparison:
            return chain(node);
        case Kind::Power: {
            const int base = operandOf(node.parts[0]);
            // A written exponent is kept within the operation, where it costs nothing.
            if (node.parts[1].kind == Kind::Number) {
                release(base);
                const int target = take();
                emit(Operation::Power, target, base, std::numeric_limits<int>::max(), node.parts[1].number);
                return target;
            }
            return binary(Operation::Power, base, operandOf(node.parts[1]));
        }
        case Kind::Call:
            return call(node);
        }
        return 0;
    }

    int chain(const ExpressionNode &node)
    {
        int result = operandOf(node.parts.front());
        for (std::size_t i = 1; i < node.parts.size(); ++i) {
            const int right = operandOf(node.parts[i]);
            result = binary(operationOf(node.operators[i - 1]), result, right);
        }
        return result;
    }

    [[nodiscard]] static Operation operationOf(ExpressionOperator written)
    {
        switch (written) {
        case ExpressionOperator::Plus:
            return Operation::Add;
        case ExpressionOperator::Minus:
            return Operation::Subtract;
        case ExpressionOperator::Times:
            return Operation::Multiply;
        case ExpressionOperator::Divide:
            return Operation::Divide;
        case ExpressionOperator::Greater:
            return Operation::Greater;
        case ExpressionOperator::GreaterOrEqual:
            return Operation::GreaterOrEqual;
        case ExpressionOperator::Less:
            return Operation::Less;
        case ExpressionOperator::LessOrEqual:
            return Operation::LessOrEqual;
        }
        return Operation::Copy;
    }

    int call(const ExpressionNode &node)
    {
        const auto name = node.function->name;
        if (name == QLatin1String("abs"))
            return unary(Operation::Absolute, operandOf(node.parts.front()));
        if (name == QLatin1String("ln"))
            return unary(Operation::Logarithm, operandOf(node.parts.front()));
        if (name == QLatin1String("sqrt"))
            return unary(Operation::Root, operandOf(node.parts.front()));
        if (name == QLatin1String("min") || name == QLatin1String("max")) {
            const auto operation = name == QLatin1String("min") ? Operation::Minimum : Operation::Maximum;
            int result = operandOf(node.parts.front());
            for (std::size_t i = 1; i < node.parts.size(); ++i) {
                const int right = operandOf(node.parts[i]);
                result = binary(operation, result, right);
            }
            return result;
        }
        if (name == QLatin1String("clamp")) {
            const int value = operandOf(node.parts[0]);
            const int low = operandOf(node.parts[1]);
            const int raised = binary(Operation::Maximum, value, low);
            const int high = operandOf(node.parts[2]);
            return binary(Operation::Minimum, raised, high);
        }
        m_fault =
            inWords(QT_TRANSLATE_NOOP("Scenarios", "%1() works on lists; a driver model has single values.")).arg(name);
        return 0;
    }

    const DriverProgram &m_program;
    std::vector<Instruction> &m_instructions;
    QString m_fault;
    int m_used = 0;
    int m_most = 0;
    int m_begin = 0;
};

Result<DriverProgram> DriverProgram::compile(const ScenarioModel &model)
{
    DriverProgram program;
    program.m_driverCount = static_cast<int>(model.drivers.size());
    for (const auto &driver : model.drivers) {
        program.m_slots.insert(driver.name, static_cast<int>(program.m_names.size()));
        program.m_names.append(driver.name);
    }

    struct Parsed {
        const ScenarioFormula *formula;
        ExpressionNode tree;
        Expression expression;
        bool isPlaced = false;
    };
    std::vector<Parsed> waiting;
    for (const auto &formula : model.formulas) {
        ExpressionParser parser(formula.formula);
        auto tree = parser.parse();
        auto expression = Expression::parse(formula.formula);
        if (!tree || !expression)
            return wrong(model, formula, (tree ? expression.error() : tree.error()).message);
        for (const auto &name : parser.variables()) {
            if (!model.findDriver(name) && !model.findFormula(name))
                return wrong(
                    model, formula,
                    inWords(QT_TRANSLATE_NOOP("Scenarios", "There is no driver or formula called \"%1\".")).arg(name));
        }
        waiting.push_back({&formula, std::move(*tree), std::move(*expression)});
    }

    // In the file's order, each as soon as all that it uses is there.
    for (std::size_t placed = 0; placed < waiting.size();) {
        const auto before = placed;
        for (auto &entry : waiting) {
            const auto &names = entry.expression.variables();
            if (entry.isPlaced || !std::all_of(names.begin(), names.end(), [&](const QString &name) {
                    return program.m_slots.contains(name);
                }))
                continue;
            Compiled compiled;
            compiled.begin = static_cast<int>(program.m_instructions.size());
            compiled.drivers.assign(static_cast<std::size_t>(program.m_driverCount), false);
            for (const auto &name : names) {
                const int slot = program.slotOf(name);
                if (slot < program.m_driverCount) {
                    compiled.drivers[static_cast<std::size_t>(slot)] = true;
                    continue;
                }
                const auto &used = program.m_formulas[static_cast<std::size_t>(slot - program.m_driverCount)].drivers;
                for (std::size_t i = 0; i < used.size(); ++i)
                    compiled.drivers[i] = compiled.drivers[i] || used[i];
            }
            const int slot = static_cast<int>(program.m_names.size());
            Compiler compiler(program, program.m_instructions);
            compiler.begin();
            if (const auto fault = compiler.compileInto(entry.tree, slot); !fault.isEmpty())
                return wrong(model, *entry.formula, fault);
            program.m_temporaries = std::max(program.m_temporaries, compiler.temporaries());
            compiled.end = static_cast<int>(program.m_instructions.size());
            compiled.expression = entry.expression;
            program.m_formulas.push_back(std::move(compiled));
            program.m_slots.insert(entry.formula->name, slot);
            program.m_names.append(entry.formula->name);
            entry.isPlaced = true;
            ++placed;
        }
        if (placed == before) {
            const auto stuck =
                std::find_if(waiting.begin(), waiting.end(), [](const Parsed &entry) { return !entry.isPlaced; });
            return wrong(model, *stuck->formula,
                         inWords(QT_TRANSLATE_NOOP("Scenarios", "It depends on itself by way of other formulas.")));
        }
    }
    return program;
}

bool DriverProgram::depends(int slot, const std::vector<bool> &changedDrivers) const
{
    if (slot < m_driverCount)
        return changedDrivers[static_cast<std::size_t>(slot)];
    const auto &used = m_formulas[static_cast<std::size_t>(slot - m_driverCount)].drivers;
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (used[i] && changedDrivers[i])
            return true;
    }
    return false;
}

DriverProgram::Workspace DriverProgram::workspace() const
{
    return {std::vector<double>(static_cast<std::size_t>(m_temporaries) * BlockSize),
            std::vector<std::uint8_t>(BlockSize, 0)};
}

void DriverProgram::run(const Instruction &instruction, const double *left, const double *right, double *target,
                        int count, std::uint8_t *undefined)
{
    constexpr double Nan = std::numeric_limits<double>::quiet_NaN();
    const auto each = [&](auto function) {
        for (int i = 0; i < count; ++i)
            target[i] = function(left[i], right[i]);
    };
    switch (instruction.operation) {
    case Operation::Constant:
        std::fill(target, target + count, instruction.constant);
        return;
    case Operation::Copy:
        std::copy(left, left + count, target);
        return;
    case Operation::Negate:
        each([](double a, double) { return -a; });
        return;
    case Operation::Add:
        each([](double a, double b) { return a + b; });
        break;
    case Operation::Subtract:
        each([](double a, double b) { return a - b; });
        break;
    case Operation::Multiply:
        each([](double a, double b) { return a * b; });
        break;
    case Operation::Divide:
        each([](double a, double b) { return a / b; });
        break;
    case Operation::Power:
        if (!right) {
            for (int i = 0; i < count; ++i)
                target[i] = portable::pow(left[i], instruction.constant);
        } else {
            each([](double a, double b) { return portable::pow(a, b); });
        }
        break;
    case Operation::Minimum:
        each([](double a, double b) { return a < b ? a : b; });
        return;
    case Operation::Maximum:
        each([](double a, double b) { return a > b ? a : b; });
        return;
    case Operation::Absolute:
        each([](double a, double) { return std::abs(a); });
        return;
    case Operation::Logarithm:
        each([](double a, double) { return a > 0 ? portable::log(a) : Nan; });
        break;
    case Operation::Root:
        each([](double a, double) { return std::sqrt(a); });
        break;
    case Operation::Greater:
        each([](double a, double b) { return a > b ? 1.0 : 0.0; });
        return;
    case Operation::GreaterOrEqual:
        each([](double a, double b) { return a >= b ? 1.0 : 0.0; });
        return;
    case Operation::Less:
        each([](double a, double b) { return a < b ? 1.0 : 0.0; });
        return;
    case Operation::LessOrEqual:
        each([](double a, double b) { return a <= b ? 1.0 : 0.0; });
        return;
    }
    // Tested after each operation: an infinite part could come out as a finite, wrong whole.
    for (int i = 0; i < count; ++i)
        undefined[i] |= static_cast<std::uint8_t>(!(std::abs(target[i]) <= std::numeric_limits<double>::max()));
}

void DriverProgram::evaluateSlot(int slot, std::span<double *const> columns, int count, Workspace &workspace) const
{
    const auto &formula = m_formulas[static_cast<std::size_t>(slot - m_driverCount)];
    const auto columnOf = [&](int operand) -> double * {
        return operand >= 0 ? columns[static_cast<std::size_t>(operand)]
                            : workspace.temporaries.data() + static_cast<std::ptrdiff_t>(-1 - operand) * BlockSize;
    };
    for (int i = formula.begin; i < formula.end; ++i) {
        const auto &instruction = m_instructions[static_cast<std::size_t>(i)];
        const bool isAlone = instruction.right == std::numeric_limits<int>::max();
        run(instruction, columnOf(instruction.left), isAlone ? nullptr : columnOf(instruction.right),
            columnOf(instruction.target), count, workspace.undefined.data());
    }
}

void DriverProgram::evaluate(std::span<double *const> columns, int count, Workspace &workspace) const
{
    std::fill(workspace.undefined.begin(), workspace.undefined.end(), std::uint8_t{0});
    for (int slot = m_driverCount; slot < slotCount(); ++slot)
        evaluateSlot(slot, columns, count, workspace);
}

Result<std::vector<double>> DriverProgram::evaluateOnce(std::span<const double> drivers) const
{
    std::vector<double> values(drivers.begin(), drivers.end());
    QHash<QString, ExpressionValue> known;
    for (int i = 0; i < m_driverCount; ++i)
        known.insert(m_names[i], drivers[static_cast<std::size_t>(i)]);
    for (std::size_t i = 0; i < m_formulas.size(); ++i) {
        const auto &name = m_names[m_driverCount + static_cast<int>(i)];
        const auto value = m_formulas[i].expression.evaluate(known);
        if (!value)
            return fail(value.error().code, name + QStringLiteral(": ") + value.error().message, value.error().detail);
        values.push_back(*value);
        known.insert(name, *value);
    }
    return values;
}

Result<std::vector<double>> DriverProgram::evaluateAtMedians(const ScenarioModel &model) const
{
    std::vector<double> medians;
    for (const auto &driver : model.drivers) {
        const auto distribution = Distribution::make(driver.distribution);
        if (!distribution)
            return tl::unexpected(distribution.error());
        medians.push_back(distribution->median());
    }
    return evaluateOnce(medians);
}

} // namespace consultantos
