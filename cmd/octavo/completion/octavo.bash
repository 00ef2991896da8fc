# Completion of octavo for bash; octavo itself knows what may follow.
_octavo() {
  local line word words=()
  # Bash makes words of its own of the "=" in --flag=value.
  for word in "${COMP_WORDS[@]:1:$COMP_CWORD}"; do
    [ "$word" = "=" ] || words+=("$word")
  done
  case ${COMP_WORDS[COMP_CWORD]} in "=") words+=("") ;; esac
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("${line%%$'\t'*}")
  done < <(octavo __complete -- "${words[@]}" 2>/dev/null)
}
complete -o default -o bashdefault -F _octavo octavo
