# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Bash completion of consultantos-cli. Commands, actions, options, what kind of value each takes and formats are what the
# program itself says of them, so that none is forgotten here.

# In English, whatever the user's language: headings and words of the help are read.
_consultantos_help() { "${COMP_WORDS[0]}" --language en "$@" --help 2>/dev/null; }

_consultantos_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2"); }

# Only here a word is the name of a file: elsewhere a folder called as it would get a slash.
_consultantos_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen "$1" -- "$2")
}

# The last name of a comma-separated list.
_consultantos_list() {
    local head="" name
    [[ "$2" == *,* ]] && head="${2%,*},"
    for name in $1; do
        [[ "$head$name" == "$2"* ]] && COMPREPLY+=("$head$name")
    done
}

# The lines that the help (1) has of an option (2).
_consultantos_option() {
    awk -v option="$2" '/^  -/ { inside = ($1 == option || $2 == option) } /^$/ { inside = 0 } inside' <<<"$1"
}

# Of the formats there are, those that the help (1) names for --format.
_consultantos_formats() {
    local told format
    told="$(_consultantos_option "$1" --format | tr -cs '[:alnum:]' ' ')"
    for format in text json csv md html pdf docx xlsx pptx sealed; do
        [[ " $told " == *" $format "* ]] && printf '%s ' "$format"
    done
}

# The values of an option (2) of a command (1) whose help is 3; the word begun is 4.
_consultantos_value() {
    local sources="sec_edgar feeds gdelt world_bank tavily searxng finnhub alpha_vantage xbrl_filings"
    case "$2" in
        --depth) _consultantos_words "quick standard deep" "$4" ;;
        --language) _consultantos_words "system en de fr es" "$4" ;;
        --report-language) _consultantos_words "en de" "$4" ;;
        --provider) _consultantos_words "none gemini openai anthropic local" "$4" ;;
        --preset)
            _consultantos_words "openai azure openrouter groq mistral deepseek lmstudio ollama vllm llamacpp other" "$4"
            ;;
        --format) _consultantos_words "$(_consultantos_formats "$3")" "$4" ;;
        --frequency) _consultantos_words "yearly quarterly monthly weekly daily weekdays hourly none" "$4" ;;
        --frameworks)
            _consultantos_list "porter swot pestel blue_ocean ansoff bcg value_chain vrio three_c scenarios issue_tree" "$4"
            ;;
        --role) _consultantos_words "viewer member admin" "$4" ;;
        --by)
            case "$1" in
                usage) _consultantos_words "agent report day model" "$4" ;;
                forecast) _consultantos_words "segment product region" "$4" ;;
            esac
            ;;
        --kind)
            case "$1" in
                cache) _consultantos_words "analysis agent document search model_reply" "$4" ;;
                sources) _consultantos_words "$sources" "$4" ;;
            esac
            ;;
        test) _consultantos_words "$sources" "$4" ;; # of sources
        *)
            case "$(_consultantos_option "$3" "$2" | head -n 1)" in
                *"<file>"* | *"<path>"* | *"<text or file>"*) _consultantos_files -f "$4" ;;
                *"<folder>"*) _consultantos_files -d "$4" ;;
            esac
            ;;
    esac
}

# The arguments that a command (1) takes by the first line of its help (2): its actions, then files where it wants some.
# 3 is the word begun, the others are the arguments before it.
_consultantos_argument() {
    local command="$1" usage="${2%%$'\n'*}" word="$3" form token actions="" place
    local -a forms tokens
    shift 3
    usage="${usage#*"[options]"}"
    usage="${usage//[\[\]]/}"
    IFS='|' read -ra forms <<<"$usage"
    for form in "${forms[@]}"; do
        read -ra tokens <<<"$form"
        [[ "${tokens[0]:-}" =~ ^[a-z][a-z-]*$ && " $actions " != *" ${tokens[0]} "* ]] && actions+=" ${tokens[0]}"
    done
    if [[ -n "$actions" && $# == 0 ]]; then
        _consultantos_words "$actions" "$word"
        return
    fi
    for form in "${forms[@]}"; do
        read -ra tokens <<<"$form"
        [[ -z "$actions" || "${tokens[0]:-}" == "$1" ]] || continue
        place=$#
        ((place < ${#tokens[@]})) || place=$((${#tokens[@]} - 1))
        ((place >= 0)) || continue
        token="${tokens[place]}"
        # More than are named only where the last one may be repeated.
        [[ $place == "$#" || "$token" == *... || "$token" == *… ]] || continue
        token="${token%...}"
        case "$command ${1:-} ${token%…}" in
            "sources test ID") _consultantos_value "$command" test "" "$word" ;;
            *" FILE" | *" diff "[AB]) _consultantos_files -f "$word" ;;
        esac
        return
    done
}

_consultantos_cli() {
    local word="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}" command="" commands help taking i
    local -a arguments=()
    COMPREPLY=()
    # Bash takes "--depth=quick" apart into three words.
    if [[ "$word" == "=" ]]; then
        word=""
    elif [[ "$previous" == "=" ]]; then
        previous="${COMP_WORDS[COMP_CWORD - 2]}"
    fi
    commands="$(_consultantos_help | sed -nE '/^Commands:/,/^$/s/^  ([a-z]+) .*/\1/p' | tr '\n' ' ')"
    taking=" --data-dir --engagement --store --language "
    for ((i = 1; i < COMP_CWORD; i++)); do
        if [[ "${COMP_WORDS[i + 1]}" == "=" ]]; then
            ((i += 2))
        elif [[ "$taking" == *" ${COMP_WORDS[i]} "* ]]; then
            ((i += 1))
        elif [[ "${COMP_WORDS[i]}" == -* ]]; then
            continue
        elif [[ -n "$command" ]]; then
            arguments+=("${COMP_WORDS[i]}")
        elif [[ " $commands " == *" ${COMP_WORDS[i]} "* ]]; then
            command="${COMP_WORDS[i]}"
            help="$(_consultantos_help "$command")"
            taking=" $(sed -nE 's/^  (-[a-zA-Z], )?(--[a-z-]+) <.*/\2/p' <<<"$help" | tr '\n' ' ') "
        fi
    done
    [[ -n "$command" ]] || help="$(_consultantos_help analyze)" # the options of all commands are among them
    if [[ "$taking" == *" $previous "* ]]; then
        _consultantos_value "$command" "$previous" "$help" "$word"
    elif [[ "$word" == -* ]]; then
        _consultantos_words "$(_consultantos_help ${command:+"$command"} | sed -nE 's/^  (-[a-zA-Z], )?(--[a-z-]+).*/\2/p')" "$word"
    elif [[ -z "$command" ]]; then
        _consultantos_words "$commands" "$word"
    else
        _consultantos_argument "$command" "$help" "$word" "${arguments[@]}"
    fi
}
complete -F _consultantos_cli consultantos-cli
