#!/bin/sh
# How much memory a thousand rounds of "watch" take: watch-memory.sh PROGRAM [ROUNDS]
# PROGRAM is the native program, or "dotnet path/to/apim-orchestrator.dll". Prints round and resident memory (KiB) while it goes on.
set -eu
program=$1 rounds=${2:-1000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/site.yml" <<'YAML'
- hosts: localhost
  gather_facts: true
  tasks:
    - copy: {dest: /nonexistent-for-watch/file, content: "{{ 'x' * 20000 }}"}
      ignore_errors: true
    - stat: {path: /etc/passwd}
    - command: head -c 200000 /dev/zero
      check_mode: false
      changed_when: false
YAML
cd "$folder"
# shellcheck disable=SC2086
$program watch site.yml --interval 0 --rounds "$rounds" --metrics off --output jsonl >rounds.jsonl 2>errors &
watch=$!
echo 'round  KiB'
next=1
while kill -0 "$watch" 2>/dev/null; do
  round=$(wc -l <rounds.jsonl)
  if [ "$round" -ge "$next" ]; then
    printf '%5s  %s\n' "$round" "$(awk '/VmRSS/ { print $2 }' "/proc/$watch/status" 2>/dev/null || true)"
    next=$((round / 100 * 100 + 100))
  fi
  sleep 1
done
wait "$watch"
cat errors >&2
