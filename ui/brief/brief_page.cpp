// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/brief_page.h"

#include "analysis/frameworks/data/framework_catalogue.h"
#include "brief/brief_forecast.h"
#include "brief/evidence_file_list.h"
#include "brief/framework_card.h"
#include "brief/language_choice.h"
#include "brief/template_choice.h"
#include "report/report_words.h"
#include "widgets/focus_passing.h"
#include "widgets/shown_name.h"
#include "widgets/text_lines.h"
#include "widgets/theme.h"
#include "widgets/typed_number.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

namespace consultantos {

namespace {

constexpr int MaxCompanyLength = 200;

QLabel *makeLabel(const QString &text, const char *role, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("role", QString::fromLatin1(role));
    label->setWordWrap(true);
    return label;
}

/// A market value as typed, with the user's or English separators; nothing if it isn't a positive number.
std::optional<double> parsedAmount(const QString &text)
{
    const auto value = typedNumber(text);
    return value && *value > 0 ? value : std::nullopt;
}

} // namespace

BriefPage::BriefPage(QWidget *parent)
    : QWidget(parent)
    , m_companies(new CompanyModel(this))
{
    auto *content = new QWidget;
    auto *column = m_column = new QVBoxLayout(content);
    column->setContentsMargins(4 * GridUnit, 3 * GridUnit, 4 * GridUnit, 3 * GridUnit);
    column->setSpacing(2 * GridUnit);
    column->addWidget(makeLabel(tr("New analysis"), "title", content));
    column->addWidget(
        makeLabel(tr("Name a company and what you want to know. Every number of the report leads back to the filing "
                     "it comes from."),
                  "muted", content));
    column->addWidget(makeForm());
    column->addWidget(makeFrameworks());
    column->addStretch();

    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    scroll->setFocusPolicy(Qt::NoFocus);

    m_analyse = new QPushButton(tr("&Analyse"), this);
    m_analyse->setObjectName(QStringLiteral("analyse"));
    m_analyse->setProperty("primary", true);
    m_analyse->setDefault(true);
    connect(m_analyse, &QPushButton::clicked, this, &BriefPage::submit);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(4 * GridUnit, GridUnit, 4 * GridUnit, 2 * GridUnit);
    foot->addStretch();
    foot->addWidget(m_analyse);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll);
    layout->addLayout(foot);
    passFocusOn(this, m_company);
    explainDepth();
    validate();
}

QLabel *BriefPage::addField(QGridLayout *form, const QString &label, QWidget *field, const QString &hint)
{
    auto *cell = new QWidget;
    auto *layout = new QVBoxLayout(cell);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit / 2);
    layout->addWidget(field, 0, qobject_cast<QComboBox *>(field) ? Qt::AlignLeft : Qt::Alignment());
    auto *below = makeLabel(hint, "muted", cell);
    below->setVisible(!hint.isEmpty());
    layout->addWidget(below);
    auto *name = new QLabel(label);
    name->setBuddy(field);
    const int row = form->rowCount();
    form->addWidget(name, row, 0, Qt::AlignLeft | Qt::AlignTop);
    form->addWidget(cell, row, 1);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    return below;
}

QWidget *BriefPage::makeForm()
{
    auto *box = new QWidget;
    // Of a QFormLayout rows would be squeezed where the text below a field is of another height than before.
    auto *form = new QGridLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(2 * GridUnit);
    form->setVerticalSpacing(GridUnit + GridUnit / 2);
    form->setColumnStretch(1, 1);

    m_company = new QLineEdit;
    m_company->setObjectName(QStringLiteral("company"));
    m_company->setPlaceholderText(tr("Name, ticker or CIK, for example Tesla"));
    auto *completer = new QCompleter(m_companies, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCompletionRole(Qt::DisplayRole);
    m_company->setCompleter(completer);
    // The popup shows the ticker; what is taken over is the name alone.
    connect(completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, [this](const QModelIndex &index) {
        const auto name = index.data(Qt::EditRole).toString();
        QMetaObject::invokeMethod(
            this, [this, name] { m_company->setText(name); }, Qt::QueuedConnection);
    });
    connect(m_company, &QLineEdit::textChanged, this, &BriefPage::onCompanyEdited);
    connect(m_company, &QLineEdit::returnPressed, this, &BriefPage::submit);
    m_companyError = addField(form, tr("&Company"), m_company);

    m_industry = new QComboBox;
    m_industry->setObjectName(QStringLiteral("industry"));
    m_industry->addItem(tr("The company's own"), QString());
    m_industry->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_industry->setMinimumContentsLength(24);
    connect(m_industry, &QComboBox::activated, this, [this](int row) {
        m_hasOwnIndustry = row > 0;
        validate();
    });
    m_industryError = addField(form, tr("&Industry"), m_industry);

    m_question = new QLineEdit;
    m_question->setObjectName(QStringLiteral("question"));
    m_question->setPlaceholderText(tr("For example: How resilient is its margin?"));
    addField(form, tr("&Question"), m_question, tr("Decides which evidence comes first. Optional."));

    m_depth = new QComboBox;
    m_depth->setObjectName(QStringLiteral("depth"));
    m_depth->addItem(tr("Quick"), QStringLiteral("quick"));
    m_depth->addItem(tr("Standard"), QStringLiteral("standard"));
    m_depth->addItem(tr("Deep"), QStringLiteral("deep"));
    m_depth->setCurrentIndex(1);
    connect(m_depth, &QComboBox::currentIndexChanged, this, &BriefPage::explainDepth);
    connect(m_depth, &QComboBox::currentIndexChanged, this, &BriefPage::edited);
    connect(m_question, &QLineEdit::textChanged, this, &BriefPage::edited);
    m_depthHint = addField(form, tr("&Depth"), m_depth, QStringLiteral(" "));

    m_template = new TemplateChoice;
    connect(m_template, &TemplateChoice::edited, this, &BriefPage::edited);
    connect(m_template, &TemplateChoice::chosen, this,
            [this](const ReportTemplate &chosen) { setRequest(chosen.applied(request(), false, false)); });
    m_template->setToolTip(
        tr("What an option's impact, feasibility, risk and time count when recommendations are ranked."));
    auto *about = addField(form, tr("&Report and weights"), m_template, m_template->about());
    connect(m_template, &TemplateChoice::explained, about, &QLabel::setText);
    m_language = new LanguageChoice;
    m_language->setObjectName(QStringLiteral("reportLanguage"));
    connect(m_language, &QComboBox::currentIndexChanged, this, &BriefPage::edited);
    addField(form, tr("&Language of the report"), m_language);

    m_region = new QLineEdit;
    m_region->setObjectName(QStringLiteral("region"));
    m_region->setPlaceholderText(tr("For example Germany or Europe"));
    connect(m_region, &QLineEdit::textChanged, this, &BriefPage::edited);
    addField(form, tr("&Region"), m_region);

    m_context = new QPlainTextEdit;
    m_context->setObjectName(QStringLiteral("context"));
    m_context->setTabChangesFocus(true);
    m_context->setMaximumHeight(alignWithFields(*m_context, 3));
    m_context->setPlaceholderText(tr("What the analysis should know, in your own words"));
    connect(m_context, &QPlainTextEdit::textChanged, this, &BriefPage::edited);
    addField(form, tr("Conte&xt"), m_context);

    m_marketValue = new QLineEdit;
    m_marketValue->setObjectName(QStringLiteral("marketValue"));
    m_marketValue->setPlaceholderText(tr("In the reporting currency"));
    connect(m_marketValue, &QLineEdit::textChanged, this, &BriefPage::validate);
    m_marketError = addField(form, tr("&Market value"), m_marketValue, QStringLiteral(" "));

    m_forecast = new BriefForecast;
    connect(m_forecast, &BriefForecast::edited, this, &BriefPage::edited);
    addField(form, tr("&Forecasts"), m_forecast);

    m_files = new EvidenceFileList;
    connect(m_files, &EvidenceFileList::changed, this, &BriefPage::validate);
    addField(form, tr("Documents and facts files"), m_files,
             tr("Imported before the analysis starts. Files dropped elsewhere on the window are imported at once."));
    return box;
}

QWidget *BriefPage::makeFrameworks()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit);
    auto *head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Frameworks"), "heading", box), 1);
    auto *edit = new QPushButton(tr("Edi&t frameworks …"), box);
    edit->setObjectName(QStringLiteral("editFrameworks"));
    edit->setToolTip(tr("Drivers, weights, scales and texts: copy one and make it yours"));
    connect(edit, &QPushButton::clicked, this, [this] { Q_EMIT frameworkRequested({}); });
    head->addWidget(edit);
    layout->addLayout(head);
    m_cardGrid = new QGridLayout;
    m_cardGrid->setSpacing(GridUnit + GridUnit / 2);
    m_cardGrid->setColumnStretch(0, 1);
    m_cardGrid->setColumnStretch(1, 1);
    QList<FrameworkInfo> shipped;
    const auto known = AnalysisRequest::knownFrameworks();
    for (const auto &id : known)
        shipped.append({id, frameworkTitle(id), {}, {}, false});
    setFrameworks(shipped);
    layout->addLayout(m_cardGrid);
    m_frameworksError = makeLabel({}, "error", box);
    m_frameworksError->hide();
    layout->addWidget(m_frameworksError);
    return box;
}

void BriefPage::setFrameworks(const QList<FrameworkInfo> &frameworks)
{
    // The window's own words where there are some: those of the files are English.
    const QMap<QString, QString> explanations{
        {QStringLiteral("porter"), tr("How hard rivals, suppliers, buyers, entrants and substitutes press on profit.")},
        {QStringLiteral("swot"),
         tr("What stands out against peers, and the options that follow from joining inside and outside.")},
        {QStringLiteral("pestel"),
         tr("Which political, economic, social, technological, ecological and legal factors bear on which line.")},
        {QStringLiteral("blue_ocean"),
         tr("The strategy canvas against rivals: what to eliminate, reduce, raise and create.")},
        {QStringLiteral("ansoff"), tr("Where growth came from and could come from, and the risk of each move.")},
        {QStringLiteral("bcg"), tr("Each business by growth and share, and the cash that it makes or takes.")},
        {QStringLiteral("value_chain"), tr("What each activity costs, how that compares, and what moved the margin.")},
        {QStringLiteral("vrio"), tr("Which resources are valuable, rare, hard to imitate and used.")},
        {QStringLiteral("three_c"), tr("The strategic triangle and the gap to rivals, in money.")},
        {QStringLiteral("scenarios"), tr("The two uncertainties that weigh most, and four worlds of what is earned.")},
        {QStringLiteral("issue_tree"), tr("Return as margin times turns, growth by its parts, and the tests to make.")},
    };
    // A card that stays keeps its place in the tab order and whether it is chosen.
    QList<FrameworkCard *> cards;
    const auto chosen = AnalysisRequest().frameworks;
    for (const auto &entry : frameworks) {
        const auto present =
            std::find_if(m_cards.begin(), m_cards.end(), [&entry](const auto *card) { return card->id() == entry.id; });
        if (present != m_cards.end()) {
            cards.append(*present);
            continue;
        }
        auto *card = new FrameworkCard(entry.id, frameworkTitle(entry.id, entry.title),
                                       explanations.value(entry.id, entry.about));
        card->setChecked(chosen.contains(entry.id));
        connect(card, &FrameworkCard::toggled, this, &BriefPage::validate);
        auto *open = new QAction(tr("Edit this framework …"), card);
        connect(open, &QAction::triggered, this, [this, id = entry.id] { Q_EMIT frameworkRequested(id); });
        card->addAction(open);
        card->setContextMenuPolicy(Qt::ActionsContextMenu);
        cards.append(card);
    }
    for (auto *card : std::as_const(m_cards)) {
        m_cardGrid->removeWidget(card);
        if (!cards.contains(card))
            card->deleteLater();
    }
    m_cards = cards;
    for (qsizetype i = 0; i < m_cards.size(); ++i) {
        m_cardGrid->addWidget(m_cards[i], static_cast<int>(i / 2), static_cast<int>(i % 2));
        if (i > 0 && m_cards[i - 1]->window() == m_cards[i]->window())
            QWidget::setTabOrder(m_cards[i - 1], m_cards[i]);
    }
}

void BriefPage::setCompanies(const QList<Company> &companies)
{
    m_companies->setCompanies(companies);
    onCompanyEdited();
}

void BriefPage::setIndustries(const QList<Industry> &industries)
{
    const auto chosen = m_industry->currentData().toString();
    m_industry->clear();
    m_industry->addItem(tr("The company's own"), QString());
    // Sorted by what is read, not by the English names.
    QList<std::pair<QString, QString>> sorted;
    for (const auto &industry : industries)
        sorted.append({shownName(industry.title), industry.id});
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto &left, const auto &right) {
        return left.first.localeAwareCompare(right.first) < 0;
    });
    for (const auto &[title, id] : std::as_const(sorted))
        m_industry->addItem(title, id);
    m_industry->setCurrentIndex(std::max(0, m_industry->findData(chosen)));
    onCompanyEdited();
}

void BriefPage::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    validate();
}

void BriefPage::setRequest(const AnalysisRequest &request)
{
    m_company->setText(request.company);
    const int row = m_industry->findData(request.industry);
    m_hasOwnIndustry = !request.industry.isEmpty() && row > 0;
    if (row >= 0)
        m_industry->setCurrentIndex(row);
    m_question->setText(request.question);
    m_region->setText(request.region);
    m_context->setPlainText(request.context);
    m_depth->setCurrentIndex(std::max(0, m_depth->findData(depthName(request.depth))));
    m_language->choose(request.language);
    for (auto *card : std::as_const(m_cards))
        card->setChecked(request.frameworks.contains(card->id()));
    m_marketValue->setText(request.marketCap ? QLocale().toString(*request.marketCap, 'f', 0) : QString());
    m_template->setRequest(request);
    m_forecast->setRequest(request);
    m_files->clear();
    m_files->addFiles(request.factsFiles);
    onCompanyEdited(); // its own industry, where none was chosen
}

void BriefPage::setLanguages(const QStringList &codes, const QString &usual)
{
    m_language->setLanguages(codes, usual);
}

AnalysisRequest BriefPage::request() const
{
    AnalysisRequest request;
    request.company = m_company->text().trimmed();
    // The company's own industry goes without saying; naming it would make the report say that the user chose it.
    request.industry = m_hasOwnIndustry ? m_industry->currentData().toString() : QString();
    request.question = m_question->text().trimmed();
    request.region = m_region->text().trimmed();
    request.context = m_context->toPlainText().trimmed();
    request.frameworks.clear();
    for (const auto *card : m_cards) {
        if (card->isChecked())
            request.frameworks.append(card->id());
    }
    if (const auto depth = depthFromName(m_depth->currentData().toString()))
        request.depth = *depth;
    request.language = m_language->language();
    request.marketCap = parsedAmount(m_marketValue->text());
    m_forecast->apply(request);
    request.factsFiles = m_files->files();
    m_template->apply(request);
    return request;
}

bool BriefPage::isValid() const
{
    return m_isValid;
}

void BriefPage::clear()
{
    m_isTouched = false;
    setRequest({});
    m_language->reset();
    m_isTouched = false;
    validate();
    m_company->setFocus();
}

void BriefPage::submit()
{
    m_isTouched = true;
    validate();
    if (m_isValid && !m_isBusy)
        Q_EMIT analyseRequested(request());
}

void BriefPage::onCompanyEdited()
{
    if (!m_company->text().isEmpty())
        m_isTouched = true;
    if (!m_hasOwnIndustry) {
        const auto company = m_companies->find(m_company->text());
        const int row = company && !company->industry.isEmpty() ? m_industry->findData(company->industry) : 0;
        m_industry->setCurrentIndex(std::max(0, row));
    }
    validate();
}

void BriefPage::validate()
{
    QString companyError;
    const auto company = m_company->text().trimmed();
    if (company.isEmpty())
        companyError = tr("Name a company.");
    else if (company.size() > MaxCompanyLength)
        companyError = tr("A company's name has at most %n characters.", nullptr, MaxCompanyLength);
    const auto amount = m_marketValue->text().trimmed();
    const auto marketError =
        !amount.isEmpty() && !parsedAmount(amount)
            ? tr("Not a positive number. Example: %1").arg(QLocale().toString(850'000'000'000.0, 'f', 0))
            : QString();
    const bool hasFramework =
        std::any_of(m_cards.begin(), m_cards.end(), [](const auto *card) { return card->isChecked(); });

    // A company that the store doesn't know needs another basis: say so early, but let the engine decide.
    const bool isUnknown = companyError.isEmpty() && m_companies->rowCount() > 0 && !m_companies->find(company);
    const bool hasBasis = m_industry->currentIndex() > 0 || !m_files->files().isEmpty();
    const auto hint =
        isUnknown && !hasBasis
            ? tr("Not among the known companies. Choose an industry or add a file unless it is another name of one.")
            : QString();
    showError(m_company, m_companyError, m_isTouched ? companyError : QString());
    showError(m_marketValue, m_marketError, marketError);
    m_industryError->setText(hint);
    m_industryError->setVisible(!hint.isEmpty());
    if (marketError.isEmpty()) {
        m_marketError->setText(tr("Altman's Z-score needs it. Optional."));
        m_marketError->show();
    }
    m_frameworksError->setText(tr("Choose at least one framework."));
    m_frameworksError->setVisible(!hasFramework);
    const bool isValid = companyError.isEmpty() && marketError.isEmpty() && hasFramework;
    m_analyse->setEnabled(isValid && !m_isBusy);
    m_analyse->setToolTip(m_isBusy ? tr("An analysis is running.") : QString());
    if (m_isValid != isValid) {
        m_isValid = isValid;
        Q_EMIT validityChanged(isValid);
    }
    Q_EMIT edited();
}

void BriefPage::showError(QWidget *field, QLabel *label, const QString &error)
{
    label->setText(error);
    label->setVisible(!error.isEmpty());
    const auto role = error.isEmpty() ? QStringLiteral("muted") : QStringLiteral("error");
    if (label->property("role") != role) {
        label->setProperty("role", role);
        label->style()->polish(label);
    }
    if (field->property("invalid").toBool() != !error.isEmpty()) {
        field->setProperty("invalid", !error.isEmpty());
        field->style()->polish(field);
    }
    field->setAccessibleDescription(error);
}

void BriefPage::explainDepth()
{
    const QString explanations[] = {
        tr("The most important findings of each framework."),
        tr("What a first meeting needs: the leading findings with their reasons."),
        tr("Everything that the facts and playbooks carry."),
    };
    m_depthHint->setText(explanations[std::clamp(m_depth->currentIndex(), 0, 2)]);
}

} // namespace consultantos
