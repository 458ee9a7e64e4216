// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/sources/source_access.h"

namespace consultantos {

/// News by GDELT's DOC 2.0 API: article lists of the last three months, at most 250 a query. (GDELT Project, "GDELT DOC
/// 2.0 API Debuts".) The text is looked for as a phrase.
class Gdelt final : public NewsSource {
public:
    explicit Gdelt(SourceAccess access);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] Result<QList<NewsItem>> news(const NewsQuery &query, const SourceCall &call) const override;

private:
    SourceAccess m_access;
};

} // namespace consultantos
