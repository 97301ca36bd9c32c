package vektra.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.logs.collect.Streams;
import vektra.model.text.VektraException;

/** The three streams of the process, in UTF-8, and which of them a person sits at. */
public final class Terminal {
    /** Of a terminal that does not say how wide it is. */
    private static final int USUAL_WIDTH = 80;
    /** Of lines that go to a file or a program: enough for all but lists of hundreds of names. */
    private static final int WIDTH_ELSEWHERE = 240;

    /** Of config vars a system passes less than that to a program. */
    private static final int LONGEST_INPUT = 1 << 22;

    private static final int LONGEST_ANSWER = 1 << 16;

    private final StringBuilder out = new StringBuilder();
    private final List<String> advice = new ArrayList<>();
    private final InputStream stdin;
    private final OutputStream stdout;
    private final OutputStream stderr;
    private final PrintStream err;
    private final String terminals;
    private final boolean colours;
    private boolean progressShown;
    private int columns;

    /**
     * The streams of this process.
     *
     * @param terminals the digits of the descriptors that are terminals, such as {@code 012}
     * @param environment for {@code NO_COLOR} and {@code TERM}
     */
    public Terminal(String terminals, Map<String, String> environment) {
        this(
                terminals,
                environment,
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
    }

    /** The same on other streams. */
    public Terminal(
            String terminals,
            Map<String, String> environment,
            InputStream stdin,
            OutputStream stdout,
            OutputStream stderr) {
        this.stdin = stdin;
        this.stdout = stdout;
        this.stderr = stderr;
        this.err = new PrintStream(stderr, true, StandardCharsets.UTF_8);
        this.terminals = terminals;
        this.colours = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** The same, with lines of at most so many characters; 0 when that is not known. */
    public Terminal ofWidth(int width) {
        columns = width;
        return this;
    }

    /** How many characters a line of a table may have. */
    int width() {
        return !terminals.contains("1") ? WIDTH_ELSEWHERE : columns > 0 ? columns : USUAL_WIDTH;
    }

    /** The digits of the descriptors that are terminals. */
    public String terminals() {
        return terminals;
    }

    /** How wide the terminal is; 0 when that is not known. */
    public int columns() {
        return columns;
    }

    /** Writes to stdout what another process printed. */
    public void pass(byte[] bytes) throws IOException {
        stdout.write(bytes);
        stdout.flush();
    }

    /** The same to stderr. */
    public void passTalk(byte[] bytes) {
        err.write(bytes, 0, bytes.length);
        err.flush();
    }

    /** The next of stdin, as much as there is at once; empty at its end. */
    public byte[] piece(int most) throws IOException {
        byte[] bytes = new byte[most];
        int read = stdin.read(bytes);
        int filled = Math.max(0, read);
        while (read > 0 && filled < most && stdin.available() > 0) {
            read = stdin.read(bytes, filled, most - filled);
            filled += Math.max(0, read);
        }
        return Arrays.copyOf(bytes, filled);
    }

    /** All of stdin; more than a command can mean is INVALID, since it may have no end. */
    public byte[] read() throws IOException {
        byte[] all = stdin.readNBytes(LONGEST_INPUT + 1);
        if (all.length > LONGEST_INPUT) {
            throw VektraException.invalid(
                    "standard input holds more than " + (LONGEST_INPUT >> 20) + " MB, which no program could be given",
                    null);
        }
        return all;
    }

    /** Adds to the result; it is written as a whole when the command is done, so that a failure leaves no half of it. */
    public void print(String text) {
        out.append(text);
    }

    /** Writes to stdout at once, for results that come as long as someone looks. */
    public void stream(String text) throws IOException {
        clearProgress();
        stdout.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a result to stdout at once; false when it is not read any more. */
    public boolean streamed(String text) {
        try {
            stream(text);
            return true;
        } catch (IOException e) {
            if (isClosed(e)) {
                return false;
            }
            throw VektraException.unavailable("the result could not be written to stdout: " + e.getMessage(), null, e);
        }
    }

    /** A reader that has seen enough and closed the pipe is no failure. */
    private static boolean isClosed(IOException e) {
        return String.valueOf(e.getMessage()).contains("Broken pipe");
    }

    /** The streams themselves, for bytes that are not a result of Vektra. */
    public Streams streams() {
        return new Streams(
                Channels.newChannel(stdin),
                Channels.newChannel(stdout),
                Channels.newChannel(stderr),
                !terminals.isEmpty(),
                this::warn);
    }

    /** Whether a program that is started can talk with a person: stdin and stdout are terminals. */
    public boolean isKept() {
        return terminals.contains("0") && terminals.contains("1");
    }

    public boolean coloured() {
        return colours && terminals.contains("1");
    }

    public boolean asksPeople() {
        return terminals.contains("0") && terminals.contains("2");
    }

    public boolean readByPeople() {
        return terminals.contains("1") && terminals.contains("2");
    }

    /** One line of talk on stderr. */
    public void say(String line) {
        clearProgress();
        err.println(line);
    }

    /** A line of advice that only a person at a terminal gets, below the result. */
    void advise(String line) {
        if (readByPeople()) {
            advice.add(line);
        }
    }

    /** A line of talk on stderr, below the result. */
    public void sayLast(String line) {
        advice.add(line);
    }

    /** What long work is doing now, on one line that the next replaces; a pipe gets nothing. */
    public void doing(String doing) {
        if (terminals.contains("2")) {
            err.print("\r\u001b[K" + doing + "…");
            err.flush();
            progressShown = true;
        }
    }

    /** Something the user must know although the work goes on. */
    public void warn(String message) {
        say("Warning: " + message);
    }

    private void clearProgress() {
        if (progressShown) {
            err.print("\r\u001b[K");
            progressShown = false;
        }
    }

    /** Asks on stderr and reads one line of stdin; null at its end. */
    @Nullable
    public String ask(String question) throws IOException {
        clearProgress();
        err.print(question);
        err.flush();
        java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
        int read = stdin.read();
        if (read < 0) {
            return null;
        }
        while (read >= 0 && read != '\n' && line.size() < LONGEST_ANSWER) {
            line.write(read);
            read = stdin.read();
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /** The same for what must not be seen; a pipe is read as it is. */
    @Nullable
    public String askSecret(String question) throws IOException {
        java.io.Console console = asksPeople() ? System.console() : null;
        if (console == null) {
            return ask(asksPeople() ? question : "");
        }
        err.print(question);
        err.flush();
        char[] typed = console.readPassword();
        return typed == null ? null : new String(typed).strip();
    }

    /**
     * Writes the result to stdout.
     *
     * @return why that failed, or null; a reader that has seen enough and closed the pipe is no failure
     */
    @Nullable
    public String flush() {
        clearProgress();
        try (stdout) {
            stdout.write(out.toString().getBytes(StandardCharsets.UTF_8));
            advice.forEach(this::say);
            return null;
        } catch (IOException e) {
            return isClosed(e) ? null : String.valueOf(e.getMessage());
        }
    }
}
