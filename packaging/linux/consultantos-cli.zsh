#compdef consultantos-cli
# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of consultantos-cli for zsh. Commands and options are what the program itself says of them.

_consultantos_cli() {
    local program=${words[1]} command="" word previous=${words[CURRENT-1]}
    local -a commands options
    # The help is read in English: its headings are words of a language.
    commands=(${(f)"$($program --language en --help 2>/dev/null | sed -nE '/^Commands:/,/^$/s/^  ([a-z]+) +(.*)/\1:\2/p')"})
    for word in ${words[2,CURRENT-1]}; do
        if (( ${commands[(I)$word:*]} )); then
            command=$word
            break
        fi
    done
    case $previous in
        --depth) compadd quick standard deep; return ;;
        --language) compadd system en de fr es; return ;;
        --report-language) compadd en de; return ;;
        --provider) compadd none gemini openai anthropic local; return ;;
        --frequency) compadd yearly quarterly monthly weekly daily weekdays hourly none; return ;;
        --format)
            case $command in
                analyze) compadd json md html pdf docx xlsx pptx sealed ;;
                library) compadd text json md html pdf docx xlsx pptx sealed ;;
                facts | companies | forecast | models | sources) compadd text json csv ;;
                alerts) compadd text json md html ;;
                *) compadd text json ;;
            esac
            return ;;
        --frameworks)
            _values -s , framework porter swot pestel blue_ocean ansoff bcg value_chain vrio three_c scenarios issue_tree
            return ;;
        --data-dir | --rotate | --into) _files -/; return ;;
        --output | --facts | --document | --csv | --hierarchy | --workbook | --password-file | --sign | --key) _files; return ;;
    esac
    if [[ ${words[CURRENT]} == -* ]]; then
        options=(${(f)"$($program --language en $command --help 2>/dev/null | sed -nE 's/^ +(-[a-zA-Z], )?(--[a-z-]+).*/\2/p')"})
        compadd -a options
    elif [[ -z $command ]]; then
        _describe command commands
    else
        _files
    fi
}

_consultantos_cli "$@"
