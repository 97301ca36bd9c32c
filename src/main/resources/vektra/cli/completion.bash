# Completion of vektra for bash, 3.2 or newer, with or without bash-completion. Made by the build: vektra completion bash.

# COMMAND|WORD|KIND|DESCRIPTION a line
_vektra_table='TABLE'

# Puts into found what kind of value follows WORD, or stands for it; empty when none does.
_vektra_kind() { # COMMAND SERVICE WORD
  local command word kind rest
  found=
  while IFS='|' read -r command word kind rest; do
    if [ "$word" = "$3" ] && { [ "$command" = "$1" ] || [ "$command" = "$1 $2" ]; }; then
      found=$kind
      return
    fi
  done <<<"$_vektra_table"
}

# Adds to COMPREPLY the words of COMMAND's rows that start with PREFIX.
_vektra_words() { # COMMAND PREFIX
  local command word rest
  while IFS='|' read -r command word rest; do
    [ "$command" = "$1" ] && [ "$word" != '*' ] && [[ $word == "$2"* ]] && COMPREPLY+=("$word")
  done <<<"$_vektra_table"
}

# Adds the names of the files in a folder of Vektra's home, without ENDING.
_vektra_names() { # FOLDER ENDING PREFIX
  local file name
  for file in "${VEKTRA_HOME:-$HOME/.vektra}/$1/$3"*"$2"; do
    name=${file##*/}
    [ -e "$file" ] && COMPREPLY+=("${name%"$2"}")
  done
}

_vektra_values() { # KIND PREFIX
  case $1 in
    app) _vektra_names apps .json "$2" ;;
    drain) _vektra_names drains .json "$2" ;;
    addon)
      _vektra_words @service "$2"
      _vektra_names addons '' "$2"
      ;;
    file) compopt -o default 2>/dev/null ;;
    program) COMPREPLY=($(compgen -c -- "$2")) ;;
    *) _vektra_words "@$1" "$2" ;;
  esac
}

_vektra() {
  local IFS=$' \t\n'
  local line=${COMP_LINE:0:COMP_POINT} words current command='' service='' found='' value='' kept='' i
  COMPREPLY=()
  # not COMP_WORDS, which fall apart at each colon
  read -r -a words <<<"$line"
  case $line in *[[:blank:]]) words+=('') ;; esac
  current=${words[${#words[@]} - 1]}

  for ((i = 1; i < ${#words[@]} - 1; i++)); do
    if [ -n "$value" ]; then
      value=
      continue
    fi
    case ${words[i]} in
      --*=* | --) ;;
      -*)
        _vektra_kind "$command" "$service" "${words[i]}"
        value=$found
        ;;
      *)
        if [ -z "$command" ]; then
          command=${words[i]}
        elif [ "$command" = run ]; then
          # what follows is the program's
          compopt -o default 2>/dev/null
          return
        elif [ -z "$service" ]; then
          service=${words[i]}
        fi
        ;;
    esac
  done

  case $current in
    --*=*)
      _vektra_kind "$command" "$service" "${current%%=*}"
      [ -n "$found" ] && _vektra_values "$found" "${current#*=}"
      # bash replaces only what stands behind = when that parts words
      case $COMP_WORDBREAKS in
        *=*) ;;
        *) kept=${current%%=*}= ;;
      esac
      for ((i = 0; i < ${#COMPREPLY[@]}; i++)); do COMPREPLY[i]=$kept${COMPREPLY[i]}; done
      return
      ;;
  esac
  if [ -n "$value" ]; then
    _vektra_values "$value" "$current"
  elif [ "${current:0:1}" = - ]; then
    _vektra_words "$command" "$current"
    _vektra_words "$command $service" "$current"
  elif [ -z "$command" ]; then
    _vektra_values command "$current"
  else
    _vektra_kind "$command" "$service" '*'
    [ -n "$found" ] && _vektra_values "$found" "$current"
  fi

  # bash takes only what stands behind the last colon for the word, unless the colon parts none
  case $current,$COMP_WORDBREAKS in
    *:*,*:*)
      kept=${current%"${current##*:}"}
      for ((i = 0; i < ${#COMPREPLY[@]}; i++)); do COMPREPLY[i]=${COMPREPLY[i]#"$kept"}; done
      ;;
  esac
}

complete -F _vektra vektra
