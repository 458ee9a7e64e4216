// SPDX-License-Identifier: GPL-3.0-or-later
// Reads series, one a line: id, period, steps and the values, separated by blanks; prints a line for each series and
// method: id, method, seconds, the forecasts and, behind a bar, their deviations. For the scripts beside it.
#include "analysis/forecasting/method_pool.h"

#include <chrono>
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>

using namespace consultantos::forecasting;

int main()
{
    std::string line;
    while (std::getline(std::cin, line)) {
        std::istringstream stream(line);
        std::string id;
        std::size_t period = 1;
        std::size_t steps = 1;
        stream >> id >> period >> steps;
        Values values;
        for (double value = 0.0; stream >> value;)
            values.push_back(value);
        MethodPool pool(values, period);
        for (const auto method : AllMethods) {
            const auto start = std::chrono::steady_clock::now();
            const auto forecast = pool.forecast(method, steps);
            const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
            if (!forecast.isUsable())
                continue;
            std::printf("%s\t%s\t%.6f\t", id.c_str(), methodName(method), taken.count());
            for (const double value : forecast.mean)
                std::printf("%.8g ", value);
            std::printf("|");
            for (const double value : forecast.deviation)
                std::printf(" %.6g", value);
            std::printf("\t%s\n", forecast.parameters.c_str());
        }
    }
    return 0;
}
