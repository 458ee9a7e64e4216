// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/operand_words.h"

#include "analysis/frameworks/ratio_words.h"
#include "widgets/shown_name.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

QString capitalised(const QString &words)
{
    return words.left(1).toUpper() + words.mid(1);
}

/// In the window's language where the line has a name there; else the engine's words.
QString lineWords(const QString &name)
{
    const auto english = lineName(name);
    const auto title = capitalised(english);
    const auto shown = shownName(title);
    return shown == title ? english : shown;
}

/// Without a capital of its own, as it stands within a formula.
QString plainWords(const QString &name)
{
    static const QRegularExpression Earlier(QStringLiteral("^(.+)_before(?:_(\\d+))?$"));
    const auto earlier = Earlier.match(name);
    if (!earlier.hasMatch())
        return lineWords(name);
    const int periods = earlier.capturedView(2).isEmpty() ? 1 : earlier.captured(2).toInt();
    return QCoreApplication::translate("OperandWords", "%1 (%n period(s) before)", nullptr, periods)
        .arg(lineWords(earlier.captured(1)));
}

} // namespace

QString operandWords(const QString &name)
{
    return capitalised(plainWords(name));
}

QString formulaWords(const Computation &computation)
{
    static const QRegularExpression Name(QStringLiteral("[A-Za-z_][A-Za-z0-9_]*"));
    QString words;
    qsizetype end = 0;
    auto names = Name.globalMatch(computation.formula);
    while (names.hasNext()) {
        const auto found = names.next();
        const auto name = found.captured();
        const bool isBound = std::any_of(computation.bindings.cbegin(), computation.bindings.cend(),
                                         [&name](const auto &binding) { return binding.name == name; });
        words += computation.formula.mid(end, found.capturedStart() - end);
        // What is bound to nothing is a function.
        words += isBound ? plainWords(name) : name;
        end = found.capturedEnd();
    }
    return words + computation.formula.mid(end);
}

} // namespace consultantos
