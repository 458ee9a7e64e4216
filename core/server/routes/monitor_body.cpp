// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/monitor_body.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>

#include <cmath>

namespace consultantos {
namespace {

enum class Kind { Text, Whole, Number, Flag, Texts, Lines, Object };

const QHash<QString, Kind> &fields()
{
    static const QHash<QString, Kind> Fields{{QStringLiteral("company"), Kind::Text},
                                             {QStringLiteral("name"), Kind::Text},
                                             {QStringLiteral("active"), Kind::Flag},
                                             {QStringLiteral("watch"), Kind::Object},
                                             {QStringLiteral("watch.filings"), Kind::Flag},
                                             {QStringLiteral("watch.figures"), Kind::Flag},
                                             {QStringLiteral("watch.figure_ids"), Kind::Texts},
                                             {QStringLiteral("watch.quarters"), Kind::Flag},
                                             {QStringLiteral("watch.news"), Kind::Flag},
                                             {QStringLiteral("watch.risk_factors"), Kind::Flag},
                                             {QStringLiteral("watch.frameworks"), Kind::Texts},
                                             {QStringLiteral("watch.lines"), Kind::Lines},
                                             {QStringLiteral("thresholds"), Kind::Object},
                                             {QStringLiteral("thresholds.relative"), Kind::Number},
                                             {QStringLiteral("thresholds.absolute"), Kind::Number},
                                             {QStringLiteral("thresholds.points"), Kind::Number},
                                             {QStringLiteral("thresholds.score"), Kind::Number},
                                             {QStringLiteral("schedule"), Kind::Object},
                                             {QStringLiteral("schedule.every"), Kind::Whole},
                                             {QStringLiteral("schedule.unit"), Kind::Text},
                                             {QStringLiteral("schedule.cron"), Kind::Text},
                                             {QStringLiteral("schedule.time_zone"), Kind::Text},
                                             {QStringLiteral("schedule.jitter_seconds"), Kind::Whole},
                                             {QStringLiteral("outputs"), Kind::Object},
                                             {QStringLiteral("outputs.webhook"), Kind::Text},
                                             {QStringLiteral("outputs.mails"), Kind::Texts},
                                             {QStringLiteral("outputs.desktop"), Kind::Flag}};
    return Fields;
}

QString kindName(Kind kind)
{
    switch (kind) {
    case Kind::Text:
        return QCoreApplication::translate("Server", "a text");
    case Kind::Whole:
        return QCoreApplication::translate("Server", "a whole number");
    case Kind::Number:
        return QCoreApplication::translate("Server", "a number");
    case Kind::Flag:
        return QCoreApplication::translate("Server", "true or false");
    case Kind::Texts:
        return QCoreApplication::translate("Server", "a list of texts");
    case Kind::Lines:
        return QCoreApplication::translate("Server", "a list of {figure, value}");
    case Kind::Object:
        break;
    }
    return QCoreApplication::translate("Server", "an object");
}

bool isLine(const QJsonValue &value)
{
    const auto object = value.toObject();
    return value.isObject() && object.size() == 2 && object[QLatin1String("figure")].isString()
           && object[QLatin1String("value")].isDouble();
}

bool isOf(const QJsonValue &value, Kind kind)
{
    const auto isListOf = [&value](auto isEntry) {
        const auto array = value.toArray();
        return value.isArray() && std::all_of(array.begin(), array.end(), isEntry);
    };
    constexpr double MostWhole = 1e9;
    switch (kind) {
    case Kind::Text:
        return value.isString();
    case Kind::Whole:
        return value.isDouble() && std::floor(value.toDouble()) == value.toDouble()
               && std::abs(value.toDouble()) <= MostWhole;
    case Kind::Number:
        return value.isDouble();
    case Kind::Flag:
        return value.isBool();
    case Kind::Texts:
        return isListOf([](const QJsonValue &entry) { return entry.isString(); });
    case Kind::Lines:
        return isListOf(isLine);
    case Kind::Object:
        break;
    }
    return value.isObject();
}

/// Puts `change` onto `object`, whose place in the whole is `path`.
Status put(const QJsonObject &change, const QString &path, QJsonObject &object)
{
    for (auto it = change.constBegin(); it != change.constEnd(); ++it) {
        const auto name = path + it.key();
        const auto kind = fields().constFind(name);
        if (kind == fields().cend())
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Server", "There is no field %1.").arg(name));
        if (!isOf(it.value(), *kind))
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Server", "The field %1 must be %2.").arg(name, kindName(*kind)));
        if (*kind != Kind::Object) {
            object.insert(it.key(), it.value());
            continue;
        }
        auto inner = object[it.key()].toObject();
        if (const auto done = put(it.value().toObject(), name + QLatin1Char('.'), inner); !done)
            return done;
        object.insert(it.key(), inner);
    }
    return {};
}

} // namespace

Result<Monitor> monitorOfBody(const QJsonObject &body, const Monitor &base)
{
    auto whole = toJson(base);
    const auto given = body[QLatin1String("schedule")].toObject();
    if (given.contains(QLatin1String("cron")) && given.contains(QLatin1String("every")))
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Server", "A schedule has either cron or every."));
    if (given.contains(QLatin1String("every"))) {
        auto schedule = whole[QLatin1String("schedule")].toObject();
        schedule.remove(QLatin1String("cron"));
        whole.insert(QLatin1String("schedule"), schedule);
    }
    if (const auto done = put(body, {}, whole); !done)
        return tl::unexpected(done.error());
    return monitorFromJson(whole);
}

} // namespace consultantos
