package vektra.provider.sqs;

import java.util.List;
import vektra.spi.SoftwareSource.Assembled.Library;

/** What the server needs besides Vektra's jar: the store, which is sorted maps in one file. */
final class QueueLibraries {
    static final String VERSION = "2.4.240";

    static final List<Library> ALL = List.of(new Library(
            "com.h2database:h2-mvstore:" + VERSION,
            "28d9ead5bc525a66b0da0e35bc56d64c5ecaba5e9be864f917d503180f12d47c"));

    private QueueLibraries() {}
}
