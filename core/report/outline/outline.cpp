// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/outline/outline.h"

namespace consultantos::outline {

QString plain(const Text &text)
{
    QString all;
    for (const auto &run : text)
        all += run.text;
    return all;
}

QStringList claimsOf(const Text &text)
{
    QStringList all;
    for (const auto &run : text) {
        if (!run.claim.isEmpty())
            all.append(run.claim);
    }
    return all;
}

QStringList refsOf(const Text &text)
{
    QStringList all;
    for (const auto &run : text) {
        for (const auto &ref : run.refs) {
            if (!all.contains(ref))
                all.append(ref);
        }
    }
    return all;
}

} // namespace consultantos::outline
