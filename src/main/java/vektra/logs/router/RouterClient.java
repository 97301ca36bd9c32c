package vektra.logs.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vektra.logs.ship.DrainStatus;
import vektra.logs.spool.LogFiles;
import vektra.logs.spool.RouterSocket;
import vektra.logs.spool.Segments;
import vektra.model.logs.Drain;
import vektra.model.name.DrainName;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Background;

/** Asks the router of a home, and sends it requests. */
public record RouterClient(Path home, Background background) {
    private static final Duration STATUS_TIMEOUT = Duration.ofSeconds(10);
    /** On a busy machine a program takes its time to start; a destination has its own limit, which begins after that. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    /** What became of a line sent to try a drain. */
    public enum Outcome {
        /** It was sent; the destination does not acknowledge it. */
        ACCEPTED,
        /** The destination acknowledged it. */
        DELIVERED
    }

    /** Empty when no router runs. */
    public Optional<RouterStatus> status() {
        Optional<String> answer = ask(Control.STATUS, STATUS_TIMEOUT);
        try {
            return answer.isPresent() ? Optional.of(StatusText.read(answer.get())) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw VektraException.unavailable(
                    "the log router is of another version",
                    Text.of("stop it: ", Next.of("logs:router").with("stop")),
                    e);
        }
    }

    /** How each of these drains does, in their order: as the router says, or when none runs, as its files say. */
    public List<DrainStatus> drains(List<Drain> drains) {
        List<DrainStatus> running = status().map(RouterStatus::drains).orElse(List.of());
        LogFiles files = new LogFiles(home);
        List<DrainStatus> all = new ArrayList<>();
        try {
            Survey survey =
                    new Survey(new Segments(files.spool()), Clock.systemUTC().instant());
            for (Drain drain : drains) {
                Optional<DrainStatus> known = running.stream()
                        .filter(status -> status.name().equals(drain.name()))
                        .findFirst();
                all.add(known.isPresent() ? known.get() : survey.of(drain, files.cursor(drain.id())));
            }
            return List.copyOf(all);
        } catch (IOException e) {
            throw VektraException.unavailable("cannot read " + files.folder(), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Returns once lines go to the drains that there are now, also those on connections that were open before; at once
     * when no router runs, and UNAVAILABLE when it does not answer.
     */
    public void refresh() {
        Optional<String> answer = ask(Control.REFRESH, STATUS_TIMEOUT);
        if (answer.isPresent() && answer.get().equals(Control.UNKNOWN)) {
            throw VektraException.unavailable(
                    "the log router cannot read the drains", Text.of("see: ", Next.of("addons:doctor")), null);
        }
    }

    /** Starts one that runs until it is stopped, unless one runs already, and waits until it answers. */
    public void start() {
        try (SocketChannel channel = reach(() -> background.run(List.of("logs:router")))) {
            channel.shutdownOutput();
        } catch (IOException e) {
            throw silent(e);
        }
    }

    /** Ends the router in good order and waits for that; false when none runs, UNAVAILABLE when it takes longer. */
    public boolean stop(Duration longest) {
        return ask(Control.STOP, longest).isPresent();
    }

    /**
     * Sends one line to a drain, starting the router if need be; UNAVAILABLE with the reason when it did not get through.
     *
     * @param marker the message
     * @param longest how long the destination may take, once the router runs
     */
    public Outcome test(DrainName drain, String marker, Duration longest) {
        String answer;
        try (SocketChannel channel = reach(() -> RouterSocket.start(background))) {
            answer = ask(channel, Control.TEST + " " + drain + " " + longest.toMillis() + " " + marker, longest);
        } catch (IOException e) {
            throw silent(e);
        }
        if (answer.equals(Control.DELIVERED)) {
            return Outcome.DELIVERED;
        }
        if (answer.equals(Control.ACCEPTED)) {
            return Outcome.ACCEPTED;
        }
        boolean failed = answer.startsWith(Control.FAILED);
        String reason = failed ? answer.substring(Control.FAILED.length()) : "the log router does not know it";
        throw VektraException.unavailable("the line did not reach " + drain, reason, null);
    }

    private SocketChannel reach(Runnable start) {
        return RouterSocket.reach(home, start, START_TIMEOUT.toNanos());
    }

    private Optional<String> ask(String question, Duration longest) {
        try (SocketChannel channel = RouterSocket.connect(home)) {
            return Optional.of(ask(channel, question, longest));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** An answer that never comes is waited for no longer than that; then the caller closes the channel. */
    private String ask(SocketChannel channel, String question, Duration longest) throws IOException {
        FutureTask<String> answer = new FutureTask<>(() -> exchange(channel, question));
        Thread asking = new Thread(answer, "vektra-router-question");
        asking.setDaemon(true);
        asking.start();
        try {
            return answer.get(longest.toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw silent(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent(e);
        }
    }

    private static String exchange(SocketChannel channel, String question) throws IOException {
        byte[] line = (question + "\n").getBytes(UTF_8);
        RouterSocket.write(
                channel,
                ByteBuffer.allocate(Integer.BYTES + line.length)
                        .putInt(Control.GREETING)
                        .put(line)
                        .flip());
        return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
    }

    private VektraException silent(Exception e) {
        return VektraException.unavailable(
                "the log router does not answer",
                "try again, or kill it: its process is in " + new LogFiles(home).pid(),
                e);
    }
}
