package vektra.remote;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import vektra.model.text.VektraException;

/** A command that runs elsewhere: passes on what it prints, and sends of standard input what it asks for. */
final class Running {
    /** What a shell says of a program that was interrupted. */
    private static final int INTERRUPTED = 130;

    private final RemoteServer server;
    private final Wire wire;
    private final Console console;
    private volatile boolean interrupted;
    private volatile @Nullable VektraException refused;

    Running(RemoteServer server, Wire wire, Console console) {
        this.server = server;
        this.wire = wire;
        this.console = console;
    }

    int run(byte[] wanted) {
        console.interrupted(() -> {
            interrupted = true;
            wire.close();
        });
        String when = "before it said that the command began: ";
        try {
            DataInputStream in = server.frames(wire, Protocol.COMMANDS, wanted);
            String id = Frame.read(in).text();
            when = "while the command ran: ";
            try (Sender sender = new Sender(server, id)) {
                return follow(in, sender);
            }
        } catch (IOException e) {
            VektraException why = refused;
            if (why != null) {
                throw why;
            }
            VektraException broken = server.broken(when + RemoteServer.reason(e), e);
            if (interrupted) {
                console.err(("Interrupted; " + broken.hint() + "\n").getBytes(StandardCharsets.UTF_8));
                return INTERRUPTED;
            }
            throw broken;
        }
    }

    private int follow(DataInputStream in, Sender sender) throws IOException {
        while (true) {
            Frame frame = Frame.read(in);
            switch (frame.kind()) {
                case OUT -> {
                    try {
                        console.out(frame.bytes());
                    } catch (IOException e) {
                        // who has seen enough ends what comes without end
                        return 0;
                    }
                }
                case ERR -> console.err(frame.bytes());
                case READ -> feed(sender);
                case END -> {
                    return Integer.parseInt(frame.text());
                }
                default -> {
                    // nothing to do
                }
            }
        }
    }

    /** Beside the answer, which may end or break while a person thinks. */
    private void feed(Sender sender) {
        Thread thread = new Thread(
                () -> {
                    try {
                        byte[] piece = console.in();
                        sender.send(piece, piece.length == 0);
                    } catch (VektraException e) {
                        refused = e;
                        wire.close();
                    } catch (IOException e) {
                        wire.close();
                    }
                },
                "vektra-stdin");
        thread.setDaemon(true);
        thread.start();
    }
}
