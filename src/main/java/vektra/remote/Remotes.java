package vektra.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.file.ProcessLock;
import vektra.file.SmallFile;
import vektra.json.Json;
import vektra.model.text.FileFailure;
import vektra.model.text.Nearest;
import vektra.model.text.Next;
import vektra.model.text.Secret;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** The servers that this user has logged in to, in one private file of the user: they belong to no home. */
public final class Remotes {
    private static final String LIST = "remotes";

    private final Path file;

    public Remotes(Path file) {
        this.file = file;
    }

    /** Those of the user whose environment that is. */
    public static Remotes of(Map<String, String> environment) {
        String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        Path folder = configured.startsWith("/")
                ? Path.of(configured)
                : Path.of(home.isEmpty() ? System.getProperty("user.home") : home, ".config");
        return new Remotes(folder.resolve("vektra").resolve("remotes.json"));
    }

    public Path file() {
        return file;
    }

    /** All of them by name. */
    public List<Remote> all() {
        List<Remote> all = new ArrayList<>();
        try {
            Object list = Json.object(Json.parse(Files.readAllBytes(file))).get(LIST);
            if (list instanceof List<?> entries) {
                entries.forEach(entry -> all.add(read(Json.object(entry))));
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | IllegalArgumentException e) {
            throw VektraException.unavailable("cannot read " + file + ": " + e.getMessage(), "log in again", e);
        }
        all.sort(Comparator.comparing(Remote::name));
        return all;
    }

    private static Remote read(Map<String, Object> entry) {
        Object authority = entry.get("ca");
        return new Remote(
                String.valueOf(entry.get("name")),
                URI.create(String.valueOf(entry.get("url"))),
                new Secret(String.valueOf(entry.get("token"))),
                authority == null ? null : authority.toString());
    }

    /** The one of that name; one that is not there is NOT_FOUND. */
    public Remote named(String name) {
        List<Remote> all = all();
        Optional<Remote> found =
                all.stream().filter(remote -> remote.name().equals(name)).findFirst();
        return found.orElseThrow(() -> VektraException.notFound(
                "no remote called " + Shown.quoted(name),
                all.isEmpty()
                        ? Text.of("first: ", Next.of("login", "URL").with("name", Shown.plain(name)))
                        : Nearest.hint(name, all.stream().map(Remote::name).toList())));
    }

    /** Notes one, in place of the one of its name. */
    public void put(Remote remote) {
        replace(remote.name(), List.of(remote));
    }

    /** Forgets one; one that is not there is no error. */
    public void remove(Remote gone) {
        replace(gone.name(), List.of());
    }

    /** While no other process does: what it notes or forgets stays so. */
    @SuppressWarnings("try") // the lock is held, not used
    private void replace(String name, List<Remote> by) {
        try (ProcessLock held = ProcessLock.take(file.resolveSibling("remotes.lock"))) {
            List<Remote> remotes = new ArrayList<>(all());
            remotes.removeIf(remote -> remote.name().equals(name));
            remotes.addAll(by);
            write(remotes);
        }
    }

    private void write(List<Remote> remotes) {
        List<Object> entries = new ArrayList<>();
        for (Remote remote : remotes) {
            Map<String, @Nullable Object> entry = Json.map(
                    "name", remote.name(),
                    "url", remote.url().toString(),
                    "token", remote.token().reveal());
            if (remote.authority() != null) {
                entry.put("ca", remote.authority());
            }
            entries.add(entry);
        }
        try {
            SmallFile.replace(file, Json.page(Json.map(LIST, entries)));
        } catch (IOException e) {
            throw FileFailure.writing(file, e);
        }
    }
}
