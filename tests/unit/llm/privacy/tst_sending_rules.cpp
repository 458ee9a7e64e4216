// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/privacy/sending_rules.h"

#include "llm/privacy/private_model.h"
#include "storage/database.h"
#include "storage/document_repository.h"
#include "told_model.h"

#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

struct DocumentStore {
    QTemporaryDir folder;
    std::shared_ptr<DocumentRepository> documents;

    DocumentStore()
    {
        const auto clock = std::make_shared<SystemClock>();
        auto database =
            Database::open(folder.filePath(QStringLiteral("documents.db")), DocumentRepository::schema(), clock);
        documents = std::make_shared<DocumentRepository>(database.value(), clock);
    }

    void store(const QString &id, const QString &path) const
    {
        Document document;
        document.id = id;
        document.name = path;
        document.format = QStringLiteral("text");
        Block block;
        block.text = QStringLiteral("Text of %1").arg(id);
        document.blocks = {block};
        DocumentOrigin origin;
        origin.path = path;
        QVERIFY(documents->store(document, origin));
    }

    [[nodiscard]] SendingRules rules() const
    {
        return SendingRules::of(Settings(), [this](const QString &id) { return documents->isNeverSent(id); });
    }
};

} // namespace

class TestSendingRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void markedDocumentsAndTheirFiguresStay();
    void theMarkGoesWithTheContent();
    void aStoreThatCannotSayForbids();
    void fieldsAreTakenOut();
    void modelsCarryTheirRules();
};

void TestSendingRules::markedDocumentsAndTheirFiguresStay()
{
    const DocumentStore store;
    store.store(QStringLiteral("aa"), QStringLiteral("/a.txt"));
    store.store(QStringLiteral("bb"), QStringLiteral("/b.txt"));
    const auto before = store.documents->versionFor({});
    QVERIFY(store.documents->setNeverSent({QStringLiteral("aa")}, true));
    QVERIFY(store.documents->record(QStringLiteral("aa"))->isNeverSent);
    QVERIFY(!store.documents->record(QStringLiteral("bb"))->isNeverSent);
    const auto rules = store.rules();
    QVERIFY(!rules.maySend(QStringLiteral("aa")));
    QVERIFY(rules.maySend(QStringLiteral("bb")));
    QVERIFY(rules.maySend(QString()));
    QVERIFY(!rules.maySendPassage(QStringLiteral("p/aa/1")));
    QVERIFY(rules.maySendPassage(QStringLiteral("p/bb/1")));
    QVERIFY(rules.maySendPassage(QStringLiteral("w/aa/1/2")));
    Fact fact;
    QVERIFY(rules.maySend(fact));
    fact.latest.place.document = QStringLiteral("bb");
    QVERIFY(rules.maySend(fact));
    FactReport earlier;
    earlier.place.document = QStringLiteral("aa");
    fact.earlier = {earlier};
    QVERIFY(!rules.maySend(fact));
    QVERIFY(store.documents->setNeverSent({QStringLiteral("aa")}, false));
    QVERIFY(rules.maySend(fact));
}

void TestSendingRules::theMarkGoesWithTheContent()
{
    const DocumentStore store;
    store.store(QStringLiteral("aa"), QStringLiteral("/plan.txt"));
    const auto changes = store.documents->changeCounter();
    QVERIFY(store.documents->setNeverSent({QStringLiteral("aa")}, true));
    QVERIFY(*store.documents->changeCounter() > *changes);
    store.store(QStringLiteral("cc"), QStringLiteral("/plan.txt")); // the file changed
    QVERIFY(!store.rules().maySend(QStringLiteral("cc")));
    QVERIFY(store.documents->remove(QStringLiteral("cc")));
    QVERIFY(!store.rules().maySend(QStringLiteral("cc"))); // its figures are still there
    store.store(QStringLiteral("dd"), QStringLiteral("/other.txt"));
    QVERIFY(store.rules().maySend(QStringLiteral("dd")));
}

void TestSendingRules::aStoreThatCannotSayForbids()
{
    const SendingRules rules(
        {}, [](const QString &) -> Result<bool> { return fail(ErrorCode::Unreadable, QStringLiteral("broken")); });
    QVERIFY(!rules.maySend(QStringLiteral("aa")));
    QVERIFY(rules.maySend(SendField::Question));
}

void TestSendingRules::fieldsAreTakenOut()
{
    AnalysisRequest request;
    request.company = QStringLiteral("Acme");
    request.context = QStringLiteral("secret plan");
    request.question = QStringLiteral("sell?");
    request.region = QStringLiteral("Europe");
    const auto settings = Settings().with(QStringLiteral("llm_never_send"), QStringLiteral("question context"));
    QVERIFY(settings);
    const auto sent = SendingRules::of(*settings, {}).sendable(request);
    QVERIFY(sent.context.isEmpty() && sent.question.isEmpty());
    QCOMPARE(sent.region, request.region);
    QCOMPARE(sent.company, request.company);
    QVERIFY(!Settings().with(QStringLiteral("llm_never_send"), QStringLiteral("question everything")));
}

void TestSendingRules::modelsCarryTheirRules()
{
    const DocumentStore store;
    QVERIFY(store.documents->setNeverSent({QStringLiteral("aa")}, true));
    const auto told = std::make_shared<ToldModel>();
    QVERIFY(maySend(*told, QStringLiteral("aa")));
    const PrivateModel model(told, std::make_shared<const Redactor>(),
                             std::make_shared<const SendingRules>(store.rules()));
    QVERIFY(!maySend(model, QStringLiteral("aa")));
    QVERIFY(!maySendPassage(model, QStringLiteral("p/aa/3")));
    QVERIFY(maySend(model, QStringLiteral("bb")));
    Fact fact;
    fact.latest.place.document = QStringLiteral("aa");
    QVERIFY(!maySend(model, fact));
    AnalysisRequest request;
    request.context = QStringLiteral("kept");
    QCOMPARE(sendable(model, request), request);
}

QTEST_GUILESS_MAIN(TestSendingRules)
#include "tst_sending_rules.moc"
