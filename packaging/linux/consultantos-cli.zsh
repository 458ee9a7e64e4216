#compdef consultantos-cli
# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of consultantos-cli for zsh. Commands, actions, options, what kind of value each takes and formats are what the
# program itself says of them.

# In English, whatever the user's language: headings and words of the help are read.
_consultantos_help() { $words[1] --language en "$@" --help 2>/dev/null }

# The lines that the help (1) has of an option (2).
_consultantos_option() {
    print -r -- $1 | awk -v option=$2 '/^  -/ { inside = ($1 == option || $2 == option) } /^$/ { inside = 0 } inside'
}

# The values of an option (2) of a command (1) whose help is 3.
_consultantos_value() {
    local told="$(_consultantos_option $3 $2)"
    local -a sources=(sec_edgar feeds gdelt world_bank tavily searxng finnhub alpha_vantage xbrl_filings) told_words
    case "$1 $2" in
        *' --depth') compadd quick standard deep ;;
        *' --language') compadd system en de fr es ;;
        *' --report-language') compadd en de ;;
        *' --provider') compadd none gemini openai anthropic local ;;
        *' --preset') compadd openai azure openrouter groq mistral deepseek lmstudio ollama vllm llamacpp other ;;
        *' --format')
            told_words=(${=told//[^a-z]/ })
            local -a formats=(text json csv md html pdf docx xlsx pptx sealed)
            compadd ${formats:*told_words}
            ;;
        *' --frequency') compadd yearly quarterly monthly weekly daily weekdays hourly none ;;
        *' --frameworks')
            _values -s , framework porter swot pestel blue_ocean ansoff bcg value_chain vrio three_c scenarios issue_tree
            ;;
        *' --role') compadd viewer member admin ;;
        'usage --by') compadd agent report day model ;;
        'forecast --by') compadd segment product region ;;
        'cache --kind') compadd analysis agent document search model_reply ;;
        'sources --kind' | 'sources test') compadd -a sources ;;
        *)
            case ${told%%$'\n'*} in
                *'<file>'* | *'<path>'* | *'<text or file>'*) _files ;;
                *'<folder>'*) _files -/ ;;
                *) _message value ;;
            esac
            ;;
    esac
}

# The arguments that a command (1) takes by the first line of its help (2): its actions, then files where it wants some.
# The others are the arguments before the word begun.
_consultantos_argument() {
    local command=$1 form token place
    local usage=${${2%%$'\n'*}#*\[options\]}
    local -a forms tokens
    local -aU actions
    shift 2
    forms=("${(@s:|:)${usage//[\[\]]/}}")
    for form in $forms; do
        tokens=(${=form})
        [[ $tokens[1] =~ '^[a-z][a-z-]*$' ]] && actions+=($tokens[1])
    done
    if (( $#actions && ! $# )); then
        compadd -a actions
        return
    fi
    for form in $forms; do
        tokens=(${=form})
        (( ! $#actions )) || [[ $tokens[1] == ${1:-} ]] || continue
        place=$(($# + 1))
        token=$tokens[-1]
        if (( place <= $#tokens )); then
            token=$tokens[place]
        elif [[ $token != *(...|…) ]]; then
            continue # more than are named only where the last one may be repeated
        fi
        case "$command ${1:-} ${${token%...}%…}" in
            'sources test ID') _consultantos_value sources test '' ;;
            *' FILE' | *' diff '[AB]) _files ;;
            *) _message ${(L)token} ;;
        esac
        return
    done
    _message 'no more arguments'
}

_consultantos_cli() {
    local command="" word option="" help
    local -a commands given taking=(--data-dir --engagement --store --language)
    commands=(${(f)"$(_consultantos_help | sed -nE '/^Commands:/,/^$/s/^  ([a-z]+) +(.*)/\1:\2/p')"})
    for word in ${words[2,CURRENT-1]}; do
        if [[ -n $option ]]; then
            option=""
        elif (( ${taking[(Ie)$word]} )); then
            option=$word
        elif [[ $word == -* ]]; then
            continue
        elif [[ -n $command ]]; then
            given+=($word)
        elif (( ${commands[(I)$word:*]} )); then
            command=$word
            help="$(_consultantos_help $command)"
            taking=(${(f)"$(print -r -- $help | sed -nE 's/^  (-[a-zA-Z], )?(--[a-z-]+) <.*/\2/p')"})
        fi
    done
    # The options of all commands are among this one's.
    [[ -n $command ]] || help="$(_consultantos_help analyze)"
    if [[ -z $option && ${words[CURRENT]} == --*=* ]]; then
        option=${words[CURRENT]%%=*}
        compset -P '*='
    fi
    if [[ -n $option ]]; then
        _consultantos_value "$command" $option $help
    elif [[ ${words[CURRENT]} == -* ]]; then
        local -a options
        options=(${(f)"$(_consultantos_help $command | sed -nE 's/^  (-[a-zA-Z], )?(--[a-z-]+).*/\2/p')"})
        compadd -a options
    elif [[ -z $command ]]; then
        _describe command commands
    else
        _consultantos_argument $command $help $given
    fi
}

_consultantos_cli "$@"
