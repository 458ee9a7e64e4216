// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_server.h"
#include "storage/conversation_repository.h"

#include "storage/database.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace consultantos;

namespace {

const QDateTime Noon(QDate(2026, 3, 2), QTime(12, 0), QTimeZone::utc());

ConversationSummary summaryOf(const QString &id, const QString &title, int minute = 0)
{
    ConversationSummary summary;
    summary.id = id;
    summary.title = title;
    summary.scope = {QStringLiteral("Tesla"), QStringLiteral("r1"), {QStringLiteral("d1"), QStringLiteral("d2")}};
    summary.createdAt = summary.changedAt = Noon.addSecs(minute * 60);
    return summary;
}

ChatMessage question(const QString &text)
{
    ChatMessage message;
    message.id = QStringLiteral("q");
    message.when = Noon;
    message.text = text;
    return message;
}

ChatMessage answerTo(const QString &text)
{
    ChatMessage message;
    message.id = QStringLiteral("a");
    message.role = ChatRole::Assistant;
    message.when = Noon.addSecs(2);
    message.text = text + QStringLiteral(" It made […].");
    message.state = ChatState::Stopped;
    message.understoodAs = QStringLiteral("Whole?");
    message.grade = Grade::Model;
    message.provider = QStringLiteral("openai");
    message.model = QStringLiteral("m");
    message.note = QStringLiteral("Stopped.");
    message.sentences = {{0, text.size(), Grade::Quoted, {1, 2}}, {text.size() + 1, 12, Grade::Model, {}}};
    message.sources = {{1,
                        QStringLiteral("passage"),
                        QStringLiteral("p/d1/3"),
                        QStringLiteral("report.pdf, page 4"),
                        QStringLiteral("Sales fell."),
                        QStringLiteral("d1"),
                        4,
                        {}},
                       {2,
                        QStringLiteral("claim"),
                        QStringLiteral("porter.rivalry.1"),
                        QStringLiteral("A report"),
                        QStringLiteral("Rivalry is high."),
                        {},
                        0,
                        QStringLiteral("r1")}};
    message.struck = {{text.size() + 9, QStringLiteral("USD 81.5 billion"), QStringLiteral("mismatch"),
                       QStringLiteral("USD 53,823 M"), QStringLiteral("another year")}};
    Passage passage;
    passage.id = QStringLiteral("p/d1/3");
    passage.text = QStringLiteral("Sales fell.");
    message.evidence.add(passage);
    Answer answer;
    answer.kind = AnswerKind::Text;
    answer.question = QStringLiteral("Whole?");
    answer.answer = QStringLiteral("“Sales fell.”");
    answer.refs = QStringList{passage.id};
    answer.evidence = message.evidence;
    message.answer = answer;
    return message;
}

/// Whether the bytes stand anywhere in the folder's files.
bool isOnDisk(const QString &folder, const QByteArray &word)
{
    for (const auto &info : QDir(folder).entryInfoList(QDir::Files)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s can't be read", qPrintable(info.filePath()));
        if (file.readAll().toLower().contains(word))
            return true;
    }
    return false;
}

} // namespace

class ConversationRepositoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void messagesComeBackAsTheyWereAfterARestart();
    void theLastChangedStandsFirst();
    void wordsAreFoundInQuestionsAnswersAndTitles();
    void aMessageTakesTheOthersPlace();
    void aConversationIsRenamed();
    void aDeletedOneIsGoneFromTheFiles();
    void aDamagedMessageLeavesTheOthers();
    void whatIsNotThereIsNotFound();
    void changesAreCounted();
    void titlesAreTheFirstWords();

private:
    void open();
    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<Database> m_database;
    std::unique_ptr<ConversationRepository> m_store;
};

void ConversationRepositoryTest::open()
{
    m_store.reset();
    m_database.reset();
    auto database = test::openStore(m_dir->filePath(QStringLiteral("conversations.db")),
                                    ConversationRepository::schema(), std::make_shared<SystemClock>());
    QVERIFY(database);
    QVERIFY(!(*database)->notice());
    m_database = *database;
    m_store = std::make_unique<ConversationRepository>(m_database);
}

void ConversationRepositoryTest::init()
{
    m_store.reset();
    m_database.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    open();
}

void ConversationRepositoryTest::messagesComeBackAsTheyWereAfterARestart()
{
    const QList<ChatMessage> messages{question(QStringLiteral("How were sales?")),
                                      answerTo(QStringLiteral("Sales fell."))};
    QVERIFY(m_store->append(summaryOf(QStringLiteral("c1"), QStringLiteral("Sales")), messages));
    QVERIFY(m_store->append(summaryOf(QStringLiteral("c1"), QStringLiteral("not again"), 5), {question(QString())}));
    open();
    const auto loaded = m_store->load(QStringLiteral("c1"));
    QVERIFY(loaded);
    QCOMPARE(loaded->summary.title, QStringLiteral("Sales"));
    QCOMPARE(loaded->summary.scope, summaryOf({}, {}).scope);
    QCOMPARE(loaded->summary.createdAt, Noon);
    QCOMPARE(loaded->summary.changedAt, Noon.addSecs(300));
    QCOMPARE(loaded->messages.size(), 3);
    QVERIFY(loaded->messages[0] == messages[0]);
    QVERIFY(loaded->messages[1] == messages[1]);
    QVERIFY(citedText(loaded->messages[1]) == QStringLiteral("Sales fell. [1] [2] It made […]."));
}

void ConversationRepositoryTest::theLastChangedStandsFirst()
{
    QVERIFY(m_store->append(summaryOf(QStringLiteral("c1"), QStringLiteral("one"), 1), {question({})}));
    QVERIFY(m_store->append(summaryOf(QStringLiteral("c2"), QStringLiteral("two"), 2), {question({})}));
    QVERIFY(m_store->append(summaryOf(QStringLiteral("c1"), QStringLiteral("one"), 3), {question({})}));
    const auto listed = m_store->list();
    QVERIFY(listed);
    QCOMPARE(listed->size(), 2);
    QCOMPARE(listed->at(0).id, QStringLiteral("c1"));
    QCOMPARE(listed->at(0).messages, 2);
    QCOMPARE(listed->at(1).messages, 1);
}

void ConversationRepositoryTest::wordsAreFoundInQuestionsAnswersAndTitles()
{
    QVERIFY(m_store->append(summaryOf(QStringLiteral("c1"), QStringLiteral("Margins")),
                            {question(QStringLiteral("How is the gross margin of Müller?")),
                             answerTo(QStringLiteral("Suppliers became dearer."))}));
    QVERIFY(m_store->append(summaryOf(QStringLiteral("c2"), QStringLiteral("Wages")),
                            {question(QStringLiteral("How many people work there?"))}));
    const auto found = [this](const char *text) {
        QStringList ids;
        const auto listed = m_store->list(QString::fromUtf8(text));
        if (!listed)
            qFatal("%s", qPrintable(listed.error().toText()));
        for (const auto &summary : *listed)
            ids.append(summary.id);
        return ids;
    };
    QCOMPARE(found("gross marg"), QStringList{QStringLiteral("c1")});
    QCOMPARE(found("muller"), QStringList{QStringLiteral("c1")});
    QCOMPARE(found("suppliers"), QStringList{QStringLiteral("c1")});
    QCOMPARE(found("wage"), QStringList{QStringLiteral("c2")});
    QCOMPARE(found("nowhere"), QStringList());
    QCOMPARE(found("\" OR ("), QStringList());
    QVERIFY(m_store->list(QStringLiteral("supplier"))->at(0).excerpt.contains(QStringLiteral("Suppliers became")));
}

void ConversationRepositoryTest::aMessageTakesTheOthersPlace()
{
    const auto id = QStringLiteral("c1");
    auto wrong = answerTo(QStringLiteral("Sales doubled."));
    auto later = answerTo(QStringLiteral("Costs rose."));
    later.id = QStringLiteral("a2");
    QVERIFY(m_store->append(summaryOf(id, QStringLiteral("Sales")),
                            {question(QStringLiteral("How were sales?")), wrong, later}));
    auto right = answerTo(QStringLiteral("Sales fell."));
    right.reuse = {true, QStringLiteral("How did sales go?"), 60, {QStringLiteral("model_reply/x/1")}};
    QVERIFY(m_store->replace(id, right));
    const auto kept = m_store->load(id);
    QVERIFY(kept);
    QCOMPARE(kept->messages.size(), 3);
    QVERIFY(kept->messages[1] == right);
    QVERIFY(kept->messages[2] == later);
    QVERIFY(m_store->list(QStringLiteral("doubled")).value().isEmpty());
    QCOMPARE(m_store->list(QStringLiteral("fell")).value().size(), 1);
    right.id = QStringLiteral("a9");
    QCOMPARE(m_store->replace(id, right).error().code, ErrorCode::NotFound);
    QCOMPARE(m_store->replace(QStringLiteral("c9"), wrong).error().code, ErrorCode::NotFound);
    QVERIFY(m_store->remove(id));
    QVERIFY(m_store->list(QStringLiteral("fell")).value().isEmpty());
}

void ConversationRepositoryTest::aConversationIsRenamed()
{
    QVERIFY(m_store->append(summaryOf(QStringLiteral("c1"), QStringLiteral("one")), {question({})}));
    QVERIFY(m_store->rename(QStringLiteral("c1"), QStringLiteral("  Board\nmeeting ")));
    QCOMPARE(m_store->load(QStringLiteral("c1"))->summary.title, QStringLiteral("Board meeting"));
    QCOMPARE(m_store->rename(QStringLiteral("c1"), QStringLiteral(" ")).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(m_store->rename(QStringLiteral("c2"), QStringLiteral("x")).error().code, ErrorCode::NotFound);
}

void ConversationRepositoryTest::aDeletedOneIsGoneFromTheFiles()
{
    QVERIFY(m_store->append(summaryOf(QStringLiteral("c1"), QStringLiteral("Zebrafish")),
                            {question(QStringLiteral("What of project zebrafish?"))}));
    QVERIFY(m_store->append(summaryOf(QStringLiteral("c2"), QStringLiteral("kept")),
                            {question(QStringLiteral("What of project kingfisher?"))}));
    // What a server keeps in its files until they are vacuumed is not ours to say.
    QVERIFY(test::isOnPostgres() || isOnDisk(m_dir->path(), "zebrafish"));
    QVERIFY(m_store->remove(QStringLiteral("c1")));
    QVERIFY(!isOnDisk(m_dir->path(), "zebrafish"));
    QVERIFY(test::isOnPostgres() || isOnDisk(m_dir->path(), "kingfisher"));
    QCOMPARE(m_store->list(QStringLiteral("zebrafish"))->size(), 0);
    QCOMPARE(m_store->list(QStringLiteral("project"))->size(), 1);
    QCOMPARE(m_store->load(QStringLiteral("c1")).error().code, ErrorCode::NotFound);
    QVERIFY(m_database->checkIntegrity());
}

void ConversationRepositoryTest::aDamagedMessageLeavesTheOthers()
{
    QVERIFY(m_store->append(
        summaryOf(QStringLiteral("c1"), QStringLiteral("one")),
        {question(QStringLiteral("First?")), answerTo(QStringLiteral("Second.")), question(QStringLiteral("Third?"))}));
    const auto connection = m_database->connection();
    QVERIFY(connection);
    for (const auto &body : {QByteArray("rubbish"), qCompress(QByteArray("{\"schema_version\": 1}")), QByteArray()}) {
        QVERIFY((*connection)
                    ->run(QStringLiteral("UPDATE messages SET body = ? WHERE id = 'a'"),
                          {body.isNull() ? QByteArray("") : body}));
        const auto loaded = m_store->load(QStringLiteral("c1"));
        QVERIFY(loaded);
        QCOMPARE(loaded->messages.size(), 3);
        QCOMPARE(loaded->messages[0].text, QStringLiteral("First?"));
        QVERIFY(loaded->messages[1].isDamaged);
        QCOMPARE(loaded->messages[1].role, ChatRole::Assistant);
        QVERIFY(loaded->messages[1].text.startsWith(QStringLiteral("Second.")));
        QVERIFY(!loaded->messages[2].isDamaged);
    }
}

void ConversationRepositoryTest::whatIsNotThereIsNotFound()
{
    QCOMPARE(m_store->load(QStringLiteral("x")).error().code, ErrorCode::NotFound);
    QCOMPARE(m_store->remove(QStringLiteral("x")).error().code, ErrorCode::NotFound);
    QCOMPARE(m_store->append({}, {}).error().code, ErrorCode::InvalidArgument);
}

void ConversationRepositoryTest::changesAreCounted()
{
    QCOMPARE(*m_store->changeCounter(), 0);
    QVERIFY(m_store->append(summaryOf(QStringLiteral("c1"), QStringLiteral("one")), {question({})}));
    QCOMPARE(*m_store->changeCounter(), 1);
    QVERIFY(m_store->remove(QStringLiteral("c1")));
    QCOMPARE(*m_store->changeCounter(), 2);
}

void ConversationRepositoryTest::titlesAreTheFirstWords()
{
    QCOMPARE(titleOfQuestion(QStringLiteral(" What was\nit? ")), QStringLiteral("What was it?"));
    const auto longTitle = titleOfQuestion(QStringLiteral("word ").repeated(40));
    QVERIFY(longTitle.size() <= 62 && longTitle.endsWith(QStringLiteral("word …")));
    QVERIFY(titleOfQuestion(QStringLiteral("x").repeated(500)).size() <= 62);
}

QTEST_GUILESS_MAIN(ConversationRepositoryTest)
#include "tst_conversation_repository.moc"
