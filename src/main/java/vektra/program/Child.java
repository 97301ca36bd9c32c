package vektra.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import vektra.model.HomeKey;
import vektra.model.service.Client;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;

/** A program at work, fed and heard through this process, so that it ends when this one does. */
public final class Child {
    private static final int LOOK_EVERY_MILLIS = 1000;
    private static final int LONGEST_COMPLAINT = 16 << 10;
    private static final int LONGEST_LINE = 300;

    private final Client program;
    private final String name;
    private final Predicate<String> settings;
    private final List<Secret> secrets;

    /** Takes what a program prints, to its end; an exception ends the program. */
    public interface Hearing {
        void hear(InputStream printed) throws IOException;
    }

    /**
     * A program that is called in messages as given, and whose complaints may quote what must not be shown.
     *
     * @param settings the variables of this process by which a user's own settings would lead the program elsewhere
     * @param secrets masked in what the program complains about
     */
    public Child(String name, Client program, Predicate<String> settings, List<Secret> secrets) {
        this.name = name;
        this.program = program;
        this.settings = settings;
        this.secrets = List.copyOf(secrets);
    }

    /** A program that no settings concern and that knows no secret, called by the name of its file. */
    public static Child of(Client program) {
        String file = program.command().get(0);
        return new Child(String.valueOf(Path.of(file).getFileName()), program, variable -> false, List.of());
    }

    /**
     * Runs the program to its end. Whatever goes wrong is UNAVAILABLE with the first line of what it complained about;
     * an interruption of this thread ends it.
     *
     * @param alive asked every second; its exception ends the program, which itself may wait for a dead server forever
     */
    public void run(InputStream in, OutputStream out, Runnable alive) {
        run(in, printed -> printed.transferTo(out), alive);
    }

    /** The same with what is printed for a listener. */
    public void run(InputStream in, Hearing hearing, Runnable alive) {
        Process process = start();
        Thread end = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(end);
        try {
            FutureTask<Boolean> fed = flow(() -> fed(process, in));
            FutureTask<Boolean> said = flow(() -> heard(process, hearing));
            FutureTask<String> complaint = flow(() -> complaint(process));
            while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                alive.run();
            }
            fed.get(); // no other process may read on from there before
            finish(said);
            if (process.exitValue() != 0) {
                throw VektraException.unavailable(name + " failed: " + firstError(complaint.get()), null, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable(name + " was interrupted", null, e);
        } catch (ExecutionException e) {
            throw VektraException.unavailable("cannot read the output of " + name, null, e.getCause());
        } finally {
            end(process);
            forget(end);
        }
    }

    private static void end(Process process) {
        if (process.isAlive()) {
            // what a shell has started would go on
            process.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder(program.command());
        builder.environment().keySet().removeIf(settings);
        builder.environment().putAll(program.environment());
        builder.environment().put("LC_ALL", "C");
        HomeKey.hide(builder.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw VektraException.unavailable(name + " cannot be started: " + e.getMessage(), null, e);
        }
    }

    private static <T> FutureTask<T> flow(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "vektra-flow");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static boolean fed(Process process, InputStream in) {
        try (OutputStream to = process.getOutputStream()) {
            in.transferTo(to);
            return true;
        } catch (IOException e) {
            return false; // it had read enough, or has failed and says why
        }
    }

    private static boolean heard(Process process, Hearing hearing) throws IOException {
        boolean whole = false;
        try {
            hearing.hear(process.getInputStream());
            whole = true;
            return true;
        } finally {
            if (!whole) {
                process.destroyForcibly();
            }
        }
    }

    private static String complaint(Process process) throws IOException {
        try (InputStream from = process.getErrorStream()) {
            byte[] first = from.readNBytes(LONGEST_COMPLAINT);
            from.transferTo(OutputStream.nullOutputStream());
            return new String(first, StandardCharsets.UTF_8);
        }
    }

    private static void finish(FutureTask<Boolean> said) throws InterruptedException {
        try {
            said.get();
        } catch (ExecutionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            if (why instanceof VektraException known) {
                throw known;
            }
            throw VektraException.unavailable(
                    "the data cannot be written: " + why.getMessage(), "check whether the disk is full", why);
        }
    }

    /** Later lines may hold whole statements with their data. */
    private String firstError(String complaint) {
        List<String> lines = complaint.lines().filter(line -> !line.isBlank()).toList();
        String line = lines.stream()
                .filter(each -> each.contains("error:") || each.startsWith("ERROR "))
                .findFirst()
                .orElse(lines.isEmpty() ? "it gave no reason" : lines.get(0))
                .replaceFirst("^" + Pattern.quote(name) + ": ", "")
                .replaceFirst("^error: ", "")
                .strip();
        String shown = line;
        for (Secret secret : secrets) {
            shown = secret.reveal().isEmpty() ? shown : shown.replace(secret.reveal(), "****");
        }
        return shown.length() <= LONGEST_LINE ? shown : shown.substring(0, LONGEST_LINE) + "…";
    }

    private static void forget(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // this process is ending already
        }
    }
}
