package vektra.memcached;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The program: a client that sends each line of its input to a memcached and prints what comes back, as telnet does.
 *
 * <p>Arguments: host, port, and what keys should begin with. It ends after {@code quit}, or once the input has ended and
 * everything was answered. Exit codes: 0, or 1 when the server cannot be reached or breaks off.
 */
public final class LineClient {
    private static final int PATIENCE_MILLIS = 4000;
    private static final int CHUNK = 8192;
    private static final String QUIT = "quit";

    private final Socket socket;
    private final InputStream lines;
    private final PrintStream out;
    private volatile boolean isOver;

    private LineClient(Socket socket, InputStream lines, PrintStream out) {
        this.socket = socket;
        this.lines = lines;
        this.out = out;
    }

    public static void main(String[] args) {
        // not exit(): a reader of standard input may be waiting still
        Runtime.getRuntime().halt(run(args, System.in, System.out, System.err));
    }

    static int run(String[] args, InputStream in, PrintStream out, PrintStream errors) {
        String address = args[0] + ":" + args[1];
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(args[0], Integer.parseInt(args[1])), PATIENCE_MILLIS);
            errors.println(
                    "Connected to memcached at " + address + "; begin keys with " + args[2] + "; quit or Ctrl-D ends");
            return new LineClient(socket, in, out).talk() ? 0 : broken(errors, address);
        } catch (IOException e) {
            errors.println("Error: cannot talk to memcached at " + address + ": " + e.getMessage());
            return 1;
        }
    }

    private static int broken(PrintStream errors, String address) {
        errors.println("Error: memcached at " + address + " closed the connection");
        return 1;
    }

    /** Sends in the background and prints until the server closes; whether that was asked for. */
    private boolean talk() throws IOException {
        Thread sender = new Thread(this::send, "sender");
        sender.setDaemon(true);
        sender.start();
        InputStream answers = socket.getInputStream();
        byte[] some = new byte[CHUNK];
        for (int read = answers.read(some); read >= 0; read = answers.read(some)) {
            out.write(some, 0, read);
            out.flush();
        }
        return isOver;
    }

    /** Sends each line of the input, and at its end that this is all. */
    private void send() {
        try {
            OutputStream to = socket.getOutputStream();
            BufferedReader reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
            String line = reader.readLine();
            while (line != null && !line.equals(QUIT)) {
                to.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                to.flush();
                line = reader.readLine();
            }
            isOver = true;
            to.write((QUIT + "\r\n").getBytes(StandardCharsets.UTF_8));
            to.flush();
            // also where the server took that word for a value it was waiting for
            socket.shutdownOutput();
        } catch (IOException e) {
            isOver = false;
        }
    }
}
