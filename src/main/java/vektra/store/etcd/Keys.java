package vektra.store.etcd;

import java.util.Locale;
import vektra.spi.Locks.Name;
import vektra.store.disk.Paths;

/** The keys of an installation in etcd: {@code /vektra/<installation>/} followed by the path that a file would have in a home. */
record Keys(String root) {
    private static final String HISTORIES = "releases/";

    static Keys of(EtcdUrl url) {
        return new Keys("/vektra/" + url.installation() + "/");
    }

    /** The key of a file. Histories, which have many parts, are kept out of the folder of apps, so that listing apps does not read them. */
    String file(String path) {
        return path.endsWith(Paths.RELEASES)
                ? root + HISTORIES + path.substring(Paths.APPS.length() + 1, path.length() - Paths.RELEASES.length())
                : root + path;
    }

    /** The key of the part of a file that begins at an offset, in bytes; the first part has the key of the file. */
    static String part(String file, long offset) {
        return offset == 0 ? file : file + "#" + String.format(Locale.ROOT, "%010d", offset);
    }

    /** The offset at which the part with this key begins. */
    static long offset(String key) {
        int mark = key.lastIndexOf('#');
        return mark < 0 ? 0 : Long.parseLong(key.substring(mark + 1));
    }

    /** The end, exclusive, of the range of keys that hold a file. */
    static String end(String file) {
        return file + "$";
    }

    String folder(String folder) {
        return root + folder + "/";
    }

    /** The version of the format. */
    String schema() {
        return root + "meta/schema";
    }

    /** The home from which managed servers are started. */
    String servers() {
        return root + "meta/servers";
    }

    /** Written with every change. */
    String changed() {
        return root + "meta/changed";
    }

    String journal() {
        return folder(Paths.JOURNAL);
    }

    /** The folder of changes that are decided but were too large for one transaction. */
    String decided() {
        return folder("decided");
    }

    String decided(String change) {
        return decided() + change;
    }

    /** The folder of the pieces that such a change writes. */
    String pieces(String change) {
        return folder("big") + change + "/";
    }

    /** A mark, removed when its lease expires, that something is postponed. */
    String later(String what) {
        return folder("later") + what;
    }

    String audit() {
        return folder("audit");
    }

    String lock(Name name) {
        return folder("lock") + name.kind().name().toLowerCase(Locale.ROOT) + "/"
                + name.name().replace("%", "%25").replace("/", "%2F") + "/";
    }

    /** The lock of the whole installation. */
    String everything() {
        return folder("lock") + "all";
    }

    String locks() {
        return folder("lock");
    }

    /** Exists as long as the locks of a lease are held. */
    String holder(long lease) {
        return folder("holder") + lease;
    }

    String holders() {
        return folder("holder");
    }
}
