# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Bash completion of consultantos-cli.

_consultantos_cli() {
    local word="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}" command="" i
    local commands
    # The help is read in English: its headings are words of a language.
    commands="$("${COMP_WORDS[0]}" --language en --help 2>/dev/null | sed -nE '/^Commands:/,/^$/s/^  ([a-z]+) .*/\1/p' | tr '\n' ' ')"
    local sources="sec_edgar feeds gdelt world_bank tavily searxng finnhub alpha_vantage xbrl_filings"
    for ((i = 1; i < COMP_CWORD; i++)); do
        case " $commands " in *" ${COMP_WORDS[i]} "*) command="${COMP_WORDS[i]}"; break ;; esac
    done
    COMPREPLY=()
    case "$previous" in
        --depth) mapfile -t COMPREPLY < <(compgen -W "quick standard deep" -- "$word"); return ;;
        --language) mapfile -t COMPREPLY < <(compgen -W "system en de fr es" -- "$word"); return ;;
        --report-language) mapfile -t COMPREPLY < <(compgen -W "en de" -- "$word"); return ;;
        --by)
            case "$command" in
                usage) mapfile -t COMPREPLY < <(compgen -W "agent report day model" -- "$word") ;;
                forecast) mapfile -t COMPREPLY < <(compgen -W "segment product region" -- "$word") ;;
            esac
            return ;;
        --provider) mapfile -t COMPREPLY < <(compgen -W "none gemini openai anthropic local" -- "$word"); return ;;
        --preset)
            mapfile -t COMPREPLY < <(compgen -W "openai azure openrouter groq mistral deepseek lmstudio ollama vllm llamacpp other" \
                -- "$word")
            return ;;
        --format)
            case "$command" in
                analyze) mapfile -t COMPREPLY < <(compgen -W "json md html pdf docx xlsx pptx sealed" -- "$word") ;;
                facts | companies | compare | forecast) mapfile -t COMPREPLY < <(compgen -W "text json csv" -- "$word") ;;
                models | sources) mapfile -t COMPREPLY < <(compgen -W "text json csv" -- "$word") ;;
                library) mapfile -t COMPREPLY < <(compgen -W "text json md html pdf docx xlsx pptx sealed" -- "$word") ;;
                alerts) mapfile -t COMPREPLY < <(compgen -W "text json md html" -- "$word") ;;
                *) mapfile -t COMPREPLY < <(compgen -W "text json" -- "$word") ;;
            esac
            return ;;
        --frequency)
            mapfile -t COMPREPLY < <(compgen -W "yearly quarterly monthly weekly daily weekdays hourly none" -- "$word")
            return ;;
        --frameworks)
            # Completes the last name of a comma-separated list.
            local head="" name
            [[ "$word" == *,* ]] && head="${word%,*},"
            for name in porter swot pestel blue_ocean ansoff bcg value_chain vrio three_c scenarios issue_tree; do
                [[ "$head$name" == "$word"* ]] && COMPREPLY+=("$head$name")
            done
            return ;;
        --output | --facts | --source | --document | --csv | --pairs | --tls-cert | --tls-key | --hierarchy | --workbook | --password-file | --sign | --key) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
        --report | --unit) [[ "$command" == doctor ]] && mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
        --data-dir | --rotate | --into) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
        --role) mapfile -t COMPREPLY < <(compgen -W "viewer member admin" -- "$word"); return ;;
        --kind)
            if [[ "$command" == cache ]]; then
                mapfile -t COMPREPLY < <(compgen -W "analysis agent document search model_reply" -- "$word")
            else
                mapfile -t COMPREPLY < <(compgen -W "$sources" -- "$word")
            fi
            return ;;
        --industry | --company | --question | --region | --context | --market-cap | --concept | --years | --currency | --from | --periods | --conversation) return ;;
    esac
    if [[ "$word" == -* ]]; then
        # The program itself says them, so that none is forgotten here.
        local options
        options="$("${COMP_WORDS[0]}" --language en ${command:+"$command"} --help 2>/dev/null | sed -nE 's/^ +(-[a-zA-Z], )?(--[a-z-]+).*/\2/p')"
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
        return
    fi
    case "$command" in
        "") mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$word") ;;
        import | check | backup | restore) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
        conversations) [[ "$previous" == conversations ]] && mapfile -t COMPREPLY < <(compgen -W "list show search delete" -- "$word") ;;
        library) [[ "$previous" == library ]] && mapfile -t COMPREPLY < <(compgen -W "list show diff read-back search delete tipping requests contradictions review settle edit edits targets resolve undo redo answer replay verify" -- "$word") ;;
        monitor)
            [[ "$previous" == monitor ]] && mapfile -t COMPREPLY < <(compgen -W "add list show edit pause resume remove check figures" -- "$word")
            ;;
        alerts)
            [[ "$previous" == alerts ]] && mapfile -t COMPREPLY < <(compgen -W "list show snooze dismiss reopen digest unsent resend discard" -- "$word")
            ;;
        indexes) [[ "$previous" == indexes ]] && mapfile -t COMPREPLY < <(compgen -W "list generate deploy check" -- "$word") ;;
        models) [[ "$previous" == models ]] && mapfile -t COMPREPLY < <(compgen -W "test list agree withdraw" -- "$word") ;;
        sources)
            if [[ "$previous" == sources ]]; then
                mapfile -t COMPREPLY < <(compgen -W "list test ledger fetch" -- "$word")
            elif [[ " ${COMP_WORDS[*]} " == *" test "* ]]; then
                mapfile -t COMPREPLY < <(compgen -W "$sources" -- "$word")
            fi
            ;;
        cache) [[ "$previous" == cache ]] && mapfile -t COMPREPLY < <(compgen -W "stats clear warm verify wrong explain" -- "$word") ;;
        engagement)
            if [[ "$previous" == engagement ]]; then
                mapfile -t COMPREPLY < <(compgen -W "list export import remove" -- "$word")
            else
                mapfile -t COMPREPLY < <(compgen -f -- "$word")
            fi
            ;;
        store) mapfile -t COMPREPLY < <(compgen -W "sizes vacuum copy" -- "$word") ;;
        users)
            [[ "$previous" == users ]] && mapfile -t COMPREPLY < <(compgen -W "add list role token tokens revoke allow disallow remove" -- "$word")
            ;;
        audit) mapfile -t COMPREPLY < <(compgen -W "list" -- "$word") ;;
        scenario)
            if [[ "$previous" == scenario ]]; then
                mapfile -t COMPREPLY < <(compgen -W "run goal-seek" -- "$word")
            else
                mapfile -t COMPREPLY < <(compgen -f -- "$word")
            fi
            ;;
        template) mapfile -t COMPREPLY < <(compgen -W "financials" -- "$word") ;;
        completion) mapfile -t COMPREPLY < <(compgen -W "bash zsh fish" -- "$word") ;;
    esac
}
complete -o filenames -F _consultantos_cli consultantos-cli
