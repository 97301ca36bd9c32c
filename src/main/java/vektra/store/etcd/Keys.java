package vektra.store.etcd;

import java.util.Locale;
import vektra.spi.Locks.Name;
import vektra.store.disk.Paths;

/** Where things are in etcd: below {@code /vektra/<installation>/}, named as the files of a home are. */
record Keys(String root) {
    private static final String HISTORIES = "releases/";

    static Keys of(EtcdUrl url) {
        return new Keys("/vektra/" + url.installation() + "/");
    }

    /** The key of a file. Histories, of many parts, do not lie among the apps, which are listed. */
    String file(String path) {
        return path.endsWith(Paths.RELEASES)
                ? root + HISTORIES + path.substring(Paths.APPS.length() + 1, path.length() - Paths.RELEASES.length())
                : root + path;
    }

    /** A part of a file but for the first, by how many bytes are before it. */
    static String part(String file, long offset) {
        return offset == 0 ? file : file + "#" + String.format(Locale.ROOT, "%010d", offset);
    }

    /** What the part begins at, which a key is of. */
    static long offset(String key) {
        int mark = key.lastIndexOf('#');
        return mark < 0 ? 0 : Long.parseLong(key.substring(mark + 1));
    }

    /** What follows all parts of a file. */
    static String end(String file) {
        return file + "$";
    }

    String folder(String folder) {
        return root + folder + "/";
    }

    /** The form of everything. */
    String schema() {
        return root + "meta/schema";
    }

    /** From which home managed servers are started. */
    String servers() {
        return root + "meta/servers";
    }

    /** Is written with every change. */
    String changed() {
        return root + "meta/changed";
    }

    String journal() {
        return folder(Paths.JOURNAL);
    }

    /** Of changes that are decided and too large for one transaction. */
    String decided() {
        return folder("decided");
    }

    String decided(String change) {
        return decided() + change;
    }

    /** What such a change writes, in pieces. */
    String pieces(String change) {
        return folder("big") + change + "/";
    }

    /** Ends by itself: what is left alone for a moment. */
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

    /** Held by who holds everything. */
    String everything() {
        return folder("lock") + "all";
    }

    String locks() {
        return folder("lock");
    }

    /** There while the locks of a lease are. */
    String holder(long lease) {
        return folder("holder") + lease;
    }

    String holders() {
        return folder("holder");
    }
}
