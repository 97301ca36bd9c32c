package vektra.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of its own for one test, where this machine permits it; the test is skipped where not. */
final class Mount implements AutoCloseable {
    final Path at;

    private Mount(Path at) {
        this.at = at;
    }

    /** An empty file system in memory of so many KiB. */
    static Mount small(Path at, int kilobytes) throws Exception {
        Files.createDirectories(at);
        permitted(at, "mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", at.toString());
        return new Mount(at);
    }

    /** The same folder once more, where nothing can be written. */
    static Mount readOnly(Path folder, Path at) throws Exception {
        Files.createDirectories(at);
        permitted(at, "mount", "--bind", folder.toString(), at.toString());
        permitted(at, "mount", "-o", "remount,bind,ro", at.toString());
        return new Mount(at);
    }

    private static void permitted(Path at, String... command) throws Exception {
        boolean permitted = run(command) == 0;
        if (!permitted) {
            System.out.println("skipped: may not mount at " + at);
        }
        Assumptions.assumeTrue(permitted, "may not mount");
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            return 127;
        }
    }

    /** Lazily, since a lock file stays open for the life of the process. */
    @Override
    public void close() throws Exception {
        run("umount", "-l", at.toString());
    }
}
