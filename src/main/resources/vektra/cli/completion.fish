# Completion of vektra for fish. Made by the build: vektra completion fish.

# COMMAND|WORD|KIND|DESCRIPTION a line
set -g __vektra_table (string split \n -- 'TABLE')

# Prints what kind of value follows WORD, or stands for it.
function __vektra_kind --argument-names command service word
    for row in $__vektra_table
        set -l cells (string split --max 3 '|' -- $row)
        if test "$cells[2]" = "$word"; and contains -- "$cells[1]" "$command" "$command $service"
            echo $cells[3]
            return
        end
    end
end

# Prints the words of COMMAND's rows, each behind START, with their descriptions.
function __vektra_words --argument-names command start
    for row in $__vektra_table
        set -l cells (string split --max 3 '|' -- $row)
        if test "$cells[1]" = "$command"; and test "$cells[2]" != '*'
            printf '%s%s\t%s\n' "$start" $cells[2] "$cells[4]"
        end
    end
end

# Prints the names of the files in a folder of Vektra's home, without ENDING.
function __vektra_names --argument-names folder ending start
    set -l home ~/.vektra
    test -n "$VEKTRA_HOME"; and set home $VEKTRA_HOME
    set -l files $home/$folder/*$ending
    for name in (string replace -r '.*/' '' -- $files)
        printf '%s%s\n' "$start" (string replace -r (string escape --style=regex -- $ending)'$' '' -- $name)
    end
end

function __vektra_values --argument-names kind current start
    switch $kind
        case app
            __vektra_names apps .json "$start"
        case drain
            __vektra_names drains .json "$start"
        case addon
            __vektra_words @service "$start"
            __vektra_names addons '' "$start"
        case file
            __fish_complete_path $current
        case program
            complete -C "$current"
        case '*'
            __vektra_words "@$kind" "$start"
    end
end

function __vektra
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    # variables that are set for the command alone
    while string match -q '*=*' -- $before[1]
        set -e before[1]
    end
    set -l command ''
    set -l service ''
    set -l value ''
    for i in (seq 2 (count $before))
        if test -n "$value"
            set value ''
            continue
        end
        switch $before[$i]
            case '--*=*' --
            case '-*'
                set value (__vektra_kind "$command" "$service" $before[$i])
            case '*'
                if test -z "$command"
                    set command $before[$i]
                else if test "$command" = run
                    # what follows is the program's
                    complete -C (string join ' ' -- (string escape -- $before[$i..-1]) $current)
                    return
                else if test -z "$service"
                    set service $before[$i]
                end
        end
    end

    if test -n "$value"
        __vektra_values $value "$current" ''
    else if string match -q -- '--*=*' $current
        set -l parts (string split --max 1 '=' -- $current)
        set -l kind (__vektra_kind "$command" "$service" $parts[1])
        test -n "$kind"; and __vektra_values $kind "$parts[2]" "$parts[1]="
    else if string match -q -- '-*' $current
        __vektra_words "$command" ''
        __vektra_words "$command $service" ''
    else if test -z "$command"
        __vektra_values command "$current" ''
    else
        set -l kind (__vektra_kind "$command" "$service" '*')
        test -n "$kind"; and __vektra_values $kind "$current" ''
    end
end

complete -c vektra -e
complete -c vektra -f -a '(__vektra)'
