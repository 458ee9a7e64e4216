# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of consultantos-cli for fish. Commands and options are what the program itself says of them.

function __consultantos_commands
    # The help is read in English: its headings are words of a language.
    consultantos-cli --language en --help 2>/dev/null | sed -nE '/^Commands:/,/^$/s/^  ([a-z]+) +(.*)/\1\t\2/p'
end

function __consultantos_command
    set -l known (__consultantos_commands | string split -f 1 \t)
    for word in (commandline -opc)[2..-1]
        if contains -- $word $known
            echo $word
            return
        end
    end
    return 1
end

function __consultantos_options
    consultantos-cli --language en (__consultantos_command) --help 2>/dev/null | sed -nE 's/^ +(-[a-zA-Z], )?(--[a-z-]+).*/\2/p'
end

function __consultantos_formats
    switch (__consultantos_command)
        case analyze
            printf '%s\n' json md html pdf docx xlsx pptx sealed
        case library
            printf '%s\n' text json md html pdf docx xlsx pptx sealed
        case facts companies forecast models sources
            printf '%s\n' text json csv
        case alerts
            printf '%s\n' text json md html
        case '*'
            printf '%s\n' text json
    end
end

complete -c consultantos-cli -n 'not __consultantos_command' -f -a '(__consultantos_commands)'
complete -c consultantos-cli -n 'string match -q -- "-*" (commandline -ct)' -f -a '(__consultantos_options)'
complete -c consultantos-cli -l format -x -a '(__consultantos_formats)'
complete -c consultantos-cli -l depth -x -a 'quick standard deep'
complete -c consultantos-cli -l language -x -a 'system en de fr es'
complete -c consultantos-cli -l report-language -x -a 'en de'
complete -c consultantos-cli -l provider -x -a 'none gemini openai anthropic local'
complete -c consultantos-cli -l frequency -x -a 'yearly quarterly monthly weekly daily weekdays hourly none'
complete -c consultantos-cli -l frameworks -x -a 'porter swot pestel blue_ocean ansoff bcg value_chain vrio three_c scenarios issue_tree'
complete -c consultantos-cli -l data-dir -x -a '(__fish_complete_directories)'
