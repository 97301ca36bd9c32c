package vektra.http.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Heroku's command line asks for and Vektra does not have: a sentence for each such request, which says what to do
 * instead. The sentences are those of a file.
 */
final class Instead {
    private static final String FILE = "instead.txt";
    private static final String ANY = "*";
    private static final String REST = "**";

    private Instead() {}

    /**
     * One sentence.
     *
     * @param method {@code *} for any
     * @param path {@code *} stands for any segment, and {@code **} at its end for all that may follow
     * @param text in which {@code {app}} stands for the app that the path names
     */
    record Sentence(String method, List<String> path, String text) {
        static Sentence of(String line) {
            int bar = line.indexOf(" | ");
            String[] request = line.substring(0, bar).strip().split(" +", 2);
            return new Sentence(request[0], List.of(request[1].substring(1).split("/", -1)), line.substring(bar + 3));
        }

        boolean fits(String asked, List<String> segments) {
            boolean open = path.get(path.size() - 1).equals(REST);
            int fixed = open ? path.size() - 1 : path.size();
            if (!(method.equals(ANY) || method.equals(asked))
                    || (open ? segments.size() < fixed : segments.size() != fixed)) {
                return false;
            }
            for (int i = 0; i < fixed; i++) {
                if (!path.get(i).equals(ANY) && !path.get(i).equals(segments.get(i))) {
                    return false;
                }
            }
            return true;
        }

        String about(List<String> segments) {
            int apps = segments.indexOf("apps");
            @Nullable String app = apps < 0 || apps + 1 >= segments.size() ? null : segments.get(apps + 1);
            return text.replace("{app}", app == null ? "APP" : app);
        }
    }

    /** Read when they are first asked for. */
    private static final class All {
        private static final List<Sentence> SENTENCES = read();
    }

    /** What to say of a request; empty for one that means nothing here. The first sentence that fits counts. */
    static Optional<String> of(String method, List<String> path) {
        return sentences().stream()
                .filter(sentence -> sentence.fits(method, path))
                .map(sentence -> sentence.about(path))
                .findFirst();
    }

    static List<Sentence> sentences() {
        return All.SENTENCES;
    }

    private static List<Sentence> read() {
        try (InputStream in = Instead.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(in, FILE).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Sentence::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
