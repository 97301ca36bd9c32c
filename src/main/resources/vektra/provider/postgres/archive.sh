# Runs as the server's user, in its data folder:
#   wal FILE NAME    keeps a segment: whole and on disk, or not at all, and never in the place of another
#   base NAME        begins a base backup: copies the data
#   keep NAME TIME   completes it with its label, which comes in base64
#   drop             deletes what is named, one path of the archive a line
set -u
umask 077
fail() {
    echo "$*" 2>/dev/null >../archive.failure
    echo "archive: $*" >&2
    exit 1
}
[ -d "$archive" ] || fail "there is no folder $archive"
if [ "$1" = drop ]; then
    cd "$archive" || exit 1
    tr '\n' '\0' | xargs -0 rm -rf --
    exit
fi
own="$archive/$(cat PG_VERSION)-$(od -An -tu8 -N8 global/pg_control | tr -d ' ')"
here=$(pwd -P)
said=$(mkdir -p "$own/wal" "$own/base" 2>&1) || fail "$said"
first=$(cat "$own/server" 2>/dev/null)
if [ "$first" != "$here" ]; then
    # a copy of the data writes the same names as its original
    [ -n "$first" ] && [ -d "$first" ] && fail "$own is the archive of $first"
    said=$( (echo "$here" >"$own/server") 2>&1) || fail "$said"
fi
case $1 in
wal)
    to=$own/wal/$3.gz
    # what hung may go on when its disk is back, and then finds its file gone
    rm -f "$own/wal/".new.*
    new=$own/wal/.new.$$
    if [ -e "$to" ]; then
        gzip -dc "$to" 2>/dev/null | cmp -s - "$2" || fail "$to is there with another content"
        said=$(sync "$to" "$own/wal" 2>&1) || fail "$3: $said"
    else
        # its time stays: all that was written by then is in it or before it
        said=$( (gzip -1 -c "$2" >"$new" && touch -r "$2" "$new" && sync "$new" && mv "$new" "$to" && sync "$own/wal") 2>&1) || fail "$3: $said"
    fi
    rm -f ../archive.failure
    ;;
base)
    cat >/dev/null
    rm -rf "$own/base/"*.new
    new=$own/base/$2.new
    said=$(mkdir "$new" 2>&1) || fail "$said"
    # large blocks: with small ones it takes twice as long
    said=$(tar -b 2048 -cf "$new/data.tar" --exclude='./pg_wal/*' --exclude='./pg_replslot/*' --exclude='./pg_dynshmem/*' \
        --exclude='./pg_notify/*' --exclude='./pg_serial/*' --exclude='./pg_snapshots/*' --exclude='./pg_stat_tmp/*' \
        --exclude='./pg_subtrans/*' --exclude='./postmaster.*' --exclude='pgsql_tmp*' --exclude='pg_internal.init' \
        . 2>&1)
    # 1: a file changed or went meanwhile, which what was written since puts right
    if [ $? -gt 1 ] || ! said=$(sync "$new/data.tar" 2>&1); then
        rm -f "$new/data.tar"
        fail "the base backup: $(echo "$said" | head -n 1)"
    fi
    ;;
keep)
    new=$own/base/$2.new
    said=$( (base64 -d >"$new/backup_label" && sync "$new/backup_label" "$new" && mv "$new" "$own/base/$3" \
        && sync "$own/base") 2>&1) || fail "the base backup: $said"
    ;;
esac
