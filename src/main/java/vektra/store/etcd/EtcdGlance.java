package vektra.store.etcd;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vektra.store.Glance;
import vektra.store.disk.Tail;
import vektra.store.format.Seals;
import vektra.store.journal.Change;
import vektra.store.journal.Image;
import vektra.store.journal.Images;

/** The files that keys hold. Each read is of one moment; of a folder that was listed, many are read at once. */
final class EtcdGlance implements Glance {
    /** A list of ten thousand apps is not to be held twice. */
    private static final int MOST = 256;

    /** So many keys at once. */
    private static final int PAGE = 500;

    private final Etcd etcd;
    private final Keys keys;
    private final EtcdJournal journal;
    private final List<Image> drafted;
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private final Map<String, Seen> ahead = new HashMap<>();
    private final Set<String> listed = new TreeSet<>();
    private List<Image> decided = List.of();
    private int page = 1;

    /** @param drafted what is counted in and written nowhere */
    EtcdGlance(Etcd etcd, Keys keys, EtcdJournal journal, List<Image> drafted) {
        this.etcd = etcd;
        this.keys = keys;
        this.journal = journal;
        this.drafted = drafted;
    }

    /**
     * A file as it was read.
     *
     * @param first the revision in which its first key was written, 0 where there is none
     * @param last the latest in which one of its keys was
     */
    record Seen(Optional<byte[]> content, long first, long last) {
        static Seen of(List<Entry> parts) {
            return parts.isEmpty()
                    ? new Seen(Optional.empty(), 0, 0)
                    : new Seen(
                            Optional.of(Pieces.joined(parts)),
                            parts.get(0).modified(),
                            parts.stream().mapToLong(Entry::modified).max().orElse(0));
        }

        String stamp() {
            return first + " " + last;
        }
    }

    @Override
    public Path home() {
        return Path.of(keys.root());
    }

    @Override
    public Seals seals() {
        return Seals.PLAIN;
    }

    @Override
    public Optional<byte[]> read(String path) {
        return new Images(home(), drafted).after(path, this::stored);
    }

    private Optional<byte[]> stored(String path) {
        Seen before = seen.get(path);
        if (before != null) {
            return before.content();
        }
        Seen now = ahead.remove(path);
        if (now == null) {
            now = listed.contains(path) ? readAhead(path) : readNow(path);
        }
        if (seen.size() < MOST) {
            seen.put(path, now);
        }
        return now.content();
    }

    @Override
    public Optional<byte[]> readAnew(String path) {
        return new Images(home(), drafted).after(path, file -> readNow(file).content());
    }

    private Seen readNow(String path) {
        String file = keys.file(path);
        return counted(path, moment(Txn.Range.of(file, Keys.end(file))).entries());
    }

    /** With the changes counted in that are decided and not written out. */
    private Seen counted(String path, List<Entry> parts) {
        Seen found = Seen.of(parts);
        Images pending = new Images(home(), decided);
        return new Seen(pending.after(path, same -> found.content()), found.first(), found.last());
    }

    private Reply.Found moment(Txn.Range range) {
        return momentOf(range).ranges().get(0);
    }

    /** A range, and beside it, of the same moment, what is decided and not written out: nearly always nothing. */
    private Reply momentOf(Txn.Range range) {
        while (true) {
            Reply reply = etcd.txn(new Txn().read(range).read(Txn.Range.under(keys.decided())));
            List<Image> images = new ArrayList<>();
            boolean all = true;
            for (Entry entry : reply.ranges().get(1).entries()) {
                Optional<Change> change = journal.decided(entry);
                all &= change.isPresent();
                change.ifPresent(found -> images.addAll(found.images()));
            }
            if (all) {
                decided = images;
                return reply;
            }
        }
    }

    /** Reads a file of a listed folder and some of those that follow it, more each time. */
    private Seen readAhead(String path) {
        String folder = path.substring(0, path.indexOf('/'));
        String file = keys.file(path);
        Reply.Found found =
                moment(Txn.Range.of(file, Txn.end(keys.folder(folder))).most(page));
        page = Math.min(2 * page, PAGE);
        Map<String, List<Entry>> parts = new TreeMap<>();
        for (Entry entry : found.entries()) {
            int mark = entry.key().indexOf('#');
            parts.computeIfAbsent(mark < 0 ? entry.key() : entry.key().substring(0, mark), key -> new ArrayList<>())
                    .add(entry);
        }
        if (found.more() && !parts.isEmpty()) {
            // its other parts may be behind the page
            parts.remove(((TreeMap<String, List<Entry>>) parts).lastKey());
        }
        ahead.clear();
        parts.forEach((key, entries) -> {
            String other = key.substring(keys.root().length());
            ahead.put(other, counted(other, entries));
        });
        Seen wanted = ahead.remove(path);
        return wanted == null ? readNow(path) : wanted;
    }

    @Override
    public Optional<Tail> tail(String path) {
        if (seen.containsKey(path) || drafted.stream().anyMatch(image -> image.touches(path))) {
            return read(path).map(Tail::of);
        }
        String file = keys.file(path);
        List<Entry> last = moment(Txn.Range.of(file, Keys.end(file)).last(2)).entries();
        boolean splits = last.size() > 1 && last.get(1).value()[last.get(1).value().length - 1] != '\n';
        if (splits || decided.stream().anyMatch(image -> image.touches(path))) {
            // its last line may begin in a part before
            return readAnew(path).map(Tail::of);
        }
        return last.stream().findFirst().map(part -> Tail.of(Keys.offset(part.key()), part.value()));
    }

    @Override
    public Set<String> list(String folder) {
        String prefix = keys.folder(folder);
        Set<String> names = new TreeSet<>();
        Txn.Range range = Txn.Range.under(prefix).names();
        Reply first = momentOf(range.most(Etcd.PAGE));
        List<Entry> all = new ArrayList<>(first.ranges().get(0).entries());
        if (first.ranges().get(0).more()) {
            all.addAll(etcd.all(range.from(all.get(all.size() - 1).key() + "\0", first.revision())));
        }
        for (Entry entry : all) {
            if (entry.key().indexOf('#') < 0) {
                names.add(entry.key().substring(prefix.length()));
            }
        }
        new Images(home(), decided).list(folder, names);
        names.forEach(name -> listed.add(folder + "/" + name));
        new Images(home(), drafted).list(folder, names);
        return names;
    }

    @Override
    public Map<String, String> seen() {
        Map<String, String> stamps = new LinkedHashMap<>();
        seen.forEach((path, file) -> stamps.put(path, file.stamp()));
        return stamps;
    }

    @Override
    public void forget(List<Image> images) {
        seen.keySet().removeIf(path -> images.stream().anyMatch(image -> image.touches(path)));
        ahead.clear();
    }

    /** The commit itself says so. */
    @Override
    public void requireUnchanged() {}
}
