# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of consultantos-cli for fish. Commands, actions, options, what kind of value each takes and formats are what the
# program itself says of them.

# In English, whatever the user's language: headings and words of the help are read.
function __consultantos_help
    consultantos-cli --language en $argv --help 2>/dev/null
end

function __consultantos_commands
    __consultantos_help | sed -nE '/^Commands:/,/^$/s/^  ([a-z]+) +(.*)/\1\t\2/p'
end

# The lines that the help (from 2 on) has of an option (1).
function __consultantos_option
    printf '%s\n' $argv[2..-1] | awk -v option=$argv[1] '/^  -/ { inside = ($1 == option || $2 == option) } /^$/ { inside = 0 } inside'
end

# Each name behind what a comma-separated list (1) has already.
function __consultantos_list
    printf '%s\n' (string replace -r '[^,]*$' '' -- $argv[1])$argv[2..-1]
end

# The values of an option (2) of a command (1) for the word begun (3); the help follows.
function __consultantos_value
    set -l sources sec_edgar feeds gdelt world_bank tavily searxng finnhub alpha_vantage xbrl_filings
    set -l told (__consultantos_option $argv[2] $argv[4..-1])
    switch "$argv[1] $argv[2]"
        case '* --depth'
            printf '%s\n' quick standard deep
        case '* --language'
            printf '%s\n' system en de fr es
        case '* --report-language'
            printf '%s\n' en de
        case '* --provider'
            printf '%s\n' none gemini openai anthropic local
        case '* --preset'
            printf '%s\n' openai azure openrouter groq mistral deepseek lmstudio ollama vllm llamacpp other
        case '* --format'
            set -l words (string match -ar '[a-z]+' -- $told)
            for format in text json csv md html pdf docx xlsx pptx sealed
                contains -- $format $words; and echo $format
            end
        case '* --frequency'
            printf '%s\n' yearly quarterly monthly weekly daily weekdays hourly none
        case '* --frameworks'
            __consultantos_list $argv[3] porter swot pestel blue_ocean ansoff bcg value_chain vrio three_c scenarios issue_tree
        case '* --role'
            printf '%s\n' viewer member admin
        case 'usage --by'
            printf '%s\n' agent report day model
        case 'forecast --by'
            printf '%s\n' segment product region
        case 'cache --kind'
            printf '%s\n' analysis agent document search model_reply
        case 'sources --kind' 'sources test'
            printf '%s\n' $sources
        case '*'
            switch "$told[1]"
                case '*<file>*' '*<path>*' '*<text or file>*'
                    __fish_complete_path $argv[3]
                case '*<folder>*'
                    __fish_complete_directories $argv[3] ''
            end
    end
end

# The arguments that a command (1) takes by the first line of its help (2): its actions, then files where it wants some.
# 3 is the word begun, the others are the arguments before it.
function __consultantos_argument
    set -l given $argv[4..-1]
    set -l forms (string replace -r '^.*\[options\]' '' -- $argv[2] | string replace -ar '[\[\]]' '' | string split '|' | string trim)
    set -l actions (string match -r '^[a-z][a-z-]*(?![^ ])' -- $forms)
    if test (count $actions) -gt 0 -a (count $given) -eq 0
        printf '%s\n' $actions | sort -u
        return
    end
    for form in $forms
        set -l tokens (string split ' ' -- $form)
        test (count $actions) -eq 0; or test "$tokens[1]" = "$given[1]"; or continue
        set -l place (math (count $given) + 1)
        set -l token $tokens[-1]
        if test $place -le (count $tokens)
            set token $tokens[$place]
        else if not string match -qr '(\.\.\.|…)$' -- $token
            continue # more than are named only where the last one may be repeated
        end
        set token (string replace -r '(\.\.\.|…)$' '' -- $token)
        switch "$argv[1] $given[1] $token"
            case 'sources test ID'
                __consultantos_value sources test ''
            case '* FILE' '* diff A' '* diff B'
                __fish_complete_path $argv[3]
        end
        return
    end
end

function __consultantos_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l commands (__consultantos_commands)
    set -l names (string split -f 1 \t -- $commands)
    set -l taking --data-dir --engagement --store --language
    set -l command
    set -l help
    set -l given
    set -l option # whose value comes next
    for one in $words[2..-1]
        if test -n "$option"
            set option
        else if contains -- $one $taking
            set option $one
        else if string match -q -- '-*' $one
            continue
        else if test -n "$command"
            set -a given $one
        else if contains -- $one $names
            set command $one
            set help (__consultantos_help $command)
            set taking (printf '%s\n' $help | sed -nE 's/^  (-[a-zA-Z], )?(--[a-z-]+) <.*/\2/p')
        end
    end
    # The options of all commands are among this one's.
    test -n "$command"; or set help (__consultantos_help analyze)
    set -l assigned (string match -r '^(--[a-z-]+=)(.*)$' -- $word)
    if test -n "$option"
        __consultantos_value "$command" $option "$word" $help
    else if test (count $assigned) -eq 3
        printf '%s\n' $assigned[2](__consultantos_value "$command" (string trim -r -c = -- $assigned[2]) "$assigned[3]" $help)
    else if string match -q -- '-*' $word
        __consultantos_help $command | sed -nE 's/^  (-[a-zA-Z], )?(--[a-z-]+).*/\2/p'
    else if test -z "$command"
        printf '%s\n' $commands
    else
        __consultantos_argument $command $help[1] "$word" $given
    end
end

complete -c consultantos-cli -f -a '(__consultantos_complete)'
