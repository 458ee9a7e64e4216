// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "brief/company_model.h"
#include "model/industry.h"
#include "model/request.h"

#include <QList>
#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace consultantos {

class BriefForecast;
class EvidenceFileList;
class FrameworkCard;
class LanguageChoice;
struct FrameworkInfo;
struct OfferedDocument;
class TemplateChoice;

/// Where an analysis is described. Says what is wrong beside the field that it concerns; Analyse is enabled only when
/// nothing is. Knows no store: companies and industries are given to it.
class BriefPage : public QWidget {
    Q_OBJECT
public:
    explicit BriefPage(QWidget *parent = nullptr);

    void setCompanies(const QList<Company> &companies);
    void setIndustries(const QList<Industry> &industries);
    /// The frameworks to choose among, as cards; what was chosen before stays so.
    void setFrameworks(const QList<FrameworkInfo> &frameworks);
    /// The languages (ISO 639) that reports can be written in; `usual` is chosen until somebody chooses another.
    void setLanguages(const QStringList &codes, const QString &usual);
    /// Documents that are about no company, to be chosen among the files.
    void offerDocuments(const QList<OfferedDocument> &documents);
    /// To give it the templates that there are.
    [[nodiscard]] TemplateChoice *templateChoice() const { return m_template; }
    void setBusy(bool isBusy); ///< no second analysis while one runs
    void setRequest(const AnalysisRequest &request);
    [[nodiscard]] AnalysisRequest request() const;
    [[nodiscard]] bool isValid() const;
    void clear();
    /// Shows it below the form.
    void setModelPanel(QWidget *panel);
    /// Shows it between the heading and the form.
    void addAboveForm(QWidget *panel);
    /// Tab reaches what is above the form before the form; after its parts have changed.
    void orderFocus();
    /// Nothing was said in it that would be a pity to lose.
    [[nodiscard]] bool isBlank() const;
    [[nodiscard]] CompanyModel *companyModel() const { return m_companies; }

Q_SIGNALS:
    void analyseRequested(const consultantos::AnalysisRequest &request);
    void validityChanged(bool isValid);
    /// What request() gives may be another.
    void edited();
    /// The framework of that id is to be looked at and changed; empty: any.
    void frameworkRequested(const QString &id);

public Q_SLOTS:
    void submit();

private:
    QWidget *makeForm();
    QWidget *makeFrameworks();
    QLabel *addField(QGridLayout *form, const QString &label, QWidget *field, const QString &hint = {});
    void onCompanyEdited();
    void validate();
    void showError(QWidget *field, QLabel *label, const QString &error);
    void explainDepth();

    CompanyModel *m_companies = nullptr;
    QVBoxLayout *m_column = nullptr;
    QList<QWidget *> m_aboveForm;
    QLineEdit *m_company = nullptr;
    QComboBox *m_industry = nullptr;
    QLineEdit *m_question = nullptr;
    QComboBox *m_depth = nullptr;
    TemplateChoice *m_template = nullptr;
    LanguageChoice *m_language = nullptr;
    QLineEdit *m_region = nullptr;
    QPlainTextEdit *m_context = nullptr;
    QLineEdit *m_marketValue = nullptr;
    BriefForecast *m_forecast = nullptr;
    EvidenceFileList *m_files = nullptr;
    QGridLayout *m_cardGrid = nullptr;
    QList<FrameworkCard *> m_cards;
    QPushButton *m_analyse = nullptr;
    QLabel *m_companyError = nullptr;
    QLabel *m_industryError = nullptr;
    QLabel *m_frameworksError = nullptr;
    QLabel *m_depthHint = nullptr;
    QLabel *m_marketError = nullptr;
    bool m_isTouched = false; ///< an untouched empty form shows no error
    bool m_isValid = false;
    bool m_isBusy = false;
    bool m_hasOwnIndustry = false; ///< the user chose it, so a change of company leaves it
};

} // namespace consultantos
