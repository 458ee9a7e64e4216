// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/sources/source_access.h"

#include <QJsonObject>

namespace consultantos {

/// Prices and key figures by Finnhub. (Finnhub, "API Documentation": Quote, Basic Financials.)
class Finnhub final : public QuoteSource {
public:
    explicit Finnhub(SourceAccess access);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] Result<Quote> quote(const QString &symbol, const SourceCall &call) const override;
    [[nodiscard]] Result<KeyFigures> keyFigures(const QString &symbol, const SourceCall &call) const override;

private:
    struct Answer {
        QJsonObject object;
        Provenance from;
    };
    [[nodiscard]] Result<Answer> ask(const QString &what, const QString &path, const QUrlQuery &query,
                                     const SourceCall &call) const;

    SourceAccess m_access;
};

} // namespace consultantos
