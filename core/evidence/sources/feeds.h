// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/sources/source_access.h"

namespace consultantos {

/// RSS, Atom and JSON feeds of the addresses in the settings, and of no others.
class Feeds final : public FeedSource {
public:
    explicit Feeds(SourceAccess access);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QList<QUrl> feeds() const override;
    [[nodiscard]] Result<FetchedDocument> fetch(const QUrl &feed, const SourceCall &call) const override;

private:
    SourceAccess m_access;
};

} // namespace consultantos
