// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace consultantos::test {

/// A template whose sixth line is `line`.
[[nodiscard]] inline QByteArray templateWith(const QByteArray &line)
{
    return "{\n"
           "  \"licence\": \"GPL-3.0-or-later\",\n"
           "  \"template\": \"bank\",\n"
           "  \"title\": \"For the bank\",\n"
           "  \"frameworks\": [\"swot\"],\n"
           + line
           + "\n"
             "  \"parts\": [{\"id\": \"financials\", \"title\": \"Figures\"}, {\"id\": \"summary\"}, {\"id\": "
             "\"frameworks\"}]\n"
             "}\n";
}

} // namespace consultantos::test
