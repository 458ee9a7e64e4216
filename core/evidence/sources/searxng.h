// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/sources/source_access.h"

namespace consultantos {

/// Web search by a SearXNG server, one's own or one that its owner opens to programs ("json" among search.formats in its
/// settings.yml; it answers 403 else). (SearXNG, "Search API".)
class SearXng final : public WebSearch {
public:
    explicit SearXng(SourceAccess access);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] Result<QList<WebHit>> search(const QString &text, int limit, const SourceCall &call) const override;

private:
    SourceAccess m_access;
};

} // namespace consultantos
