// SPDX-License-Identifier: GPL-3.0-or-later
// What a model file says of itself, and that no broken one does harm.
#include "llm/local/gguf_file.h"
#include "llm/local/server_command.h"

#include "local_server_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

class GgufFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theHeadIsRead()
    {
        const LocalServerFixture f;
        const auto file = readGgufFile(f.options.modelFile);
        QVERIFY2(file, qPrintable(file ? QString() : file.error().toText()));
        QCOMPARE(file->architecture, QStringLiteral("llama"));
        QCOMPARE(file->name, QStringLiteral("Small One"));
        QCOMPARE(file->contextLength, 2'048);
        QVERIFY(!file->namesPooling);
        f.write(QStringLiteral("e.gguf"), ggufHead(512, true));
        QVERIFY(readGgufFile(f.path(QStringLiteral("e.gguf")))->namesPooling);
    }

    void whatIsNoModelIsNamed()
    {
        const LocalServerFixture f;
        QCOMPARE(readGgufFile(f.path(QStringLiteral("none"))).error().code, ErrorCode::NotFound);
        QCOMPARE(readGgufFile(f.folder.path()).error().code, ErrorCode::NotFound);
        f.write(QStringLiteral("page.gguf"), "<html>Sign in</html>");
        const auto page = readGgufFile(f.path(QStringLiteral("page.gguf")));
        QCOMPARE(page.error().code, ErrorCode::Malformed);
        QVERIFY(page.error().detail.contains(QStringLiteral("llm_model_file")));
        f.write(QStringLiteral("old.gguf"), QByteArray("GGUF\x01\0\0\0", 8) + QByteArray(16, '\0'));
        QCOMPARE(readGgufFile(f.path(QStringLiteral("old.gguf"))).error().code, ErrorCode::Malformed);
    }

    void oneCutAnywhereIsDamaged()
    {
        const LocalServerFixture f;
        const auto whole = ggufHead();
        for (qsizetype length = 0; length < whole.size(); ++length) {
            f.write(QStringLiteral("cut.gguf"), whole.left(length));
            const auto cut = readGgufFile(f.path(QStringLiteral("cut.gguf")));
            QVERIFY2(!cut, qPrintable(QString::number(length)));
            QCOMPARE(cut.error().code, ErrorCode::Malformed);
        }
    }

    void noLengthOfAFilesIsTrusted()
    {
        const LocalServerFixture f;
        const auto whole = ggufHead();
        // Each byte in turn says that what it counts is huge.
        for (qsizetype place = 4; place < whole.size(); ++place) {
            auto changed = whole;
            changed[place] = '\xff';
            f.write(QStringLiteral("odd.gguf"), changed);
            const auto odd = readGgufFile(f.path(QStringLiteral("odd.gguf")));
            QVERIFY(odd || odd.error().code == ErrorCode::Malformed);
        }
    }

    void theServerIsCalledForItsUse()
    {
        LocalServerFixture f;
        const Secret key(QStringLiteral("k-123"));
        const auto model = *readGgufFile(f.options.modelFile);
        const auto replies = serverCommand(f.options, model, 4711, key);
        QVERIFY(replies);
        QVERIFY(!replies->arguments.contains(QStringLiteral("--embeddings")));
        QVERIFY(!replies->arguments.join(QLatin1Char(' ')).contains(key.reveal()));
        QCOMPARE(replies->environment.value(QStringLiteral("LLAMA_API_KEY")), key.reveal());
        const auto valueOf = [&](const char *name) {
            return replies->arguments.value(replies->arguments.indexOf(QLatin1String(name)) + 1);
        };
        QCOMPARE(valueOf("--host"), QStringLiteral("127.0.0.1"));
        QCOMPARE(valueOf("--port"), QStringLiteral("4711"));
        QCOMPARE(valueOf("--alias"), QStringLiteral("small-one"));
        QCOMPARE(valueOf("--ctx-size"), QString::number(2 * 2'048));

        f.options.use = LocalServerUse::Embeddings;
        const auto vectors = serverCommand(f.options, model, 4711, key);
        QVERIFY(vectors->arguments.contains(QStringLiteral("--embeddings")));
        QVERIFY(vectors->arguments.contains(QStringLiteral("--pooling")));
        auto made = model;
        made.namesPooling = true;
        QVERIFY(!serverCommand(f.options, made, 4711, key)->arguments.contains(QStringLiteral("--pooling")));
    }

    void theServerGetsNoKeyAndNoOtherModel()
    {
        LocalServerFixture f;
        const auto set = [&](const char *name) {
            f.options.environment.insert(QLatin1String(name), QStringLiteral("x"));
        };
        for (const auto *name : {"OPENAI_API_KEY", "HF_TOKEN", "LLAMA_ARG_HF_REPO", "LLAMA_ARG_MODEL_URL",
                                 "LLAMA_ARG_HOST", "LLAMA_ARG_API_KEY_FILE", "LLAMA_ARG_THREADS", "HOME"})
            set(name);
        const auto command =
            serverCommand(f.options, *readGgufFile(f.options.modelFile), 1, Secret(QStringLiteral("k")));
        for (const auto *name : {"OPENAI_API_KEY", "HF_TOKEN", "LLAMA_ARG_HF_REPO", "LLAMA_ARG_MODEL_URL",
                                 "LLAMA_ARG_HOST", "LLAMA_ARG_API_KEY_FILE"})
            QVERIFY2(!command->environment.contains(QLatin1String(name)), name);
        QVERIFY(command->environment.contains(QStringLiteral("LLAMA_ARG_THREADS")));
        QVERIFY(!command->arguments.contains(QStringLiteral("--threads")));
        QVERIFY(command->environment.contains(QStringLiteral("HOME")));
    }

    void aMissingProgramSaysWhatToInstall()
    {
        LocalServerFixture f;
        const auto model = *readGgufFile(f.options.modelFile);
        f.options.program = f.path(QStringLiteral("no-such"));
        QCOMPARE(serverCommand(f.options, model, 1, Secret()).error().code, ErrorCode::NotFound);
        f.options.program = f.options.modelFile; // a file, but no program
        QCOMPARE(serverCommand(f.options, model, 1, Secret()).error().code, ErrorCode::NotFound);
        f.options.program.clear();
        f.options.environment.insert(QStringLiteral("PATH"), f.folder.path());
        const auto none = serverCommand(f.options, model, 1, Secret());
        QCOMPARE(none.error().code, ErrorCode::NotFound);
        QVERIFY(none.error().detail.contains(QStringLiteral("llama.cpp")));
    }
};

QTEST_GUILESS_MAIN(GgufFileTest)
#include "tst_gguf_file.moc"
