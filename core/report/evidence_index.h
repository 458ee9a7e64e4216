// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QHash>
#include <QString>

namespace consultantos {

/// Short labels for the evidence of one report, as a reader meets them: "F12" a fact, "C7" a computation, "P1" a
/// passage, "K3" a playbook entry. Numbered by the order of ids, so the same at every run. Immutable, thread-safe.
class EvidenceIndex {
public:
    explicit EvidenceIndex(const EvidenceBook &book);

    /// "C7"; empty for an id that the book doesn't hold.
    [[nodiscard]] QString label(const QString &id) const;
    /// "ev-c7", the anchor of its entry; empty for an unknown id.
    [[nodiscard]] QString anchor(const QString &id) const;

private:
    QHash<QString, QString> m_labels;
};

} // namespace consultantos
