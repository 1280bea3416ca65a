#!/bin/sh
# Destination side of a publish, in POSIX shell: runs on the host through ssh, or locally for a folder.
#   host.sh ROOT read FILE         print a file of the live site; exit status 44 if it does not exist
#   host.sh ROOT publish PATTERN   hold the lock, and run the commands from standard input until it ends
# PATTERN matches the files with a digest in their path. Each answer is a line that begins with "::", to tell it from
# the output of a login shell.
#
# ROOT/releases/0012-…   finished sites            ROOT/incoming    site being transferred
# ROOT/current           link to the live release  ROOT/switching   name of a release that is about to become live
# If the connection breaks, standard input ends, this script ends, and the kernel frees the lock.

LC_ALL=C
export LC_ALL
umask 022
root=$1 task=$2 given=$3

say() { printf '::%s\n' "$*"; }
fail() { say "fail $*"; exit 1; }

if [ "$task" = read ]; then
  [ -e "$root/current/$given" ] || exit 44
  exec cat "$root/current/$given"
fi

# wait_for FD TRIES: wait for the lock of another run; an interrupted one may still be ending.
wait_for() {
  tries=$2
  until flock -n "$1"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 1
  done
}

# Move a release that never became live back to incoming, so that the transfer continues from it.
recover() {
  if [ -f switching ]; then
    read -r unfinished < switching
    if [ -n "$unfinished" ] && [ -d "releases/$unfinished" ] &&
      [ "$(readlink current)" != "releases/$unfinished" ]; then
      rm -rf incoming && mv "releases/$unfinished" incoming || return 1
    fi
    rm -f switching
  fi
  rm -rf discarded current.new
}

# Wait for the rsync of an interrupted run: it may still write into incoming, and holds this lock.
receive() {
  exec 8>>transfer.lock || return 1
  wait_for 8 60 || fail busy
  exec 8>&-
  mkdir -p incoming
}

# verify DIGEST COUNT: check that files.sha256 has this digest, that every file matches it, and that no others exist.
verify() {
  [ "$(sha256sum < incoming/files.sha256 | cut -c 1-64)" = "$1" ] || fail mismatch
  [ "$(find incoming -type f | wc -l)" -eq "$2" ] || fail mismatch
  (cd incoming && sha256sum -c files.sha256 > /dev/null 2>&1) || fail mismatch
}

# lend TO: link the files with digests of the other releases, for pages that were loaded before the switch.
lend() {
  for list in releases/*/files.sha256; do
    from=${list%/files.sha256}
    if [ ! -f "$list" ] || [ "$from" = "$1" ]; then continue; fi
    cut -c 67- "$list" | grep -E "$given" | while IFS= read -r file; do
      if [ -e "$1/$file" ] || [ ! -e "$from/$file" ]; then continue; fi
      { [ -d "$1/${file%/*}" ] || mkdir -p "$1/${file%/*}"; } && ln "$from/$file" "$1/$file" || exit 1
    done || return 1
  done
}

store() {
  [ ! -e "releases/$1" ] && printf '%s\n' "$1" > switching && sync && mv incoming "releases/$1"
}

# Switch with one rename: readers see either the old site or the new one.
switch() {
  rm -f current.new && ln -s "releases/$1" current.new && mv -T current.new current && rm -f switching
}

drop() {
  mkdir -p discarded && mv "releases/$1" discarded/ && rm -rf discarded
}

for tool in flock sha256sum rsync readlink find cut grep; do
  command -v "$tool" > /dev/null 2>&1 || fail no-tool "$tool"
done
if [ -e "$root/current" ] && [ ! -L "$root/current" ]; then fail current-is-no-link; fi
{ mkdir -p "$root/releases" && cd "$root"; } || fail no-folder "$root"
exec 9>>lock
wait_for 9 4 || fail busy
recover || fail refused

# shellcheck disable=SC2012  # our names: digits, letters and hyphens
say "releases $(ls releases | tr '\n' ' ')"
say "live $(readlink current)"
say ok

while read -r verb first second; do
  case $verb in
    receive | verify | lend | store | switch | drop) { "$verb" "$first" "$second" && say ok; } || fail refused ;;
    *) fail refused ;;
  esac
done
