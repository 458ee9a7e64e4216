// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace consultantos {

/// Something worth knowing that isn't in the way of who doesn't.
struct Tip {
    QString text;      ///< translated
    QString helpTopic; ///< "user-guide#ask": where more is said
};

/// All tips, the most useful first.
[[nodiscard]] QList<Tip> allTips();

} // namespace consultantos
