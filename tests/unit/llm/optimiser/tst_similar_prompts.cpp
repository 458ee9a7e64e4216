// SPDX-License-Identifier: GPL-3.0-or-later
// Prompts for similar ones: kept with the cache, bounded, forgotten.
#include "llm/optimiser/similar_prompts.h"

#include "model_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

class SimilarPromptsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup() { close(); }

    void aPromptIsFoundAfterANewStart()
    {
        m_prompts->add("s1", {m_prompt, "k1"});
        QCOMPARE(m_prompts->find("s1", m_other)->key, QByteArray("k1"));
        close();
        open();
        const auto hit = m_prompts->find("s1", m_other);
        QVERIFY(hit);
        QCOMPARE(hit->key, QByteArray("k1"));
        QCOMPARE(hit->prompt, m_prompt);
        QVERIFY(!m_prompts->find("s2", m_other));
    }

    void aPurgedOneStaysForgotten()
    {
        m_prompts->add("s1", {m_prompt, "k1"});
        m_prompts->purge("k1");
        QVERIFY(!m_prompts->find("s1", m_other));
        close();
        open();
        QVERIFY(!m_prompts->find("s1", m_other));
    }

    void theNewestOfAScopeStay()
    {
        m_prompts->add("s1", {m_prompt, "first"});
        const auto count = SimilarPrompts::LimitOfScope;
        for (qsizetype number = 0; number < count; ++number)
            m_prompts->add(
                "s1", {QStringLiteral("What was the margin in %1?").arg(1000 + number), QByteArray::number(number)});
        QVERIFY(!m_prompts->find("s1", m_other));
        QVERIFY(m_prompts->find("s1", QStringLiteral("What was the margin in 1999?")));
        close();
        open();
        QVERIFY(!m_prompts->find("s1", m_other));
        QVERIFY(m_prompts->find("s1", QStringLiteral("What was the margin in 1999?")));
    }

    void withoutWordsToCompareNothingIsSimilar()
    {
        SimilarPrompts prompts(m_cache->access(), [] {
            return Result<std::shared_ptr<const SemanticMatcher>>(fail(ErrorCode::Unreadable, QStringLiteral("gone")));
        });
        prompts.add("s1", {m_prompt, "k1"});
        QVERIFY(!prompts.find("s1", m_prompt));
        SimilarPrompts uncached({}, {});
        uncached.add("s1", {m_prompt, "k1"});
        QVERIFY(!uncached.find("s1", m_prompt));
    }

private:
    void open()
    {
        m_cache = CacheStore::open({Settings(), m_dir->path(), {}}, &m_pool, std::make_shared<SystemClock>());
        m_prompts = std::make_unique<SimilarPrompts>(
            m_cache->access(), [] { return makeSemanticMatcher(QStringLiteral(CONSULTANTOS_RESOURCE_DIR), {}); });
    }
    void close()
    {
        m_prompts.reset();
        m_cache.reset();
    }

    const QString m_prompt = QStringLiteral("What was the revenue of Apple in 2023?");
    const QString m_other = QStringLiteral("Please tell me, what was Apple's revenue in 2023?");
    QThreadPool m_pool;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<CacheStore> m_cache;
    std::unique_ptr<SimilarPrompts> m_prompts;
};

QTEST_GUILESS_MAIN(SimilarPromptsTest)
#include "tst_similar_prompts.moc"
