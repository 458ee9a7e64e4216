// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/answer.h"
#include "model/claim.h"
#include "model/conversation.h"
#include "model/evidence.h"

#include <QList>
#include <QString>

namespace consultantos {

/// The numbered evidence that an answer may rest on. Every piece has one number, however often it is added. A value type.
class ChatEvidence {
public:
    void add(const Computation &computation);
    void add(const Fact &fact);
    void add(const Passage &passage);
    /// A claim of a report with what it rests on; `report` names it for readers.
    void add(const Claim &claim, const EvidenceBook &book, const QString &reportId, const QString &report);
    /// What the answer is, then the facts that it rests on.
    void add(const Answer &answer);
    /// The fact or computation of that id, with what it rests on; unknown ids are ignored.
    void add(const EvidenceBook &book, const QString &id);

    [[nodiscard]] const QList<ChatSource> &sources() const { return m_sources; }
    [[nodiscard]] const EvidenceBook &book() const { return m_book; }
    /// 0 if there is none.
    [[nodiscard]] int numberOf(const QString &ref) const;
    [[nodiscard]] const ChatSource *source(int number) const;
    /// Of a claim of a report, else null.
    [[nodiscard]] const Claim *claim(int number) const;

private:
    void append(ChatSource source);

    QList<ChatSource> m_sources;
    EvidenceBook m_book;
    QHash<int, Claim> m_claims;
};

} // namespace consultantos
