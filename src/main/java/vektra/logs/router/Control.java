package vektra.logs.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vektra.logs.ship.Probe;
import vektra.logs.ship.Shipper;
import vektra.logs.spool.RouterSocket;
import vektra.model.name.DrainName;

/** What a router can be asked for at its socket: one line of text, answered by text. */
public final class Control {
    /** Begins a connection of this kind. */
    static final int GREETING = 0x564b4331;

    static final String STATUS = "status";
    static final String STOP = "stop";
    static final String REFRESH = "refresh";
    static final String TEST = "test";
    static final String ACCEPTED = "accepted";
    static final String DELIVERED = "delivered";
    static final String FAILED = "failed ";
    static final String UNKNOWN = "unknown";

    private final Fleet fleet;
    private final Report status;
    private final Stopping stopping;
    private final Refreshing refreshing;

    Control(Fleet fleet, Report status, Stopping stopping, Refreshing refreshing) {
        this.fleet = fleet;
        this.status = status;
        this.stopping = stopping;
        this.refreshing = refreshing;
    }

    /** Tells how the router does. */
    interface Report {
        RouterStatus get() throws IOException;
    }

    /** Ends the router, and returns when it has ended. */
    interface Stopping {
        void stop() throws InterruptedException;
    }

    /** Has lines go to the drains that there are now, and returns once they do; false when these cannot be read. */
    interface Refreshing {
        boolean refresh() throws IOException;
    }

    /** Answers one question. */
    void serve(SocketChannel channel, ByteBuffer begun) throws IOException {
        byte[] rest = new byte[begun.remaining()];
        begun.get(rest);
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(rest), Channels.newInputStream(channel));
        String line = new BufferedReader(new InputStreamReader(in, UTF_8)).readLine();
        if (line != null) {
            String answer = answer(List.of(line.split(" ", 4)));
            RouterSocket.write(channel, ByteBuffer.wrap(answer.getBytes(UTF_8)));
        }
    }

    private String answer(List<String> words) throws IOException {
        try {
            return switch (words.get(0)) {
                case STATUS -> StatusText.write(status.get());
                case STOP -> {
                    stopping.stop();
                    yield STOP;
                }
                case REFRESH -> refreshing.refresh() ? REFRESH : UNKNOWN;
                case TEST -> test(new DrainName(words.get(1)), Long.parseLong(words.get(2)), words.get(3));
                default -> UNKNOWN;
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    private String test(DrainName name, long millis, String marker) throws InterruptedException {
        Optional<Shipper> shipper = fleet.named(name);
        if (shipper.isEmpty()) {
            return UNKNOWN;
        }
        Probe probe = new Probe(marker);
        shipper.get().probe(probe);
        try {
            return probe.answer().get(millis, TimeUnit.MILLISECONDS) ? DELIVERED : ACCEPTED;
        } catch (ExecutionException e) {
            return FAILED + Objects.requireNonNull(e.getCause()).getMessage();
        } catch (TimeoutException e) {
            return FAILED + "it accepted nothing for " + TimeUnit.MILLISECONDS.toSeconds(millis) + " s";
        }
    }
}
