// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos::test {

/// A copy of a file of translations, brought to what the sources say now by lupdate.
struct FreshTranslation {
    QString path;
    QString complaints; ///< what lupdate said
    QString error;      ///< why there is none; empty: there is one
};
/// `file` is one of translations/, e.g. "consultantos_de.ts"; the copy is made in `folder`.
[[nodiscard]] FreshTranslation freshTranslation(const QString &file, const QString &folder, bool isPluralOnly = false);

} // namespace consultantos::test
