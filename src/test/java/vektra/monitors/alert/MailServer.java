package vektra.monitors.alert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import vektra.fixture.Door;
import vektra.fixture.Ports;

/** A mail server on a real socket: with TLS from the start, by STARTTLS or without, with logins, and as bad as real ones. */
final class MailServer implements AutoCloseable {
    /** How it speaks with clients. */
    enum Speaks {
        PLAIN,
        STARTTLS,
        TLS
    }

    private static final String LOGIN = "\0ops@example.com\0p:ss w@rd+";

    private final int port = Ports.free();
    private final Speaks speaks;
    private final SSLContext tls;
    private final boolean login;
    private final Door door;
    private volatile int refusals;

    final List<String> letters = new CopyOnWriteArrayList<>();
    final List<String> commands = new CopyOnWriteArrayList<>();

    MailServer(Speaks speaks, SSLContext tls, boolean login) {
        this.speaks = speaks;
        this.tls = tls;
        this.login = login;
        door = new Door(Door.at(port), this::take);
    }

    int port() {
        return port;
    }

    /** Refuses that many letters for the moment. */
    MailServer refusing(int times) {
        refusals = times;
        return this;
    }

    private void take(Socket plain) throws IOException {
        Socket socket = speaks == Speaks.TLS ? secured(plain) : plain;
        say(socket, "220 mail.example.com");
        boolean secure = speaks == Speaks.TLS;
        BufferedReader in = reader(socket);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add((secure ? "tls " : "plain ") + line);
            String verb = line.split(" ")[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> {
                    boolean offers = speaks == Speaks.STARTTLS && !secure;
                    say(socket, "250-mail.example.com");
                    say(socket, offers ? "250-STARTTLS" : "250-8BITMIME");
                    say(socket, login && (secure || speaks == Speaks.PLAIN) ? "250 AUTH PLAIN" : "250 OK");
                }
                case "STARTTLS" -> {
                    say(socket, "220 go ahead");
                    socket = secured(plain);
                    in = reader(socket);
                    secure = true;
                }
                case "AUTH" -> say(socket, isRight(line) ? "235 in" : "535 5.7.8 wrong login");
                case "DATA" -> {
                    say(socket, "354 go ahead");
                    letter(socket, in);
                }
                case "QUIT" -> say(socket, "221 bye");
                default -> say(socket, "250 OK");
            }
        }
    }

    private static boolean isRight(String line) {
        byte[] login = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
        return new String(login, ISO_8859_1).endsWith(LOGIN);
    }

    private void letter(Socket socket, BufferedReader in) throws IOException {
        StringBuilder letter = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            letter.append(line).append('\n');
        }
        if (refusals > 0) {
            refusals--;
            say(socket, "451 4.3.0 try again later");
        } else {
            letters.add(letter.toString());
            say(socket, "250 taken");
        }
    }

    private Socket secured(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, port, true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    private static void say(Socket socket, String line) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\r\n").getBytes(ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() {
        door.close();
    }
}
