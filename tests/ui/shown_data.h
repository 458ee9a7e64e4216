// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos::test {

/// Whether what stands outside of the pseudo-locale's brackets is rightly the same in every language: names of companies, people,
/// products, models, places and files, keys, dates, periods and currencies, and what users, documents, models and resources say.
/// `control` is called as ShownText calls it.
[[nodiscard]] bool isData(const QString &text, const QString &control);

} // namespace consultantos::test
