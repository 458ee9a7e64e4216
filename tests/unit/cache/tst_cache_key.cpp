// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/cache_key.h"

#include <QByteArray>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>
#include <QString>
#include <QTest>

#include <functional>
#include <limits>

using namespace consultantos;

namespace {

CacheKeyBuilder builder()
{
    return {"analysis", u"acme", 1};
}

CacheKeyBuilder whole()
{
    auto key = builder();
    key.text("company", u"Tesla")
        .integer("facts", 17)
        .real("rate", 0.1)
        .flag("deep", true)
        .bytes("document", "\x01\x02")
        .json("request", {{QStringLiteral("a"), 1}, {QStringLiteral("b"), QJsonArray{1, 2}}})
        .list("order", {QStringLiteral("x"), QStringLiteral("y")})
        .set("frameworks", {QStringLiteral("porter"), QStringLiteral("swot")});
    return key;
}

} // namespace

class TestCacheKey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAsKindEngagementDigest()
    {
        const auto key = whole().key();
        QVERIFY2(QRegularExpression(QStringLiteral("^analysis/[0-9a-f]{16}/[0-9a-f]{64}$"))
                     .match(QString::fromLatin1(key))
                     .hasMatch(),
                 key.constData());
        QCOMPARE(cacheKeyKind(key).toByteArray(), QByteArray("analysis"));
        QCOMPARE(cacheKeyKind("plain").toByteArray(), QByteArray("plain"));
    }

    void isTheSameForTheSameInputsInAnyOrder()
    {
        QCOMPARE(whole().key(), whole().key());
        auto one = builder();
        one.text("a", u"1").text("b", u"2");
        auto other = builder();
        other.text("b", u"2").text("a", u"1");
        QCOMPARE(one.key(), other.key());
        auto swapped = builder();
        swapped.set("frameworks", {QStringLiteral("swot"), QStringLiteral("porter"), QStringLiteral("swot")});
        auto sorted = builder();
        sorted.set("frameworks", {QStringLiteral("porter"), QStringLiteral("swot")});
        QCOMPARE(swapped.key(), sorted.key());
    }

    void isTheSameOnEveryMachine()
    {
        // A change here makes every cache of every user cold: it must be meant.
        QCOMPARE(builder().text("company", u"Tesla").key(), QByteArray(PinnedKey));
    }

    void changesWithEachInput_data()
    {
        QTest::addColumn<QByteArray>("key");
        const auto row = [](const char *name, const std::function<void(CacheKeyBuilder &)> &change) {
            auto key = builder();
            change(key);
            QTest::newRow(name) << key.key();
        };
        row("none", [](auto &) {});
        row("text", [](auto &k) { k.text("a", u"1"); });
        row("another name", [](auto &k) { k.text("b", u"1"); });
        row("another value", [](auto &k) { k.text("a", u"2"); });
        row("another case", [](auto &k) { k.text("A", u"1"); });
        row("integer", [](auto &k) { k.integer("a", 1); });
        row("real", [](auto &k) { k.real("a", 1); });
        row("flag", [](auto &k) { k.flag("a", true); });
        row("bytes", [](auto &k) { k.bytes("a", "1"); });
        row("empty text", [](auto &k) { k.text("a", u""); });
        row("empty list", [](auto &k) { k.list("a", {}); });
        row("list with an empty text", [](auto &k) { k.list("a", {QString()}); });
        row("list", [](auto &k) { k.list("a", {QStringLiteral("1")}); });
        row("list of two", [](auto &k) { k.list("a", {QStringLiteral("1"), QStringLiteral("2")}); });
        row("list turned round", [](auto &k) { k.list("a", {QStringLiteral("2"), QStringLiteral("1")}); });
        row("list run together", [](auto &k) { k.list("a", {QStringLiteral("12")}); });
        row("set of two", [](auto &k) { k.set("a", {QStringLiteral("1"), QStringLiteral("2")}); });
        row("json", [](auto &k) { k.json("a", {{QStringLiteral("1"), 1}}); });
        row("two inputs", [](auto &k) { k.text("a", u"1").text("b", u"2"); });
        row("value moved between inputs", [](auto &k) { k.text("a", u"12").text("b", u""); });
        row("name run into the value", [](auto &k) { k.text("ab", u"1"); });
        row("NaN", [](auto &k) { k.real("a", std::numeric_limits<double>::quiet_NaN()); });
        row("infinity", [](auto &k) { k.real("a", std::numeric_limits<double>::infinity()); });
        row("the next number", [](auto &k) { k.real("a", std::nextafter(1.0, 2.0)); });
    }

    void changesWithEachInput()
    {
        QFETCH(QByteArray, key);
        QVERIFY2(!m_seen.contains(key), "an earlier row has the same key");
        m_seen.insert(key);
    }

    void changesWithKindEngagementAndFormat()
    {
        const QSet<QByteArray> keys{
            CacheKeyBuilder("analysis", u"acme", 1).key(), CacheKeyBuilder("agent", u"acme", 1).key(),
            CacheKeyBuilder("analysis", u"acne", 1).key(), CacheKeyBuilder("analysis", u"", 1).key(),
            CacheKeyBuilder("analysis", u"acme", 2).key()};
        QCOMPARE(keys.size(), 5);
    }

    void treatsEqualNumbersAlike()
    {
        QCOMPARE(builder().real("a", -0.0).key(), builder().real("a", 0.0).key());
        QCOMPARE(builder().real("a", -std::numeric_limits<double>::quiet_NaN()).key(),
                 builder().real("a", std::numeric_limits<double>::quiet_NaN()).key());
    }

    void neverNamesTheEngagement()
    {
        QVERIFY(!CacheKeyBuilder("analysis", u"secret client", 1).key().contains("secret"));
    }

    void describesWhatWentIn()
    {
        const auto text = whole().description();
        for (const auto *part : {"analysis, format 1, engagement \"acme\"", "company: Tesla", "facts: 17", "deep: true",
                                 "document: 2 bytes", "frameworks: porter, swot"})
            QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
        QVERIFY(builder().text("long", QString(10000, QLatin1Char('x'))).description().size() < 300);
    }

private:
    static constexpr auto PinnedKey =
        "analysis/822b33ad87c148a0/d7e650f833c510c156feccdbd7c96c2a661afb8c5fa43cceac4ddf5559eec668";
    QSet<QByteArray> m_seen;
};

QTEST_APPLESS_MAIN(TestCacheKey)
#include "tst_cache_key.moc"
