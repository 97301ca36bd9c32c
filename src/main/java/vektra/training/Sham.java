package vektra.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;

/** A server on a free loopback port that holds one kind of conversation with each client, until the process ends. */
public final class Sham {
    private final ServerSocket socket;
    private final Conversation conversation;

    /** What is said on one connection; its end closes the connection. */
    interface Conversation {
        void hold(DataInputStream in, DataOutputStream out) throws IOException, GeneralSecurityException;
    }

    private Sham(Conversation conversation) {
        this.conversation = conversation;
        try {
            socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        inBackground(this::serve);
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "sham");
        thread.setDaemon(true);
        thread.start();
    }

    /** Accepts any user with the password. */
    public static Sham postgres(String password) {
        return new Sham(new PostgresConversation(password));
    }

    /** Says OK to everything. */
    public static Sham redis() {
        return new Sham(new RedisConversation());
    }

    /** Says yes to everything. */
    public static Sham mariadb() {
        return new Sham(new MariadbConversation());
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                Socket client = socket.accept();
                inBackground(() -> talk(client));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void talk(Socket client) {
        try (client;
                DataInputStream in = new DataInputStream(client.getInputStream());
                DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
            conversation.hold(in, out);
        } catch (IOException | GeneralSecurityException e) {
            // the client has left
        }
    }
}
