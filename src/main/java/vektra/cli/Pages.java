package vektra.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vektra.model.service.Service;

/**
 * The files that an installed Vektra has beside its program: a man page for each command, a completion script for each
 * shell.
 *
 * @param version of Vektra
 * @param date of the man pages, such as 2026-11-22; a time behind it is left out
 */
record Pages(Commands commands, List<Service> services, String version, String date) {
    /** Where each shell looks below {@code share}. */
    private static final Map<String, String> COMPLETIONS = Map.of(
            "bash", "bash-completion/completions/vektra",
            "zsh", "zsh/site-functions/_vektra",
            "fish", "fish/vendor_completions.d/vektra.fish");

    /** Writes them all below a folder that stands for {@code share}. */
    void write(Path share) {
        Manual manual = Manual.read();
        ManPage page = new ManPage(manual, version, date.replaceFirst("T.*", ""));
        put(share.resolve("man/man1/vektra.1"), page.ofVektra(commands));
        for (Commands.Entry entry : commands.all()) {
            List<String> others = commands.of(entry.topic()).stream()
                    .map(Commands.Entry::name)
                    .filter(name -> !name.equals(entry.name()))
                    .toList();
            put(
                    share.resolve("man/man1/" + ManPage.title(entry.name()) + ".1"),
                    page.of(Described.of(commands, entry, services), others));
        }
        COMPLETIONS.forEach((shell, file) -> put(share.resolve(file), CompletionScript.of(shell, commands, services)));
    }

    private static void put(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
