// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/typed_cache.h"
#include "manager_fixture.h"

#include <QByteArray>
#include <QString>
#include <QTest>

#include <stdexcept>

using namespace consultantos;
using namespace consultantos::test;
using namespace std::chrono_literals;

namespace {

struct Ratio {
    QString name;
    double value = 0;
};

struct Codec {
    std::shared_ptr<std::atomic<int>> decodes = std::make_shared<std::atomic<int>>(0);

    [[nodiscard]] CacheCodec<Ratio> functions() const
    {
        return {[](const Ratio &ratio) { return ratio.name.toUtf8() + '=' + QByteArray::number(ratio.value); },
                [count = decodes](const QByteArray &bytes) -> std::optional<Ratio> {
                    ++*count;
                    if (bytes == "throw")
                        throw std::runtime_error("A decoder must not.");
                    const auto parts = bytes.split('=');
                    if (parts.size() != 2)
                        return std::nullopt;
                    return Ratio{QString::fromUtf8(parts[0]), parts[1].toDouble()};
                },
                [](const Ratio &) { return qint64(100); }};
    }
};

Result<CacheProduct<Ratio>> margin(const CancellationToken &)
{
    return CacheProduct<Ratio>{std::make_shared<const Ratio>(Ratio{QStringLiteral("margin"), 0.25}), {"t"}, {}};
}

} // namespace

class TestTypedCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void handsOutTheSharedValueWithoutDecoding()
    {
        ManagerFixture f;
        const Codec codec;
        TypedCache<Ratio> cache(f.manager(), codec.functions());
        auto future = cache.getOrCompute(Key, margin);
        future.waitForFinished();
        const auto computed = future.result();
        QCOMPARE(computed->value->value, 0.25);
        const auto again = cache.getOrCompute(Key, margin);
        QVERIFY(again.isFinished());
        QCOMPARE(again.result()->servedBy, CacheServedBy::L1);
        QCOMPARE(again.result()->value.get(), computed->value.get());
        QCOMPARE(cache.getOrComputeHere(Key, margin)->value.get(), computed->value.get());
        QCOMPARE(cache.get(Key)->value.get(), computed->value.get());
        QCOMPARE(codec.decodes->load(), 0);
        QCOMPARE(f.l1->get(Key).entry->objectBytes, qint64(100));
    }

    void decodesOnceOnTheWayUp()
    {
        ManagerFixture f;
        const Codec codec;
        TypedCache<Ratio> cache(f.manager(), codec.functions());
        f.l3->plant(Key, entryOf("margin=0.5"), {1h, 2h, 0ms});
        const auto found = cache.getOrComputeHere(Key, margin);
        QCOMPARE(found->servedBy, CacheServedBy::L3);
        QCOMPARE(found->value->value, 0.5);
        QCOMPARE(cache.getOrComputeHere(Key, margin)->value.get(), found->value.get());
        QCOMPARE(codec.decodes->load(), 1);
    }

    void takesWhatDoesNotDecodeForAMissAndRemovesIt_data()
    {
        QTest::addColumn<int>("level");
        QTest::addColumn<QByteArray>("bytes");
        for (int level = 0; level < 3; ++level) {
            QTest::addRow("level %d", level + 1) << level << QByteArray("nonsense");
            QTest::addRow("level %d, the decoder throws", level + 1) << level << QByteArray("throw");
        }
    }

    void takesWhatDoesNotDecodeForAMissAndRemovesIt()
    {
        QFETCH(int, level);
        QFETCH(QByteArray, bytes);
        ManagerFixture f;
        TypedCache<Ratio> cache(f.manager(), Codec().functions());
        const std::array levels{f.l1, f.l2, f.l3};
        levels[level]->plant(Key, entryOf(bytes), {1h, 2h, 0ms});
        QVERIFY(!cache.get(Key));
        QVERIFY(!levels[level]->holds(Key));
        levels[level]->plant(Key, entryOf(bytes), {1h, 2h, 0ms});
        auto future = cache.getOrCompute(Key, margin);
        future.waitForFinished();
        QCOMPARE(future.result()->servedBy, CacheServedBy::Computed);
        QCOMPARE(future.result()->value->value, 0.25);
        QVERIFY2(f.l1->holds(Key) && f.l2->holds(Key) && f.l3->holds(Key),
                 "the new value is not refused by the removal of the old one");
        QCOMPARE(f.manager().stats().undecodable, quint64(2));
    }

    void knowsThatThereIsNothing()
    {
        ManagerFixture f;
        TypedCache<Ratio> cache(f.manager(), Codec().functions());
        const auto nothing = [](const CancellationToken &) -> Result<CacheProduct<Ratio>> {
            return CacheProduct<Ratio>();
        };
        QVERIFY(!cache.getOrComputeHere(Key, nothing)->value);
        QVERIFY(f.l3->get(Key).entry->isNegative);
        QVERIFY(!cache.getOrComputeHere(Key, margin)->value);
        QVERIFY(f.manager().remove(Key));
        f.l3->plant(Key,
                    [] {
                        CacheEntry entry;
                        entry.isNegative = true;
                        return entry;
                    }(),
                    {30s, 30s, 0ms});
        const auto found = cache.getOrComputeHere(Key, margin);
        QVERIFY(!found->value && found->servedBy == CacheServedBy::L3);
    }

    void givesErrorsAndCancelsOn()
    {
        ManagerFixture f;
        TypedCache<Ratio> cache(f.manager(), Codec().functions());
        const auto failing = [](const CancellationToken &) -> Result<CacheProduct<Ratio>> {
            return fail(ErrorCode::Network, QStringLiteral("No."));
        };
        QCOMPARE(cache.getOrComputeHere(Key, failing).error().code, ErrorCode::Network);
        CancellationSource cancel;
        CacheOptions options;
        options.cancel = cancel.token();
        auto future = cache.getOrCompute(
            Key,
            [](const CancellationToken &token) -> Result<CacheProduct<Ratio>> {
                while (!token.waitFor(10ms)) {
                }
                return fail(ErrorCode::Cancelled, QStringLiteral("Cancelled."));
            },
            options);
        cancel.cancel();
        future.waitForFinished();
        QCOMPARE(future.result().error().code, ErrorCode::Cancelled);
    }

    void isNotFooledByAnotherTypeAtTheKey()
    {
        ManagerFixture f;
        TypedCache<Ratio> ratios(f.manager(), Codec().functions());
        TypedCache<QString> texts(
            f.manager(), {[](const QString &text) { return text.toUtf8(); },
                          [](const QByteArray &bytes) -> std::optional<QString> { return QString::fromUtf8(bytes); },
                          {}});
        const auto product = [](const char *text) {
            return CacheProduct<QString>{std::make_shared<const QString>(QString::fromLatin1(text)), {}, {}};
        };
        QVERIFY(texts.set(Key, product("margin=7")));
        QCOMPARE(ratios.getOrComputeHere(Key, margin)->value->value, 7.0);
        QVERIFY(texts.set(Key, product("a text")));
        QCOMPARE(ratios.getOrComputeHere(Key, margin).error().code, ErrorCode::Internal);
    }
};

QTEST_GUILESS_MAIN(TestTypedCache)
#include "tst_typed_cache.moc"
