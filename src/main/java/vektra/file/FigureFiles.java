package vektra.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.name.Id;

/**
 * How large add-ons were and how many connections they had: a file for each in {@code figures}, by its id, to which a line is
 * appended now and then. The older lines are thinned, so that none grows beyond some 32 KB. Nothing depends on them: what
 * cannot be noted is not noted, and a line that a crash cut off is skipped.
 */
public final class FigureFiles {
    private static final Duration EACH = Duration.ofDays(1);
    private static final Duration HOURLY = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final long SIX = 6;

    /** Thinning leaves about half of it, and so is rarely needed. */
    private static final int MOST_BYTES = 32 << 10;

    private static final String UNKNOWN = "-";
    private static final String GAP = " ";

    private final Path folder;

    public FigureFiles(Path home) {
        this.folder = home.resolve("figures");
    }

    /**
     * What was found at a moment.
     *
     * @param size in bytes; null where the server does not say
     * @param connections null where the server does not say
     */
    public record Sample(
            Instant at, @Nullable Long size, @Nullable Long connections) {
        private String line() {
            return at.getEpochSecond() + GAP + word(size) + GAP + word(connections) + "\n";
        }

        private static String word(@Nullable Long number) {
            return number == null ? UNKNOWN : number.toString();
        }
    }

    /** Notes what was found, unless the last note is less than {@code apart} older. */
    public void add(Id addon, Sample sample, Duration apart) {
        List<Sample> known = of(addon);
        if (!known.isEmpty()) {
            Duration since = Duration.between(known.get(known.size() - 1).at(), sample.at());
            if (!since.isNegative() && since.compareTo(apart) < 0) {
                return;
            }
        }
        try {
            Path file = folder.resolve(addon.value());
            Files.createDirectories(folder, SmallFile.PRIVATE_FOLDER);
            if (!Files.exists(file)) {
                Files.createFile(file, SmallFile.PRIVATE);
            }
            append(file, sample.line());
            if (Files.size(file) > MOST_BYTES) {
                StringBuilder text = new StringBuilder();
                thinned(of(addon), sample.at()).forEach(one -> text.append(one.line()));
                SmallFile.replace(file, text.toString());
            }
        } catch (IOException e) {
            // such as a full disk
        }
    }

    /** On a line of its own, also where a crash cut the last one off. */
    private static void append(Path file, String line) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            long end = out.length();
            boolean torn = false;
            if (end > 0) {
                out.seek(end - 1);
                torn = out.read() != '\n';
            }
            out.seek(end);
            out.write(((torn ? "\n" : "") + line).getBytes(US_ASCII));
        }
    }

    /** All of the last day, one an hour of the last week, and one in six hours of the last month. */
    static List<Sample> thinned(List<Sample> samples, Instant now) {
        List<Sample> kept = new ArrayList<>();
        long last = Long.MIN_VALUE;
        for (Sample sample : samples) {
            Duration age = Duration.between(sample.at(), now);
            if (age.compareTo(LONGEST) > 0) {
                continue;
            }
            long hour = sample.at().getEpochSecond() / Duration.ofHours(1).toSeconds();
            long slot = age.compareTo(HOURLY) > 0 ? hour / SIX : hour;
            if (age.compareTo(EACH) <= 0 || slot != last) {
                kept.add(sample);
            }
            last = slot;
        }
        return kept;
    }

    /** What was noted of an add-on, the oldest first. */
    public List<Sample> of(Id addon) {
        try {
            List<Sample> samples = new ArrayList<>();
            SmallFile.lines(folder.resolve(addon.value()))
                    .forEach(line -> parsed(line).ifPresent(samples::add));
            return Collections.unmodifiableList(samples);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<Sample> parsed(String line) {
        String[] words = line.split(GAP, -1);
        try {
            return words.length == 3
                    ? Optional.of(new Sample(
                            Instant.ofEpochSecond(Long.parseLong(words[0])), number(words[1]), number(words[2])))
                    : Optional.empty();
        } catch (NumberFormatException | DateTimeException torn) {
            return Optional.empty();
        }
    }

    private static @Nullable Long number(String word) {
        return word.equals(UNKNOWN) ? null : Long.valueOf(word);
    }

    /** Forgets all but those. */
    public void keep(Set<Id> addons) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (!Id.isValid(name) || !addons.contains(new Id(name))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // nothing was ever noted
        }
    }
}
