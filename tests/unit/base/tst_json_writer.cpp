// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_fields.h"

#include <QJsonDocument>
#include <QTest>

#include <cmath>
#include <limits>

using namespace consultantos;

namespace {

QByteArray written(const QJsonValue &value, JsonWriter::Style style)
{
    JsonWriter writer(style);
    writer.value(value);
    return writer.take();
}

QByteArray byQt(const QJsonValue &value, QJsonDocument::JsonFormat format)
{
    return (value.isObject() ? QJsonDocument(value.toObject()) : QJsonDocument(value.toArray())).toJson(format);
}

struct Part {
    QString name;
    std::optional<QDate> date;
};

template <typename Fields>
void describe(Fields &fields, const Part &part)
{
    fields("date", part.date);
    fields("name", part.name);
}

struct Whole {
    QList<Part> parts;
    std::optional<Part> last;
    QMap<QString, QString> names;
    QStringList texts;
    double share = 0;
    int count = 0;
    qsizetype size = 0;
    bool isRight = false;
};

template <typename Fields>
void describe(Fields &fields, const Whole &whole)
{
    fields("count", whole.count);
    fields("is_right", whole.isRight);
    fields("last", whole.last);
    fields("names", whole.names);
    fields("nothing", json::unless(whole.count == 0, whole.count));
    fields("parts", whole.parts);
    fields("share", whole.share);
    fields("size", whole.size);
    fields("texts", whole.texts);
    fields("unnamed", json::Values{whole.names});
    fields("value", QJsonValue(QJsonArray{1, QStringLiteral("two")}));
}

template <typename T>
QByteArray describedAs(const T &value, JsonWriter::Style style)
{
    JsonWriter writer(style);
    json::writeObject(writer, value);
    return writer.take();
}

} // namespace

class TestJsonWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesWhatQtWrites_data()
    {
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("an empty object") << QJsonValue(QJsonObject{});
        QTest::newRow("an empty list") << QJsonValue(QJsonArray{});
        QTest::newRow("empty ones within others") << QJsonValue(
            QJsonObject{{QStringLiteral("a"), QJsonArray{}},
                        {QStringLiteral("b"), QJsonObject{{QStringLiteral("c"), QJsonObject{}}}},
                        {QStringLiteral("d"), QJsonArray{QJsonArray{}, QJsonObject{}, QJsonArray{QJsonArray{}}}}});
        QTest::newRow("truth and nothing") << QJsonValue(QJsonArray{true, false, QJsonValue()});
        QJsonArray numbers;
        for (const double number : {0.0,
                                    -0.0,
                                    1.0,
                                    -1.0,
                                    0.1,
                                    -2.5,
                                    1e-7,
                                    123456.789,
                                    1e15,
                                    1e16,
                                    9007199254740991.0,
                                    9007199254740992.0,
                                    9007199254740994.0,
                                    -9007199254740992.0,
                                    1e21,
                                    1e300,
                                    -1e-300,
                                    5e-324,
                                    1.0 / 3.0,
                                    std::numeric_limits<double>::quiet_NaN(),
                                    std::numeric_limits<double>::infinity()})
            numbers.append(number);
        QTest::newRow("numbers") << QJsonValue(numbers);
        QTest::newRow("whole numbers") << QJsonValue(
            QJsonArray{qint64(9'007'199'254'740'993), qint64(-9'007'199'254'740'993),
                       std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min(), 42});
        QString all;
        for (char16_t unit = 0; unit < 0x900; ++unit)
            all.append(QChar(unit));
        QTest::newRow("all that must be escaped and more") << QJsonValue(QJsonArray{all});
        const QString pair = QString::fromUcs4(U"\U0001F600");
        QTest::newRow("beyond 16 bits") << QJsonValue(QJsonArray{QStringLiteral(u"\u20ac \u2013 \uffff") + pair,
                                                                 pair.left(1), pair.right(1), pair.left(1) + pair,
                                                                 pair.right(1) + pair.left(1) + QLatin1Char('"')});
        QTest::newRow("names that must be escaped")
            << QJsonValue(QJsonObject{{QStringLiteral("a\"b\n"), 1}, {QStringLiteral("\u00e4"), 2}, {QString(), 3}});
    }

    void writesWhatQtWrites()
    {
        QFETCH(QJsonValue, value);
        QCOMPARE(written(value, JsonWriter::Style::Compact), byQt(value, QJsonDocument::Compact));
        QCOMPARE(written(value, JsonWriter::Style::Indented), byQt(value, QJsonDocument::Indented));
    }

    void datesAreWrittenAsQtWritesThem()
    {
        for (const auto &date : {QDate(2024, 2, 29), QDate(1000, 1, 1), QDate(999, 12, 31), QDate(9999, 12, 31),
                                 QDate(10'000, 1, 1), QDate(-1, 1, 1), QDate()}) {
            JsonWriter writer(JsonWriter::Style::Compact);
            writer.beginArray();
            writer.value(date);
            writer.endArray();
            QCOMPARE(writer.take(), byQt(QJsonArray{date.toString(Qt::ISODate)}, QJsonDocument::Compact));
        }
    }

    void aDescribedTypeIsTheSameBothWays()
    {
        const Part part{QStringLiteral("A \"part\""), QDate(2024, 1, 31)};
        const Whole full{{part, {}},
                         part,
                         {{QStringLiteral("k"), QStringLiteral("v")}, {QStringLiteral("l"), {}}},
                         {QStringLiteral("one"), QString()},
                         0.25,
                         3,
                         7,
                         true};
        for (const auto &whole : {full, Whole{}}) {
            const auto object = json::toObject(whole);
            QCOMPARE(object.size(), 11);
            QCOMPARE(describedAs(whole, JsonWriter::Style::Compact), byQt(object, QJsonDocument::Compact));
            QCOMPARE(describedAs(whole, JsonWriter::Style::Indented), byQt(object, QJsonDocument::Indented));
        }
    }
};

QTEST_GUILESS_MAIN(TestJsonWriter)
#include "tst_json_writer.moc"
