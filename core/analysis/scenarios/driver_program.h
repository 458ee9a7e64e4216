// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/expression.h"
#include "base/result.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <span>
#include <vector>

namespace consultantos {

struct ExpressionNode;
struct ScenarioModel;

/// A model's formulas in the order of their dependence, compiled for evaluation of many draws at once: each operation
/// works on a whole column of draws. Values are those of Expression, but for the last bits of ln() and broken powers, which
/// are computed the same on every platform here. Immutable and thread-safe.
///
/// A slot is the column of a driver (0 …) or of a formula (behind the drivers, in order of dependence).
class DriverProgram {
public:
    /// Most draws that evaluate() takes at once: its columns stay within the processor's cache.
    static constexpr int BlockSize = 256;

    /// Malformed: a formula can't be read, uses an unknown name or a function over lists, or depends on itself.
    [[nodiscard]] static Result<DriverProgram> compile(const ScenarioModel &model);

    [[nodiscard]] int driverCount() const { return m_driverCount; }
    [[nodiscard]] int slotCount() const { return static_cast<int>(m_names.size()); }
    /// -1 for an unknown name.
    [[nodiscard]] int slotOf(const QString &name) const { return m_slots.value(name, -1); }
    [[nodiscard]] const QString &nameOf(int slot) const { return m_names[slot]; }
    /// True if the slot is, or depends on, one of the changed drivers.
    [[nodiscard]] bool depends(int slot, const std::vector<bool> &changedDrivers) const;

    /// Memory of one thread.
    struct Workspace {
        std::vector<double> temporaries;
        std::vector<std::uint8_t> undefined; ///< 1 for each draw of the block in which an operation had no value
    };
    [[nodiscard]] Workspace workspace() const;

    /// Evaluates the formula of one slot over `count` draws: columns[s] points to the values of slot s, the formula's own
    /// column is written. Marks undefined draws.
    void evaluateSlot(int slot, std::span<double *const> columns, int count, Workspace &workspace) const;
    /// All formulas in order; undefined marks are cleared first.
    void evaluate(std::span<double *const> columns, int count, Workspace &workspace) const;

    /// All slots for one set of drivers' values, by Expression: an error says which formula is undefined and why.
    [[nodiscard]] Result<std::vector<double>> evaluateOnce(std::span<const double> drivers) const;
    /// Likewise with each driver of `model`, which this was compiled from, at the median of its distribution.
    [[nodiscard]] Result<std::vector<double>> evaluateAtMedians(const ScenarioModel &model) const;

private:
    enum class Operation : std::uint8_t {
        Constant,
        Copy,
        Negate,
        Add,
        Subtract,
        Multiply,
        Divide,
        Power,
        Minimum,
        Maximum,
        Absolute,
        Logarithm,
        Root,
        Greater,
        GreaterOrEqual,
        Less,
        LessOrEqual
    };
    /// Operands: a slot from 0, a temporary as −1 − index.
    struct Instruction {
        Operation operation;
        int target;
        int left;
        int right;
        double constant;
    };
    struct Compiled {
        Expression expression;
        int begin = 0; ///< of its instructions
        int end = 0;
        std::vector<bool> drivers; ///< that it depends on
    };
    class Compiler;

    static void run(const Instruction &instruction, const double *left, const double *right, double *target, int count,
                    std::uint8_t *undefined);

    int m_driverCount = 0;
    int m_temporaries = 0;
    QStringList m_names;
    QHash<QString, int> m_slots;
    std::vector<Instruction> m_instructions;
    std::vector<Compiled> m_formulas; ///< by slot − driverCount
};

} // namespace consultantos
