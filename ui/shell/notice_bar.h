// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/crash_note.h"
#include "base/result.h"

#include <QLabel>
#include <QList>

#include <optional>

namespace consultantos {

/// What the user has to be told at start, above the pages, until it is dismissed. Hidden while there is nothing.
class NoticeBar : public QLabel {
    Q_OBJECT
public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void tell(const QList<Error> &notices, const std::optional<CrashNote> &crashNote);
};

} // namespace consultantos
