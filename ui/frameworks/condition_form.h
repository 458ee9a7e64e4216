// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frameworks/condition_text.h"

#include <QWidget>

class QVBoxLayout;

namespace consultantos {

/// Sentences with their conditions, or one condition alone, as fields: figure, comparison, value. Each case is taken where its
/// condition holds and none before it does.
class ConditionForm : public QWidget {
    Q_OBJECT
public:
    explicit ConditionForm(QWidget *parent = nullptr);

    /// Names that are offered for a figure; others may be typed.
    void setFigures(const QStringList &figures) { m_figures = figures; }
    void setReadOnly(bool isReadOnly);
    void showTexts(const QList<ConditionalText> &texts);
    /// One condition without a sentence.
    void showCondition(const JoinedCondition &condition);
    [[nodiscard]] const QList<ConditionalText> &texts() const { return m_texts; }
    [[nodiscard]] bool hasTexts() const { return m_hasTexts; }
    /// Every comparison has a figure and something to hold it against.
    [[nodiscard]] bool isComplete() const;

Q_SIGNALS:
    void changed(); ///< by the user

private:
    void build();
    [[nodiscard]] QWidget *makeCase(int at);
    [[nodiscard]] QWidget *makeTerm(int at, int term);
    void restructure(); ///< after a case or comparison came or went
    void note();

    QVBoxLayout *m_column;
    QWidget *m_content = nullptr;
    QStringList m_figures;
    QList<ConditionalText> m_texts;
    bool m_hasTexts = true;
    bool m_isReadOnly = false;
};

} // namespace consultantos
