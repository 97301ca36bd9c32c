#compdef vektra
# Completion of vektra for zsh. Made by the build: vektra completion zsh.

# COMMAND|WORD|KIND|DESCRIPTION a line
typeset -g _vektra_table='TABLE'

# Puts into found what kind of value follows WORD, or stands for it; empty when none does.
_vektra_kind() { # COMMAND SERVICE WORD
  local row
  local -a cells
  found=
  for row in "${(@f)_vektra_table}"; do
    cells=("${(@s:|:)row}")
    if [[ $cells[2] == "$3" && ( $cells[1] == "$1" || $cells[1] == "$1 $2" ) ]]; then
      found=$cells[3]
      return
    fi
  done
}

# Adds the words of COMMAND's rows to proposals.
_vektra_words() { # COMMAND
  local row
  local -a cells
  for row in "${(@f)_vektra_table}"; do
    cells=("${(@s:|:)row}")
    [[ $cells[1] == "$1" && $cells[2] != '*' ]] && proposals+=("${cells[2]//:/\\:}${cells[4]:+:$cells[4]}")
  done
}

# Adds the names of the files in a folder of Vektra's home, without ENDING.
_vektra_names() { # FOLDER ENDING
  local -a files
  files=("${VEKTRA_HOME:-$HOME/.vektra}/$1/"*"$2"(N:t))
  proposals+=("${(@)files%$2}")
}

_vektra_values() { # KIND
  local -a proposals
  case $1 in
    app) _vektra_names apps .json ;;
    drain) _vektra_names drains .json ;;
    addon)
      _vektra_words @service
      _vektra_names addons ''
      ;;
    file) _files; return ;;
    program) _command_names -e; return ;;
    *) _vektra_words "@$1" ;;
  esac
  (( $#proposals )) && _describe -t "vektra-$1" "$1" proposals
}

_vektra() {
  local command= service= found= value=
  local -a proposals
  integer i
  for ((i = 2; i < CURRENT; i++)); do
    if [[ -n $value ]]; then
      value=
      continue
    fi
    case $words[i] in
      --*=* | --) ;;
      -*)
        _vektra_kind "$command" "$service" "$words[i]"
        value=$found
        ;;
      *)
        if [[ -z $command ]]; then
          command=$words[i]
        elif [[ $command == run ]]; then
          # what follows is the program's
          shift $((i - 1)) words
          ((CURRENT -= i - 1))
          _normal
          return
        elif [[ -z $service ]]; then
          service=$words[i]
        fi
        ;;
    esac
  done

  if [[ -n $value ]]; then
    _vektra_values "$value"
  elif [[ $PREFIX == --*=* ]]; then
    _vektra_kind "$command" "$service" "${PREFIX%%=*}"
    compset -P 1 '*='
    [[ -n $found ]] && _vektra_values "$found"
  elif [[ $PREFIX == -* ]]; then
    _vektra_words "$command"
    _vektra_words "$command $service"
    (( $#proposals )) && _describe -o -t options option proposals
  elif [[ -z $command ]]; then
    _vektra_values command
  else
    _vektra_kind "$command" "$service" '*'
    [[ -n $found ]] && _vektra_values "$found"
  fi
}

# zsh runs this file as the function when it is one of its own, else it was sourced
if [[ $funcstack[1] == _vektra ]]; then
  _vektra "$@"
else
  compdef _vektra vektra
fi
