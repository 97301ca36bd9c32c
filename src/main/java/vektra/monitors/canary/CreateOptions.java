package vektra.monitors.canary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vektra.model.text.FileFailure;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** The file {@code create.opts} of a service: words as they could follow {@code apps:create NAME}. */
record CreateOptions(ServiceFolder service) {
    private static final String FILE = "create.opts";

    /**
     * Refuses what {@code apps:create} does not know.
     *
     * @param known its options, and whether they have a value
     */
    void check(Map<String, Boolean> known) {
        Iterator<String> words = words().iterator();
        while (words.hasNext()) {
            String word = words.next();
            String option = word.replaceFirst("=.*", "");
            Boolean valued = known.get(option);
            if (valued == null) {
                throw VektraException.invalid(
                        service.at(FILE) + ": unknown option " + Shown.quoted(option),
                        Nearest.hint(option, known.keySet()));
            }
            if (valued && option.equals(word)) {
                if (!words.hasNext()) {
                    throw VektraException.invalid(service.at(FILE) + ": " + option + " has no value", null);
                }
                words.next();
            }
        }
    }

    private List<String> words() {
        Path file = service.folder().resolve(FILE);
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.strip().startsWith("#"))
                    .flatMap(line -> Stream.of(line.strip().split("\\s+")))
                    .filter(word -> !word.isEmpty())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }
}
