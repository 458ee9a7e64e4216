// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/sources/source_access.h"

#include <QJsonObject>

namespace consultantos {

/// Prices and key figures by Alpha Vantage. (Alpha Vantage, "API Documentation": GLOBAL_QUOTE, OVERVIEW.) Its key goes in
/// the query, the only place it allows; and its notices quote the key, so no word of them is passed on.
class AlphaVantage final : public QuoteSource {
public:
    explicit AlphaVantage(SourceAccess access);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] Result<Quote> quote(const QString &symbol, const SourceCall &call) const override;
    [[nodiscard]] Result<KeyFigures> keyFigures(const QString &symbol, const SourceCall &call) const override;

private:
    struct Answer {
        QJsonObject object;
        Provenance from;
    };
    [[nodiscard]] Result<Answer> ask(const QString &what, const QString &function, const QString &symbol,
                                     const SourceCall &call) const;

    SourceAccess m_access;
};

} // namespace consultantos
