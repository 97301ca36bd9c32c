package vektra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import vektra.cli.Cli;
import vektra.cli.terminal.Terminal;

/**
 * Writes what an installed Vektra has beside its program and what follows from the commands themselves: the launcher, man
 * pages and completion scripts. Started by the build.
 */
final class Handbook {
    private Handbook() {}

    /**
     * Writes them.
     *
     * @param argv the folder of the installed Vektra, the date of the pages, and the template of the launcher
     */
    public static void main(String[] argv) throws IOException {
        Path dist = Path.of(argv[0]);
        Cli cli = Main.cli(new Terminal("", System.getenv()), System.getenv(), Main.here());
        cli.writePages(dist.resolve("share"), argv[1]);
        Path bin = Files.createDirectories(dist.resolve("bin"));
        Path made = bin.resolve("vektra.new");
        Files.writeString(made, cli.launcher(Files.readString(Path.of(argv[2]))));
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(made, bin.resolve("vektra"), StandardCopyOption.ATOMIC_MOVE);
    }
}
