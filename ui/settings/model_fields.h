// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace consultantos {

/// Which of the model's settings matter for a provider and, with "openai", a preset.
[[nodiscard]] QStringList modelFields(const QString &provider, const QString &preset);
/// The server is one of the user's own, on this computer as far as nothing else is given.
[[nodiscard]] bool isOwnServer(const QString &provider, const QString &preset);
/// What the choice of a provider means, in a sentence or two.
[[nodiscard]] QString providerWords(const QString &provider);

} // namespace consultantos
