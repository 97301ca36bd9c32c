package vektra.monitors.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import vektra.file.UserFile;
import vektra.model.text.FileFailure;
import vektra.model.text.Next;
import vektra.model.text.VektraException;

/**
 * A Procfile with a line for each monitor, behind those that were written by hand.
 *
 * @param text what it should hold
 * @param stale whether the file holds something else
 */
public record MonitorProcfile(Path file, String text, List<String> processes, boolean stale) {
    private static final String RUN = "monitors:run";
    private static final Pattern OURS = Pattern.compile("monitors_[A-Za-z0-9_]+\\s*:\\s*" + Next.of(RUN) + " .*");

    /**
     * That of a folder of monitors.
     *
     * @param shown the folder as commands name it, such as {@code monitors}
     */
    public static MonitorProcfile of(Path file, Definitions monitors, String shown) {
        String before;
        try {
            before = Files.readString(file);
        } catch (NoSuchFileException e) {
            before = "";
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
        List<String> lines = new ArrayList<>(
                before.lines().filter(line -> !OURS.matcher(line).matches()).toList());
        for (Definition each : monitors.all()) {
            lines.add(each.process() + ": "
                    + Next.of(RUN, shown + "/" + each.name().path()).with("forever"));
        }
        String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        List<String> processes =
                monitors.all().stream().map(Definition::process).toList();
        return new MonitorProcfile(file, text, processes, !text.equals(before));
    }

    /** Replaces the file at once. */
    public void write() {
        try {
            UserFile.replace(file, text);
        } catch (IOException e) {
            throw VektraException.unavailable("cannot write " + file + ": " + FileFailure.reason(e), null, e);
        }
    }
}
