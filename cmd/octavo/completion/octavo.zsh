#compdef octavo
# Completion of octavo for zsh; octavo itself knows what may follow.
_octavo() {
  local -a found
  local line
  for line in "${(@f)$(octavo __complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] && found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done
  if (( $#found )); then
    _describe octavo found
  else
    _files
  fi
}
if [[ $funcstack[1] == _octavo ]]; then
  _octavo "$@"
else
  compdef _octavo octavo
fi
