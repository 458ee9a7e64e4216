// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/sources/source_access.h"

namespace consultantos {

/// Web search by Tavily. (Tavily, "API Reference: Search".) Its summaries by a language model are not asked for.
class Tavily final : public WebSearch {
public:
    explicit Tavily(SourceAccess access);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] Result<QList<WebHit>> search(const QString &text, int limit, const SourceCall &call) const override;

private:
    SourceAccess m_access;
};

} // namespace consultantos
