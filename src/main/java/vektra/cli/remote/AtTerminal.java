package vektra.cli.remote;

import java.io.IOException;
import vektra.cli.terminal.Terminal;
import vektra.logs.collect.Signals;
import vektra.remote.Console;
import vektra.remote.Protocol;

/** A command that runs elsewhere reads and writes here. */
public record AtTerminal(Terminal terminal) implements Console {
    @Override
    public void out(byte[] bytes) throws IOException {
        terminal.pass(bytes);
    }

    @Override
    public void err(byte[] bytes) {
        terminal.passTalk(bytes);
    }

    @Override
    public byte[] in() throws IOException {
        return terminal.piece(Protocol.PIECE);
    }

    @Override
    public void interrupted(Runnable handler) {
        Signals.on("INT", handler);
    }
}
