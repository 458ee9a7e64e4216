// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/sources/source_access.h"

namespace consultantos {

/// The World Bank's Indicators API, version 2. (World Bank, "About the Indicators API Documentation".)
class WorldBank final : public IndicatorSource {
public:
    explicit WorldBank(SourceAccess access);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] Result<QList<IndicatorValue>> values(const IndicatorQuery &query,
                                                       const SourceCall &call) const override;

private:
    SourceAccess m_access;
};

} // namespace consultantos
