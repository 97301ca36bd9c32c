package vektra;

import java.nio.file.Path;
import vektra.cli.Terminal;

/** Writes the man pages and completion scripts of an installed Vektra. Started by the build. */
final class Handbook {
    private Handbook() {}

    /**
     * Writes them.
     *
     * @param argv the folder that stands for {@code share}, and the date of the pages
     */
    public static void main(String[] argv) {
        Main.cli(new Terminal("", System.getenv()), System.getenv(), Main.here())
                .writePages(Path.of(argv[0]), argv[1]);
    }
}
