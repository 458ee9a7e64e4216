// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluates each line of standard input as a formula over the JSON object given as argument, and prints its value, or
// "malformed" or "undefined". For compare_with_walker.py.
#include "analysis/expression.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

#include <cstdio>

using namespace consultantos;

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    QHash<QString, ExpressionValue> values;
    const auto object = QJsonDocument::fromJson(QByteArray(argv[1])).object();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it.value().isArray()) {
            values.insert(it.key(), it.value().toDouble());
            continue;
        }
        QList<double> list;
        const auto array = it.value().toArray();
        for (const auto &element : array)
            list.append(element.toDouble());
        values.insert(it.key(), list);
    }
    QTextStream in(stdin);
    for (QString line; in.readLineInto(&line);) {
        const auto expression = Expression::parse(line);
        const auto value = expression ? expression->evaluate(values) : fail(ErrorCode::Malformed, {});
        if (value)
            std::printf("%.17g\n", *value);
        else
            std::puts(value.error().code == ErrorCode::Malformed ? "malformed" : "undefined");
    }
    return 0;
}
